// The FHIR resources, against HL7's own schema and read by the kiosk's questionnaire module.
#include "export/ndjson_format.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "../questionnaire/fhir_schema.h"
#include "questionnaire/parser.h"
#include "questionnaire/response.h"
#include "sample_table.h"

using namespace spine;
using namespace spine::exporting;
using nlohmann::json;
using spine::test::Exported;
using spine::test::SampleRows;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

std::vector<std::string> responses_of(const Exported& exported) {
    return lines_of(exported.file("QuestionnaireResponse.ndjson"));
}

// linkId -> item, of a response's items at any depth.
void collect(const json& items, std::map<std::string, json>& out) {
    for (const json& item : items) {
        out[item.at("linkId")] = item;
        if (item.contains("item")) collect(item["item"], out);
    }
}

std::map<std::string, json> items_in(const std::string& response) {
    std::map<std::string, json> out;
    collect(json::parse(response).at("item"), out);
    return out;
}

void check_value(const Variable& variable, const Cell& cell, const json& item) {
    CAPTURE(variable.name);
    const auto* text = std::get_if<std::string>(&cell);
    const auto* missing = std::get_if<Missing>(&cell);
    if (missing != nullptr || (text != nullptr && text->empty())) {
        CHECK_FALSE(item.contains("answer"));
        const Missing kind = missing != nullptr ? *missing : Missing::NotAnswered;
        CHECK(item.at("extension").at(1).at("valueCode") == name_of(kind));
        return;
    }
    const json& answer = item.at("answer").at(0);
    if (const auto* coded = std::get_if<Coded>(&cell))
        CHECK(answer.at("valueCoding").at("code") == variable.labels.at(coded->label).code);
    else if (const auto* whole = std::get_if<std::int64_t>(&cell))
        CHECK(answer.at("valueInteger") == *whole);
    else if (const auto* truth = std::get_if<bool>(&cell))
        CHECK(answer.at("valueBoolean") == *truth);
    else if (const auto* decimal = std::get_if<double>(&cell))
        CHECK(answer.at("valueDecimal").get<double>() == Approx(*decimal).margin(0.05));
    else
        CHECK(answer.at("valueString") == *text);
}

}  // namespace

TEST_CASE("every FHIR resource of an export is valid against HL7's schema") {
    const auto shared = test::shared_or_skip();
    if (!shared) return;
    const test::FhirSchema schema(*shared / "fhir" / "fhir.schema.json");
    const Exported exported(std::make_unique<NdjsonFormat>());
    for (const std::string& line : responses_of(exported)) {
        CAPTURE(line);
        CHECK_THAT(schema.faults(line), Catch::Equals(""));
    }
    for (const std::string& line : lines_of(exported.file("Questionnaire.ndjson"))) {
        CAPTURE(line);
        CHECK_THAT(schema.faults(line), Catch::Equals(""));
    }
}

TEST_CASE("a FHIR response has each value and each kind of missing") {
    const Exported exported(std::make_unique<NdjsonFormat>());
    const auto lines = responses_of(exported);
    const SampleRows rows;
    REQUIRE(lines.size() == rows.rows().size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto items = items_in(lines[i]);
        for (std::size_t column = 1; column < rows.table().variables.size(); ++column) {
            const Variable& variable = rows.table().variables[column];
            REQUIRE(items.contains(variable.name));
            check_value(variable, rows.rows()[i][column], items.at(variable.name));
        }
    }
}

TEST_CASE("a FHIR response names nobody and no time") {
    const Exported exported(std::make_unique<NdjsonFormat>());
    for (const std::string& line : responses_of(exported)) {
        json response = json::parse(line);
        CHECK(response.at("identifier").at("system") == "urn:spine-kiosk:pseudonym");
        CHECK(response.at("identifier").at("value") == response.at("id"));
        for (const char* said :
             {"resourceType", "status", "questionnaire", "identifier", "id", "item"})
            response.erase(said);
        CHECK(response == json::object());
    }
}

TEST_CASE("a pseudonym that is no FHIR id stays an identifier alone") {
    SampleRows rows;
    auto row = rows.rows().front();
    row[0] = "not an id";
    rows.add(row);
    const Exported exported(rows, std::make_unique<NdjsonFormat>());
    const json last = json::parse(responses_of(exported).back());
    CHECK_FALSE(last.contains("id"));
    CHECK(last.at("identifier").at("value") == "not an id");
}

TEST_CASE("the questionnaire that responses point to is there, opens, and reads them") {
    const Exported exported(std::make_unique<NdjsonFormat>());
    const auto lines = lines_of(exported.file("Questionnaire.ndjson"));
    REQUIRE(lines.size() == 2);
    const auto asked = questionnaire::parse(lines[0]);
    if (!asked) FAIL(asked.error().sentence());
    CHECK(asked->find("worry")->max_value == questionnaire::Value(std::int64_t{10}));
    CHECK(asked->find("hopes")->text.in("da") == "Hvad håber du på?");
    CHECK(asked->find("age_band")->options.at(0).display.in("da") == "18 to 39 (da)");
    CHECK(json::parse(lines[0]).at("derivedFrom") == json{"urn:test:questionnaire|3"});
    CHECK(json::parse(lines[1]).at("url") == "urn:test:questionnaire");
    for (const std::string& line : responses_of(exported)) {
        const auto read = questionnaire::read_response(*asked, line);
        if (!read) FAIL(read.error().sentence());
        CHECK(read->head.questionnaire == asked->url + "|" + asked->version);
    }
}

TEST_CASE("a signed questionnaire that is no JSON is named") {
    SampleRows rows;
    rows.change().questionnaires["urn:broken|1"] = "{";
    NdjsonFormat format;
    const test::TemporaryFolder to;
    auto folder = ExportFolder::make(to / "export");
    REQUIRE(folder);
    const auto begun = format.begin(rows.table(), **folder);
    REQUIRE_FALSE(begun);
    CHECK(begun.error().cause == exporting::causes::questionnaire_unreadable);
    CHECK(begun.error().where == "urn:broken|1");
}
