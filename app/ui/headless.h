// An app without a display: tests act as a person would, by keys of targets, and look at what was
// drawn. The same Stage as behind a window.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "ui/rasteriser.h"
#include "ui/stage.h"

namespace spine::ui {

class Headless {
  public:
    // `clock` is moved by the test; `app` and it must outlive this.
    Headless(Stage& stage, App& app, const Clock& clock, Pixels display);

    void frame();            // one frame without input
    void frames(int count);  // several
    // Finger down on the target, frame, up, frame, and one more. False if there is no such target
    // or it lies outside the display.
    bool tap(std::string_view key);
    bool tap(Point units);
    void press(Point units);    // down, and a frame
    void move(Point units);     // as it is, elsewhere, and a frame
    void release(Point units);  // up, and a frame
    void type(std::u32string_view characters);
    void key(KeyPress press);
    void keys(const std::vector<KeyPress>& presses);  // all in one frame
    void resize(Pixels display) { display_ = display; }
    void close();              // the window system asks the program to end
    void scroll(float lines);  // of the wheel; away from the hand is up

    [[nodiscard]] const Stage& stage() const { return stage_; }
    [[nodiscard]] bool has(std::string_view key) const;
    [[nodiscard]] Picture picture();
    // A PNG of the last frame; false if it cannot be written.
    bool photograph(const std::filesystem::path& file);

  private:
    void run_frame();

    Stage& stage_;
    App& app_;
    const Clock& clock_;
    Pixels display_;
    InputQueue queue_{InputQueue::Kind::Touch};
    ImDrawData* drawn_ = nullptr;
};

}  // namespace spine::ui
