// The kiosk's window content: keeps the screen that fits what the desk shows, and applies what the
// screen asked for after drawing it.
#pragma once

#include <functional>
#include <memory>

#include "kiosk/listening.h"
#include "kiosk/pin_guard.h"
#include "kiosk/room.h"
#include "kiosk/screens/screens.h"
#include "kiosk/serving.h"
#include "ui/exploring.h"
#include "ui/focus.h"
#include "ui/stage.h"
#include "ui/tasks.h"

namespace spine::kiosk {

struct AppSettings {
    std::string tablet_name;
    // Checks a staff PIN; runs on a worker, since it is slow on purpose. Empty: no PIN was set.
    std::function<bool(const std::string&)> check_pin;
    // Sounds once; called again every few seconds while the tell-staff screen stands.
    std::function<void()> chime;
    // Called by the worker when a result waits: Window::wake.
    std::function<void()> wake;
    // Null: nothing is read aloud, and no screen offers it.
    speech::Speech* speech = nullptr;
    // Null: there is no staff's screen. Its look() is called from the worker.
    Service* service = nullptr;
};

class App final : public ui::App {
  public:
    // All outlive the app.
    App(Desk& desk, const ui::Strings& strings, const Clock& clock, AppSettings settings);

    void draw(ui::Frame& frame) override;
    [[nodiscard]] std::vector<ui::Bake> first_fonts() const override;
    [[nodiscard]] std::vector<ui::Bake> all_fonts() const override;
    [[nodiscard]] ui::Color background() const override;
    [[nodiscard]] bool band() const override { return desk_.demonstration(); }
    [[nodiscard]] ui::Glyphs script() const override;
    [[nodiscard]] ui::Print print() const override;
    [[nodiscard]] bool still() const override;
    [[nodiscard]] bool mirrored() const override;
    [[nodiscard]] bool finished() const override { return closed_; }

  private:
    struct Apply;
    // Of the next frame: fonts and direction are made ready before anything is drawn.
    [[nodiscard]] const std::string& language() const;
    [[nodiscard]] bool nobody() const;
    [[nodiscard]] std::vector<ui::Bake> large_fonts() const;
    // What makes a screen another screen: scene, step and language; and where it stands.
    [[nodiscard]] std::string screen_name() const;
    [[nodiscard]] std::string place_name() const;
    [[nodiscard]] ScreenPtr next_screen();
    void renew_screen(ui::Frame& frame);
    void apply(Actions actions);
    void take(Actions actions, ui::Frame& frame);
    void write(Actions actions);
    void write_what_waits();
    void check_pin(std::string typed);
    void draw_band(ui::Frame& frame) const;
    void draw_veil(ui::Frame& frame) const;
    void take_keys(ui::Frame& frame);
    void end_keys(ui::Frame& frame);
    // Fingers that look for their way by touch.
    [[nodiscard]] bool by_touch() const;
    void end_finger(ui::Frame& frame);
    void mind_hold(ui::Frame& frame);
    void answered(ui::Frame& frame, const std::string& target);
    void mind_time(ui::Frame& frame);
    void mind_pin(ui::Frame& frame);
    [[nodiscard]] PinGuard& guard();
    void call_out_loud(ui::Frame& frame);

    Desk& desk_;
    const Clock& clock_;
    AppSettings settings_;
    Room room_;
    Listening listening_;
    ui::Focus focus_;
    ui::Exploring exploring_;
    ui::Tasks tasks_;
    PinGuard lock_guard_, red_guard_;
    Serving serving_;
    ScreenPtr screen_;
    std::string shown_, place_;  // screen_name() and place_name() of screen_
    // What stands under the languages, or text and colours, and comes back as it was, with what is
    // typed in it.
    ScreenPtr under_;
    std::string under_place_;
    std::int64_t shown_since_ = 0;
    struct Held {
        std::int64_t since;
        ui::Point from;
    };
    std::optional<Held> held_;     // a finger beside everything, on the first screen
    std::int64_t touched_at_ = 0;  // a finger, or the end of what was read aloud
    std::optional<std::int64_t> chime_at_;
    enum class Saving { No, Wanted, Shown } saving_ = Saving::No;
    Actions waiting_;            // while "Saving" is shown
    bool slow_disk_ = false;     // the last write took more than 300 ms
    bool turned_ = false;        // another part of the screen stands
    bool staffs_ = false;        // the screen is one of the staff's
    std::uint64_t screens_ = 0;  // that have stood
    bool last_frame_ = false;    // "Shutting down" stands
    bool closed_ = false;
};

}  // namespace spine::kiosk
