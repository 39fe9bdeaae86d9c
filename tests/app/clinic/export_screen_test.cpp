// 07: a study is chosen, its protection changed, its data written or not, by keys and by pointer.
#include <future>

#include "sitting.h"

using namespace spine;
using test::Sitting;

namespace {

const clinic::ExportModel& exports(const Sitting& clinic) {
    return clinic.app_.model().exports();
}

void choose_study(Sitting& clinic) {
    clinic.unlock();
    clinic.go(U'4');
    clinic.until([&] { return clinic.screen_.has("study:expectations.toml"); });
    REQUIRE(clinic.screen_.tap("study:expectations.toml"));
    clinic.until([&] { return exports(clinic).preview() != nullptr; });
    clinic.screen_.frames(2);
}

void counted(Sitting& clinic) {
    clinic.until([&] { return !exports(clinic).awaited(); });
    clinic.screen_.frames(2);
}

void focus(Sitting& clinic, std::string_view key) {
    REQUIRE(clinic.screen_.has(key));
    for (int i = 0; i < 40 && !clinic.app_.focused_on(key); ++i) clinic.press(ui::Key::Tab);
    REQUIRE(clinic.app_.focused_on(key));
}

}  // namespace

TEST_CASE("a study is chosen from the clinic's folder, and says what its data would give away") {
    Sitting clinic;
    choose_study(clinic);
    CHECK(clinic.says("172 sessions, of which 124 make the classes"));
    CHECK(clinic.says("highest, one in the smallest class of 5"));
    CHECK(clinic.says("7.6 %"));
    CHECK(clinic.says("31 without consent to research"));
    CHECK(clinic.says("scan_body_part is empty"));
    CHECK(clinic.says("not to the clinic while the archive exists"));
    CHECK(exports(clinic).to() ==
          "/clinic/studies/expectations-" + to_rfc3339(clinic.clock_.now()).substr(0, 10));
}

TEST_CASE("a study's place can be typed, and one that is not there is named so") {
    Sitting clinic;
    clinic.unlock();
    clinic.go(U'4');
    REQUIRE(clinic.screen_.tap("path"));
    clinic.type("/elsewhere/x.toml");
    clinic.press(ui::Key::Enter);
    clinic.until([&] { return clinic.says("There is no such file."); });
    for (int i = 0; i < 17; ++i) clinic.press(ui::Key::Backspace);
    clinic.type("/clinic/studies/typed.toml");
    clinic.press(ui::Key::Enter);
    clinic.until([&] { return exports(clinic).preview() != nullptr; });
    CHECK(exports(clinic).study_name() == "typed.toml");
}

TEST_CASE("a slider that moves changes the figures, never below what the profile asks for") {
    Sitting clinic;
    choose_study(clinic);
    focus(clinic, "k");
    clinic.press(ui::Key::Left);
    clinic.screen_.frame();
    CHECK(exports(clinic).choices().k == 5);
    for (int i = 0; i < 3; ++i) clinic.press(ui::Key::Right);
    clinic.screen_.frame();
    CHECK(exports(clinic).choices().k == 8);
    counted(clinic);
    CHECK(clinic.says("highest, one in the smallest class of 8"));
    CHECK(exports(clinic).preview()->rows == 107);
    // A number that is typed counts as soon as it lies within the ends.
    clinic.type("1");
    CHECK(exports(clinic).choices().k == 8);
    clinic.type("5");
    CHECK(exports(clinic).choices().k == 15);
    // By pointer to the far end; the most that may be left out to none.
    const auto* track = clinic.screen_.stage().targets().find("k");
    clinic.screen_.tap(ui::Point{track->rect.right() - 4, track->rect.centre().y});
    CHECK(exports(clinic).choices().k == 20);
    const auto* share = clinic.screen_.stage().targets().find("suppression");
    clinic.screen_.tap(ui::Point{share->rect.x + 4, share->rect.centre().y});
    CHECK(exports(clinic).choices().suppression == 0);
    REQUIRE(clinic.screen_.tap("profile:public"));
    focus(clinic, "k");
    for (int i = 0; i < 30; ++i) clinic.press(ui::Key::Left);
    CHECK(exports(clinic).choices().k == 12);
}

