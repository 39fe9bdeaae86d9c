#include "questionnaire/item_checks.h"

#include <algorithm>
#include <compare>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "questionnaire/limits.h"
#include "questionnaire/value.h"

namespace spine::questionnaire {

namespace {

bool is_question(const Item& item) {
    return item.type != ItemType::Group && item.type != ItemType::Display;
}

// Whether the response can have an answer in it: from the patient, or filled in beforehand.
bool can_be_filled(const Item& item) {
    const bool asked = !item.hidden && !item.read_only;
    return (is_question(item) && (asked || !item.initial.empty())) ||
           std::any_of(item.items.begin(), item.items.end(), can_be_filled);
}

// FHIR R4: answerOption holds integers, dates, times, strings or codings.
bool may_have_options(ItemType type) {
    return type == ItemType::Choice || type == ItemType::OpenChoice || type == ItemType::Integer ||
           type == ItemType::Date || type == ItemType::Time || type == ItemType::String ||
           type == ItemType::Text;
}

std::set<std::string> languages_of(const std::vector<Option>& options) {
    std::set<std::string> languages{""};
    for (const Option& option : options) {
        for (const auto& [language, words] : option.display.translations) {
            languages.insert(language);
        }
    }
    return languages;
}

// Options that a patient cannot read, or cannot tell apart, would store one that nobody meant.
void check_words(const Item& item, Findings& findings) {
    for (const std::string& language : languages_of(item.options)) {
        std::set<std::pair<std::string, std::string>> seen;
        for (const Option& option : item.options) {
            const std::string& words = option.display.in(language);
            if (!holds_words(words)) findings.malformed(item.link_id, "An option has no words.");
            if (seen.emplace(option.prefix, words).second) continue;
            findings.malformed(item.link_id, "Two of its options have the same words.");
        }
    }
}

void check_options(const Item& item, Findings& findings) {
    if (!item.options.empty() && !may_have_options(item.type)) {
        findings.malformed(item.link_id, "A question of its type has no options in FHIR R4.");
    }
    if (item.type == ItemType::Choice && item.options.empty() && !item.hidden) {
        findings.malformed(item.link_id, "It is a choice with nothing to choose from.");
    }
    if (!item.hidden) check_words(item, findings);
    for (const Option& option : item.options) {
        if (!fits_type(item, option.value)) {
            findings.malformed(item.link_id, "An option is of another type than the question.");
        }
    }
}

void check_structure(const Item& item, Findings& findings) {
    const bool only_displays = std::all_of(item.items.begin(), item.items.end(), [](const Item& i) {
        return i.type == ItemType::Display;
    });
    if (item.type == ItemType::Display && !only_displays) {
        findings.malformed(item.link_id, "A question stands under words that are only shown.");
    }
    if (is_question(item)) return;
    if (!item.initial.empty() || !item.options.empty()) {
        findings.malformed(item.link_id, "It is no question, but has options or initial values.");
    }
    if (item.type == ItemType::Group && item.required && !can_be_filled(item)) {
        findings.malformed(item.link_id, "It must be filled in, but nothing in it can be.");
    }
}

void check_initial(const Item& item, Findings& findings) {
    if (!is_question(item)) return;
    if (!item.initial.empty()) {
        const Answer answer{item.initial, false};
        const auto problem = check(item, &answer);
        // Too few is no fault of a preset: the patient adds the rest.
        if (problem && (problem != Problem::TooFew || item.read_only || item.hidden)) {
            findings.malformed(item.link_id, "Its initial value is not one that it accepts.");
        }
    } else if (item.min_occurs > 0 && (item.hidden || item.read_only)) {
        findings.unsupported(item.link_id,
                             "It must be answered, but nobody can: it is hidden or read-only.");
    }
}

bool has_control_of_another_type(const Item& item) {
    const bool choice = !item.options.empty() &&
                        (item.type == ItemType::Choice || item.type == ItemType::OpenChoice);
    switch (item.control) {
        case Control::AgreeScale:
        case Control::BodyMap:
        case Control::SignList:
        case Control::QuestionList:
            return !choice;
        case Control::NumberScale:
            return !choice && item.type != ItemType::Integer && item.type != ItemType::Decimal;
        case Control::Consent:
            return item.type != ItemType::Group;
        default:
            return false;  // FHIR's own controls are advice, and left aside where they do not fit
    }
}

void check_control(const Item& item, Findings& findings) {
    if (has_control_of_another_type(item)) {
        findings.malformed(item.link_id, "Its control cannot ask a question of its type.");
    }
}

bool in_one_unit(const Quantity& a, const Quantity& b) {
    const auto one = [](Quantity quantity) {
        quantity.value = 1;
        return Value(std::move(quantity));
    };
    return std::is_eq(compare(one(a), one(b)));
}

// The units that an answer may come in.
std::vector<Quantity> units_of(const Item& item) {
    std::vector<Quantity> units = item.unit_options;
    if (units.empty()) units.push_back({0, item.unit, {}, {}});
    for (const Value& value : item.initial) {
        if (const auto* quantity = std::get_if<Quantity>(&value)) units.push_back(*quantity);
    }
    return units;
}

// A limit in kilograms says nothing about grams: this kiosk converts no units.
void check_limit_units(const Item& item, Findings& findings) {
    if (item.type != ItemType::Quantity) return;
    const std::vector<Quantity> units = units_of(item);
    for (const auto& bound : {item.min_value, item.max_value}) {
        if (!bound) continue;
        const auto* limit = std::get_if<Quantity>(&*bound);
        const bool kept = std::all_of(units.begin(), units.end(), [&](const Quantity& unit) {
            return in_one_unit(limit == nullptr ? units.front() : *limit, unit);
        });
        if (!kept) {
            findings.unsupported(item.link_id,
                                 "Its limit is in another unit than an answer may be.");
        }
    }
}

void check_item(const Item& item, std::set<std::string>& seen, Findings& findings) {
    if (!seen.insert(item.link_id).second) {
        findings.malformed(item.link_id, "Another item has the same linkId.");
    }
    check_structure(item, findings);
    check_options(item, findings);
    check_initial(item, findings);
    check_control(item, findings);
    check_limit_units(item, findings);
    for (const Item& child : item.items) check_item(child, seen, findings);
}

}  // namespace

void check_items(const std::vector<Item>& items, Findings& findings) {
    std::set<std::string> seen;
    for (const Item& item : items) check_item(item, seen, findings);
}

}  // namespace spine::questionnaire
