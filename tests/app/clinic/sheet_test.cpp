// The clinic's screens held to look/clinic.md and its pictures: what is drawn stands where they
// say within 2 px, and the tokens' colours are exact, in both languages.
#include "sheet.h"
#include "sitting.h"

using namespace spine;
using test::Sitting;

namespace {

// clang-format off
const test::SheetPart parts[] = {
    // screen, what, {x, y, w, h}, where look/ says so
    {"unlock", "field", {510, 394, 420, 48}, "01-unlock.png"},
    {"unlock", "open", {510, 548, 420, 44}, "01-unlock.png"},
    {"worklist", "search", {112, 88, 264, 32}, "Grid: content x 112; Rows: filter 32"},
    {"worklist", "group head", {96, 166, 1328, 32}, "Grid: strips bleed 16; Rows: group head 32"},
    {"worklist", "first row", {96, 198, 1328, 44}, "Rows: worklist 44"},
    {"summary", "strip", {96, 88, 1328, 40}, "03-summary.png"},
    {"summary", "mark reviewed", {1198, 20, 210, 36}, "Rows: buttons 36; right edge 1408"},
    {"summary", "guide", {96, 677, 1328, 207}, "03-summary.png"},
    {"warning", "stop strip", {96, 88, 1328, 140}, "04-warning-interrupted.png"},
    {"warning", "interrupted", {96, 236, 1328, 40}, "04-warning-interrupted.png"},
    {"warning", "guide", {96, 782, 1328, 102}, "04-warning-interrupted.png"},
};

const test::SheetToken tokens[] = {
    // screen, token of look/clinic.md (light), colour, where
    {"unlock", "bg", 0xF7F8FA, {100, 100, 1, 1}},
    {"unlock", "surface", 0xFFFFFF, {800, 400, 1, 1}},
    {"unlock", "ink", 0x12181F, {510, 264, 300, 48}},
    {"unlock", "ink2", 0x3A4350, {510, 313, 300, 24}},
    {"worklist", "bg", 0xF7F8FA, {600, 600, 1, 1}},
    {"worklist", "sunken of the rail", 0xEDF0F4, {20, 400, 1, 1}},
    {"worklist", "sunken of a group head", 0xEDF0F4, {1200, 182, 1, 1}},
    {"worklist", "line", 0xDCE1E8, {80, 500, 1, 1}},
    {"worklist", "ink3", 0x475060, {148, 88, 220, 32}},
    {"worklist", "lineS of a field", 0x808C9C, {250, 86, 1, 4}},
    {"worklist", "soft", 0xE2ECF8, {1150, 248, 1, 1}},
    {"worklist", "accent of the selection", 0x144F8D, {97, 264, 1, 1}},
    {"worklist", "stopS", 0xFCEAE8, {1150, 204, 1, 1}},
    {"worklist", "stop of the octagon", 0x98140E, {110, 198, 30, 44}},
    {"worklist", "look of interrupted", 0x724700, {500, 198, 130, 44}},
    {"worklist", "lineS of the worry line", 0x808C9C, {1202, 262, 60, 4}},
    {"summary", "onacc on accent", 0xFFFFFF, {1220, 22, 180, 32}},
    {"summary", "accent of the button", 0x144F8D, {1202, 38, 1, 1}},
    {"summary", "sunken of the guide", 0xEDF0F4, {1300, 870, 1, 1}},
    {"summary", "ghost of the bars", 0xC9D0DA, {340, 220, 380, 360}},
    {"summary", "accent of after", 0x144F8D, {340, 220, 380, 360}},
    {"summary", "ink2 of before", 0x3A4350, {340, 220, 380, 360}},
    {"summary", "pain", 0xC4501B, {856, 360, 220, 220}},
    {"summary", "figure", 0xDFE4EB, {856, 360, 220, 220}},
    {"warning", "stop", 0x98140E, {1100, 100, 1, 1}},
    {"warning", "onacc on stop", 0xFFFFFF, {168, 100, 500, 40}},
    {"warning", "lookS", 0xFFF2D8, {1300, 254, 1, 1}},
    {"warning", "look", 0x724700, {112, 238, 200, 32}},
    {"dark", "bg", 0x0E1217, {600, 660, 1, 1}},
    {"dark", "sunken of the guide", 0x1D242D, {1300, 870, 1, 1}},
    {"dark", "ink", 0xF3F6F9, {112, 148, 600, 30}},
    {"dark", "accent of the button", 0x74B6FA, {1202, 38, 1, 1}},
    {"dark", "onacc on accent", 0x08131F, {1220, 22, 180, 32}},
    {"dark", "accent of after", 0x74B6FA, {340, 220, 380, 360}},
    {"dark", "ink2 of before", 0xC3CCD7, {340, 220, 380, 360}},
    {"dark", "ghost of the bars", 0x3B4653, {340, 220, 380, 360}},
    {"dark", "pain", 0xF08A4B, {856, 360, 220, 220}},
    {"dark", "figure", 0x333D4A, {856, 360, 220, 220}},
};

const test::SheetWords words[] = {
    // screen, how the line begins, x, top, where look/ has it
    {"worklist", "Answered", "Svaret", 232, 146, "between code and language"},
    {"worklist", "Worry 0", "Bekymring 0", 1202, 146, "02-worklist.png"},
    {"worklist", "J K ", "J K ", 112, 879, "02-worklist.png"},
    {"summary", "Hopes the scan", "Håber, at", 112, 152, "03-summary.png"},
    {"summary", "Recognise", "Anerkend", 112, 735, "03-summary.png"},
    {"summary", "“Pain that nobody", "”Det er hårdt", 112, 759, "03-summary.png"},
    {"summary", "Proof is", "Bevis er", 112, 844, "03-summary.png"},
    {"warning", "Hopes the scan", "Håber, at", 112, 302, "04-warning-interrupted.png"},
    {"warning", "First things first", "Det vigtigste", 112, 831, "04-warning-interrupted.png"},
};
// clang-format on

void hold_to_sheet(Sitting& clinic, const std::string& screen, const std::string& language) {
    hold_to({parts, tokens, words}, clinic, screen, language);
}

}  // namespace

TEST_CASE("every screen of the clinic stands as the sheet says, within 2 px and in its colours") {
    const std::string language = GENERATE("en", "da");
    INFO(language);
    Sitting clinic(language);
    hold_to_sheet(clinic, "unlock", language);
    clinic.unlock();
    clinic.letter(U'J');  // the first row is the stop-now sign's; the look has the second selected
    hold_to_sheet(clinic, "worklist", language);
    clinic.open("aa");
    hold_to_sheet(clinic, "summary", language);
    clinic.letter(U'D', true);
    hold_to_sheet(clinic, "dark", language);
    clinic.letter(U'D', true);
    clinic.press(ui::Key::Escape);
    clinic.screen_.frames(2);
    clinic.clock_.advance_ms(400);
    clinic.open("bb");
    hold_to_sheet(clinic, "warning", language);
}
