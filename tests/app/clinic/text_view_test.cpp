// What of a free text is shown: parts, words, what is open and what would leave.
#include "clinic/text_view.h"

#include <catch2/catch.hpp>

using namespace spine;
using clinic::PartKind;
using clinic::Span;
using clinic::TextView;

namespace {

review::QueuedText text_of(const std::string& words, const std::string& language = "en") {
    review::QueuedText text;
    text.text = words;
    text.language = language;
    text.proposals = review::propose_redactions(words, language);
    return text;
}

std::vector<std::string> units_in(const review::QueuedText& text) {
    const TextView view(text);
    std::vector<std::string> units;
    for (const Span unit : view.units) units.emplace_back(view.in(text.text, unit));
    return units;
}

constexpr auto kName = static_cast<std::uint8_t>(review::RedactionKind::Name);

}  // namespace

TEST_CASE("words are letters and digits of any script, and a sign is a word by itself") {
    CHECK(units_in(text_of("Øl, 12 x: já")) ==
          std::vector<std::string>{"Øl", ",", "12", "x", ":", "já"});
    CHECK(units_in(text_of("\n  \t ")).empty());
    CHECK(units_in(text_of("")).empty());
}

TEST_CASE("a redacted part is one piece, and what lies around it stays as it is written") {
    auto text = text_of("Ask Jens Lind, please");
    text.proposals.clear();
    text.reading.redactions = {{4, 13, kName}};
    text.reading.kept = {{15, 21, 0}};
    const TextView view(text);
    REQUIRE(view.parts.size() == 4);
    CHECK(view.parts[0].kind == PartKind::Plain);
    CHECK(view.parts[1].kind == PartKind::Redacted);
    CHECK(view.parts[1].stands_for == review::RedactionKind::Name);
    CHECK(view.in(text.text, view.parts[1].span) == "Jens Lind");
    CHECK(view.parts[3].kind == PartKind::Kept);
    CHECK(units_in(text) == std::vector<std::string>{"Ask", "Jens Lind", ",", "please"});
}

TEST_CASE("two redactions side by side stay two") {
    auto text = text_of("JensLind");
    text.reading.redactions = {{0, 4, kName}, {4, 8, kName}};
    CHECK(TextView(text).parts.size() == 2);
}

TEST_CASE("what is proposed is open until every part of it was redacted or kept") {
    auto text = text_of("My number is 120385-1234.");
    REQUIRE(text.proposals.size() == 1);
    CHECK(review::open_proposals(text).size() == 1);
    // Preselected: it leaves redacted though nobody has said so yet.
    REQUIRE(review::leaving_redactions(text).size() == 1);
    CHECK(review::redacted(text.text, review::leaving_redactions(text)) == "My number is [cpr].");
    text.reading.kept = {{13, 19, 0}};
    CHECK(review::open_proposals(text).size() == 1);
    text.reading.kept = {{13, 24, 0}};
    CHECK(review::open_proposals(text).empty());
    CHECK(review::redacted(text.text, review::leaving_redactions(text)) == text.text);
}

TEST_CASE("what overlaps leaves as one redaction") {
    auto text = text_of("My number is 120385-1234.");
    text.reading.redactions = {{10, 16, kName}};
    const auto leaves = review::leaving_redactions(text);
    REQUIRE(leaves.size() == 1);
    CHECK(leaves.front().from == 10);
    CHECK(leaves.front().to == 24);
}
