// A disk that fails at any operation of a patient's session, once or for good: what was said to be
// saved is there, what was refused was refused cleanly, and the next start is clean.
#include <catch2/catch.hpp>

#include "clinic.h"
#include "opened.h"
#include "support/test_disk.h"

using namespace spine;
using test::Clinic;
using test::DiskFault;
using test::Tablet;
using test::TestDisk;

namespace {

// In the long form a longer walk: five thousand faults and more, all kinds together.
int answers() {
    return test::long_form() ? 180 : 40;
}

std::string answer(int number) {
    return "answer " + std::to_string(number);
}

struct Day {
    std::vector<std::string> saved;  // in their order
    int refused = 0;
    bool came_to_it = false;  // the fault
};

// One patient who answers on whatever is refused, as a walk would not, and an ending.
void use(journal::Journal& journal, const Clinic& clinic, Day& day) {
    const std::vector<std::string> first = {answer(0)};
    auto session = journal.begin(clinic.inputs(), first);
    if (!session) {
        ++day.refused;
        return;
    }
    day.saved.push_back(first[0]);
    for (int i = 1; i <= answers(); ++i) {
        if (test::saved(*session, answer(i))) {
            day.saved.push_back(answer(i));
        } else {
            ++day.refused;
        }
    }
    if (!session->finish(crypto::SessionStatus::Complete)) ++day.refused;
}

Day live_through(Tablet& tablet, const Clinic& clinic, std::uint64_t at, DiskFault fault,
                 bool lasting) {
    { const auto made = tablet.open(); }
    TestDisk disk;
    journal::JournalOptions options;
    options.vfs = disk.name();
    options.thread = database::Thread::Callers;
    Day day;
    const auto journal = tablet.open(options);
    disk.fail_at(at, fault, lasting);
    use(*journal, clinic, day);
    day.came_to_it = disk.operations() >= at;
    return day;
}

// On a sound disk again. What was refused may be there or not; it stands in its order.
void look(Tablet& tablet, const Clinic& clinic, const Day& day) {
    const auto journal = tablet.open();
    REQUIRE(journal->verify().value().sound);
    std::vector<std::string> kept;
    for (const auto& bundle : test::waiting(*journal)) {
        for (std::string& one : test::opened(clinic, tablet.verified(bundle.bytes)))
            kept.push_back(std::move(one));
    }
    auto next = kept.begin();
    for (const std::string& one : day.saved) {
        next = std::find(next, kept.end(), one);
        REQUIRE(next != kept.end());
        ++next;
    }
    test::whole_session(*journal, clinic, {"next"});
    REQUIRE(journal->verify().value().sound);
}

}  // namespace

TEST_CASE("a disk that fails at any operation of a session loses nothing that was saved") {
    const Clinic clinic;
    const auto fault = GENERATE(DiskFault::WriteError, DiskFault::SyncError, DiskFault::Full,
                                DiskFault::ShortWrite);
    const bool lasting = GENERATE(false, true);
    const std::uint64_t step = test::long_form() ? 1 : 29;
    std::uint64_t runs = 0;
    int refused = 0;
    for (std::uint64_t at = 1;; at += step, ++runs) {
        CAPTURE(at);
        Tablet tablet(clinic);
        const Day day = live_through(tablet, clinic, at, fault, lasting);
        look(tablet, clinic, day);
        refused += day.refused;
        if (!day.came_to_it) break;
    }
    CHECK(runs >= 5);
    // A disk that was full once is full no more when the ballast is gone.
    const bool full = fault == DiskFault::Full || fault == DiskFault::ShortWrite;
    CHECK((refused > 0 || (full && !lasting)));
    test::figure(std::to_string(runs) + " faults, " + std::to_string(refused) +
                 " times refused, 0 answers lost that were saved");
}
