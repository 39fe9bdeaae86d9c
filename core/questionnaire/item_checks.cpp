#include "questionnaire/item_checks.h"

#include <algorithm>
#include <set>
#include <string>

#include "questionnaire/limits.h"

namespace spine::questionnaire {

namespace {

bool is_question(const Item& item) {
    return item.type != ItemType::Group && item.type != ItemType::Display;
}

bool has_question(const Item& item) {
    return is_question(item) || std::any_of(item.items.begin(), item.items.end(), has_question);
}

// FHIR R4: answerOption holds integers, dates, times, strings or codings.
bool may_have_options(ItemType type) {
    return type == ItemType::Choice || type == ItemType::OpenChoice || type == ItemType::Integer ||
           type == ItemType::Date || type == ItemType::Time || type == ItemType::String ||
           type == ItemType::Text;
}

void check_options(const Item& item, Findings& findings) {
    if (!item.options.empty() && !may_have_options(item.type)) {
        findings.malformed(item.link_id, "A question of its type has no options in FHIR R4.");
    }
    if (item.type == ItemType::Choice && item.options.empty() && !item.hidden) {
        findings.malformed(item.link_id, "It is a choice with nothing to choose from.");
    }
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
    if (item.type == ItemType::Group && item.required && !has_question(item)) {
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

void check_item(const Item& item, std::set<std::string>& seen, Findings& findings) {
    if (!seen.insert(item.link_id).second) {
        findings.malformed(item.link_id, "Another item has the same linkId.");
    }
    check_structure(item, findings);
    check_options(item, findings);
    check_initial(item, findings);
    for (const Item& child : item.items) check_item(child, seen, findings);
}

}  // namespace

void check_items(const std::vector<Item>& items, Findings& findings) {
    std::set<std::string> seen;
    for (const Item& item : items) check_item(item, seen, findings);
}

}  // namespace spine::questionnaire
