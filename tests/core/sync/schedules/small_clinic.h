// One clinic for thousands of schedules: keys, admissions and configuration are made once, its
// archive is copied.
#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <vector>

#include "archive/archive.h"
#include "crypto/init.h"
#include "crypto/random.h"
#include "journal/journal.h"
#include "support/support.h"
#include "sync/store.h"

namespace spine::test {

inline constexpr std::size_t kMostTablets = 3;

class SmallClinic {
  public:
    SmallClinic();  // fails the test if it cannot be made

    // A copy of the archive in a folder that is made, unlocked. Any thread.
    [[nodiscard]] Result<std::unique_ptr<archive::Archive>> copy_archive(
        const std::filesystem::path& into, Files& files, Clock& clock, Random& of_system) const;
    // Sets a store up as `clinic sign` does: admissions and configuration.
    [[nodiscard]] Status publish(sync::Store& store, Files& files) const;
    [[nodiscard]] journal::SessionInputs inputs() const;
    [[nodiscard]] journal::DeviceIdentity identity(std::size_t tablet) const;
    [[nodiscard]] crypto::DeviceId device(std::size_t tablet) const;
    [[nodiscard]] crypto::DeviceId computer() const;
    [[nodiscard]] const crypto::SignPublicKey& root() const { return root_.public_key; }
    [[nodiscard]] const crypto::ClinicId& id() const { return id_; }

  private:
    Status started_ = crypto::start();  // before the first key
    TemporaryFolder folder_;
    crypto::SystemRandom random_;
    crypto::SignPair root_ = crypto::make_sign_pair(random_);
    crypto::SealPair clinic_key_ = crypto::make_seal_pair(random_);
    crypto::SealPair recovery_ = crypto::make_seal_pair(random_);
    crypto::SignPair computer_ = crypto::make_sign_pair(random_);
    std::array<crypto::SignPair, kMostTablets> tablets_;
    crypto::ClinicId id_ = crypto::clinic_id_of(root_.public_key);
    std::vector<Bytes> admissions_;
    Bytes manifest_;
};

}  // namespace spine::test
