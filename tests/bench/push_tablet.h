// A tablet with sealed sessions of which nothing was sent, as often as a measurement needs it.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>

#include "base/clock.h"
#include "crypto/random.h"
#include "journal/journal.h"
#include "sync/store.h"

namespace spine::bench {

class PushTablet {
  public:
    // Below `folder`, which must exist.
    explicit PushTablet(std::filesystem::path folder);

    // Seals patients who answer everything (sample_session.h), and lays each bundle as a file of
    // its name into `files`.
    [[nodiscard]] Status seal(std::size_t sessions, const std::filesystem::path& files);
    // One round of sync with the store from a journal that is as it was behind seal(). Fault also
    // where not every session was sent.
    [[nodiscard]] Result<std::chrono::duration<double>> push(sync::Store& store,
                                                             std::size_t sessions);
    [[nodiscard]] const crypto::ClinicId& clinic() const { return clinic_; }
    [[nodiscard]] std::size_t bytes() const { return bytes_; }  // of all bundles

  private:
    [[nodiscard]] Result<std::unique_ptr<journal::Journal>> open(
        const std::filesystem::path& folder);

    std::filesystem::path folder_;
    SystemFiles files_;
    SystemClock clock_;
    crypto::SystemRandom random_;
    crypto::SignPair root_, device_;
    crypto::ClinicId clinic_;
    journal::SessionInputs inputs_;
    std::size_t bytes_ = 0;
};

}  // namespace spine::bench
