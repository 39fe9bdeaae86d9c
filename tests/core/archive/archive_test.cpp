// What the clinic's memory keeps, for whom it opens, and what is left after a crash.
#include "archive/archive.h"

#include <catch2/catch.hpp>
#include <set>

#include "archive/schema.h"
#include "core/import/clinic_world.h"
#include "crypto/wrap.h"
#include "database/database.h"

using namespace spine;
using archive::Role;
using test::ClinicWorld;

namespace {

archive::SessionPlace place(std::uint8_t number) {
    archive::SessionPlace out;
    out.session.bytes.fill(number);
    out.counter = number;
    out.head.bytes.fill(number);
    out.status = crypto::SessionStatus::Complete;
    return out;
}

archive::Response response(const std::string& code) {
    archive::Response out;
    out.code = code;
    out.questionnaire = "before-assessment";
    out.language = "da";
    out.answers = {{"pain.now", "7"}, {"words", "\"canary-in-the-archive\""}};
    return out;
}

archive::Summary summary(const std::string& code) {
    archive::Summary out;
    out.code = code;
    out.language = "da";
    out.tablet = "Tablet 1";
    out.status = crypto::SessionStatus::Complete;
    return out;
}

void put(ClinicWorld& world, std::uint8_t number, const std::string& code) {
    REQUIRE(world.archive->transact(
        [&] { return world.archive->put_response(place(number), response(code), summary(code)); }));
}

// The closed archive's file, as whoever steals it sees it. The schema is the archive's own.
database::Database file_of(ClinicWorld& world) {
    world.archive.reset();
    database::Options options;
    options.file = world.clinic_folder.database();
    options.schema = archive::schema();
    options.program = "test";
    options.if_missing = database::IfMissing::Refuse;
    auto opened = database::Database::open(options);
    if (!opened) FAIL(opened.error().sentence());
    return std::move(*opened);
}

std::vector<Bytes> column(database::Database& database, std::string_view sql) {
    auto rows = database.query(sql);
    REQUIRE(rows);
    std::vector<Bytes> out;
    while (rows->next().value()) out.emplace_back(rows->blob(0).begin(), rows->blob(0).end());
    return out;
}

}  // namespace

TEST_CASE("responses have a key each, and a summary row tells nothing by its length") {
    ClinicWorld world;
    put(world, 1, "131873");
    put(world, 2, "100009");
    auto longest = summary("12345678");
    longest.tablet = std::string(64, 'x');
    longest.questionnaire = std::string(48, 'q');
    longest.language = std::string(16, 'l');
    longest.tier = "a";
    longest.scores.fill({10.0, 0.0});
    REQUIRE(world.archive->put_response(place(3), response("12345678"), longest));
    CHECK(world.archive->find_code("12345678")->at(0).summary == longest);
    auto file = file_of(world);
    const auto keys = column(file, "SELECT wrapped FROM response_key");
    CHECK(std::set<Bytes>(keys.begin(), keys.end()).size() == 3);
    for (const Bytes& row : column(file, "SELECT summary FROM response"))
        CHECK(row.size() == archive::kSummarySize + 40);
    CHECK(archive::kSummarySize + 40 <= 256);
}

TEST_CASE("one response's key opens no other: their places cannot be exchanged in the file") {
    ClinicWorld world;
    put(world, 1, "131873");
    put(world, 2, "100009");
    put(world, 3, "100017");
    {
        auto file = file_of(world);
        const auto sealed = column(file, "SELECT sealed FROM response ORDER BY counter");
        const auto keys = column(file, "SELECT wrapped FROM response_key ORDER BY session");
        REQUIRE(file.run("UPDATE response SET sealed = ? WHERE counter = 2", {sealed[0]}));
        const auto events = column(file, "SELECT events FROM response ORDER BY counter");
        REQUIRE(file.run("UPDATE response SET events = ? WHERE counter = 3", {events[0]}));
        REQUIRE(file.run("UPDATE response_key SET wrapped = ? WHERE session = ?",
                         {keys[0], place(2).session.view()}));
    }
    world.reopen();
    REQUIRE(world.archive->unlock(as_bytes(test::kPassphrase)));
    CHECK(world.archive->response(place(1).ref()));
    CHECK(world.archive->response(place(2).ref()).error().cause ==
          archive::causes::archive_damaged);
    CHECK(world.archive->response(place(3).ref()).error().cause ==
          archive::causes::archive_damaged);
    CHECK(world.archive->unreadable().value() == std::vector{place(2).ref(), place(3).ref()});
}