TEST_CASE("variables are ticked in and out, and nothing is written before it was counted") {
    Sitting clinic;
    choose_study(clinic);
    REQUIRE(clinic.screen_.tap("column:items"));
    counted(clinic);
    CHECK(clinic.screen_.stage().targets().find("export")->on);
    REQUIRE(clinic.screen_.tap("column:pain-regions"));
    CHECK_FALSE(clinic.screen_.stage().targets().find("export")->on);
    counted(clinic);
    CHECK(exports(clinic).study()->variables.size() == 6);
    CHECK(clinic.screen_.stage().targets().find("export")->on);
    REQUIRE(clinic.screen_.tap("column:scores"));
    counted(clinic);
    clinic.letter(U'E');
    clinic.until([&] { return exports(clinic).written().has_value(); });
}

TEST_CASE("what is chosen is what is written, and its files are named") {
    Sitting clinic;
    choose_study(clinic);
    focus(clinic, "format:sav");
    clinic.type(" ");
    CHECK(exports(clinic).formats() == std::vector<std::string>{"csv", "sav"});
    focus(clinic, "to");
    clinic.press(ui::Key::Delete);
    clinic.type("/data/mine");
    CHECK(exports(clinic).to() == "/data/mine");
    focus(clinic, "export");
    clinic.press(ui::Key::Enter);
    clinic.until([&] { return exports(clinic).written().has_value(); });
    clinic.screen_.frames(2);
    CHECK(clinic.says("8 files with 119 records are written"));
    CHECK(clinic.says("/data/mine"));
    CHECK(clinic.says("data.csv 21 kB"));
    clinic.press(ui::Key::Escape);
    CHECK(clinic.screen_.has("to"));
}

TEST_CASE("an export shows how far it is, takes no other choice, and can be cancelled") {
    Sitting clinic;
    std::promise<void> go_on;
    clinic.data_.export_waits_for_ = go_on.get_future().share();
    choose_study(clinic);
    clinic.letter(U'E');
    clinic.until([&] { return exports(clinic).progress() > 0.8; });
    clinic.screen_.frames(2);
    CHECK(clinic.says("Writing the files"));
    CHECK(clinic.says("step 3 of 3, 60 %"));
    CHECK(clinic.says("Choices are locked while files are written"));
    CHECK_FALSE(clinic.screen_.stage().targets().find("k")->on);
    REQUIRE(clinic.screen_.tap("cancel"));
    CHECK(clinic.says("Cancelling"));
    // Whoever waits is not locked out meanwhile.
    clinic.clock_.advance_ms(400'000);
    clinic.screen_.frame();
    CHECK(clinic.app_.model().place() == clinic::Place::Export);
    go_on.set_value();
    clinic.until([&] { return exports(clinic).fault().has_value(); });
    clinic.screen_.frames(2);
    CHECK(clinic.says("Cancelled"));
    CHECK_FALSE(clinic.says("are written"));
    CHECK_FALSE(exports(clinic).written());
}

TEST_CASE("locking cancels an export and forgets its study") {
    Sitting clinic;
    std::promise<void> go_on;
    clinic.data_.export_waits_for_ = go_on.get_future().share();
    choose_study(clinic);
    clinic.letter(U'E');
    clinic.until([&] { return exports(clinic).progress() > 0.8; });
    clinic.letter(U'L', true);
    clinic.screen_.frames(2);
    CHECK(clinic.app_.model().place() == clinic::Place::Unlock);
    CHECK(exports(clinic).study() == nullptr);
    go_on.set_value();
    clinic.clock_.advance_ms(400);
    clinic.unlock();
    clinic.go(U'4');
    CHECK_FALSE(exports(clinic).written());
    CHECK_FALSE(exports(clinic).fault());
}
