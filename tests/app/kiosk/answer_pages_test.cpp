// Lists that are longer than a screen: every answer can be reached, and "More answers" leads round.
#include <catch2/catch.hpp>
#include <set>

#include "touch_tablet.h"

using namespace spine;
using test::TouchTablet;

namespace {

constexpr int kOptions = 23;

std::string code(int i) {
    return "q" + std::to_string(100 + i);
}

std::string option(int i) {
    return R"({"valueCoding":{"code":")" + code(i) + R"(","display":"What about number )" +
           std::to_string(i) + R"(?"}})";
}

// A list of that control with `kOptions` options, on one screen with a question for own words.
std::string items(std::string_view control, bool several) {
    std::string json =
        R"([{"linkId":"both","type":"group","extension":[{"url":"urn:spine-kiosk:screen",)"
        R"("valueString":"true"}],"item":[{"linkId":"list","type":"choice","text":"What would you like to ask?",)";
    if (several) json += R"("repeats":true,)";
    if (!control.empty())
        json += R"("extension":[{"url":"urn:spine-kiosk:control","valueCode":")" +
                std::string(control) + R"("}],)";
    json += R"("answerOption":[)";
    for (int i = 0; i < kOptions; ++i) json += (i == 0 ? "" : ",") + option(i);
    return json +
           R"(]},{"linkId":"own","type":"text","maxLength":300,"text":"Your own question"}]}])";
}

}  // namespace

TEST_CASE("every answer of a long list is on one of its pages, and is stored when it is tapped") {
    const std::string control = GENERATE("", "question-list");
    TouchTablet tablet(test::configuration_of_items(items(control, true)));
    tablet.tap("language:en");
    tablet.stage.watch_misfits(true);
    std::set<std::string> met;
    int pages = 0;
    do {
        for (int i = 0; i < kOptions; ++i) {
            const std::string key = "answer:list:" + code(i);
            if (!tablet.screen.has(key)) continue;
            CHECK(met.insert(code(i)).second);
            tablet.answer("list", code(i));
        }
        tablet.look("en-45" + std::to_string(pages) + "-long-list-" + control);
        tablet.tap("more-answers");
        ++pages;
    } while (!tablet.screen.has("answer:list:" + code(0)));
    CHECK(pages > 1);
    CHECK(met.size() == kOptions);
    const std::string stored = tablet.keeper.told().answers.at("list");
    for (const std::string& one : met) CHECK(stored.find('"' + one + '"') != std::string::npos);
}

TEST_CASE("the question in own words stands on the last page of a long list") {
    TouchTablet tablet(test::configuration_of_items(items("question-list", true)));
    tablet.tap("language:en");
    for (int i = 0; i < 5 && !tablet.screen.has("own-question"); ++i) tablet.tap("more-answers");
    REQUIRE(tablet.screen.has("own-question"));
    tablet.tap("own-question");
    tablet.write("why");
    tablet.next();
    tablet.next();
    CHECK(tablet.keeper.told().answers.at("own") == R"("Why")");
}
