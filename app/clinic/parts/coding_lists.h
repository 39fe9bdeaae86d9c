// The lists of the coding: its steps above, texts or themes at the left, themes, units and history.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "clinic/coding_board.h"
#include "clinic/look.h"
#include "clinic/model.h"
#include "ui/frame.h"

namespace spine::clinic {

// Where the columns of 08 stand.
inline constexpr float kStrip = 136, kListEnd = 376, kColumnEnd = 1024, kColumnBottom = 864;
inline constexpr float kColumnX = 408, kColumnRight = 992, kSideX = 1052;

// "3f2a 91c0": what people call a text by, shortened.
[[nodiscard]] std::string short_name(const std::string& name);

// Redact, then the four steps; which was pressed.
std::optional<TextStep> step_strip(ui::Frame& frame, const Look& look, TextStep shown,
                                   bool malterud);
// The same by key: Alt+1 to 5.
[[nodiscard]] std::optional<TextStep> step_key(const ui::KeyPress& key);

// Title and note over a hairline's column.
void coding_head(ui::Frame& frame, const Look& look, float x, float end, float middle,
                 const std::string& title, const std::string& note);
// On one line of this width: what does not fit is left out.
[[nodiscard]] std::string fitted(const ui::Canvas& canvas, const ui::Style& style,
                                 std::string_view words, float width);
// The letter of a theme in its colour, 20 × 20 or as `box` says.
void theme_tag(ui::Frame& frame, const Look& look, const ui::Rect& box, std::string_view letter,
               std::size_t place);

// A list of which the rows that fit are drawn, however many there are.
struct ListView {
    std::size_t first = 0;
    // Moves by the wheel over `box`, and so that `shown` stands among `fits` rows when it changed.
    void follow(const ui::Frame& frame, const ui::Rect& box, std::size_t count, std::size_t fits,
                std::optional<std::size_t> shown);

  private:
    std::optional<std::size_t> shown_;
};

// What a row of texts says of one: done, begun, or neither.
enum class TextMark { None, Begun, Done };
struct TextRow {
    std::string line;
    TextMark mark = TextMark::None;
};
// Which text was pressed. `row` is asked for the rows that are drawn alone.
std::optional<std::size_t> text_list(ui::Frame& frame, const Look& look, const CodingBoard& board,
                                     ListView& view, std::optional<std::size_t> shown,
                                     const std::function<TextRow(const CodedText&)>& row);
// The themes in the place of the texts, for the steps that go by theme.
std::optional<std::size_t> theme_list(ui::Frame& frame, const Look& look, const CodingBoard& board,
                                      ListView& view, std::optional<std::size_t> shown,
                                      const std::function<TextRow(const CodedTheme&)>& row);

// The themes at the right with their counts; which was pressed.
std::optional<std::size_t> side_themes(ui::Frame& frame, const Look& look, const CodingBoard& board,
                                       ListView& view, std::optional<std::size_t> shown);

// A unit in its list: what stands before its words, and whether it is chosen.
struct UnitRow {
    bool chosen = false;
    ui::Icon icon = 0;
    bool quoted = false;
    std::string note{};  // beneath, in caption
};
// Units with the names of their texts from `top` down; which was pressed.
std::optional<std::size_t> unit_list(ui::Frame& frame, const Look& look, const CodingBoard& board,
                                     const std::vector<coding::Guid>& units, ListView& view,
                                     std::optional<std::size_t> shown, float top, float bottom,
                                     const std::function<UnitRow(const coding::Unit&)>& row);

// Who did what, the latest first, from a hairline at `top`.
void coding_history(ui::Frame& frame, const Look& look, const CodingBoard& board, float top,
                    float bottom, UnixMs now);

}  // namespace spine::clinic
