#include "clinic/parts/numbers.h"

#include <fmt/format.h>

namespace spine::clinic {
namespace {

std::string with_point(const Look& look, std::string digits) {
    const std::size_t point = digits.find('.');
    if (point != std::string::npos) digits.replace(point, 1, look.word("number.point"));
    return digits;
}

std::string as_percent(const Look& look, std::string digits) {
    return ui::fill_in(look.word("number.percent"), {{"n", with_point(look, std::move(digits))}});
}

}  // namespace

std::string number(const Look& look, double value) {
    return with_point(look, fmt::format("{:g}", value));
}

std::string percent(const Look& look, double share) {
    return as_percent(look, fmt::format("{:.1f}", share * 100));
}

std::string short_percent(const Look& look, double share) {
    std::string tenths = fmt::format("{:.1f}", share * 100);
    if (tenths.ends_with(".0")) tenths.resize(tenths.size() - 2);
    return as_percent(look, std::move(tenths));
}

std::string file_size(const Look& look, std::uint64_t bytes) {
    if (bytes < 1000) return fmt::format("{} B", bytes);
    if (bytes < 1'000'000) return fmt::format("{} kB", (bytes + 500) / 1000);
    const std::string tenths = fmt::format("{:.1f}", static_cast<double>(bytes) / 1e6);
    return with_point(look, tenths) + " MB";
}

}  // namespace spine::clinic
