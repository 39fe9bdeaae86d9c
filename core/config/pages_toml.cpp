#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "config/reading.h"
#include "information/page_reader.h"

namespace spine::config {
namespace {

using information::AgeFigures;
using information::TomlTable;
using questionnaire::Item;
namespace toml_causes = information::causes;

constexpr std::string_view kPagesFile = "pages.toml";
constexpr std::string_view kPagesFolder = "pages/";
constexpr std::string_view kHolds = "1 = 1";  // a rule without `when`

// A page that something outside pages.toml asks for, and who does.
using Wanted = std::map<std::string, std::string>;

void want_pages(const std::vector<Item>& items, const std::string& file, Wanted& wanted) {
    for (const Item& item : items) {
        for (const char* extension : {"explains", "read-again", "read-more"}) {
            if (const auto page = item.kiosk.find(extension); page != item.kiosk.end())
                wanted.emplace(page->second, fmt::format("{}, item {}", file, item.link_id));
        }
        want_pages(item.items, file, wanted);
    }
}

class PagesReader {
  public:
    explicit PagesReader(Reading& reading) : reading_(reading) {}

    void read() {
        information::Problems evidence_problems;
        if (const auto text = reading_.files.text("evidence.toml")) {
            reading_.config.evidence = information::read_evidence(*text, evidence_problems);
        } else {
            reading_.fault(causes::file_missing, "evidence.toml", "", "The file is missing.");
        }
        reading_.take("evidence.toml", evidence_problems);
        information::Problems problems;
        if (auto document = reading_.toml(kPagesFile, problems)) read_rules(*document);
        reading_.take(kPagesFile, problems);
        read_files();
        check_wanted();
    }

  private:
    void read_rules(TomlTable& document) {
        auto& library = reading_.config.library;
        library.most = document.whole_or("most", library.most, 1, 20);
        library.age_item = document.text_or("age_item", "");
        source_lines_ = reading_.translated(document, "source_line");
        for (const auto& [language, line] : source_lines_) {
            if (line.find("{sources}") == std::string::npos)
                document.report(toml_causes::value_unfit, "source_line",
                                fmt::format("\"{}\" lacks {{sources}}.", language));
        }
        for (TomlTable& table : document.tables("page")) read_rule(table);
        for (TomlTable& table : document.tables("age")) read_age(table);
        document.done();
        check_bands();
    }

    void read_rule(TomlTable& table) {
        information::PageRule rule;
        rule.page = table.text("id");
        rule.always = table.flag_or("always", false);
        auto when = table.has("when") ? reading_.expression(table, "when") : std::nullopt;
        if (!when) when = *questionnaire::Expression::parse(kHolds);
        check_expression(reading_, *when, nullptr, {}, kPagesFile, table.place("when"));
        rule.when = std::move(*when);
        table.done();
        if (!rule.page.empty()) wanted_.emplace(rule.page, std::string(kPagesFile));
        reading_.config.library.rules.push_back(std::move(rule));
    }

    void read_age(TomlTable& table) {
        AgeFigures age{table.text_or("band", ""), table.text_map("figures")};
        for (const auto& [name, figure] : age.figures) {
            age_names_.insert(name);
            if (!reading_.config.evidence.figures.contains(figure))
                table.report(information::causes::figure_unknown, "figures",
                             fmt::format("The figure \"{}\" is not in evidence.toml.", figure));
        }
        table.done();
        const bool twice = std::any_of(bands_.begin(), bands_.end(), [&](const AgeFigures& known) {
            return known.band == age.band;
        });
        if (twice)
            table.report(toml_causes::value_unfit, "band",
                         fmt::format("The band \"{}\" stands twice.", age.band));
        bands_.push_back(std::move(age));
    }

    // A band that is forgotten would show its patients the figures of another age.
    void check_bands() {
        if (bands_.empty()) return;
        const Item* item = reading_.item(reading_.config.library.age_item);
        if (item == nullptr) {
            reading_.fault(causes::name_unknown, kPagesFile, "age_item",
                           "[[age]] needs age_item, the item that asks for the age band.");
            return;
        }
        std::vector<std::string> codes = codes_of(*item);
        codes.emplace_back();  // skipped
        for (const std::string& code : codes) {
            if (std::none_of(bands_.begin(), bands_.end(),
                             [&](const AgeFigures& age) { return age.band == code; }))
                reading_.fault(causes::name_unknown, kPagesFile, "age",
                               fmt::format("The age band \"{}\" has no figures.", code));
        }
        for (const AgeFigures& age : bands_) {
            if (std::find(codes.begin(), codes.end(), age.band) == codes.end())
                reading_.fault(causes::name_unknown, kPagesFile, "age",
                               fmt::format("\"{}\" has no code '{}'.", item->link_id, age.band));
        }
    }

