#include "questionnaire/fhir_extensions.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "questionnaire/value.h"

namespace spine::questionnaire {

using nlohmann::json;

namespace {

struct Refused {
    std::string_view name;
    std::string_view reason;
};

// Known extensions without which the item would be half shown. Sources: FHIR R4's extension
// registry and HL7's Structured Data Capture guide (http://hl7.org/fhir/uv/sdc).
constexpr std::array refused{
    Refused{"cqf-expression", "Its words or first answer are computed by an expression."},
    Refused{"cqf-calculatedValue", "One of its values is computed by an expression."},
    Refused{"cqif-calculatedValue", "One of its values is computed by an expression."},
    Refused{"sdc-questionnaire-calculatedExpression", "Its answer is computed by an expression."},
    Refused{"questionnaire-calculatedExpression", "Its answer is computed by an expression."},
    Refused{"sdc-questionnaire-initialExpression",
            "Its first answer is computed by an expression."},
    Refused{"questionnaire-initialExpression", "Its first answer is computed by an expression."},
    Refused{"sdc-questionnaire-enableWhenExpression",
            "Whether it is asked is decided by an expression."},
    Refused{"questionnaire-enableWhenExpression",
            "Whether it is asked is decided by an expression."},
    Refused{"sdc-questionnaire-answerExpression", "Its options are computed by an expression."},
    Refused{"questionnaire-answerExpression", "Its options are computed by an expression."},
    Refused{"sdc-questionnaire-candidateExpression", "Its options are computed by an expression."},
    Refused{"sdc-questionnaire-contextExpression",
            "What is shown beside it is fetched by an expression."},
    Refused{"sdc-questionnaire-answerOptionsToggleExpression",
            "Which options it has is decided by an expression."},
    Refused{"questionnaire-constraint", "An expression decides which answers it accepts."},
    Refused{"targetConstraint", "An expression decides which answers it accepts."},
    Refused{"regex", "It accepts only text that fits a pattern."},
    Refused{"questionnaire-signatureRequired", "It asks for a signature."},
    Refused{"sdc-questionnaire-subQuestionnaire", "Its questions lie in another questionnaire."},
    Refused{"sdc-questionnaire-lookupQuestionnaire", "It opens another questionnaire."},
    Refused{"sdc-questionnaire-itemMedia", "It shows a picture, a sound or a film."},
    Refused{"sdc-questionnaire-itemAnswerMedia", "An option is a picture, a sound or a film."},
    Refused{"itemMedia", "It shows a picture, a sound or a film."},
    Refused{"itemAnswerMedia", "An option is a picture, a sound or a film."},
    Refused{"http://lhcforms.nlm.nih.gov/fhir/StructureDefinition/questionnaire-externallydefined",
            "Its options are looked up on a server."},
    Refused{"http://lhcforms.nlm.nih.gov/fhirExt/dataControl",
            "Its answer is filled in from another answer's data."},
};

// Expressions that change neither what is shown nor what is stored: variables (whoever uses one
// is itself an expression, and judged as one), population context, extraction.
constexpr std::array harmless_expressions{
    std::string_view{"variable"},
    std::string_view{"sdc-questionnaire-itemPopulationContext"},
    std::string_view{"sdc-questionnaire-itemExtractionContext"},
    std::string_view{"sdc-questionnaire-sourceQueries"},
    std::string_view{"sdc-questionnaire-sourceStructureMap"},
    std::string_view{"sdc-questionnaire-targetStructureMap"},
    std::string_view{"sdc-questionnaire-observationExtract"},
    std::string_view{"sdc-questionnaire-observationLinkPeriod"},
    std::string_view{"sdc-questionnaire-definitionExtract"},
    std::string_view{"sdc-questionnaire-definitionExtractValue"},
    std::string_view{"sdc-questionnaire-templateExtract"},
    std::string_view{"sdc-questionnaire-templateExtractBundle"},
    std::string_view{"sdc-questionnaire-templateExtractContext"},
    std::string_view{"sdc-questionnaire-templateExtractValue"},
    std::string_view{"sdc-questionnaire-extractAllocateId"},
    std::string_view{"sdc-questionnaire-launchContext"},
};

// Of what this module reads, what two could contradict each other in.
constexpr std::array said_once{
    std::string_view{"questionnaire-hidden"},
    std::string_view{"questionnaire-usageMode"},
    std::string_view{"questionnaire-itemControl"},
    std::string_view{"questionnaire-minOccurs"},
    std::string_view{"questionnaire-maxOccurs"},
    std::string_view{"questionnaire-unit"},
    std::string_view{"questionnaire-sliderStepValue"},
    std::string_view{"minLength"},
    std::string_view{"maxDecimalPlaces"},
};

bool is_harmless(std::string_view name) {
    return std::find(harmless_expressions.begin(), harmless_expressions.end(), name) !=
           harmless_expressions.end();
}

// Whether to look further inside it: not into what is harmless with all its parts.
bool judge_extension(const Fields& fields, const json& extension) {
    const Fields inside = fields.inside(extension);
    const std::string url = inside.text("url");
    const std::string_view name = extension_name(url);
    if (is_harmless(name)) return false;
    const auto* known = std::find_if(refused.begin(), refused.end(),
                                     [&](const Refused& entry) { return entry.name == name; });
    if (known != refused.end()) {
        fields.unsupported(std::string(known->reason));
    } else if (inside.has("valueExpression")) {
        fields.unsupported("An expression that a kiosk cannot compute stands in it.");
    }
    return true;
}

// The depth is bounded: parse() has refused deep nesting before anything is read.
void judge(const Fields& fields, const json& node) {
    if (node.is_array()) {
        for (const json& entry : node) judge(fields, entry);
    }
    if (!node.is_object()) return;
    for (const auto& [name, field] : node.items()) {
        if (name == "item" || name == "contained") continue;
        if (name == "modifierExtension" && !field.empty()) {
            fields.unsupported("An extension that changes its meaning is not known here.");
        }
        if (name != "extension" || !field.is_array()) {
            judge(fields, field);
            continue;
        }
        for (const json& extension : field) {
            if (judge_extension(fields, extension)) judge(fields, extension);
        }
    }
}

}  // namespace

std::string_view extension_name(std::string_view url) {
    if (!url.starts_with("http://hl7.org/fhir/") && !url.starts_with("https://hl7.org/fhir/")) {
        return url;
    }
    const std::size_t slash = url.rfind('/');
    const std::string_view last = url.substr(slash + 1);
    return last.substr(0, last.find('|'));
}

std::vector<const json*> find_extensions(const json* extensions, std::string_view name) {
    std::vector<const json*> found;
    if (extensions == nullptr || !extensions->is_array()) return found;
    for (const json& extension : *extensions) {
        const auto url = extension.is_object() ? extension.find("url") : extension.end();
        if (!extension.is_object() || url == extension.end() || !url->is_string()) continue;
        if (extension_name(url->get_ref<const std::string&>()) == name) found.push_back(&extension);
    }
    return found;
}

const json* find_extension(const json* extensions, std::string_view name) {
    const auto found = find_extensions(extensions, name);
    return found.empty() ? nullptr : found.front();
}

void refuse_doubles(const Fields& fields, const json* extensions) {
    for (const std::string_view name : said_once) {
        if (find_extensions(extensions, name).size() < 2) continue;
        fields.malformed("Its " + std::string(name) + " is given twice.");
    }
}

Text read_text(const Fields& fields, const char* name) {
    Text text{fields.text(name), {}};
    if (!holds_words(text.original)) text.original.clear();
    const json* extensions = fields.companion(name);
    if (extensions == nullptr) return text;
    for (const json& extension : *extensions) {
        const Fields translation = fields.inside(extension);
        if (extension_name(translation.text("url")) != "translation") continue;
        const json* parts = translation.array("extension");
        const json* language = find_extension(parts, "lang");
        const json* content = find_extension(parts, "content");
        if (language == nullptr || content == nullptr) {
            fields.malformed("A translation lacks its language or its words.");
            return text;
        }
        const Fields where = fields.inside(*content);
        auto words =
            where.has("valueMarkdown") ? where.text("valueMarkdown") : where.text("valueString");
        if (!holds_words(words)) continue;
        text.translations[fields.inside(*language).text("valueCode")] = std::move(words);
    }
    if (text.original.empty() && !text.translations.empty()) {
        fields.malformed("`" + std::string(name) + "` has words in translation only.");
    }
    return text;
}

void refuse_what_needs_a_server(const Fields& fields) {
    if (fields.has("implicitRules")) {
        fields.unsupported("Rules that are not known here say how it is to be read.");
    }
    const json* assembled =
        find_extension(fields.array("extension"), "sdc-questionnaire-assemble-expectation");
    // "independent-…" stands by itself as well.
    if (assembled != nullptr &&
        fields.inside(*assembled).text("valueCode").starts_with("assemble")) {
        fields.unsupported("It is to be put together with others before it is asked.");
    }
    judge(fields, fields.raw());
}

}  // namespace spine::questionnaire
