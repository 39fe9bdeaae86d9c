#include "questionnaire/value.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <type_traits>

namespace spine::questionnaire {

namespace {

// A calendar moment as far as it was written: year, month, day, then the instant.
struct Moment {
    std::array<int, 3> date{};                 // year, month, day
    std::size_t precision = 0;                 // how many of them are given
    std::optional<std::int64_t> milliseconds;  // since the year 0, UTC; only with a time
};

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
    if (at + count > text.size()) return std::nullopt;
    int number = 0;
    for (const char c : text.substr(at, count)) {
        if (c < '0' || c > '9') return std::nullopt;
        number = number * 10 + (c - '0');
    }
    return number;
}

int days_in(int year, int month) {
    constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days.at(static_cast<std::size_t>(month - 1)) + (month == 2 && leap ? 1 : 0);
}

std::optional<Moment> read_date(std::string_view text) {
    if (text.size() != 4 && text.size() != 7 && text.size() != 10) return std::nullopt;
    Moment moment;
    const auto year = digits(text, 0, 4);
    if (!year || *year == 0) return std::nullopt;
    moment.date[0] = *year, moment.precision = 1;
    if (text.size() >= 7) {
        const auto month = digits(text, 5, 2);
        if (text[4] != '-' || !month || *month < 1 || *month > 12) return std::nullopt;
        moment.date[1] = *month, moment.precision = 2;
    }
    if (text.size() == 10) {
        const auto day = digits(text, 8, 2);
        if (text[7] != '-' || !day || *day < 1 || *day > days_in(*year, moment.date[1])) {
            return std::nullopt;
        }
        moment.date[2] = *day, moment.precision = 3;
    }
    return moment;
}

// Nanoseconds since midnight.
std::optional<std::int64_t> read_time(std::string_view text) {
    const auto hour = digits(text, 0, 2), minute = digits(text, 3, 2), second = digits(text, 6, 2);
    if (!hour || !minute || !second || text[2] != ':' || text[5] != ':') return std::nullopt;
    if (*hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
    std::int64_t nanoseconds = 0;
    if (text.size() > 8) {
        if (text[8] != '.' || text.size() == 9) return std::nullopt;
        std::int64_t weight = 100'000'000;
        for (std::size_t at = 9; at < text.size(); ++at, weight /= 10) {
            const auto digit = digits(text, at, 1);
            if (!digit) return std::nullopt;
            nanoseconds += *digit * weight;
        }
    }
    return (std::int64_t{*hour} * 3600 + std::int64_t{*minute} * 60 + *second) * 1'000'000'000 +
           nanoseconds;
}

// Minutes east of UTC.
std::optional<int> read_zone(std::string_view text) {
    if (text == "Z") return 0;
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') {
        return std::nullopt;
    }
    const auto hours = digits(text, 1, 2), minutes = digits(text, 4, 2);
    if (!hours || !minutes || *minutes > 59 || *hours * 60 + *minutes > 14 * 60) {
        return std::nullopt;
    }
    return (*hours * 60 + *minutes) * (text[0] == '-' ? -1 : 1);
}

std::int64_t days_since_year_zero(const std::array<int, 3>& date) {
    std::int64_t days =
        std::int64_t{date[0]} * 365 + (date[0] - 1) / 4 - (date[0] - 1) / 100 + (date[0] - 1) / 400;
    for (int month = 1; month < date[1]; ++month) days += days_in(date[0], month);
    return days + date[2];
}

std::optional<Moment> read_date_time(std::string_view text) {
    const std::size_t separator = text.find('T');
    if (separator == std::string_view::npos) return read_date(text);
    auto moment = read_date(text.substr(0, separator));
    const std::string_view rest = text.substr(separator + 1);
    const std::size_t zone_at = rest.find_first_of("Z+-");
    if (!moment || moment->precision != 3 || zone_at == std::string_view::npos) return std::nullopt;
    const auto time = read_time(rest.substr(0, zone_at));
    const auto zone = read_zone(rest.substr(zone_at));
    if (!time || !zone) return std::nullopt;
    // Ten thousand years of nanoseconds do not fit into 64 bits.
    const std::int64_t day_ms = days_since_year_zero(moment->date) * 86'400'000;
    moment->milliseconds = day_ms + *time / 1'000'000 - std::int64_t{*zone} * 60'000;
    return moment;
}

std::partial_ordering compare_moments(std::string_view a_text, std::string_view b_text) {
    const auto a = read_date_time(a_text), b = read_date_time(b_text);
    if (!a || !b) return std::partial_ordering::unordered;
    if (a->milliseconds && b->milliseconds) return *a->milliseconds <=> *b->milliseconds;
    for (std::size_t part = 0; part < std::min(a->precision, b->precision); ++part) {
        if (a->date.at(part) != b->date.at(part)) return a->date.at(part) <=> b->date.at(part);
    }
    return std::partial_ordering::equivalent;
}

bool same_unit(const Quantity& a, const Quantity& b) {
    if (!a.code.empty() && !b.code.empty()) return a.code == b.code && a.system == b.system;
    return a.unit == b.unit;
}

std::optional<double> number_of(const Value& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
    if (const auto* decimal = std::get_if<double>(&value)) return *decimal;
    if (const auto* quantity = std::get_if<Quantity>(&value)) return quantity->value;
    return std::nullopt;
}

// The text of a date or dateTime.
const std::string* moment_of(const Value& value) {
    if (const auto* date = std::get_if<Date>(&value)) return &date->text;
    if (const auto* date_time = std::get_if<DateTime>(&value)) return &date_time->text;
    return nullptr;
}

std::partial_ordering equivalent_if(bool same) {
    return same ? std::partial_ordering::equivalent : std::partial_ordering::unordered;
}

bool same_coding(const Coding& a, const Coding& b) {
    if (a.code.empty() || b.code.empty()) return a == b;
    return a.code == b.code && (a.system == b.system || a.system.empty() || b.system.empty());
}

}  // namespace