    void read_files() {
        for (const auto& [path, content] : reading_.files.files) {
            if (!path.starts_with(kPagesFolder)) continue;
            const std::string name = path.substr(kPagesFolder.size());
            const auto slash = name.find('/');
            const auto& languages = reading_.config.settings.languages;
            const std::string language = name.substr(0, slash);
            if (slash == std::string::npos || !name.ends_with(".md") ||
                name.find('/', slash + 1) != std::string::npos) {
                reading_.fault(causes::file_malformed, path, "",
                               "Only pages/<language>/<page>.md belong here.");
            } else if (std::find(languages.begin(), languages.end(), language) != languages.end()) {
                read_page(path, name.substr(slash + 1, name.size() - slash - 4), language,
                          as_text(content));
            } else if (not_offered_.insert(language).second) {
                reading_.warning(std::string(kPagesFolder) + language, "",
                                 "This language is not offered in kiosk.toml.");
            }
        }
    }

    void read_page(const std::string& path, const std::string& id, const std::string& language,
                   std::string_view text) {
        files_[id].insert(language);
        if (!information::differs_by_age(text, age_names_)) {
            read_variant(path, id, id, language, text, {});
            return;
        }
        for (const AgeFigures& age : bands_)
            read_variant(path, id, id + "@" + age.band, language, text, age.figures);
    }

    void read_variant(const std::string& path, const std::string& id, const std::string& key,
                      const std::string& language, std::string_view text,
                      const std::map<std::string, std::string>& figures) {
        const Settings& settings = reading_.config.settings;
        const information::PageContext context{
            reading_.config.evidence,
            figures,
            age_names_,
            {{"name", settings.clinic_name},
             {"desk_phone", settings.desk_phone},
             {"emergency_number", settings.emergency_number},
             {"daytime_number", settings.daytime_number},
             {"scan_minutes", settings.scan_minutes}},
            source_lines_.contains(language) ? source_lines_.at(language) : ""};
        information::Problems problems;
        auto page = information::read_page(id, language, text, context, problems);
        reading_.take(path, problems);
        if (!page) return;
        if (page->review == information::Review::None && unreviewed_.insert(path).second)
            reading_.warning(path, "review", "No human has reviewed this page yet.");
        reading_.config.library.pages[key].insert_or_assign(language, std::move(*page));
    }

    // Every page that is named anywhere, and every page of any language, in every language.
    void check_wanted() {
        for (const auto& [id, questionnaire] : reading_.config.questionnaires)
            want_pages(questionnaire.items, "questionnaire " + id, wanted_);
        for (const auto& [id, rules] : reading_.config.walks) {
            if (rules.tier_a) wanted_.emplace("tier-a", "kiosk.toml, walk." + id + ".tier_a");
            if (rules.tier_b) wanted_.emplace("tier-b", "kiosk.toml, walk." + id + ".tier_b");
        }
        for (const auto& [id, languages] : files_) wanted_.emplace(id, "another language");
        for (const auto& [id, by] : wanted_) {
            for (const std::string& language : reading_.config.settings.languages) {
                if (files_[id].contains(language)) continue;
                reading_.fault(causes::translation_missing,
                               fmt::format("{}{}/{}.md", kPagesFolder, language, id), "",
                               fmt::format("The page is missing; it is wanted by {}.", by));
            }
        }
    }

    Reading& reading_;
    std::map<std::string, std::string> source_lines_;
    std::vector<AgeFigures> bands_;
    std::set<std::string, std::less<>> age_names_;
    std::map<std::string, std::set<std::string>> files_;  // page id -> languages
    std::set<std::string> unreviewed_, not_offered_;
    Wanted wanted_;
};

}  // namespace

void read_pages(Reading& reading) {
    PagesReader(reading).read();
}

}  // namespace spine::config
