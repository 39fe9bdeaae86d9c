#include "fhir_schema.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <set>

#include "support/support.h"

// The adapter must see nlohmann's header first.
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace spine::test {

using nlohmann::json;

struct FhirSchema::Compiled {
    valijson::Schema schema;
};

FhirSchema::FhirSchema(const std::filesystem::path& file)
    : compiled_(std::make_unique<Compiled>()) {
    const json document = json::parse(slurp(file));
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(document), compiled_->schema);
}

FhirSchema::~FhirSchema() = default;

namespace {

// What the schema cannot say: empty lists and texts, two values in one answer.
std::string structural_fault(const json& node) {
    if (node.is_string() && node.get<std::string>().empty()) return "an empty text";
    if (node.is_array() && node.empty()) return "an empty list";
    if (!node.is_structured()) return {};
    int values = 0;
    for (const auto& [name, child] : node.items()) {
        if (node.is_object() && name.starts_with("value") && name.size() > 5) ++values;
        if (std::string fault = structural_fault(child); !fault.empty()) return fault;
    }
    return values > 1 ? "two values in one place" : "";
}

void collect_link_ids(const json& node, std::multiset<std::string>& link_ids) {
    if (node.is_object() && node.contains("linkId")) link_ids.insert(node["linkId"]);
    if (!node.is_structured()) return;
    for (const auto& [name, child] : node.items()) collect_link_ids(child, link_ids);
}

}  // namespace

std::string FhirSchema::faults(std::string_view resource,
                               const std::set<std::string>& may_double) const {
    const json document = json::parse(resource);
    const std::string kind = document.value("resourceType", "");
    if (kind != "QuestionnaireResponse" && kind != "Questionnaire") return "of another kind";
    valijson::Validator validator;
    valijson::ValidationResults results;
    const valijson::adapters::NlohmannJsonAdapter target(document);
    std::string faults;
    if (!validator.validate(compiled_->schema, target, &results)) faults = "against the schema";
    valijson::ValidationResults::Error error;
    while (results.popError(error)) faults += "; " + error.description;
    if (const std::string fault = structural_fault(document); !fault.empty()) faults += fault;
    std::multiset<std::string> link_ids;
    collect_link_ids(document, link_ids);
    for (const std::string& link_id : link_ids) {
        if (link_ids.count(link_id) == 1 || may_double.contains(link_id)) continue;
        faults += "; linkId " + link_id + " twice";
        break;
    }
    return faults;
}

}  // namespace spine::test
