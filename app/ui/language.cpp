#include "ui/language.h"

#include <algorithm>
#include <array>
#include <utility>

namespace spine::ui {

namespace {

struct Entry {
    std::string_view language;
    LanguageRules rules;
};
// Arabic here is written with Western digits, and with a comma before the decimals.
constexpr std::array<Entry, 6> entries{{{"ar", {Glyphs::Arabic, true, ','}},
                                        {"da", {Glyphs::Latin, false, ','}},
                                        {"de", {Glyphs::Latin, false, ','}},
                                        {"pl", {Glyphs::Latin, false, ','}},
                                        {"tr", {Glyphs::Latin, false, ','}},
                                        {"uk", {Glyphs::Cyrillic, false, ','}}}};

}  // namespace

LanguageRules rules_of(std::string_view language) {
    const std::string_view first = language.substr(0, language.find('-'));
    const auto* found = std::find_if(entries.begin(), entries.end(), [first](const Entry& entry) {
        return entry.language == first;
    });
    return found == entries.end() ? LanguageRules{} : found->rules;
}

std::string in_own_order(std::string_view language, std::string text) {
    if (!rules_of(language).right_to_left) return text;
    return "\u2066" + std::move(text) + "\u2069";
}

std::string in_its_direction(std::string_view screen_language, std::string_view language,
                             std::string text) {
    const bool from_the_right = rules_of(language).right_to_left;
    if (from_the_right == rules_of(screen_language).right_to_left) return text;
    return (from_the_right ? "\u2067" : "\u2066") + std::move(text) + "\u2069";
}

}  // namespace spine::ui
