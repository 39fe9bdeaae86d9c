// Which of a configuration's words the kiosk could not draw. Part of `kioskctl config check` and
// `clinic sign`; core/config cannot ask, since it sees no fonts.
#pragma once

#include <vector>

#include "config/config.h"
#include "ui/fonts.h"

namespace spine::tool {

namespace causes {
inline constexpr Cause glyph_missing = "glyph-missing";
}  // namespace causes

// One finding a place: a page of a language, or an item of a questionnaire, with the characters
// that no font of the kiosk has.
[[nodiscard]] std::vector<config::Finding> missing_glyphs(const config::Config& config,
                                                          const ui::Fonts& fonts);

}  // namespace spine::tool
