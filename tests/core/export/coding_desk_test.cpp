// The coding of released texts, in a clinic's archive: what may be coded, what becomes of it when a
// text is redacted anew or withdrawn, and that nothing of it lies there in clear.
#include <algorithm>
#include <catch2/catch.hpp>

#include "archive/coding_log.h"
#include "coding/words.h"
#include "coding/zip_file.h"
#include "review/coding_desk.h"
#include "review/redacted_places.h"
#include "review/text_queue.h"
#include "study_world.h"

using namespace spine;
using Catch::Matchers::Contains;
using coding::Guid;
using review::CodingDesk;
using review::QueuedText;
using test::StudyWorld;

namespace {

constexpr const char* kItem = "words.hope";
constexpr const char* kFirst = "jeg 🙂 Kanariegoes, siger Kanarietaken og håber på ro i ryggen";
constexpr const char* kSecond = "bare vide hvad det er";

struct Coded : StudyWorld {
    Coded() {
        first = says(kFirst);
        second = says(kSecond);
    }
    crypto::SessionRef says(const std::string& text) {
        return add_saying(
            {{kItem, std::string("\"").append(text).append("\"")}, {"about.age", "\"40-49\""}});
    }
    [[nodiscard]] review::ConfigurationOf shelf() {
        return [this](const crypto::Hash& hash) {
            return hash == world.configuration ? &config : nullptr;
        };
    }
    [[nodiscard]] QueuedText with(const std::string& word) {
        auto queue = review::text_queue(*world.archive, shelf());
        REQUIRE(queue);
        const auto found = std::find_if(queue->begin(), queue->end(), [&](const QueuedText& one) {
            return one.text.find(word) != std::string::npos;
        });
        INFO(word);
        REQUIRE(found != queue->end());
        return *found;
    }
    void release(const std::string& word) {
        const auto done = review::release(*world.archive, with(word));
        if (!done) FAIL(done.error().sentence());
    }
    void redact(const std::string& word, review::RedactionKind kind = review::RedactionKind::Name) {
        const QueuedText text = with(word);
        const auto at = text.text.find(word);
        const auto from = *coding::code_points_in(text.text.substr(0, at));
        REQUIRE(
            review::redact(*world.archive, text, from, from + *coding::code_points_in(word), kind));
    }
    [[nodiscard]] CodingDesk desk() {
        auto opened = CodingDesk::open(*world.archive, shelf(), world.clock, random);
        if (!opened) FAIL(opened.error().sentence());
        return std::move(*opened);
    }
    void unlock_as(const std::string& name, archive::Roles roles) {
        REQUIRE(world.archive->add_slot({{name, roles}, as_bytes(name), test::kSmallCost}));
        world.archive->lock();
        REQUIRE(world.archive->unlock(as_bytes(name)));
    }

    crypto::SessionRef first, second;
};

// The guid of the unit that was marked around these words.
Guid mark(CodingDesk& desk, std::uint8_t number, const std::string& words, const Guid& code = {}) {
    for (const coding::Source& text : desk.texts()) {
        const auto at = text.text.find(words);
        if (at == std::string::npos) continue;
        coding::Unit unit;
        unit.id.bytes.fill(number);
        unit.text = text.id;
        unit.from = *coding::code_points_in(text.text.substr(0, at));
        unit.to = unit.from + *coding::code_points_in(words);
        if (!code.is_zero()) {
            coding::Coding coding{unit.id, code, {}};
            coding.id.bytes[0] = 0x77;
            unit.codings.push_back(coding);
        }
        const auto done = desk.record({coding::MarkUnit{unit}});
        if (!done) FAIL(done.error().sentence());
        return unit.id;
    }
    FAIL("these words are in no released text");
    return {};
}

Guid add_code(CodingDesk& desk, std::uint8_t number, const std::string& name) {
    coding::Code code;
    code.id.bytes.fill(number);
    code.name = name;
    REQUIRE(desk.record({coding::AddCode{code}}));
    return code.id;
}

std::string words_of(const CodingDesk& desk, const Guid& unit) {
    const coding::State state = desk.shown();
    const auto found = state.units.find(unit);
    if (found == state.units.end()) return "(aside)";
    for (const coding::Source& text : desk.texts())
        if (text.id == found->second.text)
            return std::string(coding::part_of(text.text, found->second.from, found->second.to));
    return {};
}

// Every byte that a .qdpx unpacks to, and the names of its files.
std::string unpacked(CodingDesk& desk, bool with_history = true) {
    const auto bytes = desk.project({"Coding", "test", with_history});
    if (!bytes) FAIL(bytes.error().sentence());
    const auto zip = coding::ZipFile::open(*bytes, 1000);
    REQUIRE(zip);
    std::string all;
    for (std::size_t i = 0; i < zip->names().size(); ++i) {
        const auto part = zip->read(i, 10'000'000);
        REQUIRE(part);
        all.append(zip->names()[i]).append("\n").append(as_text(*part)).append("\n");
    }
    return all;
}

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
