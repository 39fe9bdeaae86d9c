// The small clinic of tests/core/session as a configuration.
#pragma once

#include <catch2/catch.hpp>

#include "config/config.h"
#include "core/session/fixture.h"
#include "questionnaire/parser.h"

namespace spine::test {

[[nodiscard]] inline config::Config small_configuration() {
    const SmallClinic clinic;
    config::Config config;
    config.settings.walk_questionnaire = "small";
    config.settings.default_language = "da";
    config.settings.languages = {"da", "en"};
    config.walks["small"] = clinic.rules;
    config.library = clinic.library;
    auto parsed = questionnaire::parse(clinic.questionnaire.source);
    if (!parsed) FAIL(parsed.error().sentence());
    config.questionnaires["small"] = std::move(*parsed);
    return config;
}

}  // namespace spine::test