std::partial_ordering compare(const Value& a, const Value& b) {
    const auto *a_quantity = std::get_if<Quantity>(&a), *b_quantity = std::get_if<Quantity>(&b);
    if (a_quantity != nullptr && b_quantity != nullptr && !same_unit(*a_quantity, *b_quantity)) {
        return std::partial_ordering::unordered;
    }
    if (const auto x = number_of(a), y = number_of(b); x && y) return *x <=> *y;
    if (const auto* x = moment_of(a), *y = moment_of(b); x != nullptr && y != nullptr) {
        return compare_moments(*x, *y);
    }
    if (a.index() != b.index()) return std::partial_ordering::unordered;
    if (const auto* text = std::get_if<std::string>(&a)) return *text <=> std::get<std::string>(b);
    if (const auto* truth = std::get_if<bool>(&a))
        return equivalent_if(*truth == std::get<bool>(b));
    if (const auto* coding = std::get_if<Coding>(&a)) {
        return equivalent_if(same_coding(*coding, std::get<Coding>(b)));
    }
    if (const auto* time = std::get_if<Time>(&a)) {
        const auto x = read_time(time->text), y = read_time(std::get<Time>(b).text);
        if (x && y) return *x <=> *y;
    }
    return std::partial_ordering::unordered;
}

Value as_asked(const Item& item, Value value) {
    if (item.type == ItemType::Decimal) {
        if (const auto* whole = std::get_if<std::int64_t>(&value))
            return static_cast<double>(*whole);
    }
    for (const Option& option : item.options) {
        const bool codings =
            std::holds_alternative<Coding>(option.value) && std::holds_alternative<Coding>(value);
        if (codings && std::is_eq(compare(option.value, value))) return option.value;
    }
    return value;
}

bool is_date(std::string_view text) {
    return read_date(text).has_value();
}
bool is_date_time(std::string_view text) {
    return read_date_time(text).has_value();
}
bool is_time(std::string_view text) {
    return read_time(text).has_value();
}

bool holds_words(std::string_view utf8) {
    // No-break space, the spaces and marks of U+2000-200F, line and paragraph ends, narrow and
    // mathematical space, word joiner, ideographic space, byte order mark.
    constexpr std::array<std::string_view, 7> blanks{"\xC2\xA0",     "\xE2\x80\xA8", "\xE2\x80\xA9",
                                                     "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE3\x80\x80",
                                                     "\xEF\xBB\xBF"};
    while (!utf8.empty()) {
        const auto blank = std::find_if(blanks.begin(), blanks.end(),
                                        [&](std::string_view b) { return utf8.starts_with(b); });
        const bool mark = utf8.size() >= 3 && utf8.starts_with("\xE2\x80") &&
                          static_cast<unsigned char>(utf8[2]) <= 0x8F;
        const bool joiner = utf8.starts_with("\xE2\x81\xA0");
        if (blank != blanks.end()) {
            utf8.remove_prefix(blank->size());
        } else if (mark || joiner) {
            utf8.remove_prefix(3);
        } else if (static_cast<unsigned char>(utf8.front()) <= ' ') {
            utf8.remove_prefix(1);
        } else {
            return true;
        }
    }
    return false;
}

std::size_t code_points(std::string_view utf8) {
    return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
    }));
}

}  // namespace spine::questionnaire
