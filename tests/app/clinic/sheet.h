// Screens held to look/clinic.md and its pictures: where their parts stand, what colour they have.
#pragma once

#include <span>
#include <string>

#include "desk.h"

namespace spine::test {

struct SheetPart {
    const char* screen;
    const char* what;
    ui::Rect box;
    const char* source;
};
struct SheetToken {
    const char* screen;
    const char* token;
    std::uint32_t hex;
    ui::Rect where;  // w and h 1: exactly there; else somewhere in it
};
struct SheetWords {
    const char* screen;
    const char* en;
    const char* da;
    float x;    // of the line's left edge
    float top;  // of its capitals; measured in the picture
    const char* source;
};

struct Sheet {
    std::span<const SheetPart> parts;
    std::span<const SheetToken> tokens;
    std::span<const SheetWords> words;
};

inline constexpr int sheet_tolerance = 2;  // px

inline void hold_words(const Sheet& sheet, const Desk& clinic, const std::string& screen,
                       const std::string& language) {
    for (const SheetWords& one : sheet.words) {
        if (one.screen != screen) continue;
        const char* beginning = language == "da" ? one.da : one.en;
        INFO(screen << ", " << beginning << " (" << one.source << ")");
        const ui::DrawnLine* line = clinic.line(beginning);
        REQUIRE(line != nullptr);
        CHECK(std::abs(line->ink.x - one.x) <= sheet_tolerance);
        CHECK(std::abs(line->ink.y - one.top) <= sheet_tolerance);
    }
}

// Photographs the screen and holds it to all that the sheet says of it.
inline void hold_to(const Sheet& sheet, Desk& clinic, const std::string& screen,
                    const std::string& language) {
    clinic.photograph("clinic-sheet-" + language + "-" + screen + ".png");
    const ui::Picture picture = clinic.screen_.picture();
    for (const SheetPart& part : sheet.parts) {
        if (part.screen != screen) continue;
        for (const Side side : {Side::Left, Side::Right, Side::Top, Side::Bottom}) {
            INFO(screen << ", " << part.what << ", side " << static_cast<int>(side) << " ("
                        << part.source << ")");
            const auto off = side_off(picture, part.box, side);
            REQUIRE(off.has_value());
            CHECK(std::abs(*off) <= sheet_tolerance);
        }
    }
    for (const SheetToken& token : sheet.tokens) {
        if (token.screen != screen) continue;
        INFO(screen << ", " << token.token);
        CHECK(pixels_of(picture, token.where, ui::rgb(token.hex)) > 0);
    }
    hold_words(sheet, clinic, screen, language);
}

}  // namespace spine::test
