// The clinic's screens, as a clinician uses them: by keys and pointer, without a display.
#include <algorithm>
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

TEST_CASE("every row of a long worklist can be reached by key and by wheel") {
    Sitting clinic;
    const review::PatientPage like = clinic.data_.pages_.at("aa");
    clinic.data_.pages_.clear();
    constexpr int kPatients = 40;
    for (int i = 0; i < kPatients; ++i) {
        review::PatientPage page = like;
        page.session = "s" + std::to_string(100 + i);
        page.code = std::to_string(200'000 + i);
        page.reviewed = i < 4;
        page.ended = like.ended - i * 60'000LL;
        clinic.data_.pages_[page.session] = page;
    }
    clinic.unlock();
    const auto row = [&](int i) { return "row:s" + std::to_string(100 + i); };
    const auto all_above_the_footer = [&] {
        const auto& targets = clinic.stage_.targets().all();
        return std::all_of(targets.begin(), targets.end(), [](const ui::Target& target) {
            return !target.key.starts_with("row:") || target.rect.bottom() <= 850;
        });
    };
    REQUIRE(clinic.screen_.has(row(4)));
    CHECK_FALSE(clinic.screen_.has(row(3)));
    CHECK(all_above_the_footer());
    SECTION("the last one by the key for it, and the first again") {
        clinic.press(ui::Key::End);
        clinic.screen_.frames(2);
        CHECK(clinic.screen_.has(row(3)));
        CHECK(all_above_the_footer());
        clinic.photograph("clinic-02-worklist-end.png");
        clinic.press(ui::Key::Home);
        clinic.screen_.frames(2);
        CHECK(clinic.screen_.has(row(4)));
    }
    SECTION("one after the other, and Enter opens the last") {
        for (int i = 0; i < kPatients; ++i) clinic.letter(U'J');
        clinic.screen_.frames(2);
        CHECK(clinic.screen_.has(row(3)));
        clinic.press(ui::Key::Enter);
        clinic.until([&] { return clinic.app_.model().page() != nullptr; });
        CHECK(clinic.app_.model().page()->code == "200003");
    }
    SECTION("by the wheel") {
        for (int i = 0; i < kPatients; ++i) clinic.screen_.scroll(-1);
        CHECK(clinic.screen_.has(row(3)));
        for (int i = 0; i < kPatients; ++i) clinic.screen_.scroll(1);
        CHECK(clinic.screen_.has(row(4)));
    }
}

TEST_CASE("sessions that cannot be read, and those kept apart, are both said above the list") {
    const std::string language = GENERATE("en", "da");
    Sitting clinic(language);
    clinic.data_.received_.unreadable = 2;
    clinic.data_.received_.kept_apart = 11;
    clinic.data_.received_.of = 1240;
    clinic.unlock();
    clinic.photograph("clinic-02-worklist-unreadable-" + language + ".png");
    CHECK(clinic.says(language == "en" ? "2 of 1240 sessions cannot be read"
                                       : "2 af 1240 besvarelser kan ikke læses"));
    CHECK(clinic.says(language == "en" ? "11 of 1240 sessions kept apart"
                                       : "11 af 1240 besvarelser holdt for sig"));
}

TEST_CASE("answers after a visit that is not here say so, in the list and on their page") {
    const std::string language = GENERATE("en", "da");
    Sitting clinic(language);
    clinic.data_.pages_["aa"].alone = true;
    clinic.unlock();
    clinic.photograph("clinic-02-worklist-alone-" + language + ".png");
    CHECK(clinic.says(language == "en" ? "No answers from before the visit"
                                       : "Ingen svar fra før besøget"));
    clinic.open("aa");
    clinic.photograph("clinic-03-alone-" + language + ".png");
    CHECK(clinic.says(language == "en" ? "after visit, none from before it here"
                                       : "efter besøg, ingen fra før det her"));
}

TEST_CASE("a patient who arrives above does not take the selection from the one selected") {
    Sitting clinic;
    clinic.unlock();
    clinic.letter(U'J');
    clinic.screen_.frames(2);
    const auto* before = clinic.app_.model().worklist();
    REQUIRE(before != nullptr);
    const std::string selected = before->rows.at(1).code;
    review::PatientPage page = clinic.data_.pages_.at("aa");
    page.session = "new";
    page.code = "299999";
    page.started -= 3'600'000;
    clinic.data_.pages_["new"] = page;
    const unsigned version = clinic.app_.model().worklist_version();
    clinic.until([&] { return clinic.app_.model().worklist_version() != version; });
    REQUIRE(clinic.app_.model().worklist()->rows.at(1).code != selected);
    clinic.press(ui::Key::Enter);
    clinic.until([&] { return clinic.app_.model().page() != nullptr; });
    CHECK(clinic.app_.model().page()->code == selected);
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

TEST_CASE("a mouse that lies on the window is nobody: the program locks all the same") {
    Sitting clinic;
    clinic.unlock();
    ui::InputQueue mouse(ui::InputQueue::Kind::Mouse);
    const auto frame = [&] {
        clinic.stage_.draw(clinic.app_, {1440, 900}, mouse.take(), clinic.clock_.steady_ms(), {});
    };
    mouse.moved({700, 500});
    frame();
    for (int minute = 0; minute < 4; ++minute) {
        clinic.clock_.advance_ms(60'000);
        frame();
    }
    CHECK(clinic.app_.model().place() == clinic::Place::Worklist);
    mouse.moved({701, 500});
    frame();
    clinic.clock_.advance_ms(299'000);
    frame();
    CHECK(clinic.app_.model().place() == clinic::Place::Worklist);  // since it was moved
    clinic.clock_.advance_ms(1'000);
    frame();
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
        clinic.photograph("clinic-demonstration-" + where + ".png");
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

namespace {

// The strips are there, and nothing but them and the band stands above the layout.
void expect_calls_above(Sitting& clinic, const std::string& name) {
    INFO(name);
    clinic.photograph("clinic-call-" + name + ".png");
    const ui::Picture picture = clinic.screen_.picture();
    const ui::ClinicTheme look = clinic.dark_ ? ui::clinic_dark() : ui::clinic_light();
    const int top = clinic.app_.band() ? 40 : 0;  // look/clinic.md: 64 high, from edge to edge
    for (const int x : {1, 1438}) {
        CHECK(picture.at(x, top + 1) == look.stop);
        CHECK(picture.at(x, top + 62) == look.stop);
        CHECK_FALSE(picture.at(x, top + 66) == look.stop);
    }
    const float strip_end =
        clinic.stage_.scale().to_units(ui::Point{0, static_cast<float>(top + 64)}).y;
    for (const ui::DrawnLine& line : clinic.stage_.lines()) {
        INFO(line.text);
        CHECK((line.ink.bottom() <= strip_end || line.ink.y >= 0));
    }
}

}  // namespace

TEST_CASE("while a tablet calls, what is below can be read and used, with and without the band") {
    const std::string language = GENERATE("en", "da");
    const bool demonstration = GENERATE(false, true), dark = GENERATE(false, true);
    const std::string kind =
        language + (demonstration ? "-demonstration" : "") + (dark ? "-dark" : "");
    Sitting clinic(language, demonstration);
    if (dark) clinic.turn_dark();
    clinic.data_.calls_ = {{"call-1", "Tablet 2", clinic.clock_.now()}};
    clinic.until([&] { return clinic.screen_.has("attention:call-1"); });
    expect_calls_above(clinic, "locked-" + kind);
    clinic.unlock();
    expect_calls_above(clinic, "worklist-" + kind);
    clinic.open("aa");
    expect_calls_above(clinic, "patient-" + kind);
    CHECK(clinic.line("131 873") != nullptr);
    clinic.clock_.advance_ms(400);
    REQUIRE(clinic.screen_.tap("reviewed"));
    clinic.until([&] { return clinic.data_.pages_["aa"].reviewed; });
    REQUIRE(clinic.screen_.tap("previous"));
    clinic.until([&] { return clinic.app_.model().page()->session != "aa"; });
    REQUIRE(clinic.screen_.tap("rail:worklist"));
    clinic.screen_.frames(2);
    CHECK(clinic.app_.model().place() == clinic::Place::Worklist);
    CHECK(clinic.data_.calls_.size() == 1);  // nothing of it answered the call
    clinic.clock_.advance_ms(400);
    REQUIRE(clinic.screen_.tap("attention:call-1"));
    clinic.until([&] { return clinic.data_.calls_.empty(); });
    clinic.screen_.frames(2);
    CHECK(clinic.stage_.scale().notice_pixels().h == 0);
}

TEST_CASE("of five tablets that call three have a strip, and the third says how many wait") {
    Sitting clinic;
    for (int i = 1; i <= 5; ++i)
        clinic.data_.calls_.push_back(
            {"call-" + std::to_string(i), "Tablet " + std::to_string(i), clinic.clock_.now()});
    clinic.until([&] { return clinic.screen_.has("attention:call-3"); });
    CHECK(clinic.says("and 2 more"));
    CHECK(clinic.chimes_ == 5);
    clinic.photograph("clinic-calls-five.png");
    CHECK_FALSE(clinic.screen_.has("attention:call-4"));
    clinic.clock_.advance_ms(400);
    REQUIRE(clinic.screen_.tap("attention:call-2"));
    clinic.until([&] { return clinic.screen_.has("attention:call-4"); });
    CHECK(clinic.says("and 1 more"));
}

TEST_CASE("a press that began before a call moved the page presses nothing") {
    Sitting clinic;
    clinic.unlock();
    clinic.open("aa");
    clinic.clock_.advance_ms(400);
    const ui::Target* reviewed = clinic.stage_.targets().find("reviewed");
    REQUIRE(reviewed != nullptr);
    clinic.screen_.press(reviewed->press_at);
    clinic.data_.calls_ = {{"call-1", "Tablet 2", clinic.clock_.now()}};
    clinic.until([&] { return clinic.screen_.has("attention:call-1"); });
    clinic.screen_.release(clinic.stage_.targets().find("reviewed")->press_at);
    clinic.screen_.frames(3);
    clinic.until([&] { return clinic.app_.model().page() != nullptr; });
    CHECK_FALSE(clinic.data_.pages_["aa"].reviewed);
}

TEST_CASE("the eye is closed again for whoever unlocks next, and half a passphrase is forgotten") {
    Sitting clinic;
    clinic.type("a right");
    CHECK_FALSE(clinic.says("a right"));
    REQUIRE(clinic.screen_.tap("passphrase:show"));
    CHECK(clinic.says("a right"));
    SECTION("by a lock") {
        clinic.type(" passphrase");
        clinic.press(ui::Key::Enter);
        clinic.until([&] { return clinic.app_.model().worklist() != nullptr; });
        clinic.letter(U'L', true);
        clinic.screen_.frames(2);
        clinic.type("a right");
        CHECK_FALSE(clinic.says("a right"));
    }
    SECTION("by a wrong one") {
        clinic.press(ui::Key::Enter);
        clinic.until([&] { return clinic.app_.model().wrong_passphrase(); });
        clinic.type("a right");
        CHECK_FALSE(clinic.says("a right"));
    }
    SECTION("by a minute in which nobody typed, and the window wakes up for it") {
        clinic.clock_.advance_ms(59'000);
        clinic.screen_.frame();
        CHECK(clinic.says("a right"));
        REQUIRE(clinic.stage_.again_ms());
        CHECK(*clinic.stage_.again_ms() <= clinic.clock_.steady_ms() + 1'000);
        clinic.clock_.advance_ms(1'000);
        clinic.screen_.frame();
        CHECK_FALSE(clinic.says("a right"));
        clinic.type(" passphrase");
        CHECK_FALSE(clinic.says(" passphrase"));
        clinic.press(ui::Key::Enter);
        clinic.until([&] { return clinic.app_.model().wrong_passphrase(); });
    }
}
