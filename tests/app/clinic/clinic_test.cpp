// The clinic's screens, as a clinician uses them: by keys and pointer, without a display.
#include <catch2/catch.hpp>

#include "sitting.h"

using namespace spine;

using test::Sitting;

TEST_CASE("a wrong passphrase opens nothing, says so, and makes the next try wait") {
    Sitting clinic;
    clinic.type("a wrong one");
    clinic.press(ui::Key::Enter);
    clinic.until([&] { return clinic.app_.model().wrong_passphrase(); });
    CHECK(clinic.app_.model().place() == clinic::Place::Unlock);
    CHECK(clinic.app_.model().wait_seconds() > 0);
    clinic.photograph("clinic-01-unlock-wrong.png");
    clinic.clock_.advance_ms(5'000);
    clinic.unlock();
    CHECK(clinic.app_.model().place() == clinic::Place::Worklist);
}

TEST_CASE("a typed code leads to its patient, and R marks it as reviewed in the archive") {
    for (const std::string language : {"en", "da"}) {
        Sitting clinic(language);
        clinic.photograph("clinic-01-unlock-" + language + ".png");
        clinic.unlock();
        clinic.photograph("clinic-02-worklist-" + language + ".png");
        clinic.type("131");
        clinic.press(ui::Key::Enter);
        clinic.until([&] { return clinic.app_.model().page() != nullptr; });
        CHECK(clinic.app_.model().page()->code == "131873");
        clinic.photograph("clinic-03-summary-" + language + ".png");
        clinic.letter(U'R');
        clinic.until([&] { return clinic.data_.pages_["aa"].reviewed; });
    }
}

TEST_CASE("reviewed stays off under an open stop-now sign until somebody takes over") {
    Sitting clinic;
    clinic.unlock();
    REQUIRE(clinic.screen_.tap("row:bb"));
    clinic.until([&] { return clinic.app_.model().page() != nullptr; });
    clinic.photograph("clinic-04-warning.png");
    clinic.letter(U'R');
    clinic.screen_.frames(3);
    CHECK_FALSE(clinic.data_.pages_["bb"].reviewed);
    clinic.clock_.advance_ms(400);
    REQUIRE(clinic.screen_.tap("take_over"));
    clinic.until([&] { return clinic.app_.model().page()->taken_over; });
    clinic.letter(U'R');
    clinic.until([&] { return clinic.data_.pages_["bb"].reviewed; });
}

TEST_CASE("a tablet that calls is shown and heard while the program is locked, once") {
    Sitting clinic;
    clinic.data_.calls_ = {{"call-1", "Tablet 2", clinic.clock_.now()}};
    clinic.until([&] { return !clinic.app_.model().attentions().empty(); });
    clinic.screen_.frames(3);
    CHECK(clinic.app_.model().place() == clinic::Place::Unlock);
    CHECK(clinic.chimes_ == 1);
    clinic.photograph("clinic-attention-locked.png");
    clinic.clock_.advance_ms(400);
    REQUIRE(clinic.screen_.tap("attention:call-1"));
    clinic.until([&] { return clinic.data_.calls_.empty(); });
}

TEST_CASE("locking forgets what was open, and idle locks by itself") {
    Sitting clinic;
    clinic.unlock();
    REQUIRE(clinic.screen_.tap("row:aa"));
    clinic.until([&] { return clinic.app_.model().page() != nullptr; });
    clinic.letter(U'L', true);
    clinic.screen_.frames(2);
    CHECK(clinic.app_.model().page() == nullptr);
    CHECK(clinic.app_.model().worklist() == nullptr);
    CHECK(clinic.app_.model().place() == clinic::Place::Unlock);
    clinic.unlock();
    clinic.clock_.advance_ms(301'000);
    clinic.screen_.frames(2);
    CHECK(clinic.app_.model().place() == clinic::Place::Unlock);
}

TEST_CASE("a demonstration says so on every screen, and a call goes from edge to edge there, too") {
    CHECK_FALSE(Sitting().app_.band());
    Sitting clinic("en", true);
    CHECK(clinic.app_.band());
    clinic.data_.calls_ = {{"call-1", "Tablet 2", clinic.clock_.now()}};
    clinic.until([&] { return !clinic.app_.model().attentions().empty(); });
    const auto edges_are_red = [&](const std::string& where) {
        INFO(where);
        CHECK(clinic.says("Demonstration, not for patients"));
        clinic.photograph_unchecked("clinic-demonstration-" + where + ".png");
        const ui::Picture picture = clinic.screen_.picture();
        const int y = 44;  // below the band, above the words
        CHECK(picture.at(1, y) == ui::clinic_light().stop);
        CHECK(picture.at(1438, y) == ui::clinic_light().stop);
        CHECK_FALSE(picture.at(1438, 600) == ui::clinic_light().stop);
    };
    edges_are_red("unlock");
    clinic.unlock();
    edges_are_red("worklist");
}
