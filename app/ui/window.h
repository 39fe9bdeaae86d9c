// The window system behind one small class (GLFW and OpenGL 3), and the idle loop.
//
// The loop sleeps until there is an event, a deadline or a wake(); it then draws three frames (so
// that press, action and result are all shown) and sleeps again. Nothing is paced by vsync. The
// clipboard is never read or written.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "ui/stage.h"

namespace spine::ui {

namespace causes {
inline constexpr Cause no_display = "no-display";
inline constexpr Cause no_graphics = "no-graphics";
}  // namespace causes

struct WindowSettings {
    std::string title;
    std::optional<Pixels> size;  // nothing = full screen
    InputQueue::Kind pointer = InputQueue::Kind::Touch;
    bool closes = true;  // false: whoever asks it to close is not heard (a tablet for everybody)
};

// "1280x800" from --window; nothing if it is not two numbers from 320 to 16384.
[[nodiscard]] std::optional<Pixels> parse_window_size(std::string_view text);

class Window {
  public:
    // no_display: there is no X or Wayland display; no_graphics: it has no OpenGL 3.
    [[nodiscard]] static Result<std::unique_ptr<Window>> open(const WindowSettings& settings);
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;
    ~Window();

    // Runs until the app is finished, and no shorter: that somebody closes the window is told to it
    // (Input::close), and it may have something to store first. Once a window; `stage` outlives the
    // call, not the window.
    void run(Stage& stage, App& app, const Clock& clock);

    // Any thread: draw soon, something has changed. Safe until the window is destroyed.
    void wake();

    // Frames drawn since opening (kioskctl bench).
    [[nodiscard]] std::uint64_t frames() const { return frames_; }

  private:
    struct Handle;
    explicit Window(std::unique_ptr<Handle> handle);
    void wait(const Stage& stage, const Clock& clock, int frames_left);
    void draw(Stage& stage, App& app, const Clock& clock);

    std::unique_ptr<Handle> handle_;
    std::atomic<bool> woken_{false};
    Pixels display_{1280, 800};  // as large as it was when it last had a size
    std::uint64_t frames_ = 0;
};

}  // namespace spine::ui
