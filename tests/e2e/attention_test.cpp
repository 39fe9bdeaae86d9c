// A warning sign on the tablet reaches a locked clinic computer, and walking away takes nothing
// back.
#include <catch2/catch.hpp>
#include <iostream>

#include "clinic_window.h"
#include "crypto/init.h"
#include "tapping_patient.h"

using namespace spine;
using namespace spine::test;
using namespace std::chrono_literals;

namespace {

constexpr double promised_seconds = 10;
constexpr ui::Rect call_strip{0, 0, 1440, 64};  // look/clinic.md

// The minute that the strip names is the tablet's own when it called: now, or one later.
std::vector<ui::Picture> pictures_of_call(const Site& site, const std::string& tablet) {
    std::vector<ui::Picture> pictures;
    const UnixMs now = SystemClock().now();
    ExpectedData data;
    expect_clinic_of(site, data);
    for (const UnixMs at : {now, now + 60'000}) {
        data.calls = {{"a call", tablet, at}};
        ClinicTwin twin(data, "da");
        twin.see_calls(1);
        pictures.push_back(twin.picture());
    }
    return pictures;
}

Wishes wishes_with_sign() {
    Wishes wishes;
    wishes.language = "da";
    wishes.taps = {{"about.part", {"answer:about.part:low-back"}},
                   {"about.drawing", {"body:back.lower"}},
                   {"signs.a", {"answer:signs.a:urine"}}};
    return wishes;
}

}  // namespace

TEST_CASE(
    "a warning sign shows and sounds in a locked clinic, and walking away does not clear it") {
    REQUIRE(crypto::start());
    const Site site({false, 2, true});
    ExpectedData data;
    expect_clinic_of(site, data);
    ClinicWindow clinic(site, "da", "attention-clinic");
    ClinicTwin twin(data, "da");
    const ui::Picture quiet = twin.picture();
    clinic.wait_until_like({quiet}, clinic.whole(), "locked, and nobody calls");

    TabletWindow tablet(site, 1, "attention-kiosk");
    TappingPatient patient(tablet, wishes_with_sign());
    patient.walk("signs.a");
    patient.answer_what_stands_there();
    CHECK(clinic.looks_like(quiet, clinic.whole()));
    CHECK_FALSE(clinic.chimed());

    const std::vector<ui::Picture> calling = pictures_of_call(site, "Tablet 1");
    const Area strip = twin.area_of(call_strip);
    const Stopwatch since_sign;
    patient.go_on();  // until the tablet says: stop here, and tell staff now
    clinic.wait_until_like(calling, strip, "the call of Tablet 1");
    const double seconds = since_sign.seconds();
    CHECK(seconds < within(promised_seconds));
    CHECK(comes_true(5s, [&] { return clinic.chimed(); }));
    std::cout << "attention: shown in the locked clinic " << seconds << " s after Next\n";
    tablet.photograph("tell-staff");
    clinic.photograph("locked");

    // Both patients walk away. The one at the code's screen is forgotten after the times that are
    // set, which shows that they are over; the call stays, on the tablet and at the clinic.
    TabletWindow other(site, 2, "attention-other");
    (void)other.come_to_code("da");
    other.twin().start_over("000000");
    CHECK(comes_true(90s, [&] { return other.looks_same(); }));
    tablet.twin().pass_ms(50'000);  // by now the tablet says its name, too
    REQUIRE(tablet.twin().desk().scene() == kiosk::Scene::Walking);
    CHECK(tablet.twin().desk().walk()->step().kind == session::StepKind::TellStaff);
    tablet.expect_same("after walking away");
    tablet.photograph("walked-away");
    clinic.wait_until_like(calling, strip, "the call still stands");
    // The whole picture: it is still locked.
    clinic.wait_until_like(calling, clinic.whole(), "still locked");
    CHECK(tablet.close() == 0);
    CHECK(other.close() == 0);
    CHECK(clinic.close() == 0);
}
