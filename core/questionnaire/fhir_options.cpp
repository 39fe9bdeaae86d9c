#include "questionnaire/fhir_options.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>

#include "questionnaire/fhir_extensions.h"
#include "questionnaire/fhir_limits.h"
#include "questionnaire/value.h"

namespace spine::questionnaire {

using nlohmann::json;

namespace {

// Both names of the same thing: ordinalValue came first, itemWeight belongs to FHIR R5.
std::optional<double> ordinal_in(const Fields& fields, const json* extensions) {
    for (const std::string_view name :
         {"ordinalValue", "itemWeight", "questionnaire-ordinalValue"}) {
        if (const json* weight = find_extension(extensions, name)) {
            return fields.inside(*weight).number("valueDecimal");
        }
    }
    return std::nullopt;
}

// A field of an object if it is text.
std::string text_in(const json& object, const char* name) {
    const auto field = object.find(name);
    return field != object.end() && field->is_string() ? field->get<std::string>() : std::string();
}

// A value's own words, for options that are not codings.
std::string plain_words(const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* date = std::get_if<Date>(&value)) return date->text;
    if (const auto* time = std::get_if<Time>(&value)) return time->text;
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
    return {};
}

void read_coded_option(const Fields& coding, Option& option) {
    option.display = read_text(coding, "display");
    const json* inner = coding.array("extension");
    if (!option.ordinal) option.ordinal = ordinal_in(coding, inner);
    if (const json* prefix = find_extension(inner, "questionnaire-optionPrefix")) {
        option.prefix = coding.inside(*prefix).text("valueString");
    }
    if (option.display.original.empty()) option.display.original = coding.text("code");
    if (option.display.original.empty()) coding.malformed("An option has neither code nor words.");
}

Option read_option(const Fields& fields) {
    Option option;
    const auto value = fields.value("value");
    if (!value) {
        fields.unsupported("An option is of a kind that cannot be shown on a kiosk.");
        return option;
    }
    option.value = *value;
    const json* extensions = fields.array("extension");
    option.ordinal = ordinal_in(fields, extensions);
    option.initially_selected = fields.flag("initialSelected");
    if (const json* prefix = find_extension(extensions, "questionnaire-optionPrefix")) {
        option.prefix = fields.inside(*prefix).text("valueString");
    }
    option.exclusive = flag_extension(fields, extensions, "questionnaire-optionExclusive");
    if (const json* coding = fields.object("valueCoding")) {
        read_coded_option(fields.inside(*coding), option);
    } else if (fields.has("valueString")) {
        option.display = read_text(fields, "valueString");
    } else {
        option.display.original = plain_words(option.value);
    }
    return option;
}

// One concept of a value set or code system; `system` applies where it names none of its own.
void add_concept(const Fields& entry, const std::string& system, std::vector<Option>& options) {
    if (options.size() > most_options) return;  // refused in read_options()
    Option option;
    Coding coding{entry.has("system") ? entry.text("system") : system, entry.text("code"),
                  entry.text("display")};
    if (coding.code.empty()) entry.malformed("A concept of its value set has no code.");
    option.display = read_text(entry, "display");
    if (option.display.original.empty()) option.display.original = coding.code;
    if (const json* designations = entry.array("designation")) {
        for (const json& designation : *designations) {
            const Fields words = entry.inside(designation);
            const std::string language = words.text("language");
            std::string translation = words.text("value");
            if (language.empty() || !holds_words(translation)) continue;
            option.display.translations[language] = std::move(translation);
        }
    }
    const json* extensions = entry.array("extension");
    option.ordinal = ordinal_in(entry, extensions);
    if (const json* prefix = find_extension(extensions, "questionnaire-optionPrefix")) {
        option.prefix = entry.inside(*prefix).text("valueString");
    }
    option.value = std::move(coding);
    options.push_back(std::move(option));
}

// Returns how many concepts there are, those that cannot be chosen included.
std::int64_t add_expansion(const Fields& parent, std::vector<Option>& options) {
    const json* contains = parent.array("contains");
    if (contains == nullptr) return 0;
    std::int64_t concepts = 0;
    for (const json& entry : *contains) {
        ++concepts;
        const Fields concept_fields = parent.inside(entry);
        const bool selectable =
            !concept_fields.flag("abstract") && !concept_fields.flag("inactive");
        if (selectable && concept_fields.has("code")) {
            add_concept(concept_fields, {}, options);
        }
        concepts += add_expansion(concept_fields, options);
    }
    return concepts;
}

// Whether an expansion is all of it: not a later page, not cut short, not open at its end.
bool is_whole(const Fields& expansion, std::int64_t concepts) {
    const json* extensions = expansion.array("extension");
    const bool cut = flag_extension(expansion, extensions, "valueset-toocostly") ||
                     flag_extension(expansion, extensions, "valueset-unclosed");
    return !cut && expansion.whole("offset").value_or(0) == 0 &&
           expansion.whole("total").value_or(concepts) <= concepts;
}

// A code system's concept: which of FHIR's own properties keep it from being chosen.
bool is_left_out(const Fields& concept_fields, bool only_active) {
    const json* properties = concept_fields.array("property");
    if (properties == nullptr) return false;
    return std::any_of(properties->begin(), properties->end(), [&](const json& entry) {
        const Fields property = concept_fields.inside(entry);
        const std::string code = property.text("code");
        if (code == "notSelectable") return property.flag("valueBoolean");
        if (!only_active) return false;
        if (code == "inactive") return property.flag("valueBoolean");
        return code == "status" && property.text("valueCode") == "retired";
    });
}

void add_code_system(const Fields& parent, const std::string& system, bool only_active,
                     std::vector<Option>& options) {
    const json* concepts = parent.array("concept");
    if (concepts == nullptr) return;
    for (const json& entry : *concepts) {
        const Fields concept_fields = parent.inside(entry);
        if (!is_left_out(concept_fields, only_active)) add_concept(concept_fields, system, options);
        add_code_system(concept_fields, system, only_active, options);
    }
}

// What tells two options apart, as one text.
std::string key_of(const Value& value) {
    const auto* coding = std::get_if<Coding>(&value);
    if (coding == nullptr) return std::to_string(value.index()) + " " + plain_words(value);
    return coding->code.empty() ? "words " + coding->display : coding->system + "|" + coding->code;
}

constexpr const char* not_here = "Its options lie on a server that a kiosk does not have.";

void add_include(const Fields& include, const Contained& contained, bool only_active,
                 std::vector<Option>& options) {
    const std::string system = include.text("system");
    const bool elsewhere = include.has("filter") || include.has("valueSet");
    const std::string version = include.text("version");
    const auto code_systems =
        contained.find("CodeSystem", version.empty() ? system : system + "|" + version);
    if (const json* concepts = include.array("concept"); concepts && !elsewhere) {
        for (const json& entry : *concepts) add_concept(include.inside(entry), system, options);
    } else if (code_systems.size() == 1 && !elsewhere) {
        const Fields whole = include.inside(*code_systems.front());
        refuse_what_needs_a_server(whole);
        if (whole.has("content") && whole.text("content") != "complete")
            whole.unsupported(not_here);
        add_code_system(whole, system, only_active, options);
    } else if (code_systems.size() > 1) {
        include.malformed("Two code systems inside the questionnaire answer to its value set.");
    } else {
        include.unsupported(not_here);  // a whole code system, which lives elsewhere
    }
}

void remove_excluded(const Fields& exclude, std::vector<Option>& options) {
    const std::string system = exclude.text("system");
    const json* concepts = exclude.array("concept");
    if (concepts == nullptr || exclude.has("filter") || exclude.has("valueSet")) {
        exclude.unsupported(not_here);
        return;
    }
    std::set<std::string> gone;
    for (const json& entry : *concepts) {
        gone.insert(key_of(Coding{system, exclude.inside(entry).text("code"), {}}));
    }
    std::erase_if(options, [&](const Option& o) { return gone.contains(key_of(o.value)); });
}

std::vector<Option> read_value_set(const Fields& value_set, const Contained& contained) {
    std::vector<Option> options;
    refuse_what_needs_a_server(value_set);
    if (const json* expansion = value_set.object("expansion")) {
        const Fields fields = value_set.inside(*expansion);
        const std::int64_t concepts = add_expansion(fields, options);
        if (!options.empty() && is_whole(fields, concepts)) return options;
        options.clear();
    }
    const json* compose = value_set.object("compose");
    if (compose == nullptr) {
        value_set.unsupported("Its value set is inside the questionnaire, but not its options.");
        return options;
    }
    const Fields fields = value_set.inside(*compose);
    const bool only_active = fields.has("inactive") && !fields.flag("inactive");
    if (const json* includes = fields.array("include")) {
        for (const json& include : *includes) {
            add_include(fields.inside(include), contained, only_active, options);
        }
    }
    if (const json* excludes = fields.array("exclude")) {
        for (const json& exclude : *excludes) remove_excluded(fields.inside(exclude), options);
    }
    return options;
}

// Two meanings of one code would store the wrong one. A word-for-word copy is left out.
void drop_copies(const Fields& item, std::vector<Option>& options) {
    std::map<std::string, std::string> words;
    std::erase_if(options, [&](const Option& option) {
        const std::string& display = option.display.original;
        const auto [twin, fresh] = words.emplace(key_of(option.value), display);
        if (!fresh && twin->second != display) {
            item.malformed("Two of its options have the same code.");
        }
        return !fresh;
    });
}

std::vector<Option> contained_options(const Fields& item, const std::string& reference,
                                      Contained& contained) {
    const auto known = contained.value_sets.find(reference);
    if (known != contained.value_sets.end()) return known->second;
    const auto found = contained.find("ValueSet", reference);
    if (found.empty() && reference.starts_with('#')) {
        item.malformed("Its value set is not inside the questionnaire.");
    } else if (found.empty()) {
        item.unsupported(not_here);
    } else if (found.size() > 1) {
        item.malformed("Two value sets inside the questionnaire answer to its answerValueSet.");
    } else {
        auto options = read_value_set(item.inside(*found.front()), contained);
        return contained.value_sets.emplace(reference, std::move(options)).first->second;
    }
    return {};
}

}  // namespace

