// What of a coding (core/coding) is shown: its texts, themes and units counted and put in order.
//
// Made anew on the worker after each step, so that a frame counts nothing. Holds texts in clear:
// wiped at its end. Pure; never changed once it is made.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/clock.h"
#include "clinic/text_view.h"
#include "coding/history.h"
#include "coding/qdpx.h"

namespace spine::clinic {

struct Impression {
    std::string by, words;
};

struct CodedText {
    coding::Guid id;
    std::string name;  // its id in the queue: what people call it by
    std::string text;  // as it leaves: "[name]" where something was taken out
    TextSize size;
    std::vector<coding::Guid> units;  // by where they begin
    bool read = false;                // by whoever has unlocked
    std::string impression;           // theirs
    std::vector<Impression> others;   // of everybody else who has noted one
};

// A theme that somebody noted in step 1, of a text or of none.
struct NotedTheme {
    std::string words;
    coding::Guid text;  // zeros: of none
};

// A code, as the screens call it.
struct CodedTheme {
    coding::Guid id;
    std::string letter, name;         // letter: by its place, A to Z, AA …
    std::size_t depth = 0;            // codes above it
    std::vector<coding::Guid> units;  // under it or one below, in the order of the texts
    std::vector<coding::Guid> condensates;
    coding::Guid synthesis;     // zeros: none yet
    std::size_t unlinked = 0;   // units that no condensate of it rests on
    std::size_t unchecked = 0;  // units that the synthesis was not held against
};

// One line of what was done, in the strings' key and with the theme that it was done to.
struct CodingLine {
    UnixMs at = 0;
    std::string by, key, theme;
    bool undone = false;
};
inline constexpr std::size_t kMostCodingLines = 200;

struct CodingBoard {
    CodingBoard() = default;
    CodingBoard(const CodingBoard&) = delete;
    CodingBoard& operator=(const CodingBoard&) = delete;
    ~CodingBoard();

    std::vector<CodedText> texts;  // by name
    std::vector<CodedTheme> themes;
    coding::State state;                // of what is shown
    std::vector<NotedTheme> noted;      // of texts in their order, then of none
    std::vector<CodingLine> history;    // the latest first
    std::size_t unread = 0, coded = 0;  // texts
    std::size_t aside = 0;              // units of texts that are not released now
    std::map<coding::Guid, std::size_t> text_places, theme_places;
    std::map<coding::Guid, std::size_t> linked;  // by condensate: units of its theme

    [[nodiscard]] const CodedText* text(const coding::Guid& id) const;
    [[nodiscard]] const CodedTheme* theme(const coding::Guid& id) const;
    // The first theme that a unit stands under; null: none.
    [[nodiscard]] const CodedTheme* theme_of(const coding::Unit& unit) const;
    // The words of a unit, on one line.
    [[nodiscard]] std::string words_of(const coding::Unit& unit) const;
};

// `me`: whoever has unlocked.
void fill_board(CodingBoard& board, std::vector<coding::Source> texts, coding::State shown,
                const std::vector<coding::Entry>& entries, const std::string& me);

// What somebody noted of a text, among the coding's themes: one for each person and text.
[[nodiscard]] coding::Guid impression_id(const coding::Guid& text, const coding::Guid& user);

}  // namespace spine::clinic
