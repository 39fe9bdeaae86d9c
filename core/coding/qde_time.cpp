#include <algorithm>
#include <charconv>

#include "coding/qde.h"

namespace spine::coding {
namespace {

constexpr std::size_t kSeconds = 19;  // "2026-11-24T09:58:03"
constexpr UnixMs kMinute = 60'000;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::optional<UnixMs> two_digits(std::string_view text, std::size_t at) {
    if (at + 2 > text.size() || !is_digit(text[at]) || !is_digit(text[at + 1])) return std::nullopt;
    return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

// "Z", "+02:00" or nothing: what is to be taken off.
std::optional<UnixMs> zone(std::string_view text) {
    if (text.empty() || text == "Z") return 0;
    const auto hours = two_digits(text, 1), minutes = two_digits(text, 4);
    const bool shaped = text.size() == 6 && (text[0] == '+' || text[0] == '-') && text[3] == ':';
    if (!shaped || !hours || !minutes || *hours > 14 || *minutes > 59) return std::nullopt;
    const UnixMs off = (*hours * 60 + *minutes) * kMinute;
    return text[0] == '+' ? off : -off;
}

}  // namespace

std::string to_qde_time(UnixMs at) {
    std::string out = to_rfc3339(at);
    const UnixMs part = at % 1000;
    if (part == 0) return out;
    out.pop_back();
    std::string digits = std::to_string(1000 + part);
    digits.front() = '.';
    return out.append(digits).append("Z");
}

std::optional<UnixMs> from_qde_time(std::string_view text) {
    if (text.size() < kSeconds) return std::nullopt;
    const auto seconds = from_rfc3339(std::string(text.substr(0, kSeconds)).append("Z"));
    text.remove_prefix(kSeconds);
    UnixMs part = 0;
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        UnixMs worth = 100;
        if (text.empty() || !is_digit(text.front())) return std::nullopt;
        for (; !text.empty() && is_digit(text.front()); text.remove_prefix(1), worth /= 10)
            part += (text.front() - '0') * worth;
    }
    const auto off = zone(text);
    if (!seconds || !off || *seconds + part - *off < 0) return std::nullopt;
    return *seconds + part - *off;
}

std::string text_file(const Guid& guid) {
    return to_text(guid).append(".txt");
}

}  // namespace spine::coding
