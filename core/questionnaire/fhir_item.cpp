#include "questionnaire/fhir_item.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "questionnaire/fhir_extensions.h"
#include "questionnaire/fhir_options.h"
#include "questionnaire/value.h"

namespace spine::questionnaire {

using nlohmann::json;

namespace {

template <typename T>
struct Word {
    std::string_view name;
    T meaning;
};

template <typename T, std::size_t N>
std::optional<T> meaning_of(const std::array<Word<T>, N>& words, std::string_view name) {
    for (const auto& word : words) {
        if (word.name == name) return word.meaning;
    }
    return std::nullopt;
}

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

// FHIR's item controls, and this project's (urn:spine-kiosk:control).
constexpr std::array controls{
    Word<Control>{"radio-button", Control::RadioButton},
    Word<Control>{"check-box", Control::CheckBox},
    Word<Control>{"drop-down", Control::DropDown},
    Word<Control>{"autocomplete", Control::DropDown},
    Word<Control>{"slider", Control::Slider},
    Word<Control>{"spinner", Control::Spinner},
    Word<Control>{"text-box", Control::TextBox},
    Word<Control>{"table", Control::Table},
    Word<Control>{"htable", Control::Table},
    Word<Control>{"gtable", Control::Table},
    Word<Control>{"atable", Control::Table},
    Word<Control>{"grid", Control::Table},
    Word<Control>{"page", Control::Page},
    Word<Control>{"header", Control::Header},
    Word<Control>{"footer", Control::Footer},
    Word<Control>{"help", Control::Help},
    Word<Control>{"flyover", Control::Help},
    Word<Control>{"agree-scale", Control::AgreeScale},
    Word<Control>{"number-scale", Control::NumberScale},
    Word<Control>{"body-map", Control::BodyMap},
    Word<Control>{"sign-list", Control::SignList},
    Word<Control>{"consent", Control::Consent},
    Word<Control>{"question-list", Control::QuestionList},
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

std::vector<std::string> control_codes(const Fields& fields, const json* extensions) {
    std::vector<std::string> codes;
    const json* control = find_extension(extensions, "questionnaire-itemControl");
    const json* concept_json =
        control == nullptr ? nullptr : fields.inside(*control).object("valueCodeableConcept");
    const json* codings =
        concept_json == nullptr ? nullptr : fields.inside(*concept_json).array("coding");
    if (codings == nullptr) return codes;
    for (const json& coding : *codings) codes.push_back(fields.inside(coding).text("code"));
    return codes;
}

Control read_control(const Fields& fields, const json* extensions, Item& item) {
    const auto own = item.kiosk.find("control");
    if (own != item.kiosk.end()) {
        const auto control = meaning_of(controls, own->second);
        if (!control) fields.malformed("Its urn:spine-kiosk:control is not one that exists.");
        return control.value_or(Control::Default);
    }
    for (const std::string& code : control_codes(fields, extensions)) {
        if (code == "lower" || code == "upper") item.kiosk["end"] = code;
        if (const auto control = meaning_of(controls, code)) return *control;
    }
    return Control::Default;  // FHIR: a control that is not known may be left aside
}

void read_own_extensions(const Fields& fields, const json* extensions, Item& item) {
    constexpr std::string_view urn = "urn:spine-kiosk:";
    if (extensions == nullptr) return;
    for (const json& extension : *extensions) {
        const Fields own = fields.inside(extension);
        const std::string url = own.text("url");
        if (!url.starts_with(urn)) continue;
        const auto value = own.value("value");
        std::string& text = item.kiosk[url.substr(urn.size())];
        if (!value) continue;
        if (const auto* words = std::get_if<std::string>(&*value)) text = *words;
        if (const auto* truth = std::get_if<bool>(&*value)) text = *truth ? "true" : "false";
        if (const auto* whole = std::get_if<std::int64_t>(&*value)) text = std::to_string(*whole);
    }
}

std::optional<int> whole_extension(const Fields& fields, const json* extensions,
                                   std::string_view name) {
    const json* found = find_extension(extensions, name);
    if (found == nullptr) return std::nullopt;
    const auto value = fields.inside(*found).value("value");
    const auto* whole = value ? std::get_if<std::int64_t>(&*value) : nullptr;
    if (whole != nullptr && *whole >= 0) return static_cast<int>(*whole);
    fields.malformed("Its " + std::string(name) + " is not a number of 0 or more.");
    return std::nullopt;
}

bool flag_extension(const Fields& fields, const json* extensions, std::string_view name) {
    const json* found = find_extension(extensions, name);
    return found != nullptr && fields.inside(*found).flag("valueBoolean");
}

constexpr int most_answers = 1000;

void read_occurrences(const Fields& fields, const json* extensions, Item& item) {
    item.required = fields.flag("required");
    item.repeats = fields.flag("repeats");
    const auto least = whole_extension(fields, extensions, "questionnaire-minOccurs");
    const auto most = whole_extension(fields, extensions, "questionnaire-maxOccurs");
    item.min_occurs = least.value_or(item.required ? 1 : 0);
    if (item.required && item.min_occurs == 0) item.min_occurs = 1;
    if (item.repeats) item.max_occurs = most;
    if (item.repeats && most == 1) item.repeats = false, item.max_occurs.reset();
    // minOccurs of an item that may be left out altogether says how many there are if any.
    const int ceiling = item.repeats ? item.max_occurs.value_or(item.min_occurs) : 1;
    if (item.min_occurs > ceiling || most == 0) {
        fields.malformed("It asks for more answers than it allows.");
    }
    if (item.type != ItemType::Group && item.min_occurs > most_answers) {
        fields.unsupported("It asks for more answers than anybody can give.");
    }
}

void read_limits(const Fields& fields, const json* extensions, Item& item) {
    if (const auto length = fields.whole("maxLength")) {
        if (*length < 1) fields.malformed("Its maxLength leaves no room for an answer.");
        item.max_length = static_cast<int>(*length);
    }
    item.min_length = whole_extension(fields, extensions, "minLength");
    item.max_decimal_places = whole_extension(fields, extensions, "maxDecimalPlaces");
    for (const bool low : {true, false}) {
        const json* bound = find_extension(extensions, low ? "minValue" : "maxValue");
        if (bound == nullptr)
            bound = find_extension(extensions, low ? "sdc-questionnaire-minQuantity"
                                                   : "sdc-questionnaire-maxQuantity");
        if (bound != nullptr)
            (low ? item.min_value : item.max_value) = fields.inside(*bound).value("value");
    }
    if (const json* step = find_extension(extensions, "questionnaire-sliderStepValue")) {
        const auto value = fields.inside(*step).value("value");
        const auto* whole = value ? std::get_if<std::int64_t>(&*value) : nullptr;
        const auto* decimal = value ? std::get_if<double>(&*value) : nullptr;
        if (whole != nullptr) item.slider_step = static_cast<double>(*whole);
        if (decimal != nullptr) item.slider_step = *decimal;
        if (item.slider_step && *item.slider_step <= 0) fields.malformed("Its slider has no step.");
    }
}

void read_units(const Fields& fields, const json* extensions, Item& item) {
    if (extensions == nullptr) return;
    for (const json& extension : *extensions) {
        const Fields entry = fields.inside(extension);
        const std::string url = entry.text("url");
        const std::string_view name = extension_name(url);
        if (name == "questionnaire-unitValueSet" || name == "questionnaire-unit-value-set") {
            fields.unsupported("Its units lie on a server that a kiosk does not have.");
        }
        if (name != "questionnaire-unit" && name != "questionnaire-unitOption") continue;
        const json* coding_json = entry.object("valueCoding");
        if (coding_json == nullptr) continue;
        const Coding coding = read_coding(fields.inside(*coding_json));
        const std::string shown = coding.display.empty() ? coding.code : coding.display;
        if (name == "questionnaire-unit") item.unit = shown;
        if (item.type == ItemType::Quantity) {
            item.unit_options.push_back({0, shown, coding.system, coding.code});
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

void drop_last_unit_if_known(Item& item) {
    const auto last = std::prev(item.unit_options.end());
    const auto twin = std::find_if(item.unit_options.begin(), last, [&](const Quantity& unit) {
        return unit.unit == last->unit ||
               (!unit.code.empty() && unit.code == last->code && unit.system == last->system);
    });
    if (twin != last) item.unit_options.erase(last);
}

void read_initial(const Fields& fields, Item& item) {
    if (const json* entries = fields.array("initial")) {
        for (const json& entry : *entries) {
            const auto value = fields.inside(entry).value("value");
            if (!value) fields.malformed("One of its initial values is empty.");
            if (value) item.initial.push_back(as_asked(item, *value));
        }
    }
    for (const Value& value : item.initial) {
        // Whoever fills in a unit beforehand offers it, too.
        const auto* quantity = std::get_if<Quantity>(&value);
        if (quantity == nullptr || item.unit_options.empty()) continue;
        item.unit_options.push_back({0, quantity->unit, quantity->system, quantity->code});
        drop_last_unit_if_known(item);
    }
    if (!item.initial.empty()) return;
    for (const Option& option : item.options) {
        if (option.initially_selected) item.initial.push_back(option.value);
    }
}

bool is_shown_only_when_done(const Fields& fields, const json* extensions) {
    const json* mode = find_extension(extensions, "questionnaire-usageMode");
    return mode != nullptr && fields.inside(*mode).text("valueCode").starts_with("display");
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
        if (item.help.empty()) {
            item.help = child.text;
        } else {
            item.help.original += "\n" + child.text.original;
            for (auto& [language, words] : item.help.translations) {
                words += "\n" + child.text.in(language);
            }
        }
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

Item read_item(const Fields& fields, Reading& reading, int level) {
    Item item;
    item.link_id = item.fhir_link_id = std::string(fields.link_id());
    const json* extensions = fields.array("extension");
    refuse_what_needs_a_server(fields);
    item.type = read_type(fields);
    item.text = read_text(fields, "text");
    item.prefix = read_text(fields, "prefix");
    read_own_extensions(fields, extensions, item);
    item.control = read_control(fields, extensions, item);
    item.read_only = fields.flag("readOnly");
    item.hidden = flag_extension(fields, extensions, "questionnaire-hidden") ||
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
    item.items = read_items(fields, reading, level + 1);
    take_in_words(item);
    require_words(fields, item);
    return item;
}

std::string name_of(const json& entry, std::size_t place, std::string_view parent) {
    const auto link_id = entry.find("linkId");
    if (link_id != entry.end() && link_id->is_string() &&
        !link_id->get_ref<const std::string&>().empty()) {
        return link_id->get<std::string>();
    }
    return (parent.empty() ? "" : std::string(parent) + " / ") + "item " + std::to_string(place);
}

}  // namespace

std::vector<Item> read_items(const Fields& parent, Reading& reading, int level) {
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
        if (fields.text("linkId").empty()) fields.malformed("It has no linkId.");
        if (++reading.items > most_items || reading.options > most_options_together) {
            reading.findings.report({causes::too_large,
                                     "It has more than 5,000 items or 100,000 options together.",
                                     "Split the questionnaire.", name});
        }
        if (reading.findings.any()) return items;
        items.push_back(read_item(fields, reading, level));
    }
    return items;
}

}  // namespace spine::questionnaire
