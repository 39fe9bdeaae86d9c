// Memory runs out at any allocation of a patient's session: whatever becomes of the program,
// nothing that was shown as saved is lost, and the next start is clean.
#include <catch2/catch.hpp>

#include "clinic.h"
#include "opened.h"
#include "support/failing_new.h"
#include "support/forked.h"

using namespace spine;
using test::Clinic;
using test::Ending;
using test::Tablet;

namespace {

constexpr int kAnswers = 6;

std::string answer(int number) {
    return "answer " + std::to_string(number) + " in more bytes than a short string holds";
}

journal::JournalOptions by_callers() {
    journal::JournalOptions options;
    options.thread = database::Thread::Callers;
    return options;
}

// One patient, in a process of its own; progress is what was shown as saved. The end of the whole
// session counts as one more.
Ending use(Tablet& tablet, const Clinic& clinic, std::uint64_t at) {
    return test::forked([&](const std::function<void()>& done) {
        const auto journal = tablet.open(by_callers());
        const std::vector<std::string> first = {answer(0)};
        test::fail_allocation(at);
        auto session = journal->begin(clinic.inputs(), first);
        if (!session) return;
        done();
        for (int i = 1; i <= kAnswers; ++i) {
            if (!test::saved(*session, answer(i))) return;
            done();
        }
        if (session->finish(crypto::SessionStatus::Complete) && !test::allocation_failed()) done();
    });
}

void look(Tablet& tablet, const Clinic& clinic, int shown) {
    const auto journal = tablet.open(by_callers());
    REQUIRE(journal->verify().value().sound);
    const auto bundles = test::waiting(*journal);
    if (shown > 0) REQUIRE(bundles.size() == 1);
    for (const auto& bundle : bundles) {
        const auto kept = test::opened(clinic, tablet.verified(bundle.bytes));
        REQUIRE(static_cast<int>(kept.size()) >= std::min(shown, kAnswers + 1));
        for (std::size_t i = 0; i < kept.size(); ++i)
            REQUIRE(kept[i] == answer(static_cast<int>(i)));
    }
    test::whole_session(*journal, clinic, {"next"});
    REQUIRE(journal->verify().value().sound);
}

}  // namespace

TEST_CASE("memory that runs out at any allocation of a session loses nothing that was saved") {
    const Clinic clinic;
    const std::uint64_t step = test::long_form() ? 1 : 41;
    int runs = 0, aborted = 0;
    for (std::uint64_t at = 1;; at += step, ++runs) {
        CAPTURE(at);
        Tablet tablet(clinic);
        { const auto made = tablet.open(by_callers()); }
        const Ending ending = use(tablet, clinic, at);
        look(tablet, clinic, ending.progress);
        aborted += ending.by_signal ? 1 : 0;
        if (ending.progress == kAnswers + 2) break;
    }
    test::figure(std::to_string(runs) + " allocations of a session failed, one at a time: " +
                 std::to_string(aborted) + " ended the program, 0 lost or doubled");
    CHECK(runs >= 10);
    // nlohmann's initializer lists may not throw: within them a program ends. All else is an error.
    CHECK(aborted * 5 <= runs);
}
