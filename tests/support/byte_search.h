// Looks through bytes as somebody would who has stolen a tablet: for what was typed, chosen and
// given out, in every form in which a program keeps such things.
#pragma once

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace spine::test {

// UTF-8, UTF-32 in both byte orders, and hexadecimal.
[[nodiscard]] std::vector<std::string> encodings_of(std::string_view utf8);

class ByteSearch {
  public:
    // Typed text: every eight characters in a row of it, so that a piece is found too. Text of
    // fewer than eight bytes is not looked for, since it may stand anywhere by chance.
    void add_text(std::string_view text);
    // An option's code: by itself if it has eight bytes or more, and as a record encodes it.
    void add_option(std::string_view code);
    // A question's linkId as a record encodes it.
    void add_item(std::string_view link_id);
    // One answer as a record encodes it: `json` as answers.ndjson has it.
    void add_answer(std::string_view link_id, std::string_view json);
    // A pickup code: its digits, unless they are part of a longer number; the same in groups; and
    // as a record encodes it.
    void add_code(std::string_view digits);

    // What of it occurs, each in words ("text: …", "option: …", "item: …", "answer: …",
    // "code: …"), in the order of the words.
    [[nodiscard]] std::set<std::string> found_in(std::string_view bytes) const;

  private:
    struct Needle {
        std::string bytes, what;
        bool number = false;   // no digit may stand beside it
        std::size_t rare = 0;  // its first two bytes that are not both zero, as empty pages are
    };
    void add(std::string_view utf8, const std::string& what, bool number = false);

    std::set<std::string> known_;
    // By two of their bytes, see `rare`.
    std::vector<std::vector<Needle>> needles_ = std::vector<std::vector<Needle>>(65'536);
};

}  // namespace spine::test
