#include "session/event.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <sstream>

#include "support/support.h"

using namespace spine;
using namespace spine::session;

namespace {

Event event(EventKind kind, std::string subject = {}, std::string value = {}) {
    Event made;
    made.kind = kind;
    made.at = 1'795'510'680'000;
    made.subject = std::move(subject);
    made.value = std::move(value);
    return made;
}

}  // namespace

TEST_CASE("an answer is written as FORMAT.md shows it") {
    CHECK(encode(event(EventKind::Answered, "hope.proof", "3")) ==
          R"({"e":"answer","at":1795510680000,"item":"hope.proof","value":3})");
    Event began = event(EventKind::Began, "131873", "before-assessment");
    began.language = "da";
    CHECK(encode(began) ==
          R"({"e":"began","at":1795510680000,"code":"131873","questionnaire":"before-assessment",)"
          R"("language":"da"})");
    CHECK(encode(event(EventKind::Filler)) == R"({"e":"filler"})");
}

TEST_CASE("the example in FORMAT.md is what this program writes") {
    std::istringstream lines(test::slurp(test::project() / "core" / "crypto" / "FORMAT.md"));
    int found = 0;
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with("{\"e\":")) continue;
        ++found;
        INFO(line);
        const auto read = decode(line);
        REQUIRE(read);
        CHECK(encode(*read) == line);
    }
    CHECK(found == 8);
}

TEST_CASE("every kind of event comes back as it went in") {
    std::vector<Event> events;
    for (const char* value : {R"("low-back")", R"(["urine","bowel"])", "true", "0.1", "7",
                              R"({"value":3,"unit":"kg"})", R"("ærø \"x\"")"})
        events.push_back(event(EventKind::Answered, "about.part", value));
    for (const EventKind kind :
         {EventKind::Declined, EventKind::Cleared, EventKind::Language, EventKind::Shown})
        events.push_back(event(kind, "subject"));
    for (const char* tier : {"a", "b"}) events.push_back(event(EventKind::Tier, tier));
    for (const char* status : {"complete", "stopped", "expired"})
        events.push_back(event(EventKind::Ended, status));
    events.push_back(event(EventKind::StaffLedOn));
    Event began = event(EventKind::Began, "131873", "after-visit");
    began.language = "en";
    began.after_visit = true;
    events.push_back(began);
    Event filler;
    events.push_back(filler);
    for (const Event& one : events) {
        INFO(encode(one));
        const auto read = decode(encode(one));
        REQUIRE(read);
        CHECK(*read == one);
    }
}

TEST_CASE("the longest ordinary event fits one record") {
    CHECK(encode(event(EventKind::Answered, "signs.neck.a.each.hands-clumsy.after",
                       R"(["front.lower.left","front.lower.right","back.buttock.left"])"))
              .size() < 470);
}

TEST_CASE("what is not an event is refused by name") {
    for (
        const char* text :
        {"",
         "x",
         "[]",
         "null",
         "3",
         R"({"e":"answer"})",
         R"({"e":"dance","at":1})",
         R"({"e":"answer","at":"1","item":"x","value":1})",
         R"({"e":"answer","at":1,"item":"x"})",
         R"({"e":"answer","at":1,"item":7,"value":1})",
         R"({"e":"answer","at":1,"item":"x","value":1,"more":2})",
         R"({"e":"filler","at":1})",
         R"({"e":"began","at":1,"code":"131873","questionnaire":"q"})",
         R"({"e":"began","at":1,"code":"131873","questionnaire":"q","language":"da","after_visit":false})",
         R"({"e":"began","at":1,"code":"13187x","questionnaire":"q","language":"da"})",
         R"({"e":"tier","at":1,"tier":"c"})",
         R"({"e":"ended","at":1,"status":"open"})",
         R"({"e":"staff","at":-1})",
         R"({"e":"staff","at":253402300800000})",
         R"({"e":"staff"})",
         R"({"at":1})"}) {
        INFO(text);
        const auto read = decode(text);
        REQUIRE_FALSE(read);
        CHECK(read.error().cause == session::causes::event_malformed);
    }
}

TEST_CASE("no bytes make the reader fall over") {
    CHECK(rc::check("any bytes", [](const std::string& bytes) { std::ignore = decode(bytes); }));
    const std::string whole = encode(event(EventKind::Answered, "x", R"(["a",{"b":1}])"));
    for (std::size_t cut = 0; cut < whole.size(); ++cut) CHECK_FALSE(decode(whole.substr(0, cut)));
}

TEST_CASE("text that is not UTF-8 is stored, not lost") {
    const auto read = decode(encode(event(EventKind::Shown, "a\xFFz")));
    REQUIRE(read);
    CHECK(read->subject == "a\xEF\xBF\xBDz");
}

TEST_CASE("the last record for an item wins, and clearing takes it away") {
    const Told told = fold({event(EventKind::Began, "131873", "before-assessment"),
                            event(EventKind::Answered, "a", "1"),
                            event(EventKind::Answered, "a", "2"), event(EventKind::Declined, "b"),
                            event(EventKind::Answered, "c", "1"), event(EventKind::Cleared, "c"),
                            event(EventKind::Filler), event(EventKind::Ended, "complete")});
    CHECK(told.answers ==
          std::map<std::string, std::string, std::less<>>{{"a", "2"}, {"b", "null"}});
    CHECK(told.code == "131873");
    CHECK(told.status == "complete");
}

TEST_CASE("tier A is not forgotten when tier B follows") {
    CHECK(fold({event(EventKind::Tier, "a"), event(EventKind::Tier, "b")}).tier == "a");
    CHECK(fold({event(EventKind::Tier, "b"), event(EventKind::Tier, "a")}).tier == "a");
}
