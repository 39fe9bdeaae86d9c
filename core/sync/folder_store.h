// A folder as store: on a share, a synchronised disk or a USB stick.
#pragma once

#include "sync/store.h"

namespace spine::sync {

// FOLDER/<clinic id>/<place>/<name>. The folder itself is never made.
class FolderStore final : public Store {
  public:
    // `files` must outlive the store.
    FolderStore(Files& files, std::filesystem::path folder, const crypto::ClinicId& clinic);

    [[nodiscard]] Result<Put> put(std::string_view place, std::string_view name,
                                  ByteView content) override;
    [[nodiscard]] Status put_all(std::string_view place, std::span<const Bytes> objects) override;
    [[nodiscard]] Result<Bytes> get(std::string_view place, std::string_view name,
                                    std::uint64_t limit) override;
    [[nodiscard]] Result<std::vector<std::string>> list(std::string_view place) override;
    [[nodiscard]] Status remove(std::string_view place, std::string_view name) override;
    [[nodiscard]] std::string address() const override { return folder_.string(); }

    // Fault: store_unreachable.
    [[nodiscard]] Status reachable() const;

  private:
    [[nodiscard]] Result<std::filesystem::path> path_of(std::string_view place,
                                                        std::string_view name) const;
    Files& files_;
    std::filesystem::path folder_;
    std::filesystem::path clinic_;
};

// The clinics that have a prefix in this folder.
[[nodiscard]] Result<std::vector<crypto::ClinicId>> clinics_in(Files& files,
                                                               const std::filesystem::path& folder);

}  // namespace spine::sync
