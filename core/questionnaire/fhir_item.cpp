#include "questionnaire/fhir_item.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "questionnaire/fhir_controls.h"
#include "questionnaire/fhir_extensions.h"
#include "questionnaire/fhir_limits.h"
#include "questionnaire/fhir_options.h"
#include "questionnaire/fhir_words.h"
#include "questionnaire/value.h"

namespace spine::questionnaire {

using nlohmann::json;

namespace {

constexpr std::array types{
    Word<ItemType>{"group", ItemType::Group},
    Word<ItemType>{"display", ItemType::Display},
    Word<ItemType>{"boolean", ItemType::Boolean},
    Word<ItemType>{"decimal", ItemType::Decimal},
    Word<ItemType>{"integer", ItemType::Integer},
    Word<ItemType>{"date", ItemType::Date},
    Word<ItemType>{"dateTime", ItemType::DateTime},
    Word<ItemType>{"time", ItemType::Time},
    Word<ItemType>{"string", ItemType::String},
    Word<ItemType>{"text", ItemType::Text},
    Word<ItemType>{"url", ItemType::Url},
    Word<ItemType>{"choice", ItemType::Choice},
    Word<ItemType>{"quantity", ItemType::Quantity},
    Word<ItemType>{"open-choice", ItemType::OpenChoice},
};

constexpr std::array operators{
    Word<Operator>{"exists", Operator::Exists},  Word<Operator>{"=", Operator::Equal},
    Word<Operator>{"!=", Operator::NotEqual},    Word<Operator>{">", Operator::Greater},
    Word<Operator>{"<", Operator::Less},         Word<Operator>{">=", Operator::GreaterOrEqual},
    Word<Operator>{"<=", Operator::LessOrEqual},
};

ItemType read_type(const Fields& fields) {
    const std::string name = fields.text("type");
    if (const auto type = meaning_of(types, name)) return *type;
    if (name == "attachment") {
        fields.unsupported("It asks for a file, and a kiosk has none to give.");
    } else if (name == "reference") {
        fields.unsupported("It asks for a record on a server that a kiosk does not have.");
    } else {
        fields.malformed("It has no type that FHIR R4 knows.");
    }
    return ItemType::Display;
}

// What other releases of FHIR say with fields that R4 does not have: left aside, the item would
// lose its options or its first answer. `harmless` is the value that says what R4 says anyway.
void refuse_other_releases(const Fields& fields) {
    constexpr std::array<std::pair<const char*, std::string_view>, 4> strange{{
        {"option", ""},
        {"options", ""},
        {"answerConstraint", "optionsOnly"},
        {"disabledDisplay", "hidden"},
    }};
    for (const auto& [name, harmless] : strange) {
        const bool agrees = fields.has(name) && fields.raw().at(name) == json(harmless);
        if (fields.has(name) && !agrees) {
            fields.malformed("`" + std::string(name) +
                             "` belongs to another release than FHIR R4.");
        }
    }
    if (!fields.raw().is_object()) return;
    for (const auto& [name, field] : fields.raw().items()) {
        constexpr std::string_view initial = "initial";
        if (name.starts_with(initial) && name != initial) {
            fields.malformed("`" + name + "` belongs to another release than FHIR R4.");
        }
    }
}

void read_enable_when(const Fields& fields, Item& item) {
    const std::string behavior = fields.text("enableBehavior");
    if (!behavior.empty() && behavior != "all" && behavior != "any") {
        fields.malformed("Its enableBehavior is neither all nor any.");
    }
    item.enable_behavior = behavior == "any" ? Behavior::Any : Behavior::All;
    const json* conditions = fields.array("enableWhen");
    if (conditions == nullptr) return;
    for (const json& entry : *conditions) {
        const Fields condition = fields.inside(entry);
        const auto op = meaning_of(operators, condition.text("operator"));
        const auto answer = condition.value("answer");
        if (!op || !answer) {
            fields.malformed("A condition in enableWhen lacks its operator or its answer.");
            return;
        }
        item.enable_when.push_back({condition.text("question"), *op, *answer});
    }
    if (conditions->size() > 1 && behavior.empty()) {
        fields.malformed("It has several conditions, but no enableBehavior says how they combine.");
    }
}

// An initial quantity without a number answers nothing: it says in which unit the answer begins.
bool presets_a_unit(const Fields& initial, Item& item) {
    const json* quantity = initial.object("valueQuantity");
    if (item.type != ItemType::Quantity || quantity == nullptr || quantity->contains("value")) {
        return false;
    }
    const Fields words = initial.inside(*quantity);
    Quantity unit{0, words.text("unit"), words.text("system"), words.text("code")};
    if (unit.unit.empty()) unit.unit = unit.code;
    if (unit.unit.empty()) return false;
    offer_unit(item, unit);
    const auto known = std::find_if(
        item.unit_options.begin(), item.unit_options.end(), [&](const Quantity& offered) {
            return offered.unit == unit.unit ||
                   (offered.code == unit.code && offered.system == unit.system);
        });
    std::rotate(item.unit_options.begin(), known, std::next(known));
    return true;
}

void read_initial(const Fields& fields, Item& item) {
    if (const json* entries = fields.array("initial")) {
        for (const json& entry : *entries) {
            if (presets_a_unit(fields.inside(entry), item)) continue;
            const auto value = fields.inside(entry).value("value");
            if (!value) fields.malformed("One of its initial values is empty.");
            if (value) item.initial.push_back(as_asked(item, *value));
        }
    }
    for (const Value& value : item.initial) {
        // Whoever fills in a unit beforehand offers it, too: a number changed by hand keeps it.
        const auto* quantity = std::get_if<Quantity>(&value);
        if (quantity == nullptr || item.type != ItemType::Quantity) continue;
        if (item.unit_options.empty() && quantity->unit.empty()) continue;
        offer_unit(item, *quantity);
    }
    // FHIR forbids both, yet forms in use have them: then `initial` counts. The patient sees it.
    if (!item.initial.empty()) return;
    for (const Option& option : item.options) {
        if (option.initially_selected) item.initial.push_back(option.value);
    }
}

bool is_shown_only_when_done(const Fields& fields, const json* extensions) {
    const json* mode = find_extension(extensions, "questionnaire-usageMode");
    return mode != nullptr && fields.inside(*mode).text("valueCode").starts_with("display");
}

void add_line(Text& text, const Text& line) {
    if (text.empty()) {
        text = line;
        return;
    }
    const Text before = text;
    text.original += "\n" + line.original;
    for (const auto& [language, words] : line.translations) text.translations[language];
    for (auto& [language, words] : text.translations) {
        words = before.in(language) + "\n" + line.in(language);
    }
}

// Words under a question or a scale that are part of it rather than items of their own.
void take_in_words(Item& item) {
    std::erase_if(item.items, [&item](const Item& child) {
        if (child.type != ItemType::Display || child.hidden || !child.enable_when.empty()) {
            return false;
        }
        const auto end = child.kiosk.find("end");
        if (end != child.kiosk.end()) {
            (end->second == "lower" ? item.low_label : item.high_label) = child.text;
            return true;
        }
        if (child.control != Control::Help) return false;
        add_line(item.help, child.text);
        return true;
    });
}

void require_words(const Fields& fields, Item& item) {
    if (item.hidden || item.type == ItemType::Group || !item.text.empty()) return;
    std::swap(item.text, item.help);  // its only words
    if (item.text.empty() && !item.codes.empty()) item.text.original = item.codes.front().display;
    // Labels beside a scale or a picture may stand without words of their own: displays only.
    if (item.text.empty() && item.type != ItemType::Display) {
        fields.malformed("It has no words to ask with.");
    }
}

Item read_item(const Fields& fields, Reading& reading, int level, bool hidden) {
    Item item;
    item.link_id = item.fhir_link_id = std::string(fields.link_id());
    const json* extensions = fields.array("extension");
    refuse_what_needs_a_server(fields);
    refuse_other_releases(fields);
    refuse_doubles(fields, extensions);
    item.type = read_type(fields);
    item.text = read_text(fields, "text");
    item.prefix = read_text(fields, "prefix");
    read_controls(fields, extensions, item);
    item.read_only = fields.flag("readOnly");
    item.hidden = hidden || flag_extension(fields, extensions, "questionnaire-hidden") ||
                  is_shown_only_when_done(fields, extensions);
    if (const json* orientation = find_extension(extensions, "questionnaire-choiceOrientation")) {
        item.horizontal = fields.inside(*orientation).text("valueCode") == "horizontal";
    }
    if (const json* codes = fields.array("code")) {
        for (const json& code : *codes) item.codes.push_back(read_coding(fields.inside(code)));
    }
    read_occurrences(fields, extensions, item);
    read_limits(fields, extensions, item);
    read_units(fields, extensions, item);
    read_enable_when(fields, item);
    if (!reading.findings.any()) item.options = read_options(fields, reading.contained);
    reading.options += item.options.size();
    read_initial(fields, item);
    item.items = read_items(fields, reading, level + 1, item.hidden);
    take_in_words(item);
    require_words(fields, item);
    return item;
}

std::string name_of(const json& entry, std::size_t place, std::string_view parent) {
    const auto link_id = entry.find("linkId");
    if (link_id != entry.end() && link_id->is_string() &&
        holds_words(link_id->get_ref<const std::string&>())) {
        return link_id->get<std::string>();
    }
    return (parent.empty() ? "" : std::string(parent) + " / ") + "item " + std::to_string(place);
}

}  // namespace

std::vector<Item> read_items(const Fields& parent, Reading& reading, int level, bool hidden) {
    std::vector<Item> items;
    const json* entries = parent.array("item");
    if (entries == nullptr) return items;
    if (level > most_levels) {
        reading.findings.report({causes::too_large,
                                 "Its items are nested more than 32 levels deep.",
                                 "Flatten the questionnaire.", std::string(parent.link_id())});
        return items;
    }
    for (const json& entry : *entries) {
        const std::string name = name_of(entry, items.size() + 1, parent.link_id());
        const Fields fields(entry, name, reading.findings);
        if (!holds_words(fields.text("linkId"))) fields.malformed("It has no linkId.");
        if (++reading.items > most_items || reading.options > most_options_together) {
            reading.findings.report({causes::too_large,
                                     "It has more than 5,000 items or 100,000 options together.",
                                     "Split the questionnaire.", name});
        }
        if (reading.findings.any()) return items;
        items.push_back(read_item(fields, reading, level, hidden));
    }
    return items;
}

}  // namespace spine::questionnaire
