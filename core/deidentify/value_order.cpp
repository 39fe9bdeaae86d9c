#include "deidentify/value_order.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>

namespace spine::deidentify {
namespace {

std::optional<double> number_of(const std::string& text) {
    double number = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || stopped != end || !std::isfinite(number)) return std::nullopt;
    return number;
}

std::optional<std::vector<std::uint32_t>> by_number(const Dictionary& values) {
    std::vector<double> numbers;
    for (Code code = 0; code < values.size(); ++code) {
        const auto number = number_of(values.value(code));
        if (!number) return std::nullopt;
        numbers.push_back(*number);
    }
    std::vector<Code> sorted(values.size());
    std::iota(sorted.begin(), sorted.end(), 0);
    std::stable_sort(sorted.begin(), sorted.end(),
                     [&](Code a, Code b) { return numbers[a] < numbers[b]; });
    std::vector<std::uint32_t> out(values.size());
    for (std::uint32_t place = 0; place < sorted.size(); ++place) out[sorted[place]] = place;
    return out;
}

}  // namespace

std::optional<std::vector<std::uint32_t>> ranks(const Dictionary& values,
                                                const std::vector<std::string>& order) {
    if (order.empty()) return by_number(values);
    std::vector<std::optional<std::uint32_t>> places(values.size());
    std::uint32_t next = 0;
    for (const std::string& value : order) {
        const auto code = values.find(value);
        if (!code) continue;
        if (places[*code]) return std::nullopt;
        places[*code] = next++;
    }
    if (next != values.size()) return std::nullopt;
    std::vector<std::uint32_t> out;
    out.reserve(places.size());
    for (const auto& place : places) out.push_back(place.value());
    return out;
}

}  // namespace spine::deidentify