Contained::Contained(const json* resources) {
    if (resources == nullptr) return;
    for (const json& resource : *resources) {
        const std::string type = text_in(resource, "resourceType") + " ";
        places.emplace(type + "#" + text_in(resource, "id"), &resource);
        places.emplace(type + text_in(resource, "url"), &resource);
    }
}

std::vector<const json*> Contained::find(std::string_view type, std::string_view reference) const {
    std::vector<const json*> found;
    const std::size_t bar = std::min(reference.find('|'), reference.size());
    const std::string_view url = reference.substr(0, bar);
    if (url.empty() || url == "#") return found;
    const std::string_view version = reference.substr(std::min(bar + 1, reference.size()));
    const auto [begin, end] = places.equal_range(std::string(type) + " " + std::string(url));
    for (auto place = begin; place != end; ++place) {
        // A resource that names no version may be any.
        const std::string own = text_in(*place->second, "version");
        const bool other = !version.empty() && !own.empty() && own != version;
        if (!other) found.push_back(place->second);
    }
    return found;
}

std::vector<Option> read_options(const Fields& item, Contained& contained) {
    std::vector<Option> options;
    const json* listed = item.array("answerOption");
    const std::string reference = item.text("answerValueSet");
    if (listed != nullptr && !reference.empty()) {
        item.malformed("It has both answerOption and answerValueSet.");
    }
    const bool too_long = listed != nullptr && listed->size() > most_options;
    if (listed != nullptr && !too_long) {
        for (const json& entry : *listed) options.push_back(read_option(item.inside(entry)));
    } else if (!reference.empty()) {
        options = contained_options(item, reference, contained);
    }
    if (too_long || options.size() > most_options) {
        item.findings().report({causes::too_large, "It has more than 2,000 options.",
                                "Offer fewer options.", std::string(item.link_id())});
        return {};
    }
    drop_copies(item, options);
    return options;
}

}  // namespace spine::questionnaire
