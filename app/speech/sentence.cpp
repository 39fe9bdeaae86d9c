#include "speech/sentence.h"

#include <algorithm>
#include <array>

namespace spine::speech {

namespace {

// Soft hyphen; zero-width space, joiners and marks; embeddings; isolates; byte order mark.
constexpr std::array<std::string_view, 17> unspoken{
    "\u00AD", "\u200B", "\u200C", "\u200D", "\u200E", "\u200F", "\u2060", "\u2066", "\u2067",
    "\u2068", "\u2069", "\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\uFEFF"};
constexpr std::string_view no_break = "\u00A0";

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

}  // namespace

Sentence sentence(std::string_view text, std::string_view language) {
    Sentence made;
    made.language = language;
    made.text.reserve(text.size());  // so that it never moves
    const auto add = [&made](char c) {
        const bool space = c == ' ';
        if (space && (made.text.empty() || made.text.back() == ' ')) return;
        made.text.push_back(static_cast<std::uint8_t>(c));
    };
    while (!text.empty()) {
        const auto* const mark =
            std::find_if(unspoken.begin(), unspoken.end(),
                         [&](std::string_view one) { return text.starts_with(one); });
        if (mark != unspoken.end()) {
            text.remove_prefix(mark->size());
        } else if (text.starts_with(no_break)) {
            add(' ');
            text.remove_prefix(no_break.size());
        } else {
            add(is_control(text.front()) ? ' ' : text.front());
            text.remove_prefix(1);
        }
    }
    while (!made.text.empty() && made.text.back() == ' ') made.text.pop_back();
    return made;
}

}  // namespace spine::speech
