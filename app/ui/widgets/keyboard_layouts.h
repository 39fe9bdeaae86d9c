// The letters of each language's keyboard, and their capitals.
#pragma once

#include <array>
#include <string_view>

namespace spine::ui {

struct KeyboardLayout {
    float key_w = 0;   // of a letter, units
    float wide_w = 0;  // of shift, backspace, numbers, return
    float indent = 0;  // of the second row
    std::array<std::u32string_view, 3> letters, numbers;
    std::string_view letters_word = "abc";  // on the key that leads back to them
    char32_t comma = U',';
    bool capitals = true;
};

// English for a language that has none of its own.
[[nodiscard]] const KeyboardLayout& keyboard_layout(std::string_view language);

// The same where there is none. In Turkish i and ı are two letters.
[[nodiscard]] char32_t capital(char32_t character, std::string_view language);

}  // namespace spine::ui
