// Noto Sans, Noto Sans Arabic and the Material Design Icons from their Debian packages, baked for
// one scale.
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
#include "ui/shaped_glyphs.h"
#include "ui/shaping.h"
#include "ui/text.h"

struct ImFont;
struct ImFontAtlas;

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
    Latin,     // Latin, punctuation, the few signs our texts use
    Cyrillic,  // and Cyrillic
    Arabic,    // and Arabic, joined, instead
    Every,     // and both: where patients' own words are read
    Digits,    // 0-9 alone: the pickup code
    Only       // nothing but the characters of `more`
};
struct Bake {
    Face face = Face::Regular;
    float em = 41;
    Glyphs glyphs = Glyphs::Latin;
    std::u32string more;  // of any script that a face has
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

    // Before every frame: the base direction of its texts.
    void begin_frame(bool right_to_left);

    // Em widths: multiply by the em size for units.
    [[nodiscard]] float advance(Weight weight, char32_t character) const override;
    [[nodiscard]] bool right_to_left() const override { return right_to_left_; }
    [[nodiscard]] bool shapes(char32_t character) const override;
    [[nodiscard]] float shaped_advance(Weight weight, std::string_view utf8) const override;
    // The glyphs of a part for which shapes() holds; valid until the frame after the next.
    [[nodiscard]] const Shaped& shaped(Weight weight, std::string_view utf8) const;
    // The baked font that is nearest to `em` (the next larger if there is none of that size), and
    // the factor by which its glyphs are drawn larger or smaller.
    struct Drawn {
        ImFont* font = nullptr;
        float factor = 1;
        const ShapedGlyphs* joined = nullptr;  // what shaped() names; nothing: not baked
    };
    [[nodiscard]] Drawn drawn(Face face, float em) const;

    // The characters of `utf8` that no file has or that these glyphs do not bake; empty = it can be
    // shown. Debian's Noto Sans lacks arrows, U+2212, the comparison signs and ticks, so every text
    // goes through here before it may be shown.
    [[nodiscard]] std::u32string missing_glyphs(std::string_view utf8,
                                                Glyphs glyphs = Glyphs::Cyrillic) const;

  private:
    Fonts();
    struct Files;
    struct Baked {
        Face face;
        float em;
        ImFont* font;
        std::unique_ptr<ShapedGlyphs> joined;
    };
    [[nodiscard]] ImFont* bake_characters(ImFontAtlas& atlas, const Bake& bake, float pixels);
    [[nodiscard]] std::unique_ptr<ShapedGlyphs> bake_joined(ImFontAtlas& atlas, const Bake& bake,
                                                            float pixels) const;

    std::unique_ptr<Files> files_;
    std::vector<Baked> baked_;
    bool right_to_left_ = false;
};

}  // namespace spine::ui
