// The clinic computer: the program `clinic` in a window of 1440 x 900 on a display of its own, with
// an ear at its loudspeaker.
#pragma once

#include <functional>

#include "chime_listener.h"
#include "clinic_twin.h"
#include "process.h"
#include "site.h"
#include "x_display.h"

namespace spine::test {

class ClinicWindow {
  public:
    // Starts the program and waits until it looks like a twin that is locked.
    ClinicWindow(const Site& site, const std::string& language, std::string photos);

    // Types the passphrase and waits for the worklist, which must look like the twin's.
    void unlock(const std::string& passphrase, ClinicTwin& twin);
    // Taps it and moves the pointer out of the way.
    void tap(ui::Point pixels);
    // Waits until `area` of the window looks like one of these pictures; fails the test, and
    // keeps what was seen, if it does not.
    void wait_until_like(const std::vector<ui::Picture>& pictures, const Area& area,
                         const std::string& what, const std::vector<Area>& except = {});
    [[nodiscard]] bool looks_like(const ui::Picture& picture, const Area& area,
                                  const std::vector<Area>& except = {}) const;
    [[nodiscard]] Area whole() const { return display_.whole(); }
    void photograph(const std::string& name) const;
    [[nodiscard]] bool chimed() const { return ear_.heard(); }
    [[nodiscard]] int close();

  private:
    std::string photos_;
    XDisplay display_;
    ChimeListener ear_;
    std::filesystem::path said_;
    Process program_;
};

// What the real clinic's first screens are: name and band of the configuration.
void expect_clinic_of(const Site& site, ExpectedData& data);

}  // namespace spine::test
