// When things happened in a session, from what a real tablet sealed.
#include <algorithm>
#include <catch2/catch.hpp>

#include "clinic_room.h"
#include "session/event.h"

using namespace spine;
using session::EventKind;
using test::ClinicRoom;

namespace {

constexpr UnixMs kMinute = 60'000;

// A patient who answers at the tablet, an event a minute.
class Patient {
  public:
    Patient(ClinicRoom& room, const std::string& code)
        : room_(room), session_(room.tablet.begin(code)) {}
    // When it was sealed.
    UnixMs seal(EventKind kind, const std::string& subject, const std::string& value = {}) {
        room_.world.clock.advance_ms(kMinute);
        session::Event event;
        event.kind = kind;
        event.at = room_.world.clock.now();
        event.subject = subject;
        event.value = value;
        test::append(session_, session::encode(event));
        return event.at;
    }
    UnixMs answer(const std::string& item, const std::string& value) {
        return seal(EventKind::Answered, item, value);
    }
    void leave(crypto::SessionStatus status) { REQUIRE(session_.finish(status)); }

  private:
    ClinicRoom& room_;
    journal::SealedSession session_;
};

clinic::Opened opened(ClinicRoom& room) {
    room.tablet.sync();
    room.start();
    room.unlock();
    REQUIRE(room.data->import());
    const auto list = room.worklist();
    REQUIRE(list.rows.size() == 1);
    auto page = room.data->open(list.rows[0].session);
    if (!page) FAIL(page.error().sentence());
    return *page;
}

}  // namespace

TEST_CASE("the page names every language that was shown, the list the last one") {
    ClinicRoom room;
    Patient patient(room, "131873");
    patient.seal(EventKind::Language, "ar");
    patient.answer("about.part", R"("low-back")");
    patient.seal(EventKind::Language, "da");
    patient.seal(EventKind::Language, "ar");
    patient.leave(crypto::SessionStatus::Complete);
    const clinic::Opened page = opened(room);
    const std::string names = page.page.language_name;
    CAPTURE(names);
    CHECK(names.find(" / العربية") != std::string::npos);
    CHECK(std::count(names.begin(), names.end(), '/') <= 2);
    CHECK(room.worklist().rows[0].language_name == "العربية");
}

TEST_CASE("an interrupted session ends where it was last heard of, in the list and on its page") {
    ClinicRoom room;
    Patient patient(room, "131873");
    patient.answer("about.part", R"("low-back")");
    patient.seal(EventKind::Declined, "about.age");
    const UnixMs last = patient.answer("about.pain-now", "7");
    patient.leave(crypto::SessionStatus::Interrupted);
    room.world.clock.advance_ms(kMinute);
    const clinic::Opened page = opened(room);
    CHECK(page.page.ended == 0);
    CHECK(page.moments.last == last);
    CHECK(page.moments.answers == 2);
    CHECK(page.moments.stop_page == 0);
    CHECK(page.moments.led_on == 0);
    CHECK(room.worklist().rows[0].ended == last);
}

TEST_CASE("each sign has the time since which it stands, whether ticked or answered alone") {
    ClinicRoom room;
    Patient patient(room, "131873");
    patient.answer("about.part", R"("low-back")");
    patient.answer("signs.a", R"(["bowel"])");
    patient.answer("signs.a", R"(["not-sure"])");
    const UnixMs urine = patient.answer("signs.a.each.urine", R"("not-sure")");
    for (const char* sign :
         {"numb-saddle", "bowel", "leg-weakness", "both-legs", "sexual-function"})
        patient.answer(std::string("signs.a.each.") + sign, R"("no")");
    const UnixMs stop = patient.seal(EventKind::Tier, "a");
    const UnixMs led_on = patient.seal(EventKind::StaffLedOn, "");
    const UnixMs cancer = patient.answer("signs.b", R"(["cancer"])");
    patient.answer("signs.b", R"(["cancer","injury"])");
    patient.leave(crypto::SessionStatus::Complete);
    const clinic::Opened page = opened(room);
    CHECK(page.moments.stop_page == stop);
    CHECK(page.moments.led_on == led_on);
    const auto& signs = page.page.warning.signs;
    REQUIRE(signs.size() == 3);
    CHECK(signs[0].not_sure);
    CHECK(page.moments.ticked == std::vector<UnixMs>{urine, cancer, cancer + kMinute});
}

TEST_CASE("the key card is the root key's fingerprint, locked or not") {
    ClinicRoom room;
    room.start();
    const std::string card = room.data->key_card();
    CHECK(crypto::fingerprint_matches(crypto::root_fingerprint(room.world.root.public_key), card));
    room.unlock();
    CHECK(room.data->key_card() == card);
}

TEST_CASE("a tablet of which nothing was heard for a day is named with its hours") {
    ClinicRoom room;
    room.tablet.patient("131873", {{"pain.now", "7"}});
    room.tablet.sync();
    room.start();
    room.unlock();
    REQUIRE(room.data->import());
    CHECK(room.worklist().received.silent.empty());
    room.world.clock.advance_ms(26LL * 60 * kMinute);
    const auto silent = room.worklist().received.silent;
    REQUIRE(silent.size() == 1);
    CHECK(silent[0].name == "Tablet 1");
    CHECK(silent[0].hours == 26);
}
