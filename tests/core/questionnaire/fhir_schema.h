// HL7's JSON schema of FHIR R4, and what it does not see.
#pragma once

#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <string_view>

namespace spine::test {

// Checks a QuestionnaireResponse or a Questionnaire. Reading the schema takes some 30 ms: make one
// a test program.
class FhirSchema {
  public:
    explicit FhirSchema(const std::filesystem::path& file);
    FhirSchema(const FhirSchema&) = delete;
    FhirSchema& operator=(const FhirSchema&) = delete;
    ~FhirSchema();
    // What is wrong; empty if nothing is. Beside the schema: one value[x] an answer, no empty list
    // or text, no linkId twice unless `may_double` holds it (a repeating group).
    [[nodiscard]] std::string faults(std::string_view resource,
                                     const std::set<std::string>& may_double = {}) const;

  private:
    struct Compiled;
    std::unique_ptr<Compiled> compiled_;
};

}  // namespace spine::test
