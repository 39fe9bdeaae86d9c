// Questionnaires for tests, written as short as they can be.
#pragma once

#include <catch2/catch.hpp>
#include <string>

#include "questionnaire/parser.h"

namespace spine::test {

// A questionnaire of these items (JSON objects, joined by commas).
inline std::string questionnaire_json(const std::string& items, const std::string& rest = "") {
    return R"({"resourceType":"Questionnaire","status":"draft")" + rest + R"(,"item":[)" + items +
           "]}";
}

// It must open.
inline questionnaire::Questionnaire open(const std::string& items, const std::string& rest = "") {
    auto parsed = questionnaire::parse(questionnaire_json(items, rest));
    INFO((parsed ? "" : parsed.error().sentence()));
    REQUIRE(parsed);
    return std::move(*parsed);
}

// It must be refused.
inline Fault refusal(const std::string& items, const std::string& rest = "") {
    auto parsed = questionnaire::parse(questionnaire_json(items, rest));
    INFO(items);
    REQUIRE_FALSE(parsed);
    return std::move(parsed).error();
}

// An item of a type, with more fields as JSON (", …").
inline std::string item_json(const std::string& link_id, const std::string& type,
                             const std::string& more = "") {
    return R"({"linkId":")" + link_id + R"(","text":"Words","type":")" + type + "\"" + more + "}";
}

inline std::string extension_json(const std::string& url, const std::string& value) {
    return R"(,"extension":[{"url":")" + url + "\"," + value + "}]";
}

}  // namespace spine::test
