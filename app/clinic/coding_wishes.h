// What a person wants of a coding, as steps over the coding that is there when its turn comes: a
// wish that was made while another was on its way holds against what that has left.
//
// Each becomes one entry of the history. Pure; any thread.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "clinic/text_view.h"
#include "coding/step.h"

namespace spine::clinic {

// Whose wish it is, and new guids.
struct CodingMaker {
    coding::Made made;
    std::function<coding::Guid()> guid;
};
// No steps: it is as they want it already.
using CodingWish =
    std::function<std::vector<coding::Step>(const coding::State&, const CodingMaker&)>;

// Step 1.
[[nodiscard]] CodingWish read_text(const coding::Guid& text);
// In the place of what this person noted of the text before; empty: nothing any more.
[[nodiscard]] CodingWish note_impression(const coding::Guid& text, std::string words);

// Step 2. A new theme goes last, in the colour of its place.
[[nodiscard]] CodingWish add_theme(std::string name);
// An empty name: the theme goes, if nothing stands under it.
[[nodiscard]] CodingWish rename_theme(const coding::Guid& theme, std::string name);
[[nodiscard]] CodingWish mark_unit(const coding::Guid& text, Span span, const coding::Guid& theme);
// From its first theme to this one.
[[nodiscard]] CodingWish give_theme(const coding::Guid& unit, const coding::Guid& theme);
[[nodiscard]] CodingWish cut_unit(const coding::Guid& unit, Span span);
[[nodiscard]] CodingWish split_unit(const coding::Guid& unit, std::uint32_t at);
[[nodiscard]] CodingWish merge_units(const coding::Guid& unit, const coding::Guid& with);
[[nodiscard]] CodingWish remove_unit(const coding::Guid& unit);

// Step 3. `condensate`: zeros for the theme's first one, which is made if there is none.
[[nodiscard]] CodingWish condense(const coding::Guid& theme, const coding::Guid& condensate,
                                  std::string text);
[[nodiscard]] CodingWish link_unit(const coding::Guid& theme, const coding::Guid& condensate,
                                   const coding::Guid& unit, bool linked);
// Quoted beside it; linked, too.
[[nodiscard]] CodingWish quote_unit(const coding::Guid& theme, const coding::Guid& condensate,
                                    const coding::Guid& unit);

// Step 4. Rests on all condensates of the theme and those below it.
[[nodiscard]] CodingWish synthesise(const coding::Guid& theme, std::string text);
[[nodiscard]] CodingWish check_unit(const coding::Guid& synthesis, const coding::Guid& unit,
                                    coding::Verdict verdict);

}  // namespace spine::clinic
