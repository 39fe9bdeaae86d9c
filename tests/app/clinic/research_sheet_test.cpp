// The two screens for research, held to look/clinic.md and its pictures like those of sheet_test.
#include <future>

#include "sheet.h"
#include "sitting.h"

using namespace spine;
using test::Sitting;

namespace {

// clang-format off
const test::SheetPart parts[] = {
    // screen, what, {x, y, w, h}, where look/ says so
    {"texts", "rail's place", {8, 152, 64, 60}, "08-free-text.png"},
    {"texts", "accept", {1049, 20, 208, 36}, "08-free-text.png"},
    {"texts", "withhold", {1265, 20, 143, 36}, "08-free-text.png"},
    {"export", "rail's place", {8, 220, 64, 60}, "07-export.png"},
    {"export", "never", {96, 128, 494, 28}, "07-export.png"},
    {"export", "singling out", {96, 200, 494, 28}, "07-export.png"},
    {"export", "progress", {96, 790, 1328, 90}, "07-export.png"},
    {"export", "cancel", {1300, 817, 108, 36}, "07-export.png"},
};

const test::SheetToken tokens[] = {
    // screen, token of look/clinic.md (light), colour, where
    {"texts", "line under the strip", 0xDCE1E8, {700, 136, 1, 1}},
    {"texts", "line beside the list", 0xDCE1E8, {376, 700, 1, 1}},
    {"texts", "line beside the text", 0xDCE1E8, {1024, 700, 1, 1}},
    {"texts", "soft of the selected text", 0xE2ECF8, {300, 190, 1, 1}},
    {"texts", "accent of the selected text", 0x144F8D, {82, 170, 1, 1}},
    {"texts", "ink of a redaction", 0x12181F, {408, 180, 584, 300}},
    {"texts", "lookS of a proposal", 0xFFF2D8, {408, 180, 584, 300}},
    {"texts", "look of a proposal", 0x724700, {408, 180, 584, 300}},
    {"export", "accent of the rail", 0x144F8D, {1, 240, 1, 1}},
    {"export", "line between columns", 0xDCE1E8, {606, 500, 1, 1}},
    {"export", "line between columns", 0xDCE1E8, {984, 500, 1, 1}},
    {"export", "ink3 of a track that is locked", 0x475060, {700, 298, 1, 1}},
    {"export", "line of k's track", 0xDCE1E8, {950, 166, 1, 1}},
    {"export", "accent of a level", 0x144F8D, {775, 420, 10, 40}},
    {"export", "look of the class at k", 0x724700, {1020, 590, 1, 1}},
    {"export", "accent of a class", 0x144F8D, {1390, 590, 1, 1}},
    {"export", "ink of the line at k", 0x12181F, {1004, 572, 1, 1}},
    {"export", "accent of the progress", 0x144F8D, {200, 846, 1, 1}},
    {"export", "line of the progress", 0xDCE1E8, {1250, 846, 1, 1}},
};

const test::SheetWords words[] = {
    // screen, how the line begins, x, top, where look/ has it
    {"texts", "Own words", "Egne ord", 112, 31, "08-free-text.png"},
    {"texts", "en, own", "da, egne", 112, 175, "08-free-text.png"},
    {"texts", "Redact as", "Skjul som", 1052, 160, "08-free-text.png: Themes"},
    {"texts", "What leaves", "Hvad der", 1052, 497, "08-free-text.png: Units in A"},
    {"export", "Export for", "Udtræk til", 112, 31, "07-export.png"},
    {"export", "Variables", "Variabler", 112, 98, "07-export.png"},
    {"export", "Protection", "Beskyttelse", 630, 98, "07-export.png"},
    {"export", "Smallest class, k", "Mindste klasse, k", 630, 134, "07-export.png"},
    {"export", "Levels in use", "Trin i brug", 630, 402, "07-export.png"},
    {"export", "Files", "Filer", 630, 630, "07-export.png"},
    {"export", "Risk of being", "Risiko for", 1008, 98, "07-export.png"},
    {"export", "20 %", "20 %", 1008, 135, "07-export.png"},
    {"export", "Mean risk", "Gennemsnit", 1008, 216, "07-export.png"},
    {"export", "Records kept", "Er med", 1008, 342, "07-export.png"},
    {"export", "Classes by size", "Klasser efter", 1008, 414, "07-export.png"},
    {"export", "Nothing is kept", "Intet gemmes", 112, 859, "07-export.png"},
};
// clang-format on

void settle(Sitting& clinic) {
    clinic.until([&] { return !clinic.app_.model().texts().deciding(); });
    clinic.screen_.frames(2);
}

}  // namespace

