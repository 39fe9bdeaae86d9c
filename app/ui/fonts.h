// Noto Sans and the Material Design Icons from their Debian packages, baked for one scale.
//
// Sizes are em sizes in layout units, as the look's sheets state them. Dear ImGui's SizePixels is
// ascent to descent, 1.362 x em for Noto Sans; that conversion lives here and nowhere else.
// Widths come from the font file itself and not from the baked glyphs, so that a text breaks in
// the same place at every scale. UI thread only.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "ui/text.h"

struct ImFont;

namespace spine::ui {

namespace causes {
inline constexpr Cause font_missing = "font-missing";
}

inline constexpr float line_height_of_em = 1.362F;  // Noto Sans: (1069 + 293) / 1000
inline constexpr float ascent_of_em = 1.069F;
inline constexpr float capital_of_em = 0.714F;

enum class Face { Regular, Bold, Icons };

// A size that is baked, and for which characters.
enum class Glyphs {
    Latin,   // Latin, punctuation, the few signs our texts use
    Digits,  // 0-9 alone: the pickup code
    Only     // the characters of `only`
};
struct Bake {
    Face face = Face::Regular;
    float em = 41;
    Glyphs glyphs = Glyphs::Latin;
    std::u32string only;
};

class Fonts final : public Measure {
  public:
    // Reads the font files; font_missing names the file and its Debian package.
    [[nodiscard]] static Result<std::unique_ptr<Fonts>> load();
    Fonts(const Fonts&) = delete;
    Fonts& operator=(const Fonts&) = delete;
    ~Fonts() override;

    // Builds the atlas of the current Dear ImGui context. Between frames only; the renderer's
    // texture must be made anew afterwards (Stage does both).
    void bake(const std::vector<Bake>& bakes, float pixels_a_unit);

    // Em widths: multiply by the em size for units.
    [[nodiscard]] float advance(Weight weight, char32_t character) const override;
    // The baked font that is nearest to `em` (the next larger if there is none of that size), and
    // the factor by which its glyphs are drawn larger or smaller.
    struct Drawn {
        ImFont* font = nullptr;
        float factor = 1;
    };
    [[nodiscard]] Drawn drawn(Face face, float em) const;

    // The characters of `utf8` that Noto Sans does not have or that Glyphs::Latin does not bake;
    // empty = it can be shown. Debian's Noto Sans lacks arrows, U+2212, the comparison signs and
    // ticks, so every text goes through here before it may be shown.
    [[nodiscard]] std::u32string missing_glyphs(std::string_view utf8) const;

  private:
    Fonts();
    struct Files;
    std::unique_ptr<Files> files_;
    struct Baked {
        Face face;
        float em;
        ImFont* font;
    };
    std::vector<Baked> baked_;
};

}  // namespace spine::ui