TEST_CASE("a response that an older program kept reads as it did, its events within it") {
    ByteWriter out;
    const auto text = [&](std::string_view words) {
        out.u32(static_cast<std::uint32_t>(words.size())).text(words);
    };
    out.u8(1).u8(1);
    for (const char* words : {"131873", "questionnaire", "da", "b"}) text(words);
    out.u64(100).u64(200).u32(1);
    text("pain.now"), text("7");
    out.u32(1);
    text("thanks"), out.u64(150);
    out.u32(2);
    text("the first event"), text("the second event");
    const Bytes bytes = out.take();
    archive::Response expected;
    expected.code = "131873";
    expected.questionnaire = "questionnaire";
    expected.language = "da";
    expected.tier = "b";
    expected.after_visit = true;
    expected.started = 100;
    expected.ended = 200;
    expected.answers = {{"pain.now", "7"}};
    expected.shown = {{"thanks", 150}};
    expected.events = {"the first event", "the second event"};
    CHECK(archive::decode_response(bytes, std::nullopt).value() == expected);
    // As it is encoded today, and what belongs to the other way is no response.
    const auto apart = archive::encode(expected);
    CHECK(archive::decode_response(apart.answers, apart.events).value() == expected);
    CHECK_FALSE(archive::decode_response(apart.answers, std::nullopt));
    CHECK_FALSE(archive::decode_response(bytes, apart.events));
    for (std::size_t cut = 0; cut < bytes.size(); ++cut)
        CHECK_FALSE(archive::decode_response(ByteView(bytes).first(cut), std::nullopt));
}

TEST_CASE("the lengths of a sealed response tell no number of answers to the byte") {
    archive::Response response;
    response.answers = {{"pain.now", "7"}};
    const auto one = archive::encode(response);
    response.answers["pain.then"] = "10";
    response.events = {"an event"};
    const auto two = archive::encode(response);
    CHECK(one.answers.size() == two.answers.size());
    CHECK(one.events.size() == two.events.size());
}

TEST_CASE("nothing of a patient stands in the archive's files in clear") {
    ClinicWorld world;
    put(world, 1, "131873");
    const auto holds = [&](const std::string& words) {
        bool found = false;
        for (const auto& entry : std::filesystem::directory_iterator(world.clinic_folder.root))
            found |= test::slurp(entry.path()).find(words) != std::string::npos;
        return found;
    };
    CHECK_FALSE(holds("canary-in-the-archive"));
    CHECK_FALSE(holds("131873"));
    CHECK_FALSE(holds("Tablet 1"));
    // The control: what is in clear is found, in the log or in the file.
    REQUIRE(world.archive->note_bundle("a-name-in-clear"));
    CHECK(holds("a-name-in-clear"));
}

TEST_CASE("slots share one derivation, so that a passphrase is derived once a call") {
    ClinicWorld world;
    for (const char* name : {"Second", "Third", "Fourth"})
        REQUIRE(world.archive->add_slot({{name, Role::Clinician}, as_bytes(name), {2, 16384}}));
    for (const char* name : {"Fourth", "Second", "Third"}) {
        world.archive->lock();
        REQUIRE(world.archive->unlock(as_bytes(name)));
        CHECK(world.archive->user().name == name);
    }
    world.archive->lock();
    CHECK(world.archive->unlock(as_bytes("Fifth")).error().cause ==
          archive::causes::passphrase_wrong);
    CHECK(world.archive->unlock({}).error().cause == archive::causes::passphrase_wrong);
    CHECK(world.archive->locked());
    CHECK(world.archive->response(place(1).ref()).error().cause == archive::causes::archive_locked);
    auto file = file_of(world);
    CHECK(file.number("SELECT count(*) FROM slot").value() == 4);
    CHECK(file.number("SELECT count(DISTINCT salt || passes || memory) FROM slot").value() == 1);
    const auto wrapped = column(file, "SELECT wrapped FROM slot");
    CHECK(std::set<Bytes>(wrapped.begin(), wrapped.end()).size() == 4);
}

TEST_CASE("a slot's name cannot be exchanged in the file") {
    ClinicWorld world;
    {
        auto file = file_of(world);
        REQUIRE(file.run("UPDATE slot SET name = 'Somebody else'"));
    }
    world.reopen();
    CHECK(world.archive->unlock(as_bytes(test::kPassphrase)).error().cause ==
          archive::causes::passphrase_wrong);
}

