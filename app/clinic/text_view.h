// What of a free text is shown, and what can be pressed in it: its marked parts, its words, what is
// proposed and not yet decided. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "review/code_points.h"
#include "review/text_queue.h"

namespace spine::clinic {

// Code points [from, to).
struct Span {
    std::uint32_t from = 0, to = 0;
    [[nodiscard]] bool empty() const { return from >= to; }
    friend bool operator==(const Span&, const Span&) = default;
};

// A run of letters and digits, or a sign that stands by itself: what the keyboard steps over and a
// finger presses.
[[nodiscard]] std::vector<Span> words_in(const std::u32string& points);

// A text of more code points than a person reads at one place is not drawn here, and can only be
// withheld. The kiosk takes a thousand (the questionnaire's maxLength); a sender may not keep to
// it.
inline constexpr std::size_t kLongestText = 20'000;
struct TextSize {
    std::size_t points = 0;
    std::size_t words = 0;  // signs do not count
};
[[nodiscard]] TextSize size_of(std::string_view text);

enum class PartKind { Plain, Proposed, Kept, Redacted, Preselected };

// The text without a gap, each part of one kind.
struct TextPart {
    Span span;
    PartKind kind = PartKind::Plain;
    review::RedactionKind stands_for = review::RedactionKind::Other;
    // What is written in its place is shown, and not what stood there.
    [[nodiscard]] bool is_hidden() const {
        return kind == PartKind::Redacted || kind == PartKind::Preselected;
    }
};
[[nodiscard]] std::vector<TextPart> parts_of(const review::QueuedText& text, std::uint32_t length);

// All of it, made once for each text and each decision on it.
struct TextView {
    TextView() = default;
    explicit TextView(const review::QueuedText& text);
    TextView(const TextView&) = delete;
    TextView& operator=(const TextView&) = delete;
    TextView(TextView&&) = default;
    TextView& operator=(TextView&& other) noexcept;  // what stood here is wiped with `other`
    ~TextView();                                     // wipes
    void find_units();                               // of words and parts
    review::CodePoints points;
    std::vector<TextPart> parts;
    std::vector<Span> words;
    std::vector<Span> units;  // words, a hidden part in one: what can be chosen
    std::vector<review::Proposal> open;
    std::string leaving;  // the text as it leaves if it is released as it stands
    // `text` is the one that this was made of.
    [[nodiscard]] std::string_view in(const std::string& text, Span span) const;
};

}  // namespace spine::clinic
