#include "kiosk/entry.h"

#include <array>
#include <charconv>

#include "questionnaire/value.h"
#include "ui/language.h"

namespace spine::kiosk {

using questionnaire::ItemType;
using questionnaire::Quantity;
using questionnaire::Value;

namespace {

std::string fhir_date(std::string_view d) {
    return std::string(d.substr(4, 4)) + "-" + std::string(d.substr(2, 2)) + "-" +
           std::string(d.substr(0, 2));
}

std::string fhir_time(std::string_view t) {
    return std::string(t.substr(0, 2)) + ":" + std::string(t.substr(2, 2)) + ":00";
}

std::optional<double> number_of(std::string_view typed) {
    std::string text(typed);
    for (char& c : text) {
        if (c == ',') c = '.';
    }
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || text.empty()) return {};
    return value;
}

std::string digits_of(std::string_view text) {
    std::string digits;
    for (const char c : text) {
        if (c >= '0' && c <= '9') digits += c;
    }
    return digits;
}

std::string typed_date(std::string_view fhir) {
    if (fhir.size() < 10) return {};
    return std::string(fhir.substr(8, 2)) + std::string(fhir.substr(5, 2)) +
           std::string(fhir.substr(0, 4));
}

std::string typed_number(double value) {
    std::array<char, 32> text{};
    const auto [end, error] =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    std::string typed(text.data(), error == std::errc() ? end : text.data());
    for (char& c : typed) {
        if (c == '.') c = ',';
    }
    return typed;
}

}  // namespace

EntryKind entry_kind(ItemType type) {
    switch (type) {
        case ItemType::Date:
            return EntryKind::Date;
        case ItemType::DateTime:
            return EntryKind::DateTime;
        case ItemType::Time:
            return EntryKind::Time;
        case ItemType::Integer:
            return EntryKind::Integer;
        default:
            return EntryKind::Decimal;
    }
}

std::size_t entry_digits(EntryKind kind) {
    switch (kind) {
        case EntryKind::Date:
            return 8;
        case EntryKind::Time:
            return 4;
        case EntryKind::DateTime:
            return 12;
        default:
            return 0;
    }
}

std::string entry_shown(EntryKind kind, std::string_view typed, std::string_view language) {
    std::string_view mask;
    if (kind == EntryKind::Date) mask = "__.__.____";
    if (kind == EntryKind::Time) mask = "__:__";
    if (kind == EntryKind::DateTime) mask = "__.__.____ __:__";
    std::string shown(typed);
    if (mask.empty()) {
        for (char& c : shown) {
            if (c == ',') c = ui::rules_of(language).decimal;
        }
        const std::size_t minus = shown.find('-');
        if (minus != std::string::npos) shown.replace(minus, 1, "–");
        return ui::in_own_order(language, std::move(shown));
    }
    shown = mask;
    std::size_t next = 0;
    for (char& c : shown) {
        if (c == '_' && next < typed.size()) c = typed[next++];
    }
    return ui::in_own_order(language, std::move(shown));
}

std::optional<Value> entry_value(ItemType type, std::string_view typed, const Quantity& unit) {
    const EntryKind kind = entry_kind(type);
    const std::size_t digits = entry_digits(kind);
    if (digits > 0 && typed.size() != digits) return {};
    switch (kind) {
        case EntryKind::Date: {
            const std::string text = fhir_date(typed);
            if (!questionnaire::is_date(text)) return {};
            return questionnaire::Date{text};
        }
        case EntryKind::Time: {
            const std::string text = fhir_time(typed);
            if (!questionnaire::is_time(text)) return {};
            return questionnaire::Time{text};
        }
        case EntryKind::DateTime: {
            // A person's own clock has no zone that a tablet could know for the past: UTC.
            const std::string text = fhir_date(typed) + "T" + fhir_time(typed.substr(8)) + "Z";
            if (!questionnaire::is_date_time(text)) return {};
            return questionnaire::DateTime{text};
        }
        case EntryKind::Integer: {
            std::int64_t value = 0;
            const auto [end, error] =
                std::from_chars(typed.data(), typed.data() + typed.size(), value);
            if (error != std::errc() || end != typed.data() + typed.size()) return {};
            return value;
        }
        case EntryKind::Decimal:
            break;
    }
    const auto number = number_of(typed);
    if (!number) return {};
    if (type != ItemType::Quantity) return *number;
    Quantity quantity = unit;
    quantity.value = *number;
    return quantity;
}

std::string entry_typed(const Value& value) {
    if (const auto* n = std::get_if<std::int64_t>(&value)) return std::to_string(*n);
    if (const auto* d = std::get_if<double>(&value)) return typed_number(*d);
    if (const auto* q = std::get_if<Quantity>(&value)) return typed_number(q->value);
    if (const auto* date = std::get_if<questionnaire::Date>(&value)) return typed_date(date->text);
    if (const auto* time = std::get_if<questionnaire::Time>(&value)) {
        return digits_of(time->text.substr(0, 5));
    }
    if (const auto* both = std::get_if<questionnaire::DateTime>(&value)) {
        if (both->text.size() < 16) return typed_date(both->text);
        return typed_date(both->text) + digits_of(both->text.substr(11, 5));
    }
    return {};
}

}  // namespace spine::kiosk