TEST_CASE("the screens for research stand as the sheet says, within 2 px and in its colours") {
    const std::string language = GENERATE("en", "da");
    INFO(language);
    Sitting clinic(language);
    const test::Sheet sheet{parts, tokens, words};
    clinic.unlock();
    clinic.go(U'3');
    clinic.until([&] { return clinic.app_.model().texts().queue() != nullptr; });
    clinic.letter(U'Y');
    settle(clinic);
    hold_to(sheet, clinic, "texts", language);
    clinic.turn_dark();
    clinic.photograph("clinic-sheet-" + language + "-texts-dark.png");
    clinic.turn_dark();
    std::promise<void> go_on;
    clinic.data_.export_waits_for_ = go_on.get_future().share();
    clinic.go(U'4');
    clinic.until([&] { return clinic.screen_.has("study:expectations.toml"); });
    clinic.photograph("clinic-sheet-" + language + "-studies.png");
    REQUIRE(clinic.screen_.tap("study:expectations.toml"));
    const auto& exports = clinic.app_.model().exports();
    clinic.until([&] { return exports.preview() != nullptr; });
    clinic.photograph("clinic-sheet-" + language + "-export-ready.png");
    clinic.letter(U'E');
    clinic.until([&] { return exports.progress() > 0.8; });
    hold_to(sheet, clinic, "export", language);
    clinic.turn_dark();
    clinic.photograph("clinic-sheet-" + language + "-export-dark.png");
    go_on.set_value();
    clinic.until([&] { return exports.written().has_value(); });
    clinic.photograph("clinic-sheet-" + language + "-export-written.png");
}

TEST_CASE("every state of the export has room on its screen, in both languages, by day and night") {
    const std::string language = GENERATE("en", "da");
    const bool dark = GENERATE(false, true);
    INFO(language << dark);
    Sitting clinic(language);
    const auto& exports = clinic.app_.model().exports();
    const auto photograph = [&](const std::string& state) {
        INFO(state);
        clinic.photograph("clinic-07-" + state + "-" + language + (dark ? "-dark.png" : ".png"));
    };
    const auto counted = [&] {
        clinic.until([&] { return exports.study() != nullptr && !exports.awaited(); });
    };
    if (dark) clinic.turn_dark();
    clinic.unlock();
    clinic.go(U'4');
    // The field for a path stands below the studies, wherever those end.
    clinic.until([&] { return clinic.screen_.has("study:worry.toml"); });
    REQUIRE(clinic.screen_.tap("path"));
    clinic.type("/elsewhere/x.toml");
    clinic.press(ui::Key::Enter);
    clinic.until([&] { return exports.fault().has_value(); });
    photograph("no-such-study");
    // With two columns that must be diverse, one of them with a long name.
    REQUIRE(clinic.screen_.tap("study:worry.toml"));
    counted();
    photograph("diverse");
    clinic.letter(U'S');
    clinic.screen_.frame();
    clinic.clock_.advance_ms(400);
    REQUIRE(clinic.screen_.tap("study:expectations.toml"));
    clinic.until([&] { return exports.chosen() == 2; });
    counted();
    std::promise<void> count;
    clinic.data_.count_waits_for_ = count.get_future().share();
    REQUIRE(clinic.screen_.tap("column:items"));
    photograph("counting");
    count.set_value();
    counted();
    clinic.data_.left_beside_ = {"/clinic/studies/worry-2026-11-20.partial-9f3a"};
    clinic.letter(U'E');
    clinic.until([&] { return exports.ended() && !exports.awaited(); });
    photograph("written");
    clinic.press(ui::Key::Escape);
    photograph("earlier");
    clinic.data_.refusal_ = Fault{
        exporting::causes::cannot_protect,
        "The primary outcome \"score_knowledge_change\" cannot leave: whether it was asked would "
        "tell what \"part\" was answered, which has to leave coarser.",
        "Take the quasi-identifier \"part\" out, or name another variable.",
        {}};
    REQUIRE(clinic.screen_.tap("column:items"));
    counted();
    photograph("refused");
    clinic.data_.refusal_.reset();
    clinic.data_.few_ = 100;
    REQUIRE(clinic.screen_.tap("column:items"));
    counted();
    photograph("tables");
    clinic.letter(U'E');
    clinic.until([&] { return exports.ended() && !exports.awaited(); });
    photograph("tables-written");
    clinic.press(ui::Key::Escape);
    std::promise<void> go_on;
    clinic.data_.export_waits_for_ = go_on.get_future().share();
    clinic.letter(U'E');
    clinic.until([&] { return exports.progress() > 0.8; });
    clinic.letter(U'L', true);
    go_on.set_value();
    clinic.clock_.advance_ms(400);
    clinic.unlock();
    clinic.go(U'4');
    clinic.until([&] { return clinic.screen_.has("study:worry.toml"); });
    photograph("locked");
}
