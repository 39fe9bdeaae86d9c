#include "ui/fonts.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_ADVANCES_H

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <filesystem>

#include "base/files.h"
#include "imgui.h"
#include "imgui_freetype.h"
#include "ui/direction.h"

namespace spine::ui {

namespace {

struct FontFile {
    const char* path;
    const char* package;
};
// In the order of Face; then those of the joined script, in the order of Weight.
constexpr std::array<FontFile, 5> font_files{{
    {"/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf", "fonts-noto-core"},
    {"/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf", "fonts-noto-core"},
    {"/usr/share/fonts-materialdesignicons-webfont/fonts/materialdesignicons-webfont.ttf",
     "fonts-materialdesignicons-webfont"},
    {"/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf", "fonts-noto-core"},
    {"/usr/share/fonts/truetype/noto/NotoSansArabic-Bold.ttf", "fonts-noto-core"},
}};
constexpr std::size_t first_joined = 3;
constexpr std::uint64_t largest_font = 16ULL << 20U;

// Pairs of first and last, ended by 0, as Dear ImGui wants them. Latin with its extensions A and
// B, dashes, quotes, bullet, ellipsis, euro.
constexpr std::array<ImWchar, 9> latin_ranges{0x0020, 0x007E, 0x00A0, 0x024F, 0x2010,
                                              0x2044, 0x20AC, 0x20AC, 0};
// With the letters of Ukrainian and its neighbours.
constexpr std::array<ImWchar, 13> cyrillic_ranges{0x0020, 0x007E, 0x00A0, 0x024F, 0x0400,
                                                  0x045F, 0x0490, 0x0491, 0x2010, 0x2044,
                                                  0x20AC, 0x20AC, 0};
constexpr std::array<ImWchar, 3> digit_ranges{'0', '9', 0};
constexpr std::array<ImWchar, 1> no_ranges{0};
// The letters and vowel marks of Arabic itself, and its comma, semicolon and question mark.
constexpr std::array<ImWchar, 11> arabic_ranges{0x060C, 0x060C, 0x061B, 0x061B, 0x061F, 0x063A,
                                                0x0640, 0x0655, 0x0670, 0x0670, 0};
// What stands between words: from the same file as they, so that a part is not torn for it.
constexpr std::u32string_view between_words = U" .,:!-\u00A0\u00AB\u00BB\u200C\u200D";

template <std::size_t N>
bool holds(const std::array<ImWchar, N>& ranges, char32_t c) {
    for (std::size_t i = 0; i + 1 < N; i += 2) {
        if (c >= ranges.at(i) && c <= ranges.at(i + 1)) return true;
    }
    return false;
}

const ImWchar* ranges_of(Glyphs glyphs) {
    switch (glyphs) {
        case Glyphs::Latin:
        case Glyphs::Arabic:
            break;
        case Glyphs::Cyrillic:
        case Glyphs::Every:
            return cyrillic_ranges.data();
        case Glyphs::Digits:
            return digit_ranges.data();
        case Glyphs::Only:
            return no_ranges.data();
    }
    return latin_ranges.data();
}

bool in_joined_script(char32_t c) {
    return c >= 0x600 && c <= 0x6FF;
}

constexpr char32_t widths_kept = 0x2500;

}  // namespace

struct Fonts::Files {
    std::array<Bytes, font_files.size()> content;
    FT_Library library = nullptr;
    std::array<FT_Face, font_files.size()> faces{};
    std::unique_ptr<Shaper> shaper;
    // Em widths, filled as they are asked for; negative = not yet.
    mutable std::array<std::vector<float>, 2> widths;
    // Dear ImGui keeps pointers to ranges until the atlas is built.
    std::vector<std::vector<ImWchar>> ranges;

