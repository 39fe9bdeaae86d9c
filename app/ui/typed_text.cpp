#include "ui/typed_text.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <new>

#include "ui/text.h"

namespace spine::ui {

namespace {

constexpr std::size_t bytes_a_character = 4;

std::size_t encode_utf8(char32_t c, std::array<char, bytes_a_character>& out) {
    const auto low = [](char32_t v) { return static_cast<char>(0x80U | (v & 0x3FU)); };
    if (c < 0x80) {
        out[0] = static_cast<char>(c);
        return 1;
    }
    if (c < 0x800) {
        out = {static_cast<char>(0xC0U | (c >> 6U)), low(c), 0, 0};
        return 2;
    }
    if (c < 0x10000) {
        out = {static_cast<char>(0xE0U | (c >> 12U)), low(c >> 6U), low(c), 0};
        return 3;
    }
    out = {static_cast<char>(0xF0U | (c >> 18U)), low(c >> 12U), low(c >> 6U), low(c)};
    return 4;
}

}  // namespace

void TypedText::Free::operator()(char* memory) const {
    sodium_free(memory);
}

TypedText::TypedText(std::size_t characters) : capacity_(characters) {
    // sodium_malloc wipes the pages when they are freed and tries to lock them; only a second lock
    // tells whether it could.
    const std::size_t size = characters * bytes_a_character + 1;
    bytes_.reset(static_cast<char*>(sodium_init() < 0 ? nullptr : sodium_malloc(size)));
    if (!bytes_ || sodium_mlock(bytes_.get(), size) != 0) throw std::bad_alloc();
}

bool TypedText::append(char32_t character) {
    if (length_ >= capacity_ || character > 0x10FFFF) return false;
    std::array<char, bytes_a_character> utf8{};
    const std::size_t count = encode_utf8(character, utf8);
    std::copy_n(utf8.data(), count, bytes_.get() + size_);
    size_ += count;
    ++length_;
    return true;
}

void TypedText::backspace() {
    if (length_ == 0) return;
    do {
        --size_;
    } while (size_ > 0 && (static_cast<unsigned char>(bytes_.get()[size_]) & 0xC0U) == 0x80U);
    sodium_memzero(bytes_.get() + size_, bytes_a_character);
    --length_;
}

void TypedText::clear() {
    sodium_memzero(bytes_.get(), size_);
    size_ = length_ = 0;
}

bool TypedText::assign(std::string_view utf8) {
    std::size_t characters = 0;
    for (std::size_t at = 0; at < utf8.size(); ++characters) (void)next_character(utf8, at);
    if (characters > capacity_ || utf8.size() > capacity_ * bytes_a_character) return false;
    clear();
    std::copy(utf8.begin(), utf8.end(), bytes_.get());
    size_ = utf8.size();
    length_ = characters;
    return true;
}

std::string_view TypedText::view() const {
    return {bytes_.get(), size_};
}

}  // namespace spine::ui
