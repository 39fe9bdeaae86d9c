// A folder store with a clinic that signs a receipt as soon as a bundle is there, and that can be
// held: a measurement's other end.
#pragma once

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <mutex>

#include "crypto/random.h"
#include "crypto/sign.h"
#include "sync/folder_store.h"

namespace spine::bench {

// One thread uses it as a store; hold() and release() are another's.
class EagerClinic final : public sync::Store {
  public:
    EagerClinic(Files& files, const std::filesystem::path& folder, crypto::SystemRandom& random);

    [[nodiscard]] const crypto::SignPair& root() const { return root_; }
    [[nodiscard]] const crypto::ClinicId& clinic() const { return clinic_; }
    // Its computer's admission and that of this tablet.
    [[nodiscard]] Status admit(const crypto::SignPublicKey& tablet);

    // From here on each call of the store waits; the one under way ends.
    void hold();
    void release();
    [[nodiscard]] std::size_t delivered() const { return delivered_; }

    [[nodiscard]] Result<sync::Put> put(std::string_view place, std::string_view name,
                                        ByteView content) override;
    [[nodiscard]] Result<Bytes> get(std::string_view place, std::string_view name,
                                    std::uint64_t limit) override;
    [[nodiscard]] Result<std::vector<std::string>> list(std::string_view place) override;
    [[nodiscard]] Status remove(std::string_view place, std::string_view name) override;
    [[nodiscard]] std::string address() const override { return store_.address(); }

  private:
    void wait();
    [[nodiscard]] Status sign_receipt(ByteView bundle);

    crypto::SignPair root_, computer_;
    crypto::Signer signer_;
    crypto::SealPublicKey join_, attention_;
    crypto::ClinicId clinic_;
    sync::FolderStore store_;
    std::mutex mutex_;
    std::condition_variable go_on_;
    bool held_ = false;
    std::atomic<std::size_t> delivered_ = 0;
};

}  // namespace spine::bench
