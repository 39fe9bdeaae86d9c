// What becomes of units, and of what may be taken back, where their text is redacted anew.
#include <catch2/catch.hpp>

#include "coded_clinic.h"

using namespace spine;
using Catch::Matchers::Contains;
using coding::Guid;
using review::CodingDesk;
using test::add_code;
using test::Coded;
using test::kSecond;
using test::mark;
using test::unpacked;
using test::words_of;

TEST_CASE("a unit keeps its words when its text is redacted anew, and takes in what it meets") {
    Coded clinic;
    clinic.redact("Kanarietaken");
    clinic.redact("Kanariegoes");
    clinic.release("Kanarietaken");
    Guid behind, meets;
    {
        CodingDesk desk = clinic.desk();
        behind = mark(desk, 1, "ro i ryggen");
        meets = mark(desk, 2, "håber på");
    }
    clinic.redact("på ro", review::RedactionKind::Other);
    CodingDesk waits = clinic.desk();
    CHECK(waits.shown().units.empty());
    CHECK(waits.aside() == 2);
    CHECK_THAT(unpacked(waits, false), !Contains("PlainTextSelection"));
    clinic.release("Kanarietaken");
    CodingDesk desk = clinic.desk();
    CHECK(desk.aside() == 0);
    CHECK(words_of(desk, behind) == "[removed] i ryggen");
    CHECK(words_of(desk, meets) == "håber [removed]");
    // What was before stands in the former copy: it is not taken back.
    CHECK(desk.undo().error().cause == coding::causes::nothing_to_undo);
    REQUIRE(desk.record({coding::NoteUnit{behind, "a note"}}));
    CHECK(desk.undo());
    CHECK(words_of(clinic.desk(), behind) == "[removed] i ryggen");
    CHECK_THAT(unpacked(desk), !Contains("på ro"));
}

TEST_CASE(
    "the entry that carries units over is its releaser's, whoever opens the coding and when") {
    Coded clinic;
    clinic.release("Kanarietaken");
    clinic.release(kSecond);
    {
        CodingDesk desk = clinic.desk();
        (void)mark(desk, 1, "ro i ryggen");
        (void)mark(desk, 2, "hvad det er");
    }
    clinic.redact("vide", review::RedactionKind::Other);
    clinic.redact("Kanariegoes");
    clinic.unlock_as("Dr Leser", archive::Role::Clinician | archive::Role::Administrator);
    clinic.world.clock.advance_ms(60'000);
    clinic.release(kSecond);
    const UnixMs first = clinic.world.clock.now();
    clinic.world.clock.advance_ms(60'000);
    clinic.release("Kanarietaken");
    const UnixMs second = clinic.world.clock.now();
    clinic.world.clock.advance_ms(60'000);
    clinic.unlock_as("Dr Forsker", archive::Role::Researcher);
    CodingDesk desk = clinic.desk();
    const auto& entries = desk.history().entries();
    REQUIRE(entries.size() == 4);
    for (const auto& [at, entry, before] :
         {std::tuple(first, entries[2], entries[1]), std::tuple(second, entries[3], entries[2])}) {
        CHECK(entry.by == "Dr Leser");
        CHECK(entry.at == at);
        CHECK(entry.stays);
        const auto& moved = std::get<coding::SpanUnit>(entry.steps.back());
        CHECK(entry.id == coding::derived_guid("carried over",
                                               desk.shown().units.at(moved.unit).text, before.id));
    }
    // It is done once.
    CHECK(clinic.desk().history().entries().size() == 4);
}

TEST_CASE(
    "a unit that came and went with an import does not come back to a place of a former copy") {
    Coded clinic;
    clinic.release(kSecond);
    Bytes file;
    {
        CodingDesk desk = clinic.desk();
        const Guid unit = mark(desk, 1, "hvad det er");
        REQUIRE(desk.record({coding::RemoveUnit{unit}}));
        auto bytes = desk.project({"Coding", "test", true});
        REQUIRE(bytes);
        file = std::move(*bytes);
    }
    // As on a computer that has not coded yet.
    clinic.world.alter_archive("DELETE FROM coding");
    clinic.world.alter_archive("DELETE FROM setting WHERE name = 'coding-end'");
    {
        CodingDesk desk = clinic.desk();
        const auto taken = desk.take_in(file, true);
        REQUIRE(taken);
        REQUIRE(taken->with_history);
    }
    clinic.redact("vide", review::RedactionKind::Other);
    clinic.release(kSecond);
    CodingDesk desk = clinic.desk();
    CHECK(desk.undo().error().cause == coding::causes::nothing_to_undo);
    CHECK(desk.shown().units.empty());
}

TEST_CASE("nothing in a coding is called by the guid of a text") {
    Coded clinic;
    clinic.release(kSecond);
    CodingDesk desk = clinic.desk();
    const Guid text = desk.texts().front().id;
    CHECK(desk.record({coding::WriteTheme{{text, "A theme", {}}}}).error().cause ==
          coding::causes::exists);
    CHECK(desk.record({coding::WriteTheme{{desk.new_guid(), "A theme", desk.made()}}}));
    CHECK_THAT(unpacked(desk), Contains("A theme"));
}
