// What was deleted is gone from the disk, and what the database writes ahead does not grow.
#include <catch2/catch.hpp>
#include <filesystem>

#include "clinic.h"
#include "support/test_disk.h"

using namespace spine;
using test::begun;
using test::Clinic;
using test::saved;
using test::Tablet;
using test::waiting;

namespace {

std::filesystem::path ahead(const journal::KioskFolder& folder) {
    return folder.database().string() + "-wal";
}

// Some of a bundle's records, as they stand on the disk.
std::string some_ciphertext(const journal::OutgoingBundle& bundle) {
    return std::string(as_text(ByteView(bundle.bytes).subspan(600, 64)));
}

enum class Withdrawn { Never, Tidied, InThePowerCut };

// One patient withdraws, and the power goes at operation `at` of that.
Withdrawn withdraw_in_a_power_cut(std::uint64_t at) {
    const Clinic clinic;
    Tablet tablet(clinic);
    { const auto made = tablet.open(); }
    test::TestDisk disk;
    std::string sealed;
    bool gone = false;
    {
        journal::JournalOptions options;
        options.vfs = disk.name();
        options.thread = database::Thread::Callers;
        const auto journal = tablet.open(options);
        auto session = begun(*journal, clinic);
        REQUIRE(saved(session, "a"));
        REQUIRE(session.upload_early());
        sealed = some_ciphertext(waiting(*journal).at(0));
        disk.cut_power_at(at);
        (void)session.withdraw();
        gone = disk.power_is_gone();
    }
    test::SeededRandom random(at);
    disk.power_cut(test::Survives::Nothing, random);
    const auto journal = tablet.open();
    const auto bundle = waiting(*journal).at(0);
    if (tablet.verified(bundle.bytes).head().status != crypto::SessionStatus::Withdrawn)
        return Withdrawn::Never;
    CAPTURE(at);
    CHECK(tablet.everything().find(sealed) == std::string::npos);
    return gone ? Withdrawn::InThePowerCut : Withdrawn::Tidied;
}

}  // namespace

TEST_CASE(
    "records that a patient withdrew are gone after the next start, wherever the power goes") {
    int cut_while_tidying = 0;
    for (std::uint64_t at = 1;; ++at) {
        const Withdrawn withdrawn = withdraw_in_a_power_cut(at);
        if (withdrawn == Withdrawn::Tidied) break;
        if (withdrawn == Withdrawn::InThePowerCut) ++cut_while_tidying;
    }
    CHECK(cut_while_tidying > 0);
}

TEST_CASE("a start writes back what a kill left in front of the database") {
    const Clinic clinic;
    Tablet tablet(clinic);
    const test::TemporaryFolder killed;
    const journal::KioskFolder folder{killed.path()};
    {
        const auto journal = tablet.open();
        test::whole_session(*journal, clinic, {"a"});
        std::filesystem::copy_file(tablet.folder.database(), folder.database());
        std::filesystem::copy_file(ahead(tablet.folder), ahead(folder));
    }
    REQUIRE(std::filesystem::file_size(ahead(folder)) > 0);
    const auto journal =
        journal::Journal::open(folder, journal::make_identity(clinic.id, tablet.key.secret_key),
                               tablet.clock, tablet.random, tablet.files);
    REQUIRE(journal);
    CHECK(waiting(**journal).size() == 1);
    CHECK(std::filesystem::file_size(ahead(folder)) == 0);
    test::whole_session(**journal, clinic, {"b"});
    CHECK(std::filesystem::file_size(ahead(folder)) > 0);
    REQUIRE((*journal)->outbox().tidy());
    CHECK(std::filesystem::file_size(ahead(folder)) == 0);
}
