#include "base/pickup_code.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace spine {
namespace {

// Damm's quasigroup of order 10; its diagonal is zero, so that a right number ends in zero.
constexpr std::array<std::string_view, 10> kQuasigroup = {
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790"};

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

int damm_digit(std::string_view digits) {
    std::size_t interim = 0;
    for (const char digit : digits) {
        interim = static_cast<std::size_t>(
            kQuasigroup[interim][static_cast<std::size_t>(digit - '0')] - '0');
    }
    return static_cast<int>(interim);
}

bool is_pickup_code(std::string_view code) {
    return (code.size() == 6 || code.size() == 8) && all_digits(code) && damm_digit(code) == 0;
}

std::string make_pickup_code(CodeLength length, unsigned allotted, Random& random) {
    std::string code = length == CodeLength::Six
                           ? fmt::format("{}{:04}", allotted % 10, random.below(10'000))
                           : fmt::format("{:02}{:05}", allotted % 100, random.below(100'000));
    code += static_cast<char>('0' + damm_digit(code));
    return code;
}

std::optional<std::string> read_pickup_code(std::string_view typed) {
    std::string code;
    for (const char c : typed) {
        if (c != ' ' && c != '-') code += c;
    }
    if (!is_pickup_code(code)) return std::nullopt;
    return code;
}

std::string group_pickup_code(std::string_view code) {
    const std::size_t half = code.size() / 2;
    return fmt::format("{} {}", code.substr(0, half), code.substr(half));
}

}  // namespace spine
