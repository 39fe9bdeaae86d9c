// A program's whole picture: the Dear ImGui context, fonts, scale and targets, with or without a
// window. Window and Headless both draw through it, so that a test sees what a person sees.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "ui/frame.h"

struct ImDrawData;
struct ImGuiContext;

namespace spine::ui {

// What a program gives to be run. All calls on the UI thread.
class App {
  public:
    App() = default;
    App(const App&) = delete;
    App& operator=(const App&) = delete;
    virtual ~App() = default;
    virtual void draw(Frame& frame) = 0;
    // Fonts for the first screen alone: they are baked before the first frame. The rest is baked
    // after it.
    [[nodiscard]] virtual std::vector<Bake> first_fonts() const = 0;
    [[nodiscard]] virtual std::vector<Bake> all_fonts() const = 0;
    // Says when all_fonts() has become another list: a language with another script was chosen.
    [[nodiscard]] virtual Glyphs script() const { return Glyphs::Latin; }
    // Of the next frame; another one is another list of all_fonts(), too.
    [[nodiscard]] virtual Print print() const { return Print::Normal; }
    // Nothing fades or grows.
    [[nodiscard]] virtual bool still() const { return false; }
    [[nodiscard]] virtual Color background() const = 0;
    [[nodiscard]] virtual bool band() const = 0;  // "Demonstration, not for patients"
    // Units kept free at the top for a notice that must not cover the layout (Scale). The app draws
    // in Scale::notice_pixels(), which is what this was before the frame.
    [[nodiscard]] virtual float notice() const { return 0; }
    [[nodiscard]] virtual bool mirrored() const = 0;  // right to left
    // The program may end. Nothing else ends it: an app that never says so after Input::close
    // stays.
    [[nodiscard]] virtual bool finished() const = 0;
};

class Stage {
  public:
    Stage(Design design, std::unique_ptr<Fonts> fonts);
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;
    ~Stage();

    // Draws one frame of `app` and returns what a renderer needs, valid until the next call.
    // `fonts_changed` is called after an atlas was baked, before drawing: a renderer makes its
    // texture anew.
    ImDrawData* draw(App& app, Pixels display, const Input& input, std::int64_t now_ms,
                     const std::function<void()>& fonts_changed);

    // When the last frame asked to be drawn again; nothing = not before somebody touches.
    [[nodiscard]] std::optional<std::int64_t> again_ms() const { return again_ms_; }
    [[nodiscard]] const Targets& targets() const { return targets_; }
    [[nodiscard]] const Fonts& fonts() const { return *fonts_; }
    [[nodiscard]] const Scale& scale() const { return scale_; }
    // Tests: record texts that do not fit, and where each line stands, for the last frame.
    void watch_misfits(bool watch) { watch_ = watch; }
    [[nodiscard]] const std::vector<Misfit>& misfits() const { return watched_.misfits; }
    [[nodiscard]] const std::vector<DrawnLine>& lines() const { return watched_.lines; }
    [[nodiscard]] const std::vector<DrawnGlyph>& glyphs() const { return watched_.glyphs; }

  private:
    void bake_if_needed(App& app, const std::function<void()>& fonts_changed);

    Design design_;
    ImGuiContext* context_;
    std::unique_ptr<Fonts> fonts_;
    Scale scale_;
    Targets targets_;
    Motion motion_;
    Watched watched_;
    std::optional<std::int64_t> again_ms_;
    float baked_factor_ = 0;
    Glyphs baked_script_ = Glyphs::Latin;
    Print baked_print_ = Print::Normal;
    int frames_ = 0;
    bool all_baked_ = false, watch_ = false;
};

}  // namespace spine::ui
