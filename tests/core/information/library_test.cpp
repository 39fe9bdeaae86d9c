#include "information/library.h"

#include <catch2/catch.hpp>

using namespace spine;
using namespace spine::information;

namespace {

PageRule rule(const char* page, const char* when, bool always = false) {
    auto parsed = questionnaire::Expression::parse(when);
    REQUIRE(parsed);
    return {page, std::move(*parsed), always};
}

// A patient of the low back who agrees fully that a scan shows the source.
std::optional<questionnaire::Operand> answers(std::string_view name) {
    if (name == "part") return questionnaire::Operand{std::nullopt, {"low-back"}};
    if (name == "picture") return questionnaire::Operand{4, {"4"}};
    return std::nullopt;
}

}  // namespace

TEST_CASE("pages for everybody come first, then those that answer this patient, in file order") {
    Library library;
    library.rules.push_back(rule("scan", "picture >= 3"));
    library.rules.push_back(rule("doors", "doors >= 3"));
    library.rules.push_back(rule("symptoms", "part = 'low-back'", true));
    library.rules.push_back(rule("neck", "part = 'neck'", true));
    library.rules.push_back(rule("changes", "part = 'low-back'"));
    CHECK(choose_pages(library, answers) ==
          std::vector<std::string>{"symptoms", "scan", "changes"});
}

TEST_CASE("no patient gets more pages than the configuration says, and none twice") {
    Library library;
    library.most = 2;
    library.rules.push_back(rule("a", "1 = 1"));
    library.rules.push_back(rule("a", "picture >= 3"));
    library.rules.push_back(rule("b", "1 = 1"));
    library.rules.push_back(rule("c", "1 = 1", true));
    CHECK(choose_pages(library, answers) == std::vector<std::string>{"c", "a"});
}

TEST_CASE("a page is found for its age band, else for a skipped one") {
    Library library;
    library.pages["plain"]["en"].title = "plain";
    library.pages["changes@"]["en"].title = "skipped";
    library.pages["changes@50-59"]["en"].title = "fifty";
    CHECK(library.find("plain", "en", "50-59")->title == "plain");
    CHECK(library.find("changes", "en", "50-59")->title == "fifty");
    CHECK(library.find("changes", "en", "under-18")->title == "skipped");
    CHECK(library.find("changes", "en")->title == "skipped");
    CHECK(library.find("changes", "da") == nullptr);
    CHECK(library.find("none", "en") == nullptr);
}
