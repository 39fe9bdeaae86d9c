// What is kept from frame to frame looks as if it had been drawn anew.
#include "ui/stamp.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>

#include "support/support.h"
#include "ui/headless.h"
#include "ui/widgets/body_figure.h"
#include "ui/widgets/icon_array.h"

using namespace spine;
using namespace spine::ui;

namespace {

class Drawing final : public App {
  public:
    explicit Drawing(std::function<void(Frame&)> what) : what_(std::move(what)) {}
    void draw(Frame& frame) override { what_(frame); }
    [[nodiscard]] std::vector<Bake> first_fonts() const override {
        return {{Face::Regular, 41, Glyphs::Latin, {}}, {Face::Bold, 41, Glyphs::Latin, {}}};
    }
    [[nodiscard]] std::vector<Bake> all_fonts() const override { return first_fonts(); }
    [[nodiscard]] Color background() const override { return rgb(0xFFFFFF); }
    [[nodiscard]] bool band() const override { return false; }
    [[nodiscard]] bool mirrored() const override { return false; }
    [[nodiscard]] bool finished() const override { return false; }

  private:
    std::function<void(Frame&)> what_;
};

std::vector<std::uint8_t> picture_of(const std::function<void(Frame&)>& what, int frames) {
    test::ManualClock clock;
    Drawing drawing(what);
    auto fonts = Fonts::load();
    REQUIRE(fonts);
    Stage stage(kiosk_design, std::move(*fonts));
    Headless screen(stage, drawing, clock, {640, 400});
    screen.frames(frames);
    return screen.picture().rgb;
}

// The largest difference of any colour. A shape that was moved may differ by a shade at its edge.
int difference(const std::vector<std::uint8_t>& a, const std::vector<std::uint8_t>& b) {
    REQUIRE(a.size() == b.size());
    int largest = 0;
    for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, std::abs(a[i] - b[i]));
    return largest;
}
constexpr int a_shade = 4;

}  // namespace

TEST_CASE(
    "a kept shape is drawn as it was, further on where that is asked, and anew when it changed") {
    const auto two = [](Frame& frame, bool kept, Color color) {
        const auto shape = [&](float x) {
            frame.canvas.capsule({x, 100}, 20, {x + 50, 300}, 40, color);
            frame.canvas.strips({{x, 400}, {x + 90, 420}}, {{x, 500}, {x + 90, 520}}, color);
        };
        if (!kept) return shape(100), shape(701);
        Stamp stamp;
        stamp.draw(frame.canvas, {}, [&] { shape(100); });
        CHECK(stamp.again(frame.canvas, {601, 0}));
    };
    const Color red = rgb(0xAA0000);
    const Color blue = rgb(0x0000AA);
    const auto drawn = picture_of([&](Frame& frame) { two(frame, false, red); }, 1);
    const auto copied = [&](Color color) {
        return picture_of([&](Frame& frame) { two(frame, true, color); }, 1);
    };
    CHECK(difference(drawn, copied(red)) <= a_shade);
    CHECK(difference(drawn, copied(blue)) > 100);

    Stamp stamp;
    int calls = 0;
    int frames = 0;
    const auto bar = [](Frame& frame, Color color) { frame.canvas.disc({300, 300}, 90, color); };
    const auto changing = [&](Frame& frame) {
        const bool later = ++frames > 4;
        stamp.draw(frame.canvas, later ? "blue" : "red",
                   [&] { ++calls, bar(frame, later ? blue : red); });
    };
    const auto plain = picture_of([&](Frame& frame) { bar(frame, blue); }, 1);
    CHECK(difference(picture_of(changing, 4), plain) == 0);
    CHECK(frames > calls);
    CHECK(calls >= 2);
}

TEST_CASE("nothing kept, nothing drawn") {
    (void)picture_of([](Frame& frame) { CHECK_FALSE(Stamp().again(frame.canvas, {})); }, 1);
}

TEST_CASE("a body that was kept for frames shows what is chosen now") {
    const std::vector<std::string> codes{"front.upper", "back.lower", "back.thigh.left"};
    using Chosen = std::set<std::string, std::less<>>;
    const KioskTheme theme = kiosk_calm();
    const auto kept = [&](Chosen before, Chosen now) {
        BodyFigures figures(codes);
        int frames = 0;
        return picture_of(
            [&](Frame& frame) {
                const Kit kit{frame, theme};
                (void)figures.draw(kit, ++frames > 3 ? now : before, {"a", "b", "c", "d"});
            },
            6);
    };
    const auto now = kept({"back.lower"}, {"back.lower"});
    CHECK(difference(now, kept({}, {"back.lower"})) == 0);
    CHECK(difference(now, kept({"front.upper", "back.thigh.left"}, {"back.lower"})) == 0);
    CHECK(difference(now, kept({"back.lower"}, {})) > 50);
}
