// A clinic with one enrolled tablet as `kioskctl demo` makes it, looked after and looked into with
// kioskctl alone.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "child.h"
#include "support/support.h"

namespace spine::test {

// Patients that the clinic has from the beginning, of the same tablet.
inline constexpr std::size_t kOfDemonstration = 2;

class WholeClinic {
  public:
    WholeClinic();

    [[nodiscard]] std::filesystem::path kiosk() const { return folder_ / "demo/kiosk-1"; }
    [[nodiscard]] std::filesystem::path clinic() const { return folder_ / "demo/clinic"; }
    [[nodiscard]] std::filesystem::path store() const { return folder_ / "demo/store"; }
    [[nodiscard]] std::filesystem::path answers() const { return folder_ / "demo/answers.ndjson"; }
    [[nodiscard]] std::filesystem::path recovery() const { return folder_ / "demo/recovery"; }
    // The command line of kiosk_without_window on this tablet.
    [[nodiscard]] Arguments kiosk_with(const Arguments& more) const;

    nlohmann::json sync() const;
    // Fails the test if a session is refused, or if there is a fork or a gap.
    nlohmann::json import() const;
    // `kioskctl list`: a row for each session.
    [[nodiscard]] nlohmann::json list() const;
    // `kioskctl show` of every session that has the code: code, session, status, answers, …
    [[nodiscard]] std::vector<nlohmann::json> show(const std::vector<std::string>& codes) const;

  private:
    [[nodiscard]] Arguments with_passphrase(Arguments command) const;

    TemporaryFolder folder_;
};

// A KIOSK_WITHOUT_WINDOW's name in this build.
[[nodiscard]] std::string program(const std::string& name);

}  // namespace spine::test
