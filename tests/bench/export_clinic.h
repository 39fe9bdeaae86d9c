// An archive that exists for measuring its export: patients who answer everything, at random.
#pragma once

#include <filesystem>
#include <memory>

#include "archive/archive.h"
#include "base/clock.h"
#include "config/config.h"
#include "crypto/random.h"
#include "export/research_export.h"

namespace spine::bench {

// `folder` must exist. One thread.
class ExportClinic {
  public:
    explicit ExportClinic(std::filesystem::path folder) : folder_(std::move(folder)) {}
    // `kiosk_config`: what they are asked.
    [[nodiscard]] Status make(const std::filesystem::path& kiosk_config);
    [[nodiscard]] Status fill(std::size_t sessions);
    // A study of all of them, item by item, as CSV into `to`.
    [[nodiscard]] Result<exporting::ExportResult> run(const std::filesystem::path& to);

  private:
    [[nodiscard]] archive::Response drawn();
    [[nodiscard]] Status put_one(std::size_t number);

    std::filesystem::path folder_;
    SystemFiles files_;
    SystemClock clock_;
    crypto::SystemRandom random_;
    config::Config config_;
    crypto::Hash configuration_;
    std::unique_ptr<archive::Archive> archive_;
};

}  // namespace spine::bench
