#include "questionnaire/fhir_controls.h"

#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "questionnaire/fhir_extensions.h"
#include "questionnaire/fhir_words.h"

namespace spine::questionnaire {

using nlohmann::json;

namespace {

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

}  // namespace

void read_controls(const Fields& fields, const json* extensions, Item& item) {
    read_own_extensions(fields, extensions, item);
    item.control = read_control(fields, extensions, item);
}

}  // namespace spine::questionnaire
