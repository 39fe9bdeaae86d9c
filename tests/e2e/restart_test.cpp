// The tablet's unit: whatever ends the kiosk, it is there again at once, and what it showed as
// saved is at the clinic.
#include <fmt/format.h>
#include <signal.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>

#include "crypto/init.h"
#include "supervised.h"
#include "tapping_patient.h"

using namespace spine;
using namespace spine::test;
using namespace std::chrono_literals;

namespace {

constexpr double promised_seconds = 2;

// "Uid:	65534 ..." of /proc/PID/status
unsigned user_of(int pid) {
    std::ifstream in("/proc/" + std::to_string(pid) + "/status");
    for (std::string word; in >> word;) {
        unsigned user = 0;
        if (word == "Uid:" && in >> user) return user;
    }
    return 0;
}

// Several answers have no order.
nlohmann::json in_order(nlohmann::json answers) {
    for (auto& answer : answers) {
        if (answer.is_array()) std::sort(answer.begin(), answer.end());
    }
    return answers;
}

class Night {
  public:
    Night()
        : site_({}),
          unit_(site_),
          welcome_(KioskTwin(site_.tablet(1) / "config", "Tablet 1", {1280, 720}).picture()) {}

    // The window stands on the welcome, by a start after the first `before`.
    void wait_until_back(std::size_t before) {
        std::optional<XDisplay> display;
        std::size_t seen = before;
        const bool back = comes_true(60s, [&] {
            const std::size_t starts = unit_.starts();
            if (starts > seen) {
                seen = starts;
                display.emplace(unit_.there().display, unit_.there().user, 1280, 720);
            }
            return display && differing_blocks(display->picture(), welcome_, display->whole()) == 0;
        });
        INFO(unit_.said());
        REQUIRE(back);
    }

    // SIGKILL, and how long it took until the welcome stood there again.
    void kill_and_wait(int pid) {
        const std::size_t before = unit_.starts();
        const Stopwatch since;
        kill(pid);
        wait_until_back(before);
        seconds_.push_back(since.seconds());
        CHECK(seconds_.back() < within(promised_seconds));
    }

    // Killed once more while it starts.
    void kill_in_start() {
        const std::size_t before = unit_.starts();
        kill(unit_.kiosk());
        REQUIRE(comes_true(60s, [&] { return unit_.starts() > before; }));
        kill_and_wait(unit_.kiosk());
    }

    // A patient answers until that question and, there, too; then the kiosk goes, or cage with it.
    void kill_in_walk(const std::string& until, bool kill_cage) {
        TabletWindow tablet(site_, 1, "restart", unit_.there());
        TappingPatient patient(tablet, {"en", {}, {}});
        patient.walk(until);
        patient.answer_what_stands_there();
        patients_.push_back({patient.code(), patient.tapped()});
        kill_and_wait(kill_cage ? unit_.cage() : unit_.kiosk());
    }

    [[nodiscard]] bool at_clinic(const std::string& code, const nlohmann::json& tapped) const {
        const auto shown = site_.ask_clinic("show", {code});
        return std::any_of(shown.begin(), shown.end(), [&](const auto& session) {
            return session["status"] == "interrupted" &&
                   in_order(session["answers"]) == in_order(tapped);
        });
    }

    void compare_with_clinic() {
        unit_.stop();
        (void)site_.kioskctl({"sync", site_.tablet(1).string()});
        (void)site_.ask_clinic("import");
        for (const auto& [code, tapped] : patients_) CHECK(at_clinic(code, tapped));
        CHECK(site_.ask_clinic("list").size() == patients_.size());
    }

    [[nodiscard]] const Supervised& unit() const { return unit_; }
    [[nodiscard]] const std::vector<double>& seconds() const { return seconds_; }
    [[nodiscard]] std::size_t answers() const {
        std::size_t all = 0;
        for (const auto& patient : patients_) all += patient.second.size();
        return all;
    }

    [[nodiscard]] unsigned kills() const { return kills_; }

  private:
    void kill(int pid) {
        REQUIRE(::kill(pid, SIGKILL) == 0);
        ++kills_;
    }

    Site site_;
    Supervised unit_;
    ui::Picture welcome_;
    std::vector<double> seconds_;
    unsigned kills_ = 0;
    std::vector<std::pair<std::string, nlohmann::json>> patients_;
};

}  // namespace

TEST_CASE("a kiosk that is killed ten times is back within two seconds, and no answer is lost") {
    REQUIRE(crypto::start());
    Night night;
    night.wait_until_back(0);
    CHECK(user_of(night.unit().kiosk()) != 0);
    // More than systemd starts within ten seconds if a unit does not say otherwise.
    night.kill_and_wait(night.unit().kiosk());
    night.kill_in_start();
    night.kill_and_wait(night.unit().cage());
    night.kill_in_start();
    bool kill_cage = false;
    for (const char* until : {"about.who", "about.part", "about.age", "about.duration"}) {
        INFO(until);
        night.kill_in_walk(until, kill_cage);
        kill_cage = !kill_cage;
    }
    CHECK(night.kills() == 10);
    night.compare_with_clinic();
    const auto [least, most] = std::minmax_element(night.seconds().begin(), night.seconds().end());
    test::figure(
        fmt::format("{} kills, back after {:.2f} to {:.2f} s; {} answers shown as saved, "
                    "0 lost",
                    night.kills(), *least, *most, night.answers()));
}
