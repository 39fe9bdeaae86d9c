#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "config/reading.h"

namespace spine::config {
namespace {

using information::TomlTable;
using questionnaire::Domain;
using questionnaire::DomainItem;
using questionnaire::DomainKind;
namespace toml_causes = information::causes;

constexpr std::string_view kScoringFile = "scoring.toml";
constexpr std::string_view kAfter = ".after";

// The two askings of an item share one entry of `correct`.
std::string first_asking(const std::string& link_id) {
    if (!link_id.ends_with(kAfter)) return link_id;
    return link_id.substr(0, link_id.size() - kAfter.size());
}

class DomainReader {
  public:
    DomainReader(Reading& reading, TomlTable table) : reading_(reading), table_(std::move(table)) {}

    void read() {
        domain_.name = table_.text("name");
        domain_.kind = kind();
        for (std::string& link_id : table_.texts("reverse")) reverse_.insert(std::move(link_id));
        correct_ = table_.text_map("correct");
        domain_.before = askings("before");
        domain_.after = askings("after");
        check_rest();
        DomainWords words;
        words.hope = table_.flag_or("hope", false);
        words.title = reading_.translated(table_, "title");
        if (words.hope) words.hope_verb = reading_.translated(table_, "phrase");
        table_.done();
        keep(std::move(words));
    }

  private:
    DomainKind kind() {
        const std::string name = table_.text("kind");
        if (name == "number") return DomainKind::Number;
        if (name == "knowledge") return DomainKind::Knowledge;
        if (name != "agree" && !name.empty())
            table_.report(toml_causes::value_unfit, "kind",
                          R"(This must be "agree", "number" or "knowledge".)");
        return DomainKind::Agree;
    }

    std::vector<std::vector<DomainItem>> askings(std::string_view key) {
        std::vector<std::vector<DomainItem>> asked;
        for (const auto& variants : table_.text_lists(key)) {
            asked.emplace_back();
            for (const std::string& link_id : variants) asked.back().push_back(item(key, link_id));
        }
        return asked;
    }

    DomainItem item(std::string_view key, const std::string& link_id) {
        DomainItem item{link_id, reverse_.contains(link_id), {}};
        used_.insert(link_id);
        const auto* asked = reading_.item(link_id);
        if (asked == nullptr)
            table_.report(causes::name_unknown, key,
                          fmt::format("No questionnaire has an item \"{}\".", link_id));
        if (domain_.kind != DomainKind::Knowledge) return item;
        const auto right = correct_.find(first_asking(link_id));
        if (right == correct_.end()) {
            table_.report(toml_causes::key_missing, key,
                          fmt::format(R"("{}" has no right answer under "correct".)", link_id));
            return item;
        }
        item.correct = right->second;
        if (asked != nullptr) {
            const auto codes = codes_of(*asked);
            if (std::find(codes.begin(), codes.end(), item.correct) == codes.end())
                table_.report(causes::name_unknown, "correct",
                              fmt::format("\"{}\" has no code '{}'.", link_id, item.correct));
        }
        return item;
    }

    void check_rest() {
        if (domain_.before.empty())
            table_.report(toml_causes::key_missing, "", "\"before\" names no item.");
        for (const std::string& link_id : reverse_) {
            if (!used_.contains(link_id))
                table_.report(causes::name_unknown, "reverse",
                              fmt::format("\"{}\" is no item of this domain.", link_id));
        }
        for (const auto& [link_id, code] : correct_) {
            if (!used_.contains(link_id))
                table_.report(causes::name_unknown, "correct",
                              fmt::format("\"{}\" is no item of this domain.", link_id));
        }
        if (domain_.kind != DomainKind::Agree && !reverse_.empty())
            table_.report(toml_causes::value_unfit, "reverse", "Only agreement is reversed.");
    }

    void keep(DomainWords words) {
        if (reading_.config.domain_words.contains(domain_.name))
            table_.report(toml_causes::value_unfit, "name",
                          fmt::format("The domain \"{}\" stands twice.", domain_.name));
        reading_.config.domain_words[domain_.name] = std::move(words);
        reading_.config.scoring.push_back(std::move(domain_));
    }

    Reading& reading_;
    TomlTable table_;
    Domain domain_;
    std::set<std::string> reverse_, used_;
    std::map<std::string, std::string> correct_;
};

}  // namespace

void read_scoring(Reading& reading) {
    information::Problems problems;
    if (auto document = reading.toml(kScoringFile, problems)) {
        for (TomlTable& table : document->tables("domain")) DomainReader(reading, table).read();
        document->done();
    }
    reading.take(kScoringFile, problems);
}

}  // namespace spine::config
