// A clinic, its tablets and its store in a temporary folder, made as an installer makes them: by
// kioskctl.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/support.h"

namespace spine::test {

struct SiteSettings {
    bool signed_off = false;   // a clinician has signed, as a test may
    unsigned tablets = 1;      // "Tablet 1", "Tablet 2"…
    bool short_times = false;  // the shortest times before a patient counts as gone: 20 s + 20 s
};

class Site {
  public:
    explicit Site(const SiteSettings& settings);

    [[nodiscard]] std::filesystem::path clinic() const { return folder_ / "clinic"; }
    [[nodiscard]] std::filesystem::path tablet(unsigned number) const {
        return folder_ / ("kiosk-" + std::to_string(number));
    }
    [[nodiscard]] std::filesystem::path store() const { return folder_ / "store"; }
    [[nodiscard]] std::filesystem::path root() const { return folder_ / "root"; }
    [[nodiscard]] std::filesystem::path config() const { return folder_ / "config"; }
    [[nodiscard]] std::filesystem::path file(const std::string& name) const {
        return folder_ / name;
    }
    [[nodiscard]] std::string passphrase() const { return "seven grey herons"; }

    // The root key's fingerprint, as somebody wrote it down when the clinic was made.
    [[nodiscard]] const std::string& key_card() const { return key_card_; }

    // Signs config() with the next version and publishes it.
    void sign() const;
    // kioskctl with these arguments; fails the test if it does not exit with 0.
    [[nodiscard]] std::string kioskctl(std::vector<std::string> arguments) const;
    // The same with --json, CLINIC's passphrase given.
    [[nodiscard]] nlohmann::json ask_clinic(const std::string& command,
                                            const std::vector<std::string>& codes = {}) const;

  private:
    TemporaryFolder folder_;
    std::string key_card_;
};

}  // namespace spine::test
