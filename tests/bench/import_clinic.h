// A clinic that exists for measuring its import: keys, an archive, a folder store full of bundles.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "archive/archive.h"
#include "base/clock.h"
#include "crypto/random.h"
#include "sync/folder_store.h"

namespace spine::bench {

// `folder` must exist. One thread.
class ImportClinic {
  public:
    explicit ImportClinic(const std::filesystem::path& folder);
    // Archive (unlocked) and store, admissions and configuration in it.
    [[nodiscard]] Status set_up();
    // Seals sessions and lays them in the store; keeps the names of the files.
    [[nodiscard]] Status seal(std::size_t sessions);

    [[nodiscard]] const std::vector<std::filesystem::path>& bundles() const { return bundles_; }
    [[nodiscard]] archive::Archive& archive() { return *archive_; }
    [[nodiscard]] sync::Store& store() { return store_; }
    [[nodiscard]] Clock& clock() { return clock_; }
    [[nodiscard]] const crypto::SignPublicKey& tablet_key() const { return tablet_.public_key; }
    [[nodiscard]] const crypto::SealPair& clinic_key() const { return clinic_key_; }

  private:
    [[nodiscard]] Result<Bytes> seal_one(std::uint64_t counter, crypto::Hash& previous);

    SystemFiles files_;
    SystemClock clock_;
    crypto::SystemRandom random_;
    crypto::SignPair root_, computer_, tablet_;
    crypto::SealPair clinic_key_, recovery_, join_, attention_;
    crypto::ClinicId id_;
    crypto::Signer tablet_signer_;
    std::filesystem::path folder_;
    sync::FolderStore store_;
    std::unique_ptr<archive::Archive> archive_;
    crypto::Hash configuration_;
    std::vector<std::filesystem::path> bundles_;
};

}  // namespace spine::bench
