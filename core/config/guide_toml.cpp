#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "config/reading.h"
#include "information/readability.h"

namespace spine::config {
namespace {

using information::TomlTable;
namespace toml_causes = information::causes;

constexpr std::string_view kGuideFile = "guide.toml";
constexpr int kSlots = 5;

// The longest of some words in one language, to count a sentence at its longest.
using Translated = std::map<std::string, std::string>;
std::string longest(const std::map<std::string, Translated>& words, const std::string& language) {
    std::string longest;
    for (const auto& [key, texts] : words) {
        const auto text = texts.find(language);
        if (text != texts.end() &&
            information::measure(text->second).words > information::measure(longest).words)
            longest = text->second;
    }
    return longest;
}

void replace_all(std::string& text, std::string_view what, std::string_view by) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
}

class GuideReader {
  public:
    explicit GuideReader(Reading& reading) : reading_(reading) {
        for (const auto& domain : reading.config.scoring) {
            for (const char* which : {".before", ".after", ".last", ".fall"})
                facts_[domain.name + which] = {};
            domains_.push_back(domain.name);
        }
        facts_["tier"] = {"a", "b", "none"};
        facts_["taken-over"] = {"true", "false"};
        facts_["hope.highest"] = domains_;
        facts_["teach-back.missed"] = {};
        facts_["not-sure"] = {};
    }

    void read(TomlTable& document) {
        auto& words = reading_.config.guide_words;
        words.remaining = document.texts("remaining");
        for (const std::string& domain : words.remaining) {
            if (std::find(domains_.begin(), domains_.end(), domain) == domains_.end())
                document.report(causes::name_unknown, "remaining",
                                fmt::format("scoring.toml has no domain \"{}\".", domain));
        }
        if (auto headline = document.table("headline")) {
            read_headline(*headline);
        } else {
            document.report(toml_causes::key_missing, "", "The table [headline] is missing.");
        }
        for (TomlTable& table : document.tables("phrase")) read_phrase(table);
        for (TomlTable& table : document.tables("topic")) read_topic(table);
        std::vector<TomlTable> rules = document.tables("rule");
        for (TomlTable& table : rules) facts_["said"].push_back(table.text("id"));
        for (TomlTable& table : rules) read_rule(table);
        document.done();
        check_complete(document);
    }

  private:
    void read_headline(TomlTable& table) {
        HeadlineWords& words = reading_.config.headline;
        words.strong = reading_.translated(table, "strong");
        words.joined = reading_.translated(table, "and");
        words.none = reading_.translated(table, "none");
        words.none_listed = reading_.translated(table, "none_listed");
        words.before_reading = reading_.translated(table, "before_reading");
        table.done();
    }

    void read_phrase(TomlTable& table) {
        const std::string question = table.text("question");
        reading_.config.guide_words.phrases[question] = reading_.translated(table, "sentence");
        table.done();
    }

    void read_topic(TomlTable& table) {
        const std::string item = table.text("item");
        if (!item.empty() && reading_.item(item) == nullptr)
            table.report(causes::name_unknown, "item",
                         fmt::format("No questionnaire has an item \"{}\".", item));
        reading_.config.guide_words.topics[item] = reading_.translated(table, "words");
        table.done();
    }

    void read_rule(TomlTable& table) {
        GuideRule rule;
        rule.slot = table.whole_or("slot", -1, 0, kSlots - 1);
        if (!table.has("slot")) table.report(toml_causes::key_missing, "", "\"slot\" is missing.");
        rule.heading_id = table.text("id");
        auto when = table.has("when") ? reading_.expression(table, "when") : std::nullopt;
        if (!when) when = *questionnaire::Expression::parse("1 = 1");
        check_expression(reading_, *when, nullptr, facts_, kGuideFile, table.place("when"));
        rule.when = std::move(*when);
        rule.heading = reading_.translated(table, "heading");
        rule.sentence = reading_.translated(table, "sentence");
        rule.reason = reading_.translated(table, "reason");
        rule.source = table.text_or("source", "");
        table.done();
        check_words(table, rule);
        reading_.config.guide.push_back(std::move(rule));
    }

    void check_words(TomlTable& table, const GuideRule& rule) {
        const auto& words = reading_.config.guide_words;
        for (const auto& [language, sentence] : rule.sentence) {
            check_braces(table, "sentence", sentence);
            std::string said = sentence;
            replace_all(said, "{phrase}", longest(words.phrases, language));
            replace_all(said, "{topic}", longest(words.topics, language));
            if (const int count = information::measure(said).words; count > kGuideWords)
                table.report(causes::too_hard_to_read, "sentence",
                             fmt::format("\"{}\" says {} words; a clinician speaks at most {}.",
                                         language, count, kGuideWords));
        }
        for (const auto& [language, reason] : rule.reason) check_braces(table, "reason", reason);
    }

    void check_braces(TomlTable& table, std::string_view key, std::string_view text) {
        static const std::set<std::string, std::less<>> kWords = {"sign", "topic", "phrase",
                                                                  "count"};
        for (auto at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
            const auto end = text.find('}', at);
            const std::string name(text.substr(at + 1, end - at - 1));
            const auto fact = facts_.find(name);
            const bool number = fact != facts_.end() && fact->second.empty();
            if (end == std::string_view::npos || (!kWords.contains(name) && !number))
                table.report(causes::name_unknown, key,
                             fmt::format("{{{}}} is nothing that the guide can say.", name));
        }
    }

    void check_complete(TomlTable& document) {
        const auto& words = reading_.config.guide_words;
        for (const auto& domain : reading_.config.scoring) {
            if (domain.kind != questionnaire::DomainKind::Knowledge) continue;
            for (const auto& variants : domain.before) {
                for (const auto& item : variants) {
                    if (!words.topics.contains(item.link_id))
                        document.report(toml_causes::key_missing, "topic",
                                        fmt::format("The knowledge item \"{}\" has no [[topic]].",
                                                    item.link_id));
                }
            }
        }
        std::set<std::string> questions;
        for (const auto& [id, questionnaire] : reading_.config.questionnaires)
            collect_questions(questionnaire.items, questions);
        for (const std::string& question : questions) {
            if (!words.phrases.contains(question))
                document.report(
                    toml_causes::key_missing, "phrase",
                    fmt::format("The prepared question '{}' has no [[phrase]].", question));
        }
        for (const auto& [question, texts] : words.phrases) {
            if (!questions.contains(question))
                document.report(causes::name_unknown, "phrase",
                                fmt::format("There is no prepared question '{}'.", question));
        }
    }

    static void collect_questions(const std::vector<questionnaire::Item>& items,
                                  std::set<std::string>& codes) {
        for (const auto& item : items) {
            if (item.control == questionnaire::Control::QuestionList) {
                for (const std::string& code : codes_of(item)) codes.insert(code);
            }
            collect_questions(item.items, codes);
        }
    }

    Reading& reading_;
    Facts facts_;
    std::vector<std::string> domains_;
};

}  // namespace

void read_guide(Reading& reading) {
    information::Problems problems;
    if (auto document = reading.toml(kGuideFile, problems)) GuideReader(reading).read(*document);
    reading.take(kGuideFile, problems);
}

}  // namespace spine::config
