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
    if (clinic.app_.model().place() == clinic::Place::Unlock) clinic.unlock();
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
    clinic.until([&] { return clinic.screen_.has("study:expectations.toml"); });
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
    go_on.set_value();
    clinic.until([&] { return exports(clinic).failed().has_value(); });
    clinic.screen_.frames(2);
    CHECK(clinic.says("Cancelled"));
    CHECK_FALSE(clinic.says("are written"));
    CHECK_FALSE(exports(clinic).written());
}

TEST_CASE("locking cancels an export, forgets its study, and says so to whoever comes next") {
    Sitting clinic;
    std::promise<void> go_on;
    clinic.data_.export_waits_for_ = go_on.get_future().share();
    choose_study(clinic);
    clinic.letter(U'E');
    clinic.until([&] { return exports(clinic).progress() > 0.8; });
    SECTION("by a key, in front of it") {
        clinic.letter(U'L', true);
    }
    SECTION("by itself, behind another place: nobody sits and waits there") {
        clinic.go(U'1');
        CHECK(exports(clinic).writing());
        clinic.clock_.advance_ms(301'000);
    }
    SECTION("when it is whole already, and nothing can be taken back") {
        clinic.data_.export_is_whole_ = true;
        clinic.letter(U'L', true);
    }
    clinic.screen_.frames(2);
    CHECK(clinic.app_.model().place() == clinic::Place::Unlock);
    CHECK(exports(clinic).study() == nullptr);
    CHECK_FALSE(exports(clinic).ended());
    go_on.set_value();
    clinic.clock_.advance_ms(400);
    clinic.unlock();
    clinic.go(U'4');
    if (clinic.data_.export_is_whole_) {
        CHECK(clinic.says("8 files with 119 records are written"));
    } else {
        CHECK(clinic.says("The program was locked while files were written. Nothing was kept."));
        CHECK_FALSE(exports(clinic).written());
    }
    clinic.press(ui::Key::Escape);
    CHECK_FALSE(exports(clinic).ended());
    clinic.until([&] { return clinic.screen_.has("study:expectations.toml"); });
}

TEST_CASE("what was written before the program locked is said until somebody has read it") {
    Sitting clinic;
    choose_study(clinic);
    clinic.letter(U'E');
    clinic.until([&] { return exports(clinic).written().has_value(); });
    clinic.clock_.advance_ms(301'000);
    clinic.screen_.frames(2);
    REQUIRE(clinic.app_.model().place() == clinic::Place::Unlock);
    CHECK_FALSE(clinic.says("are written"));
    clinic.clock_.advance_ms(400);
    clinic.unlock();
    clinic.go(U'4');
    CHECK(clinic.says("8 files with 119 records are written"));
    clinic.press(ui::Key::Escape);
    CHECK_FALSE(exports(clinic).ended());
}

TEST_CASE("an export that gets further holds the lock off, and one that stands still does not") {
    Sitting clinic;
    choose_study(clinic);
    std::promise<void> worker_is_free, go_on;
    clinic.tasks_.start(
        [free = worker_is_free.get_future().share()](ui::TaskState&) { return free.wait(), 0; },
        [](int) {});
    clinic.data_.export_waits_for_ = go_on.get_future().share();
    clinic.letter(U'E');
    clinic.clock_.advance_ms(200'000);
    clinic.screen_.frame();
    worker_is_free.set_value();
    clinic.until([&] { return exports(clinic).progress() > 0.8; });
    clinic.screen_.frame();
    clinic.clock_.advance_ms(200'000);
    clinic.screen_.frame();
    CHECK(exports(clinic).writing());
    CHECK(clinic.app_.model().place() == clinic::Place::Export);
    clinic.clock_.advance_ms(101'000);
    clinic.screen_.frame();
    CHECK(clinic.app_.model().place() == clinic::Place::Unlock);
    go_on.set_value();
}

TEST_CASE("a window that is closed cancels an export, and does not wait for it") {
    Sitting clinic;
    choose_study(clinic);
    std::promise<void> go_on;
    clinic.data_.export_waits_for_ = go_on.get_future().share();
    clinic.letter(U'E');
    clinic.until([&] { return exports(clinic).progress() > 0.8; });
    clinic.screen_.close();
    CHECK(exports(clinic).cancelling());
    clinic.until([&] { return clinic.app_.finished(); });
    go_on.set_value();
    clinic.until([&] { return exports(clinic).failed().has_value(); });
    CHECK(clinic.data_.exports_ == 0);
}

TEST_CASE("nobody counts for a screen that was left, and it counts again when it is come back to") {
    Sitting clinic;
    choose_study(clinic);
    std::promise<void> go_on;
    clinic.data_.count_waits_for_ = go_on.get_future().share();
    REQUIRE(clinic.screen_.tap("column:items"));
    clinic.until([&] { return clinic.data_.waits_.load(); });
    clinic.go(U'1');
    go_on.set_value();
    clinic.until([&] { return clinic.data_.cancelled_counts_ == 1; });
    clinic.clock_.advance_ms(60'000);
    clinic.screen_.frames(3);
    CHECK(exports(clinic).awaited());
    CHECK(clinic.data_.counts_ == 1);
    clinic.go(U'4');
    counted(clinic);
    CHECK(clinic.data_.counts_ == 2);
    CHECK(exports(clinic).study()->variables.size() == 7);
}

TEST_CASE("what was written counts as an earlier export from then on") {
    Sitting clinic;
    choose_study(clinic);
    CHECK(clinic.says("nothing has left before"));
    clinic.data_.left_beside_ = {"/clinic/studies/other.partial-9f3a",
                                 "/clinic/studies/x.partial-1"};
    clinic.letter(U'E');
    clinic.until([&] { return exports(clinic).written().has_value(); });
    CHECK(clinic.says("have left answers in clear. Remove this and 1 beside it:"));
    CHECK(clinic.says("/clinic/studies/other.partial-9f3a"));
    counted(clinic);
    CHECK(clinic.says("1 earlier export, with some of these people."));
    CHECK(clinic.says("finds a person among 5 at least."));
    CHECK_FALSE(clinic.says("nothing has left before"));
}

TEST_CASE("of few sessions the window writes tables, and promises no row") {
    Sitting clinic;
    choose_study(clinic);
    REQUIRE(clinic.screen_.tap("format:csv"));
    clinic.data_.few_ = 100;
    REQUIRE(clinic.screen_.tap("column:items"));
    counted(clinic);
    CHECK(clinic.says("people are in the tables; nobody has a row"));
    CHECK_FALSE(clinic.says("Classes by size"));
    CHECK_FALSE(clinic.says("without consent"));
    CHECK_FALSE(clinic.screen_.stage().targets().find("format:csv")->on);
    REQUIRE(clinic.screen_.stage().targets().find("export")->on);
    REQUIRE(clinic.screen_.tap("export"));
    clinic.until([&] { return exports(clinic).written().has_value(); });
    clinic.screen_.frames(2);
    CHECK(clinic.data_.exports_ == 1);
    CHECK(clinic.says("8 files with tables of 100 people are written"));
}

TEST_CASE("where nothing can leave as it is chosen the button is off and the variable is named") {
    Sitting clinic;
    choose_study(clinic);
    clinic.data_.refusal_ =
        Fault{exporting::causes::cannot_protect,
              "The primary outcome \"score_knowledge_change\" cannot leave: whether it was asked "
              "would tell what \"part\" was answered, which has to leave coarser.",
              "Take the quasi-identifier \"part\" out, or name another variable.",
              {}};
    focus(clinic, "k");
    clinic.press(ui::Key::Right);
    counted(clinic);
    CHECK(clinic.says("This cannot be exported as it is chosen"));
    CHECK(clinic.says("\"part\" out"));
    CHECK(clinic.says("what is in the way stands at the right"));
    CHECK_FALSE(clinic.screen_.stage().targets().find("export")->on);
    clinic.letter(U'E');
    clinic.screen_.frames(2);
    CHECK_FALSE(exports(clinic).writing());
    clinic.data_.refusal_.reset();
    clinic.press(ui::Key::Left);
    counted(clinic);
    CHECK(clinic.screen_.stage().targets().find("export")->on);
    REQUIRE(clinic.screen_.tap("format:csv"));
    CHECK(clinic.says("Choose a file format."));
    CHECK_FALSE(clinic.screen_.stage().targets().find("export")->on);
}

TEST_CASE("a choice that cannot be written into the study's file is refused until it is undone") {
    Sitting clinic;
    clinic.unlock();
    clinic.go(U'4');
    clinic.until([&] { return clinic.screen_.has("study:expectations.toml"); });
    REQUIRE(clinic.screen_.tap("path"));
    clinic.type("/clinic/studies/inline.toml");
    clinic.press(ui::Key::Enter);
    clinic.until([&] { return exports(clinic).preview() != nullptr; });
    focus(clinic, "k");
    clinic.press(ui::Key::Right);
    counted(clinic);
    REQUIRE(exports(clinic).refused());
    CHECK(exports(clinic).refused()->cause == exporting::causes::study_faulty);
    CHECK(clinic.says("cannot be changed from here"));
    CHECK_FALSE(exports(clinic).may_write());
    clinic.press(ui::Key::Left);
    counted(clinic);
    CHECK_FALSE(exports(clinic).refused());
    CHECK(exports(clinic).may_write());
}

TEST_CASE("the same study can be chosen again, and begins as its file has it") {
    Sitting clinic;
    choose_study(clinic);
    REQUIRE(clinic.screen_.tap("column:items"));
    counted(clinic);
    clinic.letter(U'S');
    clinic.screen_.frame();
    REQUIRE(clinic.screen_.tap("study:expectations.toml"));
    clinic.until([&] { return exports(clinic).chosen() == 2; });
    counted(clinic);
    CHECK(clinic.screen_.has("export"));
    CHECK(exports(clinic).study()->variables.size() == 6);
}

TEST_CASE("a path as long as any may be is typed whole") {
    Sitting clinic;
    choose_study(clinic);
    focus(clinic, "to");
    clinic.press(ui::Key::Delete);
    const std::string path = "/" + std::string(3'000, 'x');
    clinic.type(path);
    CHECK(exports(clinic).to() == path);
}

TEST_CASE("shares are written as the clinic's language writes them") {
    const std::string language = GENERATE("en", "da");
    Sitting clinic(language);
    choose_study(clinic);
    focus(clinic, "suppression");
    for (int i = 0; i < 5; ++i) clinic.press(ui::Key::Left);
    counted(clinic);
    CHECK(clinic.says(language == "da" ? "2,5 %" : "2.5 %"));
    CHECK_FALSE(clinic.says(language == "da" ? "2.5" : "2,5"));
    CHECK(clinic.says(language == "da" ? "grænse 2,5 %" : "limit 2.5 %"));
}
