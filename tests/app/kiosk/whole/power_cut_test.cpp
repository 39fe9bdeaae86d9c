// Nothing is shown as saved before it is: the power is cut in the middle of a patient's walk, at
// moments that nobody chose, and what the screen had promised is looked for in the clinic.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <set>
#include <thread>

#include "ledger.h"
#include "whole_clinic.h"

using namespace spine;
using test::Child;
using test::Ledger;
using test::Promised;
using test::WholeClinic;

namespace {

using Microseconds = std::chrono::microseconds;
using Steady = std::chrono::steady_clock;

Microseconds since(Steady::time_point start) {
    return std::chrono::duration_cast<Microseconds>(Steady::now() - start);
}

class Cuts {
  public:
    explicit Cuts(std::uint64_t seed) : random_(seed) {}

    // The patient comes and the power goes: after a line that chance chooses, and a little later.
    Promised cut_a_walk(const test::Arguments& more);
    // Switched on, and cut again while it starts.
    void cut_a_start();
    // Switched on for good: the next patient, to the end; synced.
    Promised next_patient();
    // Compares all with the clinic; what is broken, one line each.
    [[nodiscard]] std::vector<std::string> broken() const;
    // Sessions that stand there twice, or that nobody began.
    [[nodiscard]] std::size_t doubled() const;

    WholeClinic clinic;
    Ledger pictures;
    std::vector<Promised> patients;
    unsigned cuts_with_a_code = 0;

  private:
    [[nodiscard]] test::Arguments command(const test::Arguments& more);
    [[nodiscard]] Microseconds up_to(Microseconds most);

    test::SeededRandom random_;
    std::uint32_t lines_ = 0;  // that a whole walk tells
    Microseconds opening_{0};  // from the start to the first screen
    unsigned visits_ = 0;
};

test::Arguments Cuts::command(const test::Arguments& more) {
    const std::string seed = std::to_string(++visits_);
    test::Arguments all{"--seed", seed, "--language", "en", "--words", "Hope for number " + seed};
    all.insert(all.end(), more.begin(), more.end());
    return clinic.kiosk_with(all);
}

Microseconds Cuts::up_to(Microseconds most) {
    return Microseconds(random_.below(static_cast<std::uint32_t>(most.count()) + 1));
}

Promised Cuts::next_patient() {
    const auto start = Steady::now();
    Child child(command({"--sync-after"}));
    Ledger ledger;
    lines_ = 0;
    while (const auto line = child.line()) {
        if (*line == "open") opening_ = since(start);
        ledger.take(*line);
        pictures.take(*line);
        ++lines_;
    }
    REQUIRE(child.wait() == 0);
    REQUIRE(ledger.patients().size() == 1);
    const Promised& patient = ledger.patients().back();
    CHECK(patient.finished);
    patients.push_back(patient);
    return patient;
}

// The patient is never ahead of what was read here, so that the cut comes where chance wants it:
// between a line and the one after the next.
Promised Cuts::cut_a_walk(const test::Arguments& more) {
    const std::uint32_t after = random_.below(lines_);
    Child child(command(more));
    Ledger ledger;
    auto start = Steady::now();
    std::uint32_t i = 0;
    for (; i < after; ++i) {
        const auto line = child.line();
        if (!line) break;
        ledger.take(*line);
        if (*line == "waiting") break;
        if (*line == "open") {
            start = Steady::now();
            continue;
        }
        child.nod();
    }
    // Not a wait for something: the moment of the cut.
    std::this_thread::sleep_for(up_to(i < 2 ? opening_ : 2 * since(start) / i));
    child.kill();
    while (const auto line = child.line()) ledger.take(*line);
    for (const Promised& patient : ledger.patients()) {
        cuts_with_a_code += patient.code.empty() || patient.finished ? 0 : 1;
        patients.push_back(patient);
    }
    return ledger.patients().empty() ? Promised{} : ledger.patients().back();
}

void Cuts::cut_a_start() {
    Child child(command({"--patients", "0", "--sync-after", "--wait"}));
    std::this_thread::sleep_for(up_to(2 * opening_));
    child.kill();
}

std::vector<std::string> Cuts::broken() const {
    std::set<std::string> codes;
    for (const Promised& patient : patients) codes.insert(patient.code);
    const auto shown = clinic.show({codes.begin(), codes.end()});
    std::vector<std::string> all;
    for (const Promised& patient : patients) {
        if (patient.code.empty()) continue;
        std::optional<std::vector<std::string>> best;
        // A code may have been given twice; one of its sessions is this patient's.
        for (const auto& session : shown) {
            if (session["code"] != patient.code) continue;
            auto found = test::broken_promises(patient, session["status"], session["answers"]);
            if (!best || found.size() < best->size()) best = std::move(found);
        }
        if (!best) best = {"the session is not in the clinic"};
        for (const std::string& what : *best) all.push_back(patient.code + ": " + what);
    }
    return all;
}

std::size_t Cuts::doubled() const {
    constexpr std::size_t of_the_demonstration = 2;
    std::set<std::string> sessions;
    const auto list = clinic.list();
    for (const auto& row : list) sessions.insert(row["session"]);
    const std::size_t begun = patients.size() + of_the_demonstration;
    return list.size() - sessions.size() + (sessions.size() > begun ? sessions.size() - begun : 0);
}

void check_none(const std::vector<std::string>& broken) {
    for (const std::string& what : broken) FAIL_CHECK(what);
}

}  // namespace

