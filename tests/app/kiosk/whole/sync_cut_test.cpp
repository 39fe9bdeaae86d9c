// The power is cut between the end of a session and its arrival: nothing is lost, nothing comes
// twice.
#include <catch2/catch.hpp>
#include <csignal>
#include <optional>

#include "ledger.h"
#include "whole_clinic.h"

using namespace spine;
using test::Child;
using test::Ledger;
using test::WholeClinic;

namespace {

// All lines until the child says `last` or has ended.
void listen(Child& child, Ledger& ledger, const std::string& last = {}) {
    while (const auto line = child.line()) {
        ledger.take(*line);
        if (!last.empty() && *line == last) return;
    }
}

// Four digits of a code are random, and only those that the tablet gave since it was switched on
// are avoided: a patient may have the code of one of the demonstration's. One of the sessions with
// the code is this patient's, and how many there are in all is counted apart from codes.
void check_kept(const WholeClinic& clinic, const Ledger& ledger) {
    CHECK(clinic.list().size() == test::kOfDemonstration + ledger.patients().size());
    for (const auto& patient : ledger.patients()) {
        std::optional<std::vector<std::string>> best;
        for (const auto& session : clinic.show({patient.code})) {
            auto broken = test::broken_promises(patient, session["status"], session["answers"]);
            if (!best || broken.size() < best->size()) best = std::move(broken);
        }
        REQUIRE(best);
        CHECK_THAT(*best, Catch::Matchers::Equals(std::vector<std::string>()));
    }
}

constexpr int kMostChanges = 400;

// So many patients, then a round of sync that dies at its change number `change`; false if it has
// no such change and came to its end.
bool cut_round(const WholeClinic& clinic, Ledger& ledger, int patients, int change) {
    Child child(clinic.kiosk_with({"--patients", std::to_string(patients), "--seed",
                                   std::to_string(change + 1), "--sync-after", "--die-in-sync",
                                   std::to_string(change)}));
    listen(child, ledger);
    const int code = child.wait();
    if (code == 0) return false;
    REQUIRE(code == 128 + SIGKILL);
    return true;
}

void check_arrived(const WholeClinic& clinic, const Ledger& ledger, std::size_t patients) {
    const auto imported = clinic.import();
    CHECK(ledger.patients().size() == patients);
    CHECK(imported["imported"] == patients);
    CHECK(imported["interrupted"] == 0);
    check_kept(clinic, ledger);
}

}  // namespace

TEST_CASE("a session that was finished and not yet sent survives the cut as complete") {
    const WholeClinic clinic;
    Ledger ledger;
    Child child(clinic.kiosk_with({"--wait"}));
    listen(child, ledger, "waiting");
    child.kill();
    REQUIRE(ledger.patients().back().finished);
    CHECK(clinic.import()["imported"] == 0);
    CHECK(clinic.sync()["sent"] == 1);
    CHECK(clinic.import()["imported"] == 1);
    check_kept(clinic, ledger);
}

TEST_CASE("a tier A session that left early as open arrives as interrupted after the cut") {
    const WholeClinic clinic;
    Ledger ledger;
    Child child(clinic.kiosk_with({"--sign", "--sync-after", "--wait"}));
    listen(child, ledger, "waiting");
    REQUIRE(ledger.patients().back().red);
    CHECK(clinic.import()["imported"] == 1);
    child.kill();
    CHECK(clinic.sync()["sent"] == 1);
    const auto second = clinic.import();
    CHECK(second["extended"] == 1);
    CHECK(second["interrupted"] == 1);
    check_kept(clinic, ledger);
}

TEST_CASE("cut at every change that a round of sync makes, all sessions arrive once") {
    const WholeClinic clinic;
    Ledger ledger;
    // Each round goes on where the one before was cut.
    for (int change = 0; cut_round(clinic, ledger, change == 0 ? 2 : 0, change); ++change)
        REQUIRE(change < kMostChanges);
    clinic.sync();
    check_arrived(clinic, ledger, 2);
}

TEST_CASE("cut once at a change of a round of sync, the next round brings what was left") {
    const int step = test::long_form() ? 1 : 6;
    const int patients = test::long_form() ? 3 : 1;
    int cuts = 0;
    for (bool cut = true; cut; ++cuts) {
        REQUIRE(cuts * step < kMostChanges);
        const WholeClinic clinic;
        Ledger ledger;
        cut = cut_round(clinic, ledger, patients, (cuts + 1) * step - 1);
        clinic.sync();
        check_arrived(clinic, ledger, static_cast<std::size_t>(patients));
    }
    CHECK(cuts > (test::long_form() ? 10 : 1));
}
