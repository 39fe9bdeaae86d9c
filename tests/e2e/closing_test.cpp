// What becomes of a real window when somebody closes it.
#include <catch2/catch.hpp>
#include <cstdlib>

#include "base/clock.h"
#include "ui/window.h"
#include "x_display.h"

using namespace spine;
using namespace spine::ui;

namespace {

// Is asked to close in its first frame, as by the X of its window, and has something to do until
// ten frames behind that. It counts on a deadline of its own, so that it ends whatever comes.
class Busy final : public App {
  public:
    explicit Busy(test::XDisplay& display) : display_(display) {}
    void draw(Frame& frame) override {
        if (frames_++ == 0) display_.ask_to_close();
        if (frame.input.close) closed_at_ = frames_;
        frame.draw_again_at(frame.now_ms + 1);
    }
    [[nodiscard]] std::vector<Bake> first_fonts() const override {
        return {{Face::Regular, 20, Glyphs::Latin, {}}};
    }
    [[nodiscard]] std::vector<Bake> all_fonts() const override { return first_fonts(); }
    [[nodiscard]] Color background() const override { return rgb(0xFFFFFF); }
    [[nodiscard]] bool band() const override { return false; }
    [[nodiscard]] bool mirrored() const override { return false; }
    [[nodiscard]] bool finished() const override {
        return frames_ >= 2'000 || (closed_at_ != 0 && frames_ >= closed_at_ + 10);
    }
    [[nodiscard]] int frames() const { return frames_; }
    [[nodiscard]] int closed_at() const { return closed_at_; }

  private:
    test::XDisplay& display_;
    int frames_ = 0, closed_at_ = 0;
};

}  // namespace

TEST_CASE("a real window that is closed tells its program, and stands until that is finished") {
    test::XDisplay display(640, 480);
    REQUIRE(::setenv("DISPLAY", display.name().c_str(), 1) == 0);
    auto fonts = Fonts::load();
    REQUIRE(fonts);
    auto window = ui::Window::open({"Closing", Pixels{640, 480}, InputQueue::Kind::Mouse});
    if (!window) FAIL(window.error().sentence());
    Stage stage(clinic_design, std::move(*fonts));
    Busy app(display);
    const SystemClock clock;
    (*window)->run(stage, app, clock);
    CHECK(app.closed_at() > 1);
    CHECK(app.frames() == app.closed_at() + 10);
}
