// The tablet: the program `kiosk` in a window of 1280 x 800 on a display of its own, a pointer,
// and the twin that is tapped in step. After every tap the window must come to look like the twin.
#pragma once

#include <optional>

#include "kiosk_twin.h"
#include "likeness.h"
#include "process.h"
#include "site.h"
#include "x_display.h"

namespace spine::test {

// A display on which somebody else starts and ends the tablet's program.
struct Elsewhere {
    std::string display;
    unsigned user = 0;  // whose display it is
    ui::Pixels size;
};

class TabletWindow {
  public:
    // Starts the program and waits until it shows the welcome. `photos`: what the names of its
    // photographs begin with. `more`: environment, beside the display.
    TabletWindow(const Site& site, unsigned number, std::string photos,
                 std::map<std::string, std::string> more = {});

    // The tablet that runs there, and shows the welcome.
    TabletWindow(const Site& site, unsigned number, std::string photos, const Elsewhere& there);

    // The pointer taps where the twin says, the twin too; waits until both look alike.
    void tap(const std::string& key);
    // On the screen's keyboard, a key at a time as fast as the pointer can; then until it is saved.
    void write(std::string_view words);
    // From the welcome, by consent, to the code; reads the code from the window as a patient does.
    [[nodiscard]] std::string come_to_code(const std::string& language);
    // Fails the test, and keeps both pictures, if the window does not come to look like the twin.
    void expect_same(const std::string& when, const std::vector<Area>& except = {});
    [[nodiscard]] bool looks_same(const std::vector<Area>& except = {});
    // The pointer alone: the twin does not follow.
    void point_tap(ui::Point pixels) { display_.tap(pixels); }
    void photograph(const std::string& name) const;
    // Closes the window as a window manager does; its exit code. Only of a program started here.
    [[nodiscard]] int close();

    [[nodiscard]] KioskTwin& twin() { return twin_; }

  private:
    [[nodiscard]] std::string read_code(const std::vector<ui::Picture>& digits,
                                        const std::vector<Area>& places) const;
    void expect(const ui::Picture& expected, const std::string& when,
                const std::vector<Area>& except);
    void rest();  // as long as a new screen is deaf to a second tap

    std::string photos_;
    KioskTwin twin_;
    XDisplay display_;
    std::filesystem::path said_;
    std::optional<Process> program_;
    std::chrono::steady_clock::time_point deaf_until_;
};

}  // namespace spine::test
