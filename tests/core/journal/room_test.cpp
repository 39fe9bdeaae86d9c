// A disk without room for one more patient: nobody begins, who has begun finishes, and room comes
// back without a restart.
#include "journal/room.h"

#include <catch2/catch.hpp>
#include <filesystem>

#include "clinic.h"
#include "opened.h"
#include "support/test_disk.h"

using namespace spine;
using journal::kRoomNeeded;
using test::Clinic;
using test::Tablet;
using test::TestDisk;

namespace {

namespace fs = std::filesystem;

fs::path ahead(const Tablet& tablet) {
    return tablet.folder.database().string() + "-wal";
}

// What the journal has on its disk, without the status file.
std::string stored(const Tablet& tablet) {
    return test::slurp(tablet.folder.database()) + test::slurp(ahead(tablet));
}

std::uint64_t used(const Tablet& tablet) {
    std::uint64_t bytes = 0;
    for (const auto& entry : fs::directory_iterator(tablet.folder.root))
        if (entry.is_regular_file()) bytes += entry.file_size();
    return bytes;
}

journal::JournalOptions on(const TestDisk& disk) {
    journal::JournalOptions options;
    options.vfs = disk.name();
    options.thread = database::Thread::Callers;
    return options;
}

Cause refused(journal::Journal& journal, const Clinic& clinic) {
    const std::vector<std::string> consent = {"consent"};
    auto session = journal.begin(clinic.inputs(), consent);
    REQUIRE_FALSE(session);
    CHECK_FALSE(session.error().next.empty());
    return session.error().cause;
}

bool room_in_status(Tablet& tablet) {
    return journal::read_status(tablet.files, tablet.folder.status()).value().room;
}

}  // namespace

TEST_CASE("without room nobody begins and nothing is written, until there is room again") {
    const Clinic clinic;
    Tablet tablet(clinic);
    std::uint64_t left = kRoomNeeded;
    tablet.files.left = [&left] { return left; };
    const auto journal = tablet.open();
    test::whole_session(*journal, clinic, {"a"});
    CHECK(journal->has_room());
    CHECK(room_in_status(tablet));

    --left;
    const std::string before = stored(tablet);
    CHECK(refused(*journal, clinic) == journal::causes::no_room);
    CHECK_FALSE(journal->session_running());
    CHECK_FALSE(journal->has_room());
    CHECK(stored(tablet) == before);
    CHECK(journal->status().value().counters.sessions == 1);
    CHECK_FALSE(room_in_status(tablet));

    ++left;
    CHECK_FALSE(room_in_status(tablet));  // until the kiosk looks
    CHECK(journal->look_for_room());
    CHECK(room_in_status(tablet));
    test::whole_session(*journal, clinic, {"b"});
    CHECK(journal->verify().value().sound);
}

TEST_CASE("the end of a session and the next start look for room") {
    const Clinic clinic;
    Tablet tablet(clinic);
    std::uint64_t left = kRoomNeeded;
    tablet.files.left = [&left] { return left; };
    {
        const auto journal = tablet.open();
        auto session = test::begun(*journal, clinic);
        left = 0;
        CHECK(journal->has_room());
        REQUIRE(test::saved(session, "a"));
        REQUIRE(session.finish(crypto::SessionStatus::Complete));
        CHECK_FALSE(journal->has_room());
        CHECK_FALSE(room_in_status(tablet));
    }
    CHECK_FALSE(tablet.open()->has_room());
    left = kRoomNeeded;
    CHECK(tablet.open()->has_room());
}

