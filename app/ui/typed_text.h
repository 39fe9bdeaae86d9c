// Typed text in a locked buffer of our own.
//
// Dear ImGui's InputText keeps copies for editing and undo; this does not. The buffer is locked in
// memory (libsodium), has a fixed capacity, never moves, and is wiped at its end.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

namespace spine::ui {

class TypedText {
  public:
    // At most `characters` Unicode code points (4 bytes are kept for each).
    explicit TypedText(std::size_t characters);
    TypedText(const TypedText&) = delete;
    TypedText& operator=(const TypedText&) = delete;
    ~TypedText() = default;

    // False if it is full; then nothing changed.
    bool append(char32_t character);
    void backspace();  // takes the last code point away; nothing on an empty text
    void clear();      // wipes
    bool assign(
        std::string_view utf8);  // wipes first; false if it is too long; then nothing changed

    // UTF-8; valid until the next change.
    [[nodiscard]] std::string_view view() const;
    [[nodiscard]] std::size_t length() const { return length_; }  // code points
    [[nodiscard]] std::size_t capacity() const { return capacity_; }
    [[nodiscard]] bool empty() const { return length_ == 0; }

  private:
    struct Free {
        void operator()(char* memory) const;
    };
    std::unique_ptr<char, Free> bytes_;
    std::size_t capacity_ = 0, size_ = 0, length_ = 0;
};

}  // namespace spine::ui
