// A power cut at every write and every sync of a session of 40 answers.
//
// The promise: an answer that was shown as saved is there. The negative controls show that the
// test would see a loss: with NORMAL and OFF, on the same disk, answers are lost.
#include <catch2/catch.hpp>

#include "clinic.h"
#include "opened.h"
#include "support/test_disk.h"

using namespace spine;
using database::Synchronous;
using test::Clinic;
using test::Survives;
using test::Tablet;
using test::TestDisk;

namespace {

constexpr int kAnswers = 40;

std::string answer(int number) {
    return "answer " + std::to_string(number);
}

// What one power cut led to.
struct Aftermath {
    int shown_as_saved = 0;  // consent, then answers
    int kept = 0;
    bool in_order = true, sound = true;
    bool power_went = false;
};

journal::JournalOptions on(const TestDisk& disk, Synchronous synchronous) {
    journal::JournalOptions options;
    options.vfs = disk.name();
    options.synchronous = synchronous;
    options.thread = database::Thread::Callers;
    return options;
}

// One patient, until the power goes; returns what was shown as saved.
int use_until_dark(journal::Journal& journal, const Clinic& clinic) {
    const std::vector<std::string> first = {answer(0)};
    auto session = journal.begin(clinic.inputs(), first);
    if (!session) return 0;
    int shown = 1;
    for (int i = 1; i <= kAnswers; ++i) {
        if (!test::saved(*session, answer(i))) return shown;
        ++shown;
    }
    (void)session->finish(crypto::SessionStatus::Complete);
    return shown;
}

// After the power is back, on a disk that works: what is there of the first session?
void look(Tablet& tablet, const Clinic& clinic, Aftermath& aftermath) {
    const auto journal = tablet.open();
    aftermath.sound = journal->verify().value().sound;
    const auto bundles = test::waiting(*journal);
    if (bundles.empty()) return;
    const auto answers = test::opened(clinic, tablet.verified(bundles[0].bytes));
    aftermath.kept = static_cast<int>(answers.size());
    for (int i = 0; i < aftermath.kept; ++i)
        aftermath.in_order =
            aftermath.in_order && answers[static_cast<std::size_t>(i)] == answer(i);
    // The tablet is ready for the next patient.
    test::whole_session(*journal, clinic, {"next"});
    aftermath.sound = aftermath.sound && journal->verify().value().sound;
}

Aftermath cut_power(const Clinic& clinic, std::uint64_t at, Synchronous synchronous,
                    Survives survives, std::uint64_t seed = 0) {
    Tablet tablet(clinic);
    { const auto made = tablet.open(); }
    TestDisk disk;
    Aftermath aftermath;
    {
        const auto journal = tablet.open(on(disk, synchronous));
        disk.cut_power_at(at);
        aftermath.shown_as_saved = use_until_dark(*journal, clinic);
        aftermath.power_went = disk.power_is_gone();
    }
    test::SeededRandom random(at + 1'000'000 * seed);
    disk.power_cut(survives, random);
    look(tablet, clinic, aftermath);
    return aftermath;
}

struct Totals {
    int cuts = 0, cuts_that_lost = 0;
};

// Cuts the power at operation 1, 1 + step, ... until a session runs through.
Totals sweep(Synchronous synchronous, Survives survives, std::uint64_t step,
             std::uint64_t seed = 0) {
    const Clinic clinic;
    Totals totals;
    for (std::uint64_t at = 1;; at += step) {
        const Aftermath aftermath = cut_power(clinic, at, synchronous, survives, seed);
        if (!aftermath.power_went) return totals;
        ++totals.cuts;
        if (aftermath.kept < aftermath.shown_as_saved) ++totals.cuts_that_lost;
        if (synchronous == Synchronous::Full) {
            CAPTURE(at, aftermath.shown_as_saved, aftermath.kept);
            REQUIRE(aftermath.kept >= aftermath.shown_as_saved);
            REQUIRE(aftermath.in_order);
            REQUIRE(aftermath.sound);
        }
    }
}

}  // namespace