TEST_CASE("a patient who has begun finishes on the ballast, and the next one waits for it") {
    const Clinic clinic;
    Tablet tablet(clinic);
    { const auto made = tablet.open(); }
    TestDisk disk;
    const auto journal = tablet.open(on(disk));
    std::vector<std::string> answers = {"consent"};
    auto session = test::begun(*journal, clinic);
    // Something else fills the disk to the last byte.
    disk.holds_at_most(tablet.folder.root, used(tablet));
    tablet.files.left = [&disk] { return disk.left(); };
    for (int i = 0; i < 100; ++i) {
        answers.push_back("answer " + std::to_string(i));
        REQUIRE(test::saved(session, answers.back()));
    }
    CHECK_FALSE(fs::exists(tablet.folder.ballast()));
    // A folder in its place: the ballast cannot be made.
    fs::create_directory(tablet.folder.ballast());
    REQUIRE(session.finish(crypto::SessionStatus::Complete));
    CHECK(test::opened(clinic, tablet.verified(test::waiting(*journal).at(0).bytes)) == answers);

    tablet.files.left = [] { return kRoomNeeded; };
    CHECK(refused(*journal, clinic) == journal::causes::no_room);
    CHECK_FALSE(journal->look_for_room());
    CHECK_FALSE(room_in_status(tablet));
    fs::remove(tablet.folder.ballast());
    disk.holds_at_most({}, 0);
    CHECK(journal->look_for_room());
    CHECK(fs::file_size(tablet.folder.ballast()) == journal::JournalOptions{}.ballast_bytes);
    test::whole_session(*journal, clinic, {"b"});
}

TEST_CASE("what the clinic has is deleted on a full disk, too, and makes room") {
    const Clinic clinic;
    Tablet tablet(clinic);
    { const auto made = tablet.open(); }
    TestDisk disk;
    auto options = on(disk);
    // Less than what deleting writes ahead.
    options.ballast_bytes = 800'000;
    const auto journal = tablet.open(options);
    {
        auto session = test::begun(*journal, clinic);
        const std::vector<std::string> payloads(3000, "a");
        REQUIRE(session.append(payloads));
        REQUIRE(session.finish(crypto::SessionStatus::Complete));
    }
    REQUIRE(journal->tidy());
    const auto receipt = test::receipt_for(tablet, test::waiting(*journal).at(0));
    REQUIRE(journal->outbox().apply_receipt(receipt));
    const std::uint64_t full = used(tablet);
    disk.holds_at_most(tablet.folder.root, full);
    tablet.files.left = [&disk] { return kRoomNeeded - 1'000'000 + disk.left(); };
    CHECK_FALSE(journal->look_for_room());
    const auto deleted = journal->outbox().delete_due(0);
    REQUIRE(deleted);
    CHECK(deleted->sessions == 1);
    CHECK(used(tablet) < full - 1'000'000);
    CHECK(journal->look_for_room());
}

TEST_CASE("the longest session that there can be fits in the room that is asked for") {
    const Clinic clinic;
    Tablet tablet(clinic);
    journal::JournalOptions options;
    options.synchronous = database::Synchronous::Off;
    options.thread = database::Thread::Callers;
    const auto journal = tablet.open(options);
    const std::uint64_t before = fs::file_size(tablet.folder.database());
    std::uint64_t written_ahead = 0;
    {
        auto session = test::begun(*journal, clinic);
        int answers = 1;
        while (test::saved(session, "a")) ++answers;
        CHECK(answers == 16'384);
        REQUIRE(session.finish(crypto::SessionStatus::Complete));
        written_ahead = fs::file_size(ahead(tablet));
    }
    REQUIRE(journal->tidy());
    const std::uint64_t most = written_ahead + fs::file_size(tablet.folder.database()) - before;
    test::figure(std::to_string(most >> 20U) + " MiB at most");
    CHECK(most < kRoomNeeded);
    CHECK(most > kRoomNeeded / 2);
}

TEST_CASE("a status file from before there was a word of room has it") {
    CHECK(journal::status_from_json(R"({"waiting": 1})").value().room);
    journal::JournalStatus status;
    status.room = false;
    CHECK_FALSE(journal::status_from_json(journal::to_json(status)).value().room);
}
