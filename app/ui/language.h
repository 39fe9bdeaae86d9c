// What the interface must know of a language beside its words.
#pragma once

#include <string>
#include <string_view>

#include "ui/fonts.h"

namespace spine::ui {

struct LanguageRules {
    Glyphs glyphs = Glyphs::Latin;
    bool right_to_left = false;
    char decimal = '.';  // between whole and part of a number
};

// By the language's code ("da"), or its first part ("pt-BR"). A language that is not known here is
// written in Latin letters from left to right, with a decimal point.
[[nodiscard]] LanguageRules rules_of(std::string_view language);

// A number, a date or a telephone number that keeps its own order among a language's words: in
// Unicode's isolates, which are never drawn, where those words run from the right.
[[nodiscard]] std::string in_own_order(std::string_view language, std::string text);

// Words of another language than the screen's keep the direction in which they are written.
[[nodiscard]] std::string in_its_direction(std::string_view screen_language,
                                           std::string_view language, std::string text);

}  // namespace spine::ui
