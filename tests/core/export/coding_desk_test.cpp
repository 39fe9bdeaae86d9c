// The coding of released texts, in a clinic's archive: what may be coded, what becomes of it when a
// text is redacted anew or withdrawn, and that nothing of it lies there in clear.
#include <catch2/catch.hpp>

#include "archive/coding_log.h"
#include "coded_clinic.h"
#include "review/redacted_places.h"

using namespace spine;
using Catch::Matchers::Contains;
using coding::Guid;
using review::CodingDesk;
using review::QueuedText;
using test::add_code;
using test::Coded;
using test::kSecond;
using test::mark;
using test::unpacked;
using test::words_of;

namespace {

std::string files_of(const std::filesystem::path& folder) {
    std::string all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) all += test::slurp(entry.path());
    return all;
}

}  // namespace

TEST_CASE("what nobody has released, or was redacted, is in no byte of a .qdpx") {
    Coded clinic;
    clinic.redact("Kanariegoes");
    clinic.redact("Kanarietaken");
    {
        CodingDesk desk = clinic.desk();
        CHECK(desk.texts().empty());
        CHECK_THAT(unpacked(desk), !Contains("håber") && !Contains("bare vide"));
    }
    clinic.release("Kanarietaken");
    {
        CodingDesk desk = clinic.desk();
        REQUIRE(desk.texts().size() == 1);
        (void)mark(desk, 1, "håber på ro", add_code(desk, 2, "Ro"));
        const std::string all = unpacked(desk);
        CHECK_THAT(all,
                   Contains("jeg 🙂 [name], siger [name] og håber på ro") && Contains("Ro"));
        CHECK_THAT(all, !Contains("Kanarie") && !Contains("bare vide"));
        for (const auto& session : {clinic.first, clinic.second})
            CHECK_THAT(all, !Contains(session.session.hex()) && !Contains(clinic.code_of(session)));
    }
    // The control: what was not redacted is there, so it would have been seen.
    const QueuedText other = clinic.with(kSecond);
    for (const review::Proposal& one : other.proposals)
        REQUIRE(review::keep(*clinic.world.archive, other, one.from, one.to));
    clinic.release(kSecond);
    CodingDesk desk = clinic.desk();
    CHECK_THAT(unpacked(desk), Contains("bare vide"));
}

TEST_CASE("units of a text that is withheld or withdrawn stand aside, and leave with nothing") {
    Coded clinic;
    clinic.release("Kanarietaken");
    clinic.release(kSecond);
    Guid unit;
    {
        CodingDesk desk = clinic.desk();
        const Guid code = add_code(desk, 9, "Vide");
        unit = mark(desk, 1, "vide hvad", code);
        coding::Condensate rests;
        rests.id.bytes.fill(5);
        rests.group = code;
        rests.name = "To know";
        rests.text = "I want to know.";
        rests.units = {unit};
        REQUIRE(desk.record({coding::WriteCondensate{rests}}));
    }
    REQUIRE(review::withhold(*clinic.world.archive, clinic.with(kSecond)));
    {
        CodingDesk desk = clinic.desk();
        CHECK(desk.aside() == 1);
        CHECK(desk.shown().condensates.begin()->second.units.empty());
        CHECK_THAT(unpacked(desk, false),
                   !Contains("PlainTextSelection") && !Contains("bare vide"));
    }
    clinic.release(kSecond);
    CHECK(words_of(clinic.desk(), unit) == "vide hvad");
    REQUIRE(clinic.world.archive->withdraw_research(clinic.second));
    CHECK(clinic.desk().aside() == 1);
    REQUIRE(clinic.world.archive->erase(clinic.second));
    CHECK(words_of(clinic.desk(), unit) == "(aside)");
}

TEST_CASE(
    "who coded is named to the clinic's own computers alone, and known again on the way back") {
    Coded clinic;
    clinic.release(kSecond);
    clinic.unlock_as("Dr Kanarie", archive::Role::Researcher);
    CodingDesk desk = clinic.desk();
    const Guid code = add_code(desk, 9, "Vide");
    const Guid unit = mark(desk, 1, "vide hvad", code);
    coding::Condensate rests;
    rests.id = desk.new_guid();
    rests.group = code;
    rests.name = "To know";
    rests.units = {unit};
    rests.made = desk.made();
    REQUIRE(desk.record({coding::WriteCondensate{rests},
                         coding::ReadText{desk.texts().front().id, desk.made().by}}));
    const std::string guid = to_text(coding::user_id("Dr Kanarie"));
    CHECK_THAT(unpacked(desk), Contains("Dr Kanarie") && Contains(guid));
    const std::string others = unpacked(desk, false);
    CHECK_THAT(others, !Contains("Kanarie") && !Contains(guid));
    CHECK_THAT(others, Contains("name=\"Coder 1 (") && Contains("Read by Coder 1 ("));
    // Nothing of it is new here: not the coder either.
    const auto bytes = desk.project({"Coding", "test", false});
    REQUIRE(bytes);
    const auto back = desk.take_in(*bytes, false);
    REQUIRE(back);
    CHECK(back->entries.empty());
    CHECK(back->units == 1);
}

