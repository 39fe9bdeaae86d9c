// The power goes while the clinic imports, at moments that nobody chose: the next import brings
// every session, once, with its receipt.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <nlohmann/json.hpp>
#include <thread>

#include "busy_clinic.h"

using namespace spine;
using test::BusyClinic;
using test::Child;

namespace {

using Microseconds = std::chrono::microseconds;
using Steady = std::chrono::steady_clock;

class ImportCuts {
  public:
    explicit ImportCuts(std::uint64_t seed) : random_(seed) {}

    // Some patients, and an import that is killed.
    void cut();
    // To its end.
    void whole_import();
    // Nothing lost, nothing doubled, and the tablet has its receipts.
    void check();

    BusyClinic clinic;
    unsigned killed = 0;  // that had not come to their end

  private:
    test::SeededRandom random_;
    Microseconds whole_{0};  // that an import takes
};

void ImportCuts::whole_import() {
    const auto start = Steady::now();
    const auto done = nlohmann::json::parse(test::output_of(clinic.import_command()));
    whole_ = std::chrono::duration_cast<Microseconds>(Steady::now() - start);
    INFO(done.dump());
    CHECK(done["refused"].empty());
    CHECK(done["forks"].empty());
    CHECK(done["gaps"].empty());
}

void ImportCuts::cut() {
    clinic.patients(2 + static_cast<int>(random_.below(3)));
    Child child(clinic.import_command());
    const auto most = static_cast<std::uint32_t>(whole_.count() * 11 / 10);
    // Not a wait for something: the moment of the cut.
    std::this_thread::sleep_for(Microseconds(random_.below(most + 1)));
    child.kill();
    killed += child.wait() == 128 + SIGKILL ? 1 : 0;
}

void ImportCuts::check() {
    for (const std::string& what : clinic.wrong()) FAIL_CHECK(what);
    CHECK(clinic.sync().failed.empty());
    CHECK(clinic.without_receipt() == 0);
    CHECK(clinic.receipts() == clinic.visits());
}

}  // namespace

TEST_CASE("an import that is killed at any moment loses and doubles no session") {
    const unsigned cuts = test::long_form() ? 1'000 : 20;
    ImportCuts night(20'261'127);
    night.clinic.patients(3);
    night.whole_import();
    for (unsigned i = 0; i < cuts; ++i) {
        night.cut();
        // Sometimes the one that is killed begins where another was killed. Before it is looked at
        // the clinic has one that comes to its end: until then the last sessions are on their way.
        const bool looked_at = i % 50 == 49;
        if (i % 3 == 2 || looked_at) night.whole_import();
        if (looked_at) night.check();
    }
    night.whole_import();
    night.check();
    CHECK(night.killed * 2 > cuts);
    test::figure(
        fmt::format("{} imports killed ({} before their end), {} sessions: 0 lost, 0 doubled", cuts,
                    night.killed, night.clinic.visits()));
}
