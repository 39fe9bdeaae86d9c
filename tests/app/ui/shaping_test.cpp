// Arabic as it is drawn, beside what HarfBuzz's own programs make of the same words.
#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>
#include <map>
#include <sstream>

#include "support/command_line.h"
#include "support/support.h"
#include "ui/direction.h"
#include "ui/headless.h"
#include "ui/strings.h"

using namespace spine;
using namespace spine::ui;

namespace {

constexpr float em = 76;  // of the photographs; one pixel a unit

// Draws one line in a language that runs from the right.
class OneLine final : public App {
  public:
    std::string text;
    Weight weight = Weight::Regular;

    void draw(Frame& frame) override {
        frame.canvas.fill_display(rgb(0xFFFFFF));
        frame.canvas.label({20, 100, 1240, 200}, {weight, em, 100}, rgb(0x000000), text);
    }
    [[nodiscard]] std::vector<Bake> first_fonts() const override { return all_fonts(); }
    [[nodiscard]] std::vector<Bake> all_fonts() const override {
        return {{Face::Regular, em, Glyphs::Arabic, {}}, {Face::Bold, em, Glyphs::Arabic, {}}};
    }
    [[nodiscard]] Glyphs script() const override { return Glyphs::Arabic; }
    [[nodiscard]] Color background() const override { return rgb(0xFFFFFF); }
    [[nodiscard]] bool band() const override { return false; }
    [[nodiscard]] bool mirrored() const override { return true; }
    [[nodiscard]] bool finished() const override { return false; }
};

struct Board {
    Board() : stage(kiosk_design, fonts()), screen(stage, app, clock, {1280, 800}) {
        stage.watch_misfits(true);
    }
    static std::unique_ptr<Fonts> fonts() {
        auto loaded = Fonts::load();
        if (!loaded) FAIL(loaded.error().sentence());
        return std::move(*loaded);
    }
    std::vector<std::uint32_t> glyphs(Weight weight, const std::string& text) {
        app.weight = weight;
        app.text = text;
        screen.frame();
        std::vector<std::uint32_t> ids;
        for (const DrawnGlyph& glyph : stage.glyphs()) {
            CHECK(glyph.baked);
            ids.push_back(glyph.id);
        }
        return ids;
    }

    OneLine app;
    test::ManualClock clock;
    Stage stage;
    Headless screen;
};

std::string font_file(Weight weight) {
    return std::string("/usr/share/fonts/truetype/noto/NotoSansArabic-") +
           (weight == Weight::Bold ? "Bold" : "Regular") + ".ttf";
}

constexpr std::string_view as_arabic = " --direction=rtl --script=arab --language=ar ";

// The glyphs of each line, from left to right, as `hb-shape` has them.
std::vector<std::vector<std::uint32_t>> by_harfbuzz(Weight weight,
                                                    const std::vector<std::string>& lines) {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "lines.txt";
    std::ofstream out(file);
    for (const std::string& line : lines) out << line << "\n";
    out.close();
    std::string call = "hb-shape --no-glyph-names --no-positions --no-clusters";
    call.append(as_arabic).append(font_file(weight));
    call.append(" --text-file=").append(file.string());
    const test::Finished shaped = test::command_line(call);
    REQUIRE(shaped.code == 0);
    std::vector<std::vector<std::uint32_t>> all;
    std::istringstream answer(shaped.out);
    for (std::string line; std::getline(answer, line);) {
        std::vector<std::uint32_t> ids;
        std::istringstream numbers(line.substr(1, line.size() - 2));
        for (std::string id; std::getline(numbers, id, '|');) {
            ids.push_back(static_cast<std::uint32_t>(std::stoul(id)));
        }
        all.push_back(std::move(ids));
    }
    REQUIRE(all.size() == lines.size());
    return all;
}

std::map<std::string, std::string, std::less<>> arabic_words() {
    SystemFiles files;
    const auto strings = Strings::load(files, test::project() / "assets/strings", {"ar"}, {});
    if (!strings) FAIL(strings.error().sentence());
    return strings->tables().at("ar");
}

bool between_words(char32_t c) {
    return std::u32string_view(U" .,:!-\u00AB\u00BB").find(c) != std::u32string_view::npos;
}

// True where every character is Arabic or stands between words, so that one file has them all.
bool all_joined(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_character(text, at);
        if (!between_words(c) && (c < 0x600 || c > 0x6FF)) return false;
    }
    return true;
}

// The Arabic words alone, each by itself: for a sentence with numbers or Latin words in it.
std::vector<std::string> arabic_parts(std::string_view text) {
    std::vector<std::string> parts;
    bool open = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = at;
        const char32_t c = next_character(text, at);
        const bool arabic = c >= 0x600 && c <= 0x6FF;
        if (arabic && !open) parts.emplace_back();
        if (arabic) parts.back().append(text.substr(from, at - from));
        open = arabic;
    }
    return parts;
}

}  // namespace

TEST_CASE("every Arabic text of the kiosk has HarfBuzz's letter forms in HarfBuzz's order") {
    const Weight weight = GENERATE(Weight::Regular, Weight::Bold);
    Board board;
    std::vector<std::string> whole;
    std::vector<std::string> mixed;
    for (const auto& [key, text] : arabic_words()) {
        (all_joined(text) ? whole : mixed).push_back(text);
    }
    CHECK(whole.size() > 80);
    CHECK(mixed.size() > 10);
    const auto expected = by_harfbuzz(weight, whole);
    for (std::size_t i = 0; i < whole.size(); ++i) {
        INFO(whole[i]);
        CHECK(board.glyphs(weight, whole[i]) == expected[i]);
    }
    // Numbers and Latin words come from another file: of the rest, every word in its place.
    const auto signs = by_harfbuzz(weight, {" ", ".", ",", ":", "!", "-", "«", "»"});
    for (const std::string& text : mixed) {
        INFO(text);
        std::vector<std::uint32_t> drawn = board.glyphs(weight, text);
        std::erase_if(drawn, [&](std::uint32_t id) {
            return std::any_of(signs.begin(), signs.end(),
                               [id](const auto& sign) { return sign.front() == id; });
        });
        std::vector<std::uint32_t> words;
        const auto parts = by_harfbuzz(weight, arabic_parts(text));
        for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
            words.insert(words.end(), part->begin(), part->end());
        }
        CHECK(drawn == words);
    }
}