    Files() = default;
    Files(const Files&) = delete;
    Files& operator=(const Files&) = delete;
    ~Files() {
        for (FT_Face face : faces) {
            if (face != nullptr) FT_Done_Face(face);
        }
        if (library != nullptr) FT_Done_FreeType(library);
    }
    [[nodiscard]] float read_width(std::size_t face, char32_t character) const {
        FT_Fixed units = 0;
        const FT_UInt glyph = FT_Get_Char_Index(faces.at(face), character);
        if (FT_Get_Advance(faces.at(face), glyph, FT_LOAD_NO_SCALE, &units) != 0) return 0.5F;
        return static_cast<float>(units) / static_cast<float>(faces.at(face)->units_per_EM);
    }
};

Fonts::Fonts() : files_(std::make_unique<Files>()) {}
Fonts::~Fonts() = default;

Result<std::unique_ptr<Fonts>> Fonts::load() {
    std::unique_ptr<Fonts> fonts(new Fonts);
    SystemFiles disk;
    for (std::size_t i = 0; i < font_files.size(); ++i) {
        auto read = disk.read(font_files.at(i).path, largest_font);
        if (!read) {
            return fail(causes::font_missing, "A font file cannot be read.",
                        std::string("Install the Debian package ") + font_files.at(i).package + ".",
                        font_files.at(i).path);
        }
        fonts->files_->content.at(i) = std::move(*read);
    }
    Files& files = *fonts->files_;
    bool ok = FT_Init_FreeType(&files.library) == 0;
    for (std::size_t i = 0; ok && i < files.faces.size(); ++i) {
        const Bytes& bytes = files.content.at(i);
        ok = FT_New_Memory_Face(files.library, bytes.data(), static_cast<FT_Long>(bytes.size()), 0,
                                &files.faces.at(i)) == 0;
    }
    for (auto& widths : files.widths) widths.assign(widths_kept, -1.0F);
    if (!ok) {
        return fail(causes::font_missing, "A font file is damaged.",
                    "Install the Debian package fonts-noto-core again.");
    }
    files.shaper = std::make_unique<Shaper>(files.content.at(first_joined),
                                            files.content.at(first_joined + 1));
    return fonts;
}

ImFont* Fonts::bake_characters(ImFontAtlas& atlas, const Bake& bake, float pixels) {
    Bytes& bytes = files_->content.at(static_cast<std::size_t>(bake.face));
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    config.OversampleH = config.OversampleV = 1;
    const float line = bake.face == Face::Icons ? 1.0F : line_height_of_em;
    config.SizePixels = std::max(4.0F, pixels * line);
    std::vector<ImWchar> ranges;
    for (const ImWchar* own = ranges_of(bake.glyphs); *own != 0; ++own) ranges.push_back(*own);
    for (const char32_t c : bake.more) {
        if (in_joined_script(c)) continue;
        ranges.push_back(static_cast<ImWchar>(c));
        ranges.push_back(static_cast<ImWchar>(c));
    }
    ranges.push_back(0);
    files_->ranges.push_back(std::move(ranges));
    return atlas.AddFontFromMemoryTTF(bytes.data(), static_cast<int>(bytes.size()),
                                      config.SizePixels, &config, files_->ranges.back().data());
}

std::unique_ptr<ShapedGlyphs> Fonts::bake_joined(ImFontAtlas& atlas, const Bake& bake,
                                                 float pixels) const {
    if (bake.face == Face::Icons) return nullptr;
    std::u32string characters;
    for (const char32_t c : bake.more) {
        if (in_joined_script(c)) characters.push_back(c);
    }
    if (bake.glyphs == Glyphs::Arabic || bake.glyphs == Glyphs::Every) {
        for (char32_t c = 0x600; c <= 0x6FF; ++c) {
            if (holds(arabic_ranges, c)) characters.push_back(c);
        }
    }
    if (characters.empty()) return nullptr;
    characters += between_words;
    const Weight weight = bake.face == Face::Bold ? Weight::Bold : Weight::Regular;
    return std::make_unique<ShapedGlyphs>(
        atlas, files_->faces.at(first_joined + static_cast<std::size_t>(weight)), pixels,
        files_->shaper->glyphs_for(weight, characters));
}

void Fonts::bake(const std::vector<Bake>& bakes, float pixels_a_unit) {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.Clear();
    atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    // Vertical hinting alone: crisp edges, and widths stay those of the font file.
    atlas.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
    atlas.Flags |= ImFontAtlasFlags_NoMouseCursors;
    baked_.clear();
    files_->ranges.clear();
    for (const Bake& bake : bakes) {
        const float pixels = bake.em * pixels_a_unit;
        ImFont* font = bake_characters(atlas, bake, pixels);
        baked_.push_back({bake.face, bake.em, font, bake_joined(atlas, bake, pixels)});
    }
    atlas.Build();
    for (const Baked& baked : baked_) {
        if (baked.joined != nullptr) baked.joined->place(atlas);
    }
}

void Fonts::begin_frame(bool right_to_left) {
    right_to_left_ = right_to_left;
    files_->shaper->begin_frame();
}

bool Fonts::shapes(char32_t character) const {
    return in_joined_script(character) ||
           between_words.find(character) != std::u32string_view::npos;
}

const Shaped& Fonts::shaped(Weight weight, std::string_view utf8) const {
    return files_->shaper->shape(weight, utf8);
}

float Fonts::shaped_advance(Weight weight, std::string_view utf8) const {
    return shaped(weight, utf8).advance;
}

float Fonts::advance(Weight weight, char32_t character) const {
    const auto face = static_cast<std::size_t>(weight);
    if (character >= widths_kept) return files_->read_width(face, character);
    float& width = files_->widths.at(face).at(character);
    if (width < 0) width = files_->read_width(face, character);
    return width;
}

Fonts::Drawn Fonts::drawn(Face face, float em) const {
    const Baked* best = nullptr;
    const auto off = [em](const Baked& b) {
        // A larger one shrinks well; a smaller one only if there is none.
        return b.em >= em - 0.01F ? b.em - em : (em - b.em) * 100;
    };
    for (const Baked& baked : baked_) {
        if (baked.face == face && (best == nullptr || off(baked) < off(*best))) best = &baked;
    }
    if (best == nullptr) return {};
    return {best->font, em / best->em, best->joined.get()};
}

std::u32string Fonts::missing_glyphs(std::string_view utf8, Glyphs glyphs) const {
    const auto has = [this](std::size_t first, char32_t c) {
        return FT_Get_Char_Index(files_->faces.at(first), c) != 0 &&
               FT_Get_Char_Index(files_->faces.at(first + 1), c) != 0;
    };
    std::u32string missing;
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t c = next_character(utf8, at);
        if (c == U'\n' || is_direction_mark(c)) continue;
        const bool every = glyphs == Glyphs::Every;
        const bool joined =
            (glyphs == Glyphs::Arabic || every) && holds(arabic_ranges, c) && has(first_joined, c);
        const bool plain = glyphs == Glyphs::Cyrillic || every ? holds(cyrillic_ranges, c)
                                                               : holds(latin_ranges, c);
        const bool there = joined || (plain && has(0, c));
        if (!there && missing.find(c) == std::u32string::npos) missing.push_back(c);
    }
    return missing;
}

}  // namespace spine::ui
