// A display with a pointer, a keyboard and an eye: what a person at a real window has, and nothing
// more. Either one of its own (Xvfb), or one that stands already and may go at any moment.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ui/rasteriser.h"

namespace spine::test {

// In pixels of the screen.
struct Area {
    int x = 0, y = 0, w = 0, h = 0;
};

class XDisplay {
  public:
    // Starts Xvfb on a free display number; fails the test if there is no Xvfb.
    XDisplay(int w, int h);
    // The display of that name, whose server lets `user` in, as wide and high as the window that
    // fills it. Fails the test if it cannot be reached; when it goes, pictures are empty.
    XDisplay(const std::string& name, unsigned user, int w, int h);
    XDisplay(const XDisplay&) = delete;
    XDisplay& operator=(const XDisplay&) = delete;
    ~XDisplay();

    [[nodiscard]] const std::string& name() const;  // ":5"
    [[nodiscard]] Area whole() const;
    [[nodiscard]] ui::Picture picture(const Area& area) const;
    [[nodiscard]] ui::Picture picture() const { return picture(whole()); }

    void point_at(ui::Point pixels);
    void tap(ui::Point pixels);          // there, down and up
    void type(std::string_view ascii);   // small letters, digits, space, hyphen
    void press(const std::string& key);  // by its X name: "Return"
    // With others held: {"Alt_L", "F4"}.
    void press_together(const std::vector<std::string>& keys);
    void ask_to_close();  // what a window manager's X sends

  private:
    struct Handle;
    std::unique_ptr<Handle> handle_;
};

}  // namespace spine::test
