// Questionnaires that nobody here wrote: each opens and is walked to its end, or is refused with
// the item and the reason.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <set>
#include <vector>

#include "fhir_schema.h"
#include "questionnaire/parser.h"
#include "questionnaire/response.h"
#include "questionnaire/walkthrough.h"
#include "support/support.h"

using namespace spine;
using namespace spine::questionnaire;
using Catch::Matchers::Equals;

namespace {

std::vector<std::filesystem::path> json_files(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.path().extension() == ".json") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

// linkIds that FHIR lets stand several times in a response.
void collect_repeating(const std::vector<Item>& items, bool inside, std::set<std::string>& found) {
    for (const Item& item : items) {
        const bool repeating = inside || item.entering == Entering::Holder;
        if (repeating) found.insert(item.fhir_link_id);
        collect_repeating(item.items, repeating, found);
    }
}

void check_walk(const test::FhirSchema& schema, const std::string& json, const Walkthrough& walk) {
    const auto questionnaire = parse(json);
    REQUIRE(questionnaire);
    std::set<std::string> repeating;
    collect_repeating(questionnaire->items, false, repeating);
    CHECK_THAT(schema.faults(walk.response, repeating), Equals(""));
    const auto read = read_response(*questionnaire, walk.response);
    REQUIRE(read);
    ResponseHead head;
    head.status = "completed";
    head.questionnaire = read->head.questionnaire;
    CHECK(write_response(*questionnaire, head, read->answers) == walk.response);
}

}  // namespace

TEST_CASE("at least 70 of the corpus are walked to the end, and every other says where and why") {
    const auto shared = test::shared_or_skip();
    if (!shared) return;
    const test::FhirSchema schema(*shared / "fhir" / "fhir.schema.json");
    const auto files = json_files(*shared / "corpus");
    CHECK(files.size() == 114);
    int walked = 0;
    for (const auto& file : files) {
        INFO(file.filename().string());
        const std::string json = test::slurp(file);
        const Walkthrough walk = walk_through(json);
        CHECK(walk.opens == walk.walked);  // what opens can be answered to its end
        if (walk.walked) {
            ++walked;
            CHECK(walk.items > 0);
            check_walk(schema, json, walk);
        } else {
            const auto refused = parse(json);
            REQUIRE_FALSE(refused);
            CHECK_FALSE(refused.error().where.empty());
            CHECK_FALSE(refused.error().happened.empty());
            CHECK(walk.reason == refused.error().sentence());
        }
    }
    CHECK(walked >= 70);
}

TEST_CASE("the project's own questionnaires are walked to their end") {
    const auto folder = test::project() / "kiosk-config" / "questionnaires";
    const auto shared = test::shared_or_skip();
    if (!shared) return;
    const test::FhirSchema schema(*shared / "fhir" / "fhir.schema.json");
    for (const auto& file : json_files(folder)) {
        INFO(file.filename().string());
        const std::string json = test::slurp(file);
        const Walkthrough walk = walk_through(json);
        CHECK_THAT(walk.reason, Equals(""));
        CHECK(walk.walked);
        check_walk(schema, json, walk);
    }
}

TEST_CASE("the schema check finds what is wrong (negative control)") {
    const auto shared = test::shared_or_skip();
    if (!shared) return;
    const test::FhirSchema schema(*shared / "fhir" / "fhir.schema.json");
    const auto faults_with = [&](const std::string& rest) {
        return schema.faults(R"({"resourceType":"QuestionnaireResponse","status":"completed")" +
                             rest + "}");
    };
    CHECK_THAT(faults_with(""), Equals(""));
    for (const char* wrong :
         {R"(,"status":"done")", R"(,"surprise":1)", R"(,"item":[])",
          R"(,"item":[{"linkId":"a"},{"linkId":"a"}])",
          R"(,"item":[{"linkId":"a","answer":[{"valueInteger":1,"valueString":"x"}]}])"}) {
        INFO(wrong);
        CHECK_FALSE(faults_with(wrong).empty());
    }
}
