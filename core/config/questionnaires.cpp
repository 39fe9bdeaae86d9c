#include <fmt/format.h>

#include <algorithm>

#include "config/reading.h"
#include "questionnaire/parser.h"

namespace spine::config {
namespace {

using questionnaire::Item;
using questionnaire::Questionnaire;
using questionnaire::Text;

constexpr std::string_view kQuestionnairesFolder = "questionnaires/";

// Every word of one questionnaire, in every language offered.
class Translations {
  public:
    Translations(Reading& reading, std::string_view file, const Questionnaire& questionnaire)
        : reading_(reading), file_(file), own_(questionnaire.language) {
        text("title", questionnaire.title);
        for (const Item& item : questionnaire.items) check(item);
    }

  private:
    void check(const Item& item) {
        const std::string where = "item " + item.link_id;
        text(where, item.text);
        text(where + ", help", item.help);
        text(where + ", prefix", item.prefix);
        text(where + ", low end", item.low_label);
        text(where + ", high end", item.high_label);
        for (const auto& option : item.options) {
            const auto* coding = std::get_if<questionnaire::Coding>(&option.value);
            if (coding == nullptr) continue;
            const std::string place = fmt::format("{}, option {}", where, coding->code);
            if (option.display.empty()) {
                reading_.fault(causes::translation_missing, file_, place,
                               "The option has no words.");
            }
            text(place, option.display);
        }
        for (const Item& child : item.items) check(child);
    }

    void text(const std::string& where, const Text& text) {
        if (text.empty()) return;
        for (const std::string& language : reading_.config.settings.languages) {
            const auto found = text.translations.find(language);
            const bool own = language == own_ && !text.original.empty();
            if (own || (found != text.translations.end() && !found->second.empty())) continue;
            reading_.fault(causes::translation_missing, file_, where,
                           fmt::format("There is no text in \"{}\".", language));
        }
    }

    Reading& reading_;
    std::string_view file_;
    std::string own_;
};

void read_one(Reading& reading, const std::string& file, std::string_view json) {
    auto parsed = questionnaire::parse(json);
    if (!parsed) {
        reading.fault(parsed.error().cause, file, parsed.error().where,
                      parsed.error().happened + " " + parsed.error().next);
        return;
    }
    (void)Translations(reading, file, *parsed);
    const std::string id = parsed->id;
    if (id.empty()) {
        reading.fault(causes::file_malformed, file, "id", "The questionnaire has no id.");
    } else if (!reading.config.questionnaires.emplace(id, std::move(*parsed)).second) {
        reading.fault(causes::file_malformed, file, "id",
                      fmt::format("The id \"{}\" stands in two files.", id));
    }
}

}  // namespace

void read_questionnaires(Reading& reading) {
    for (const auto& [path, content] : reading.files.files) {
        if (!path.starts_with(kQuestionnairesFolder)) continue;
        if (path.ends_with(".json")) {
            read_one(reading, path, as_text(content));
        } else {
            reading.fault(causes::file_malformed, path, "", "Only .json files belong here.");
        }
    }
}

std::vector<std::string> codes_of(const Item& item) {
    if (item.type == questionnaire::ItemType::Boolean) return {"true", "false"};
    std::vector<std::string> codes;
    for (const auto& option : item.options) {
        if (const auto* coding = std::get_if<questionnaire::Coding>(&option.value))
            codes.push_back(coding->code);
    }
    return codes;
}

}  // namespace spine::config
