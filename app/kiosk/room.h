// What every screen of the kiosk may look at: the desk, the words, the colours, the time.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/desk.h"
#include "ui/strings.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace spine::kiosk {

// Owned by the app and outlives every screen.
struct Room {
    const Desk& desk;
    const ui::Strings& strings;
    ui::KioskTheme theme;
    bool strong = false;  // the theme is of strong contrast: until this patient has gone
    ui::Print print = ui::Print::Normal;  // as long
    std::string tablet_name;
    std::string language;  // of what is shown now
    std::string note;      // key of a note in the message slot; empty = none
    bool saving = false;   // a write has begun on a disk that was slow last time
    bool pin_wrong = false, pin_checking = false;
    bool can_unlock = false;           // a staff PIN was set at enrolment
    bool can_listen = false;           // there is a voice
    bool reading = false;              // it is heard now
    std::vector<std::string> offered;  // languages, the clinic's own first

    void set_strong(bool on);
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