TEST_CASE("no answer shown as saved is lost, wherever the power goes") {
    const auto survives = GENERATE(Survives::Nothing, Survives::SomeWrites, Survives::SomeSectors);
    // What survives by chance is drawn 28 times in the long form: ten thousand cuts and more.
    const std::uint64_t seeds = test::long_form() && survives != Survives::Nothing ? 28 : 1;
    int cuts = 0;
    for (std::uint64_t seed = 0; seed < seeds; ++seed) {
        const Totals totals = sweep(Synchronous::Full, survives, test::long_form() ? 1 : 5, seed);
        // Each answer costs two writes and a sync at least.
        CHECK(totals.cuts >= (test::long_form() ? 3 * kAnswers : 20));
        CHECK(totals.cuts_that_lost == 0);
        cuts += totals.cuts;
    }
    test::figure(std::to_string(cuts) + " power cuts, 0 answers lost that were shown as saved");
}

TEST_CASE("the same power cuts lose answers when syncing is left out") {
    const std::uint64_t step = test::long_form() ? 1 : 9;
    const Totals normal = sweep(Synchronous::Normal, Survives::Nothing, step);
    CHECK(normal.cuts_that_lost * 3 > normal.cuts);
    const Totals off = sweep(Synchronous::Off, Survives::Nothing, step);
    CHECK(off.cuts_that_lost * 3 > off.cuts * 2);
    test::figure("control: " + std::to_string(normal.cuts_that_lost) + " of " +
                 std::to_string(normal.cuts) + " cuts lose an answer under NORMAL, " +
                 std::to_string(off.cuts_that_lost) + " of " + std::to_string(off.cuts) +
                 " under OFF");
}

TEST_CASE("a power cut while an interrupted session is being signed loses nothing either") {
    const Clinic clinic;
    for (std::uint64_t at = 1; at < 100; at += test::long_form() ? 1 : 3) {
        Tablet tablet(clinic);
        {
            const auto journal = tablet.open();
            auto session = test::begun(*journal, clinic, {answer(0)});
            REQUIRE(test::saved(session, answer(1)));
        }
        TestDisk disk;
        disk.cut_power_at(at);
        { (void)tablet.try_open(on(disk, Synchronous::Full)); }
        const bool went = disk.power_is_gone();
        test::SeededRandom random(at);
        disk.power_cut(Survives::SomeSectors, random);
        Aftermath aftermath;
        look(tablet, clinic, aftermath);
        REQUIRE(aftermath.kept == 2);
        REQUIRE(aftermath.sound);
        if (!went) return;
    }
}

TEST_CASE("a disk that fails stops intake, keeps what was saved, and says so in the status") {
    const Clinic clinic;
    Tablet tablet(clinic);
    { const auto made = tablet.open(); }
    TestDisk disk;
    {
        const auto journal = tablet.open(on(disk, Synchronous::Full));
        auto session = test::begun(*journal, clinic, {answer(0)});
        REQUIRE(test::saved(session, answer(1)));
        disk.fail_at(1, test::DiskFault::SyncError);
        CHECK(test::saved(session, answer(2)).error().cause == database::causes::failed);
        CHECK(test::saved(session, answer(3)).error().cause == database::causes::failed);
        CHECK(session.finish(crypto::SessionStatus::Complete).error().cause ==
              database::causes::failed);
        CHECK(journal->has_failed());
        CHECK(journal::read_status(tablet.files, tablet.folder.status()).value().failed);
    }
    Aftermath aftermath;
    look(tablet, clinic, aftermath);
    CHECK(aftermath.kept >= 2);
    CHECK(aftermath.in_order);
    CHECK(aftermath.sound);
}

TEST_CASE("on a full disk the answer is refused, and saved once there is space again") {
    const Clinic clinic;
    Tablet tablet(clinic);
    { const auto made = tablet.open(); }
    TestDisk disk;
    const auto journal = tablet.open(on(disk, Synchronous::Full));
    auto session = test::begun(*journal, clinic, {answer(0)});
    disk.fail_at(1, test::DiskFault::Full, true);
    CHECK(test::saved(session, answer(1)).error().cause == database::causes::full);
    CHECK_FALSE(std::filesystem::exists(tablet.folder.ballast()));
    disk.fail_at(0, test::DiskFault::Full);
    REQUIRE(test::saved(session, answer(1)));
    REQUIRE(session.finish(crypto::SessionStatus::Complete));
    const auto bundle = test::waiting(*journal).at(0).bytes;
    CHECK(test::opened(clinic, tablet.verified(bundle)) ==
          std::vector<std::string>{answer(0), answer(1)});
}
