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

namespace spine::ui {

namespace {

struct FontFile {
    const char* path;
    const char* package;
};
// In the order of Face.
constexpr std::array<FontFile, 3> font_files{{
    {"/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf", "fonts-noto-core"},
    {"/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf", "fonts-noto-core"},
    {"/usr/share/fonts-materialdesignicons-webfont/fonts/materialdesignicons-webfont.ttf",
     "fonts-materialdesignicons-webfont"},
}};
constexpr std::uint64_t largest_font = 16ULL << 20U;

// Pairs of first and last, ended by 0, as Dear ImGui wants them. Latin with its extensions A and
// B, Cyrillic for names of languages, dashes, quotes, bullet, ellipsis, euro.
constexpr std::array<ImWchar, 11> latin_ranges{0x0020, 0x007E, 0x00A0, 0x024F, 0x0400, 0x045F,
                                               0x2010, 0x2044, 0x20AC, 0x20AC, 0};
constexpr std::array<ImWchar, 3> digit_ranges{'0', '9', 0};

bool in_latin_ranges(char32_t c) {
    for (std::size_t i = 0; latin_ranges.at(i) != 0; i += 2) {
        if (c >= latin_ranges.at(i) && c <= latin_ranges.at(i + 1)) return true;
    }
    return false;
}

constexpr char32_t widths_kept = 0x2500;

}  // namespace

struct Fonts::Files {
    std::array<Bytes, 3> content;
    FT_Library library = nullptr;
    std::array<FT_Face, 2> faces{};
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
        files.widths.at(i).assign(widths_kept, -1.0F);
    }
    if (!ok) {
        return fail(causes::font_missing, "A font file is damaged.",
                    "Install the Debian package fonts-noto-core again.");
    }
    return fonts;
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
    files_->ranges.reserve(bakes.size());
    for (const Bake& bake : bakes) {
        Bytes& bytes = files_->content.at(static_cast<std::size_t>(bake.face));
        ImFontConfig config;
        config.FontDataOwnedByAtlas = false;
        config.OversampleH = config.OversampleV = 1;
        const float line = bake.face == Face::Icons ? 1.0F : line_height_of_em;
        config.SizePixels = std::max(4.0F, bake.em * line * pixels_a_unit);
        const ImWchar* ranges = latin_ranges.data();
        if (bake.glyphs == Glyphs::Digits) ranges = digit_ranges.data();
        if (bake.glyphs == Glyphs::Only) {
            std::vector<ImWchar> only;
            for (const char32_t c : bake.only) {
                only.insert(only.end(), {static_cast<ImWchar>(c), static_cast<ImWchar>(c)});
            }
            only.push_back(0);
            ranges = files_->ranges.emplace_back(std::move(only)).data();
        }
        ImFont* font = atlas.AddFontFromMemoryTTF(bytes.data(), static_cast<int>(bytes.size()),
                                                  config.SizePixels, &config, ranges);
        baked_.push_back({bake.face, bake.em, font});
    }
    atlas.Build();
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
    return {best->font, em / best->em};
}

std::u32string Fonts::missing_glyphs(std::string_view utf8) const {
    std::u32string missing;
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t c = next_character(utf8, at);
        if (c == U'\n') continue;
        const bool there = in_latin_ranges(c) && FT_Get_Char_Index(files_->faces[0], c) != 0 &&
                           FT_Get_Char_Index(files_->faces[1], c) != 0;
        if (!there && missing.find(c) == std::u32string::npos) missing.push_back(c);
    }
    return missing;
}

}  // namespace spine::ui