TEST_CASE("what was committed before a crash is there, what was not is not") {
    ClinicWorld world;
    put(world, 1, "131873");
    const std::filesystem::path copy = world.folder / "copy";
    const auto crashed = [&] {
        // The files as they lie while the archive is open: what a crash of the program leaves.
        std::filesystem::remove_all(copy);
        std::filesystem::copy(world.clinic_folder.root, copy);
        auto opened = archive::Archive::open({copy}, world.files, world.clock, world.random);
        if (!opened) FAIL(opened.error().sentence());
        REQUIRE((*opened)->unlock(as_bytes(test::kPassphrase)));
        CHECK((*opened)->audit());
        return (*opened)->rows()->size();
    };
    CHECK(crashed() == 1);
    REQUIRE_FALSE(world.archive->transact([&]() -> Status {
        REQUIRE(world.archive->put_response(place(2), response("100009"), summary("100009")));
        CHECK(crashed() == 1);
        return fail("test", "", "");
    }));
    CHECK(crashed() == 1);
    CHECK(world.archive->rows()->size() == 1);
    put(world, 2, "100009");
    CHECK(crashed() == 2);
}

TEST_CASE("an erased response's key is in no file any more") {
    ClinicWorld world;
    put(world, 1, "131873");
    REQUIRE(world.archive->tidy());
    const auto holds = [&](const Bytes& bytes) {
        const std::string_view words = as_text(bytes);
        for (const auto& entry : std::filesystem::directory_iterator(world.clinic_folder.root))
            if (test::slurp(entry.path()).find(words) != std::string::npos) return true;
        return false;
    };
    Bytes key;
    {
        auto file = file_of(world);
        key = column(file, "SELECT wrapped FROM response_key").at(0);
    }
    CHECK(holds(key));
    world.reopen();
    REQUIRE(world.archive->unlock(as_bytes(test::kPassphrase)));
    REQUIRE(world.archive->erase(place(1).ref()));
    CHECK_FALSE(holds(key));
}

TEST_CASE("a folder without an archive, and another program's database, are refused untouched") {
    ClinicWorld world;
    const std::filesystem::path other = world.folder / "other";
    std::filesystem::create_directory(other);
    const auto refused = [&] {
        return archive::Archive::open({other}, world.files, world.clock, world.random)
            .error()
            .cause;
    };
    CHECK(refused() == database::causes::missing);
    database::Options options;
    options.file = archive::ClinicFolder{other}.database();
    options.schema = {0x12345678, {"CREATE TABLE theirs (id INTEGER)"}};
    options.program = "another program";
    REQUIRE(database::Database::open(options));
    const std::string before = test::slurp(options.file);
    CHECK(refused() == database::causes::foreign);
    CHECK(test::slurp(options.file) == before);
    test::spit(options.file, "these are somebody's notes");
    CHECK(refused() == database::causes::foreign);
    CHECK(test::slurp(options.file) == "these are somebody's notes");
}

// From here on the audit trail takes no entry about these acts: they fail behind their first half.
void refuse_audit_behind(ClinicWorld& world, std::int64_t entries) {
    {
        auto file = file_of(world);
        REQUIRE(file.run("CREATE TRIGGER full BEFORE INSERT ON audit WHEN NEW.sequence > " +
                         std::to_string(entries) + " BEGIN SELECT RAISE(FAIL, 'no entry'); END"));
    }
    world.reopen();
    REQUIRE(world.archive->unlock(as_bytes(test::kPassphrase)));
}

TEST_CASE("what cannot be noted in the audit trail does not happen") {
    ClinicWorld world;
    put(world, 1, "131873");
    put(world, 2, "100009");
    const auto add = [&](const char* name) {
        return world.archive->add_slot(
            {{name, Role::Researcher}, as_bytes("another one"), test::kSmallCost});
    };
    REQUIRE(add("R. Holm"));
    const auto before = static_cast<std::int64_t>(world.archive->audit()->size());
    refuse_audit_behind(world, before + 1);  // unlocking is noted, nothing after it
    CHECK_FALSE(world.archive->erase(place(1).ref()));
    const archive::SessionPlace erased = place(2);
    CHECK_FALSE(world.archive->obey_tombstones({&erased, 1}));
    CHECK_FALSE(add("R. Sand"));
    CHECK_FALSE(world.archive->remove_slot("R. Holm"));
    CHECK(world.archive->rows()->size() == 2);
    CHECK(world.archive->unreadable()->empty());
    CHECK(world.archive->outgoing()->empty());  // no tombstone either
    const auto slots = world.archive->slots();
    REQUIRE(slots);
    REQUIRE(slots->size() == 2);
    CHECK(slots->back().name == "R. Holm");
    CHECK(static_cast<std::int64_t>(world.archive->audit()->size()) == before + 1);
}
