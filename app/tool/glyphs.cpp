#include "tool/glyphs.h"

#include <fmt/format.h>

#include "ui/language.h"

namespace spine::tool {

using questionnaire::Item;
using questionnaire::Option;
using questionnaire::Text;

namespace {

std::string words_of(const Item& item, const std::string& language) {
    std::string words = item.unit;
    for (const Text* text :
         {&item.text, &item.prefix, &item.help, &item.low_label, &item.high_label}) {
        words += text->in(language);
    }
    for (const Option& option : item.options) {
        words += option.prefix + option.display.in(language);
        if (const auto* plain = std::get_if<std::string>(&option.value)) words += *plain;
    }
    for (const auto& quantity : item.unit_options) words += quantity.unit;
    return words;
}

class Search {
  public:
    Search(const config::Config& config, const ui::Fonts& fonts) : config_(config), fonts_(fonts) {}

    std::vector<config::Finding> run() {
        for (const auto& [id, questionnaire] : config_.questionnaires) {
            for (const Item& item : questionnaire.items) {
                look_at(item, "questionnaires/" + id + ".json");
            }
        }
        for (const auto& [id, languages] : config_.library.pages) {
            for (const auto& [language, page] : languages) {
                look_at(information::plain_text(page) + page.source_line, language,
                        fmt::format("pages/{}/{}.md", language, page.id), "words");
            }
        }
        return std::move(found_);
    }

  private:
    void look_at(const Item& item, const std::string& file) {
        for (const std::string& language : config_.settings.languages) {
            look_at(words_of(item, language), language, file, item.link_id);
        }
        for (const Item& child : item.items) look_at(child, file);
    }

    void look_at(const std::string& words, const std::string& language, const std::string& file,
                 const std::string& where) {
        std::string list;
        // Only the letters of a language's own script are loaded with it.
        for (const char32_t character :
             fonts_.missing_glyphs(words, ui::rules_of(language).glyphs)) {
            list += fmt::format("{}U+{:04X}", list.empty() ? "" : ", ",
                                static_cast<std::uint32_t>(character));
        }
        if (list.empty()) return;
        const std::string what =
            "The kiosk's fonts have no picture for " + list + ". Write it with other characters.";
        const bool known = !found_.empty() && found_.back().file == file &&
                           found_.back().where == where && found_.back().what == what;
        if (!known) found_.push_back({file, where, what, causes::glyph_missing});
    }

    const config::Config& config_;
    const ui::Fonts& fonts_;
    std::vector<config::Finding> found_;
};

}  // namespace

std::vector<config::Finding> missing_glyphs(const config::Config& config, const ui::Fonts& fonts) {
    return Search(config, fonts).run();
}

}  // namespace spine::tool
