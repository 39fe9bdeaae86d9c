#include "tool/glyphs.h"

#include <catch2/catch.hpp>

#include "app/kiosk/small_configuration.h"
#include "base/files.h"
#include "support/support.h"
#include "ui/language.h"
#include "ui/strings.h"

using namespace spine;

namespace {

std::vector<config::Finding> found(const config::Config& config) {
    const auto fonts = ui::Fonts::load();
    REQUIRE(fonts);
    return tool::missing_glyphs(config, **fonts);
}

}  // namespace

TEST_CASE("a configuration whose every character can be drawn has no finding") {
    CHECK(found(test::small_configuration()).empty());
}

TEST_CASE("characters that the kiosk could not draw are named with file and place") {
    config::Config config = test::small_configuration();
    auto& item = config.questionnaires.at("small").items.front();
    item.text.translations["da"] = "Hvor tungt er 桌子?";
    auto& pages = config.library.pages;
    REQUIRE_FALSE(pages.empty());
    auto& page = pages.begin()->second.begin()->second;
    page.title += " ⚕";
    const auto findings = found(config);
    REQUIRE(findings.size() == 2);
    CHECK(findings[0].cause == tool::causes::glyph_missing);
    CHECK(findings[0].file == "questionnaires/small.json");
    CHECK(findings[0].where == item.link_id);
    CHECK(findings[0].what.find("U+684C, U+5B50") != std::string::npos);
    CHECK(findings[1].file == "pages/" + page.language + "/" + page.id + ".md");
    CHECK(findings[1].what.find("U+2695") != std::string::npos);
}

TEST_CASE("letters of a script that a language does not load are named, and its own are not") {
    config::Config config = test::small_configuration();
    config.settings.languages = {"da", "uk", "ar"};
    auto& item = config.questionnaires.at("small").items.front();
    item.text.translations["uk"] = "Ґанок";
    item.text.translations["ar"] = "لا أوافق، 5";
    CHECK(found(config).empty());
    item.text.translations["da"] = "Ґ";
    item.text.translations["ar"] = "پ";
    const auto findings = found(config);
    REQUIRE(findings.size() == 2);
    CHECK(findings[0].what.find("U+0490") != std::string::npos);
    CHECK(findings[1].what.find("U+067E") != std::string::npos);
}

TEST_CASE("the kiosk's own words can be drawn in every language") {
    const auto fonts = ui::Fonts::load();
    REQUIRE(fonts);
    for (const std::string language : {"da", "en", "de", "pl", "tr", "uk", "ar"}) {
        INFO(language);
        const auto words = test::slurp(test::project() / "assets/strings" / (language + ".toml"));
        std::u32string missing = (*fonts)->missing_glyphs(words, ui::rules_of(language).glyphs);
        std::erase(missing, U'\n');
        CHECK(missing.empty());
    }
}

TEST_CASE("the kiosk's own words are whole in every language that is there") {
    SystemFiles files;
    const auto strings = ui::Strings::load(files, test::project() / "assets/strings",
                                           {"da", "en", "de", "pl", "tr", "uk", "ar"}, {});
    REQUIRE(strings.has_value());
    const auto keys = [&](const std::string& language) {
        std::vector<std::string> all;
        for (const auto& [key, text] : strings->tables().at(language))
            if (!text.empty()) all.push_back(key);
        return all;
    };
    for (const auto& [language, table] : strings->tables()) {
        INFO(language);
        CHECK(keys(language) == keys("en"));
    }
}
