// The disk's own calls, watched, and refused as other disks refuse them: this program's link(),
// open(), fsync() and fchmod() stand before the system's.
#pragma once

#include <filesystem>
#include <vector>

namespace spine::test {

// While one lives, a file gets no second name and no other rights, and none is without a name: FAT,
// exFAT, many shares.
class DiskWithoutLinks {
  public:
    DiskWithoutLinks();
    DiskWithoutLinks(const DiskWithoutLinks&) = delete;
    DiskWithoutLinks& operator=(const DiskWithoutLinks&) = delete;
    ~DiskWithoutLinks();
};

// While one lives, it lists what was synced, in order.
class WatchedSyncs {
  public:
    WatchedSyncs();
    WatchedSyncs(const WatchedSyncs&) = delete;
    WatchedSyncs& operator=(const WatchedSyncs&) = delete;
    ~WatchedSyncs();
    [[nodiscard]] std::vector<std::filesystem::path> synced() const;
};

}  // namespace spine::test
