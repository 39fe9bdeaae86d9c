#include "tool/glyphs.h"

#include <fmt/format.h>

namespace spine::tool {

using questionnaire::Item;
using questionnaire::Option;
using questionnaire::Text;

namespace {

std::string all_words(const Text& text, const std::vector<std::string>& languages) {
    std::string words;
    for (const std::string& language : languages) words += text.in(language);
    return words;
}

std::string words_of(const Item& item, const std::vector<std::string>& languages) {
    std::string words = item.unit;
    for (const Text* text :
         {&item.text, &item.prefix, &item.help, &item.low_label, &item.high_label}) {
        words += all_words(*text, languages);
    }
    for (const Option& option : item.options) {
        words += option.prefix + all_words(option.display, languages);
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
                look_at(information::plain_text(page) + page.source_line,
                        fmt::format("pages/{}/{}.md", language, page.id), "words");
            }
        }
        return std::move(found_);
    }

  private:
    void look_at(const Item& item, const std::string& file) {
        look_at(words_of(item, config_.settings.languages), file, item.link_id);
        for (const Item& child : item.items) look_at(child, file);
    }

    void look_at(const std::string& words, const std::string& file, const std::string& where) {
        std::string list;
        for (const char32_t character : fonts_.missing_glyphs(words)) {
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
