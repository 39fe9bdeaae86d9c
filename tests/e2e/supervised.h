// The tablet as its unit runs it: under cage, as a user of its own, started again whenever it ends,
// by a supervisor that reads the unit's lines (supervisor.py). cage draws into memory.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "process.h"
#include "site.h"
#include "tablet_window.h"

namespace spine::test {

class Supervised {
  public:
    // Installs kiosk and its words below the site's folder, gives tablet 1 and the store to the
    // user, and starts the unit of the checkout.
    explicit Supervised(const Site& site);

    // How often the kiosk has been started by now.
    [[nodiscard]] std::size_t starts() const;
    // Where the last one that was started shows itself.
    [[nodiscard]] Elsewhere there() const;
    [[nodiscard]] int kiosk() const;  // process ids
    [[nodiscard]] int cage() const;
    // What the supervisor and the programs said, for whoever looks for a fault.
    [[nodiscard]] std::string said() const;
    void stop() { program_.reset(); }

  private:
    [[nodiscard]] std::vector<std::string> told(const std::string& file) const;

    const Site& site_;
    unsigned user_;
    std::optional<Process> program_;
};

}  // namespace spine::test
