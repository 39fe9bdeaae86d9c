// What every screen of the kiosk may look at: the desk, the words, the colours, the time.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/desk.h"
#include "kiosk/service.h"
#include "ui/strings.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace spine::kiosk {

// What the staff's screen shows; empty on every other one.
enum class SendingState { No, Running, Over };
struct ServiceView {
    bool there = false;  // the program has a service, whose screen this is
    bool can_shut_down = false;
    std::optional<ServiceState> state;  // nothing: not looked yet
    bool unreadable = false;            // the last look failed
    SendingState sending = SendingState::No;
    bool going_off = false, shut_down_refused = false;
    std::string test_code;  // empty: none was asked for
    UnixMs now = 0;
    void forget();
};

// Owned by the app and outlives every screen.
struct Room {
    const Desk& desk;
    const ui::Strings& strings;
    ui::KioskTheme theme;
    bool strong = false;  // the theme is of strong contrast: until this patient has gone
    ui::Print print = ui::Print::Normal;         // as long
    config::Reads reads = config::Reads::Asked;  // as long
    std::string tablet_name;
    std::string language;  // of what is shown now
    std::string note;      // key of a note in the message slot; empty = none
    bool saving = false;   // a write has begun on a disk that was slow last time
    bool pin_wrong = false, pin_checking = false;
    int pin_wait = 0;                  // seconds until another PIN is taken, after wrong ones
    bool can_unlock = false;           // a staff PIN was set at enrolment
    bool can_listen = false;           // there is a voice
    bool reading = false;              // it is heard now
    std::vector<std::string> offered;  // languages, the clinic's own first
    ServiceView service;

    void set_strong(bool on);
    // There is a staff's screen, and a PIN that leads to it.
    [[nodiscard]] bool can_serve() const { return can_unlock && service.there; }
    // The interface's own words in the current language.
    [[nodiscard]] const std::string& text(std::string_view key) const {
        return strings.get(language, key);
    }
    // The patient's code in a sentence: its groups are never torn apart by a line's end.
    [[nodiscard]] std::string code_text(std::string_view key) const;
    [[nodiscard]] const session::Walk& walk() const { return *desk.walk(); }
    [[nodiscard]] const config::Settings& settings() const { return desk.configuration().settings; }
};

// Every key that the kiosk asks for; Strings::load refuses a language that lacks one.
[[nodiscard]] std::span<const std::string_view> required_strings();

}  // namespace spine::kiosk
