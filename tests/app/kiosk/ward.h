// The desk of a tablet with the sealed journal behind it, and simulated patients in front.
#pragma once

#include <catch2/catch.hpp>
#include <functional>
#include <memory>

#include "core/journal/clinic.h"
#include "core/journal/opened.h"
#include "kiosk/desk.h"
#include "kiosk/journal_keeper.h"
#include "small_configuration.h"
#include "tool/simulated_patient.h"

namespace spine::test {

// A tablet in a clinic with one computer, and the desk on it.
struct Ward {
    explicit Ward(const journal::JournalOptions& options = {},
                  config::Config asked = small_configuration())
        : journal(tablet.open(options)), config(std::move(asked)) {}

    Clinic clinic;
    Tablet tablet{clinic};
    std::unique_ptr<journal::Journal> journal;
    crypto::SealPair attention = crypto::make_seal_pair(clinic.system);
    int woken = 0;
    kiosk::JournalKeeper keeper{*journal,
                                tablet.clock,
                                tablet.random,
                                {CodeLength::Six, 2},
                                clinic.inputs(),
                                {journal::make_identity(clinic.id, tablet.key.secret_key),
                                 {attention.public_key},
                                 2,
                                 "Tablet 2"},
                                [this] { ++woken; }};
    config::Config config;
    kiosk::Desk desk{config, keeper, tablet.clock};
    SeededRandom random{11};
    std::function<void()> on_screen;  // at each screen that the patient looks at

    Result<tool::SimulatedVisit> try_visit(const tool::Habits& habits) {
        return tool::simulate_visit(desk, random, habits, [this](std::int64_t ms) {
            tablet.clock.advance_ms(ms);
            if (on_screen) on_screen();
        });
    }
    tool::SimulatedVisit visit(const tool::Habits& habits) {
        auto visit = try_visit(habits);
        if (!visit) FAIL(visit.error().sentence());
        return *visit;
    }
    session::Told told(const journal::OutgoingBundle& bundle) {
        std::vector<session::Event> events;
        for (const auto& payload : opened(clinic, tablet.verified(bundle.bytes)))
            events.push_back(session::decode(payload).value());
        return session::fold(events);
    }
};

}  // namespace spine::test
