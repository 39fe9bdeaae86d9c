// A folder as store: on a share, a synchronised disk or a USB stick.
#pragma once

#include "sync/store.h"

namespace spine::sync {

// FOLDER/<clinic id>/<place>/<name>. The folder itself is never made.
class FolderStore final : public Store {
  public:
    // FOLDER/<clinic id>. An empty mount point has the folder and not the clinic's part, and what
    // is put there is hidden when the stick comes in.
    enum class Part {
        MustBeThere,  // else everything but set_up() says store_unreachable
        IsMade        // by the first put(): for whoever knows that the folder is the right one
    };
    // `files` must outlive the store.
    FolderStore(Files& files, std::filesystem::path folder, const crypto::ClinicId& clinic,
                Part part = Part::IsMade);

    [[nodiscard]] Status set_up() override;
    [[nodiscard]] Result<Put> put(std::string_view place, std::string_view name,
                                  ByteView content) override;
    [[nodiscard]] Status put_all(std::string_view place, std::span<const Bytes> objects) override;
    [[nodiscard]] Result<Bytes> get(std::string_view place, std::string_view name,
                                    std::uint64_t limit) override;
    [[nodiscard]] Result<std::vector<std::string>> list(std::string_view place) override;
    [[nodiscard]] Status remove(std::string_view place, std::string_view name) override;
    [[nodiscard]] std::string address() const override { return folder_.string(); }

    // The folder, whether or not it has the clinic's part. Fault: store_unreachable.
    [[nodiscard]] Status folder_there() const;

  private:
    [[nodiscard]] Status reachable() const;
    [[nodiscard]] bool has_equal(const std::filesystem::path& file, ByteView content) const;
    [[nodiscard]] Result<std::filesystem::path> path_of(std::string_view place,
                                                        std::string_view name) const;
    Files& files_;
    std::filesystem::path folder_;
    std::filesystem::path clinic_;
    Part part_;
};

}  // namespace spine::sync
