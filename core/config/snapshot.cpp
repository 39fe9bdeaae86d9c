#include "config/snapshot.h"

#include <fmt/format.h>

#include "base/file_kind.h"

namespace spine::config {
namespace {

namespace fs = std::filesystem;

class Taker {
  public:
    explicit Taker(Files& files) : files_(files) {}

    Status take(const fs::path& folder, const std::string& below, int depth) {
        auto entries = files_.list(folder);
        if (!entries) return fail(std::move(entries).error());
        for (const FolderEntry& entry : *entries) {
            const fs::path path = folder / entry.name;
            const std::string name = below.empty() ? entry.name : below + "/" + entry.name;
            const FileKind kind = kind_of(path);
            if (kind == FileKind::Other) return not_a_file(path);
            const bool is_folder = kind == FileKind::Folder;
            if (is_folder && depth == kDeepestFolder) return too_large(path);
            auto taken = is_folder ? take(path, name, depth + 1) : take_file(path, name);
            if (!taken) return taken;
        }
        return {};
    }

    Snapshot snapshot;

  private:
    Status take_file(const fs::path& path, const std::string& name) {
        auto content = files_.read(path, kLargestFile);
        if (!content) return fail(std::move(content).error());
        total_ += content->size();
        if (total_ > kLargestConfiguration) return too_large(path);
        snapshot.files.emplace(name, std::move(*content));
        return {};
    }

    static Status not_a_file(const fs::path& path) {
        return fail(causes::not_a_file, "This is a link, a pipe or a device, not a file.",
                    "Put the file itself in its place, or take it out of the folder.",
                    path.string());
    }

    static Status too_large(const fs::path& path) {
        return fail(spine::causes::file_too_large,
                    fmt::format("The folder holds more than {} MiB, or folders more than {} deep.",
                                kLargestConfiguration / 1024 / 1024, kDeepestFolder),
                    "Check that it is a kiosk-config folder.", path.string());
    }

    Files& files_;
    std::uint64_t total_ = 0;
};

}  // namespace

std::optional<std::string_view> Snapshot::text(std::string_view path) const {
    const auto found = files.find(path);
    if (found == files.end()) return std::nullopt;
    return as_text(found->second);
}

Result<Snapshot> take_snapshot(Files& files, const fs::path& folder) {
    Taker taker(files);
    if (auto taken = taker.take(folder, "", 0); !taken) return fail(std::move(taken));
    return std::move(taker.snapshot);
}

}  // namespace spine::config
