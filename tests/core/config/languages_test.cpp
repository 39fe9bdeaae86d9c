// The languages whose texts are there: whole, whether they are offered or not, and none of them
// called reviewed.
#include <algorithm>
#include <catch2/catch.hpp>

#include "config_fixture.h"
#include "findings.h"

using namespace spine;
using namespace spine::test;

namespace {

constexpr const char* kTwo = R"(offered = ["da", "en"])";
constexpr const char* kAll = R"(offered = ["da", "en", "de", "pl", "tr", "uk", "ar"])";

}  // namespace

TEST_CASE("a language that is there and not offered is said once") {
    ConfigCopy clinic;
    clinic.replace("kiosk.toml", kAll, kTwo);
    const config::Checked checked = clinic.check();
    INFO(lines_of(checked.warnings));
    for (const std::string language : {"de", "pl", "tr", "uk", "ar"})
        CHECK(std::count_if(checked.warnings.begin(), checked.warnings.end(), [&](const auto& one) {
                  return one.file.starts_with("pages/" + language);
              }) == 1);
    CHECK(checked.faults.empty());
}

TEST_CASE("every language that is there can be offered without a text that is missing") {
    ConfigCopy clinic;
    const config::Checked checked = clinic.check();
    INFO(lines_of(checked.faults));
    CHECK(checked.faults.empty());
}

TEST_CASE("no translation is called reviewed that nobody has reviewed") {
    ConfigCopy clinic;
    const config::Checked checked = clinic.check();
    for (const std::string language : {"de", "pl", "tr", "uk", "ar"}) {
        const auto said = [&](const std::string& file, std::string_view what) {
            return std::any_of(
                checked.warnings.begin(), checked.warnings.end(), [&](const auto& one) {
                    return one.file == file && one.what.find(what) != std::string::npos;
                });
        };
        CHECK(said("kiosk.toml", "in \"" + language + "\" yet"));
        CHECK(said("pages/" + language + "/symptoms.md", "No human has reviewed"));
    }
}