TEST_CASE("a unit is marked within a released text, or not at all") {
    Coded clinic;
    clinic.release(kSecond);
    CodingDesk desk = clinic.desk();
    coding::Unit unit;
    unit.id.bytes.fill(1);
    unit.text = desk.texts().front().id;
    unit.to = *coding::code_points_in(desk.texts().front().text) + 1;
    CHECK(desk.record({coding::MarkUnit{unit}}).error().cause == coding::causes::qdpx_place);
    unit.to -= 1;
    unit.text.bytes.fill(7);
    CHECK(desk.record({coding::MarkUnit{unit}}).error().cause == coding::causes::qdpx_place);
    unit.text = desk.texts().front().id;
    CHECK(desk.record({coding::MarkUnit{unit}}));
    CHECK(desk.record({coding::SpanUnit{unit.id, 0, 5'000}}).error().cause ==
          coding::causes::qdpx_place);
    CHECK(clinic.desk().shown().units.size() == 1);
}

TEST_CASE("a clinician or a researcher codes, nobody else, and the audit trail says so") {
    Coded clinic;
    clinic.release(kSecond);
    clinic.unlock_as("Dr Forsker", archive::Role::Researcher);
    {
        CodingDesk desk = clinic.desk();
        (void)add_code(desk, 1, "Kanariecode");
        (void)unpacked(desk);
        REQUIRE(desk.undo());
    }
    std::string trail;
    const auto audit = clinic.world.archive->audit();
    REQUIRE(audit);
    for (const auto& entry : *audit)
        trail.append(entry.who).append(": ").append(entry.what).append("\n");
    CHECK_THAT(trail, Contains("Dr Forsker: opened the coding") &&
                          Contains("Dr Forsker: changed the coding") &&
                          Contains("Dr Forsker: exported the coding") &&
                          Contains("Dr Forsker: took back a change of the coding"));
    CHECK_THAT(trail, !Contains("Kanarie"));
    clinic.world.archive->lock();
    REQUIRE(clinic.world.archive->unlock(as_bytes(test::kPassphrase)));
    clinic.unlock_as("Admin", archive::Role::Administrator);
    CHECK(CodingDesk::open(*clinic.world.archive, clinic.shelf(), clinic.world.clock, clinic.random)
              .error()
              .cause == archive::causes::role_refused);
    archive::CodingLog log(*clinic.world.archive);
    CHECK(log.read().error().cause == archive::causes::role_refused);
    CHECK(log.append({}, "", "changed the coding").error().cause == archive::causes::role_refused);
}

TEST_CASE(
    "nothing of a coding lies in the archive in clear, and a line that is moved or cut is found") {
    Coded clinic;
    clinic.release(kSecond);
    {
        CodingDesk desk = clinic.desk();
        (void)mark(desk, 1, "hvad det er", add_code(desk, 2, "Kanariecode"));
    }
    REQUIRE(clinic.world.archive->tidy());
    CHECK_THAT(files_of(clinic.world.clinic_folder.root), !Contains("Kanariecode"));
    const auto damaged = [&] {
        const auto read = archive::CodingLog(*clinic.world.archive).read();
        return !read && read.error().cause == archive::causes::archive_damaged;
    };
    CHECK_FALSE(damaged());
    clinic.world.alter_archive("UPDATE coding SET sequence = 10 - sequence");
    CHECK(damaged());
    clinic.world.alter_archive("UPDATE coding SET sequence = 10 - sequence");
    CHECK_FALSE(damaged());
    clinic.world.alter_archive("UPDATE coding SET sealed = (SELECT sealed FROM coding LIMIT 1)");
    CHECK(damaged());
    clinic.world.alter_archive("DELETE FROM coding WHERE sequence > 1");
    CHECK(damaged());
}

TEST_CASE("places go into a copy and back, and what meets a redaction takes in all of it") {
    const std::vector<archive::Redaction> redactions = {{4, 8, 5}, {8, 20, 5}, {30, 31, 8}};
    // "abcd" "[name]" "[name]" 10 more, "[removed]", the rest.
    using review::in_copy;
    using review::in_text;
    using review::Part;
    CHECK(in_copy({0, 4}, redactions) == Part{0, 4});
    CHECK(in_copy({0, 5}, redactions) == Part{0, 10});
    CHECK(in_copy({5, 6}, redactions) == Part{4, 10});
    CHECK(in_copy({8, 9}, redactions) == Part{10, 16});
    CHECK(in_copy({20, 30}, redactions) == Part{16, 26});
    CHECK(in_copy({31, 40}, redactions) == Part{35, 44});
    CHECK(in_text({16, 26}, redactions) == Part{20, 30});
    CHECK(in_text({5, 6}, redactions) == Part{4, 8});
    CHECK(in_text({4, 16}, redactions) == Part{4, 20});
    CHECK(in_text({35, 44}, redactions) == Part{31, 40});
    CHECK(in_text({2, 3}, {}) == Part{2, 3});
}