TEST_CASE("no answer shown as saved is lost when the power goes, and the next patient is alone") {
    const unsigned cuts = test::long_form() ? 1'000 : 12;
    const unsigned until_a_whole_walk = test::long_form() ? 5 : 1;
    Cuts night(20'261'126);
    night.next_patient();  // the pace, and the pictures of a first screen
    unsigned starts_cut = 0;
    for (unsigned i = 0; i < cuts; ++i) {
        const bool sign = i % 8 == 7;
        night.cut_a_walk(sign ? test::Arguments{"--paced", "--sync-beside", "--sign", "--wait"}
                              : test::Arguments{"--paced", "--sync-beside"});
        for (unsigned again = 0; again < i % 3; ++again, ++starts_cut) night.cut_a_start();
        if (i % until_a_whole_walk == until_a_whole_walk - 1)
            CHECK(night.next_patient().saved.size() > 20);
        if (i % 50 == 49) night.clinic.import();
    }
    // Nothing of the patient before: the same first screen, the same consent, to the pixel.
    CHECK_FALSE(night.pictures.changed());
    night.clinic.import();
    check_none(night.broken());
    CHECK(night.doubled() == 0);
    CHECK(night.cuts_with_a_code * 2 > cuts);
    std::size_t answers = 0;
    for (const Promised& patient : night.patients) answers += patient.saved.size();
    test::figure(fmt::format(
        "{} walks and {} starts cut, {} in a running session; {} answers shown as saved, 0 lost, "
        "{} sessions doubled",
        cuts, starts_cut, night.cuts_with_a_code, answers, night.doubled()));
}

TEST_CASE("control: a keeper that says saved one answer too early is found out") {
    Cuts night(7);
    night.next_patient();
    const unsigned cuts = test::long_form() ? 40 : 6;
    for (unsigned i = 0; i < cuts; ++i) night.cut_a_walk({"--paced", "--too-early"});
    night.next_patient();
    night.clinic.import();
    const auto broken = night.broken();
    CHECK_FALSE(broken.empty());
    for (const std::string& what : broken)
        CHECK(what.find("was shown as saved and is") != std::string::npos);
    CHECK(broken.size() * 2 > cuts);
    test::figure(
        fmt::format("control: {} walks cut, {} answers lost by the control", cuts, broken.size()));
}
