// Sync under faults in virtual time: whatever the network does, each session is at the clinic
// exactly once, and nothing goes from a tablet before it is there.
#include <fmt/format.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <mutex>
#include <thread>

#include "schedule.h"
#include "seeded_libsodium.h"

using namespace spine;
using test::Course;
using test::Proof;

namespace {

struct Sweep {
    std::uint64_t schedules = 0, sessions = 0, faults = 0, kinds_met = 0, broken = 0, gave_way = 0;
    double days = 0;
    std::vector<std::string> said;  // of broken ones, with their seeds: the first few
    std::array<std::uint64_t, test::kNetworkFaults> met{};

    void add(std::uint64_t seed, const Course& course) {
        ++schedules;
        sessions += course.sessions;
        gave_way += course.gave_way;
        days += static_cast<double>(course.virtual_ms) / (24 * 3'600'000);
        for (std::size_t i = 0; i < met.size(); ++i) met.at(i) += course.met.at(i);
        if (course.broken.empty()) return;
        ++broken;
        for (const std::string& what : course.broken)
            if (said.size() < 20) said.push_back(fmt::format("seed {}: {}", seed, what));
    }
};

// Each seed is a schedule of its own: as many at a time as there are processors.
Sweep sweep(std::uint64_t seeds, Proof proof) {
    test::seed_libsodium();
    test::draw_from(4'711);
    const test::SmallClinic clinic;
    Sweep sum;
    std::mutex mutex;
    std::atomic<std::uint64_t> next = 0;
    const auto work = [&] {
        for (std::uint64_t seed = next++; seed < seeds; seed = next++) {
            test::draw_from(seed);
            const Course course = test::run_schedule(clinic, seed, proof);
            const std::lock_guard lock(mutex);
            sum.add(seed, course);
        }
    };
    std::vector<std::thread> threads(test::long_form() ? std::thread::hardware_concurrency() : 1);
    for (std::thread& thread : threads) thread = std::thread(work);
    for (std::thread& thread : threads) thread.join();
    for (std::size_t fault = 1; fault < sum.met.size(); ++fault) {
        sum.faults += sum.met.at(fault);
        sum.kinds_met += sum.met.at(fault) > 0 ? 1 : 0;
    }
    return sum;
}

}  // namespace

TEST_CASE(
    "whatever the network does to sync, each session is at the clinic once and nothing goes "
    "early") {
    const Sweep sum = sweep(test::long_form() ? 10'000 : 100, Proof::Receipt);
    for (const std::string& what : sum.said) FAIL_CHECK(what);
    CHECK(sum.broken == 0);
    CHECK(sum.kinds_met == test::kNetworkFaults - 1);
    CHECK(sum.sessions > sum.schedules * 2);
    CHECK(sum.gave_way > 0);
    std::string by_kind;
    for (std::size_t fault = 1; fault < sum.met.size(); ++fault)
        by_kind += fmt::format("{}{} {}", fault == 1 ? "" : ", ", sum.met.at(fault),
                               test::name_of(static_cast<test::NetworkFault>(fault)));
    test::figure(fmt::format(
        "{} schedules, {:.0f} virtual days, {} sessions each at the clinic exactly once, 0 "
        "deleted early; {} requests went well, {} gave way to a call for staff, {} met faults: {}",
        sum.schedules, sum.days, sum.sessions, sum.met.front(), sum.gave_way, sum.faults, by_kind));
}

TEST_CASE("control: a tablet that takes the server's word for a receipt loses sessions") {
    const Sweep sum = sweep(test::long_form() ? 500 : 12, Proof::ServersWord);
    CHECK(sum.broken > 0);
    const bool lost = std::any_of(sum.said.begin(), sum.said.end(), [](const std::string& what) {
        return what.find("neither there nor in the archive") != std::string::npos;
    });
    CHECK(lost);
    test::figure(
        fmt::format("control: {} of {} schedules lose a session", sum.broken, sum.schedules));
}