TEST_CASE("lam and alef are one sign, and a mark stands over its letter without width") {
    auto fonts = Board::fonts();
    CHECK(fonts->shaped(Weight::Regular, "لا").glyphs.size() == 1);
    CHECK(fonts->shaped(Weight::Regular, "الإجابات").glyphs.size() == 7);
    const Shaped marked = fonts->shaped(Weight::Regular, "توقّف");
    const Shaped plain = fonts->shaped(Weight::Regular, "توقف");
    CHECK(marked.glyphs.size() == plain.glyphs.size() + 1);
    CHECK(marked.advance == Approx(plain.advance));
}

namespace {

// How dark a picture is, 0 to 255 a pixel, within the smallest box that holds all ink.
struct Ink {
    int w = 0, h = 0;
    std::vector<int> dark;
    [[nodiscard]] int at(int x, int y) const {
        if (x < 0 || y < 0 || x >= w || y >= h) return 0;
        return dark[static_cast<std::size_t>(y) * static_cast<std::size_t>(w) +
                    static_cast<std::size_t>(x)];
    }
};

Ink trimmed(const Ink& all) {
    int left = all.w, right = 0, top = all.h, bottom = 0;
    for (int y = 0; y < all.h; ++y) {
        for (int x = 0; x < all.w; ++x) {
            if (all.at(x, y) < 64) continue;
            left = std::min(left, x), right = std::max(right, x + 1);
            top = std::min(top, y), bottom = std::max(bottom, y + 1);
        }
    }
    Ink ink{right - left, bottom - top, {}};
    for (int y = top; y < bottom; ++y) {
        for (int x = left; x < right; ++x) ink.dark.push_back(all.at(x, y));
    }
    return ink;
}

Ink ink_of(const Picture& picture) {
    Ink ink{picture.w, picture.h, {}};
    for (int y = 0; y < picture.h; ++y) {
        for (int x = 0; x < picture.w; ++x) ink.dark.push_back(255 - picture.at(x, y).r);
    }
    return trimmed(ink);
}

Ink ink_by_harfbuzz(Weight weight, const std::string& text) {
    const test::TemporaryFolder folder;
    const std::string file = (folder.path() / "view").string();
    std::string call = "hb-view --font-size=76 --margin=20 -O png";
    call.append(as_arabic).append("-o ").append(file).append(" ").append(font_file(weight));
    call.append(" '").append(text).append("' && convert png:").append(file);
    call.append(" -background white -flatten -colorspace gray -depth 8 -compress none pgm:-");
    const test::Finished viewed = test::command_line(call);
    INFO(viewed.err);
    REQUIRE(viewed.code == 0);
    std::istringstream pgm(viewed.out);
    std::string magic;
    int most = 0;
    Ink ink;
    pgm >> magic >> ink.w >> ink.h >> most;
    REQUIRE(magic == "P2");
    for (int value = 0; pgm >> value;) ink.dark.push_back(255 - value * 255 / most);
    return trimmed(ink);
}

// The part of all ink that has no counterpart in the other picture within one pixel: letters that
// lie on whole pixels are up to half of one off, which is no other letter.
double alone(const Ink& a, const Ink& b) {
    double lonely = 0;
    double all = 0;
    for (int y = 0; y < a.h; ++y) {
        for (int x = 0; x < a.w; ++x) {
            int near = 0;
            for (int dy = -1; dy <= 1; ++dy) {
                for (int dx = -1; dx <= 1; ++dx) near = std::max(near, b.at(x + dx, y + dy));
            }
            lonely += std::max(0, a.at(x, y) - near);
            all += a.at(x, y);
        }
    }
    return lonely / all;
}

constexpr double tolerance = 0.01;

}  // namespace

TEST_CASE("an Arabic photograph is hb-view's picture of the same words") {
    const Weight weight = GENERATE(Weight::Regular, Weight::Bold);
    Board board;
    const auto words = arabic_words();
    for (const char* key :
         {"kiosk.stop.button", "kiosk.rather-not", "kiosk.agree.prompt", "kiosk.back",
          "kiosk.note.too-short", "kiosk.stop.keep", "kiosk.fault.title", "kiosk.still.yes"}) {
        const std::string& text = words.at(key);
        INFO(text);
        (void)board.glyphs(weight, text);
        const Ink ours = ink_of(board.screen.picture());
        const Ink theirs = ink_by_harfbuzz(weight, text);
        CHECK(std::abs(ours.w - theirs.w) <= 2);
        CHECK(std::abs(ours.h - theirs.h) <= 2);
        CHECK(alone(ours, theirs) < tolerance);
        CHECK(alone(theirs, ours) < tolerance);
    }
    // Another letter, or the same in another form, is seen: a hamza, and a letter that is not
    // joined.
    const Ink right = ink_by_harfbuzz(weight, "أوافق");
    CHECK(alone(right, ink_by_harfbuzz(weight, "اوافق")) > tolerance);
    CHECK(alone(ink_by_harfbuzz(weight, "نعم"), ink_by_harfbuzz(weight, "ن\u200Cعم")) > tolerance);
}
