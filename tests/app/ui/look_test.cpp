// The look's own figures: contrast, scale, and the height of a capital letter.
#include <catch2/catch.hpp>

#include "support/support.h"
#include "ui/headless.h"
#include "ui/theme.h"

using namespace spine;
using namespace spine::ui;

namespace {
void at_least(Color a, Color b, double ratio) {
    CHECK(contrast(a, b) >= ratio - 0.05);
}
}  // namespace

TEST_CASE("the kiosk's colours have the ratios that the look states") {
    const KioskTheme t = kiosk_calm();
    CHECK(contrast(rgb(0x000000), rgb(0xFFFFFF)) == Approx(21));
    CHECK(contrast(t.ink, t.ink) == Approx(1));
    at_least(t.ink, t.paper, 13.9);
    at_least(t.ink, t.surface, 15.5);
    at_least(t.ink2, t.paper, 8.2);
    at_least(t.ink2, t.surface, 9.2);
    at_least(t.primary, t.surface, 9.9);
    at_least(t.primary, t.paper, 8.8);
    at_least(t.primary, t.tint, 8.0);
    at_least(t.on_primary, t.primary_down, 13.4);
    at_least(t.on_tint, t.tint, 10.0);
    at_least(t.ink, t.tint_down, 11.1);
    at_least(t.primary, t.tint_down, 7.0);
    at_least(t.line, t.surface, 4.9);
    at_least(t.line, t.paper, 4.3);
    at_least(t.primary, t.track, 6.8);
    at_least(t.line, t.stone, 3.4);
    at_least(t.primary, t.stone, 6.9);
    at_least(t.on_alarm, t.alarm, 9.1);
    at_least(t.alarm, t.paper, 8.2);
    at_least(t.ink, t.note, 13.6);
    at_least(t.focus_inner, t.focus_outer, 10.7);
    at_least(t.ink, t.key_quiet, 7.0);
}

TEST_CASE("in the strong contrast every text has 15:1 and every edge 5:1, pressed or not") {
    const KioskTheme t = kiosk_strong();
    for (const Color ground : {t.paper, t.surface, t.note, t.key_quiet}) {
        for (const Color text : {t.ink, t.ink2, t.primary}) at_least(text, ground, 15.9);
        for (const Color edge : {t.line, t.chosen_edge, t.note_edge}) at_least(edge, ground, 15.9);
    }
    at_least(t.on_primary, t.primary, 15.9);
    at_least(t.on_primary, t.primary_down, 21);
    at_least(t.on_tint, t.tint, 15.9);
    at_least(t.on_tint, t.tint_down, 21);  // a chosen row that is pressed
    at_least(t.chosen_mark, t.tint, 15.9);
    at_least(t.chosen_tick, t.chosen_mark, 15.9);
    for (const Color text : {t.on_tint_down, t.primary_on_tint_down, t.alarm_on_tint_down})
        at_least(text, t.tint_down, 21);
    at_least(t.on_alarm, t.alarm, 21);
    at_least(t.primary, t.track, 5.2);
    at_least(t.line, t.stone, 21);
    at_least(t.primary, t.stone, 15.9);
}

TEST_CASE("the clinic's text is at least 7:1 on page and strips, light and dark") {
    for (const ClinicTheme& t : {clinic_light(), clinic_dark()}) {
        for (const Color ground : {t.bg, t.sunken}) {
            for (const Color text : {t.ink, t.ink2, t.ink3, t.accent, t.stop, t.look}) {
                at_least(text, ground, 7.0);
            }
        }
        at_least(t.stop, t.stop_soft, 6.7);
        at_least(t.look, t.look_soft, 6.7);
        at_least(t.on_accent, t.accent, 8.3);
        at_least(t.line_strong, t.bg, 3.0);
        for (const Color theme : t.themes) at_least(t.on_accent, theme, 5.3);
    }
}

TEST_CASE("the layout is scaled by the tighter side, centred, and gives way to the band") {
    const Scale wide(kiosk_design, {2560, 800}, false, false);
    CHECK(wide.factor() == Approx(1));
    CHECK(wide.to_pixels(Point{0, 0}).x == Approx(640));
    const Scale banded(kiosk_design, {1280, 800}, true, false);
    CHECK(banded.factor() == Approx(0.95));
    CHECK(banded.band_pixels().h == 40);
    CHECK(banded.to_pixels(Point{0, 0}).y == Approx(40));
    CHECK(banded.to_pixels(Point{0, 0}).x == Approx(32));
    CHECK_FALSE(Scale(kiosk_design, {800, 1280}, false, false).landscape());
    const Point there = banded.to_units(banded.to_pixels(Point{123, 456}));
    CHECK(there.x == Approx(123));
    CHECK(there.y == Approx(456));
}

namespace {

// Draws one H of 100 units.
class OneLetter final : public App {
  public:
    void draw(Frame& frame) override {
        frame.canvas.fill_display(rgb(0xFFFFFF));
        frame.canvas.label({100, 100, 400, 200}, {Weight::Regular, 100, 200}, rgb(0x000000), "H");
    }
    [[nodiscard]] std::vector<Bake> first_fonts() const override { return all_fonts(); }
    [[nodiscard]] std::vector<Bake> all_fonts() const override {
        return {{Face::Regular, 100, Glyphs::Only, U"H"}};
    }
    [[nodiscard]] Color background() const override { return rgb(0xFFFFFF); }
    [[nodiscard]] bool band() const override { return false; }
    [[nodiscard]] bool mirrored() const override { return false; }
    [[nodiscard]] bool finished() const override { return false; }
};

}  // namespace

TEST_CASE("a capital H is 0.714 of the em high, and stands where a browser would put it") {
    auto fonts = Fonts::load();
    REQUIRE(fonts);
    Stage stage(kiosk_design, std::move(*fonts));
    OneLetter app;
    const test::ManualClock clock;
    Headless screen(stage, app, clock, {1280, 800});
    const Picture picture = screen.picture();
    int top = 800;
    int bottom = 0;
    for (int y = 0; y < 800; ++y) {
        for (int x = 100; x < 200; ++x) {
            if (picture.at(x, y).r > 100) continue;
            top = std::min(top, y);
            bottom = std::max(bottom, y);
        }
    }
    CHECK(bottom - top + 1 == Approx(100 * capital_of_em).margin(1.5));
    // Baseline: half of what the leading has over the line's height, then the ascent.
    const double baseline = 100 + (200 - 136.2) / 2 + 106.9;
    CHECK(bottom + 1 == Approx(baseline).margin(1.5));
}

TEST_CASE("characters that the fonts lack are found before anybody sees a box") {
    auto fonts = Fonts::load();
    REQUIRE(fonts);
    CHECK((*fonts)->missing_glyphs("Spørgsmål 1 af 22 – “ja” … æøå ÆØÅ éü").empty());
    CHECK((*fonts)->missing_glyphs("a → b") == U"→");
    CHECK((*fonts)->missing_glyphs("5 ≤ 6, −1") == U"≤−");
}
