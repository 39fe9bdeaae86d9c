// The power is cut between the end of a session and its arrival: nothing is lost, nothing comes
// twice.
#include <catch2/catch.hpp>
#include <csignal>

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

void check_kept(const WholeClinic& clinic, const Ledger& ledger) {
    for (const auto& patient : ledger.patients()) {
        const auto shown = clinic.show({patient.code});
        REQUIRE(shown.size() == 1);
        CHECK_THAT(test::broken_promises(patient, shown[0]["status"], shown[0]["answers"]),
                   Catch::Matchers::Equals(std::vector<std::string>()));
    }
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
    const int most = 200;
    for (int change = 0; change < most; ++change) {
        // Sessions wait, in the long form ever more; the round dies at its change number `change`.
        const bool more = change == 0 || (test::long_form() && change % 4 == 0);
        Child child(
            clinic.kiosk_with({"--patients", more ? "2" : "0", "--seed", std::to_string(change + 1),
                               "--sync-after", "--die-in-sync", std::to_string(change)}));
        listen(child, ledger);
        const int code = child.wait();
        if (code == 0) {  // the round has no such change: it came to its end
            CHECK(change >= 4);
            break;
        }
        REQUIRE(code == 128 + SIGKILL);
        REQUIRE(change + 1 < most);
    }
    clinic.sync();
    const auto imported = clinic.import();
    CHECK(imported["imported"] == ledger.patients().size());
    CHECK(imported["interrupted"] == 0);
    CHECK(ledger.patients().size() >= (test::long_form() ? 4 : 2));
    check_kept(clinic, ledger);
}
