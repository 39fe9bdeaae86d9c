// test_disk's own: what the disk holds for sure, and what it may still lose.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "support/test_disk.h"

struct sqlite3_vfs;

namespace spine::test {

// A write of `data` at `offset`, or a truncation to `offset` bytes.
struct PendingChange {
    std::uint64_t offset = 0;
    std::optional<Bytes> data;
};

struct DiskFile {
    std::optional<Bytes> durable;  // nothing: the file would not be there
    std::vector<PendingChange> pending;
};

class TestDisk::Disk {
  public:
    std::string name;
    std::map<std::string, DiskFile> files;  // by path; nodes stay where they are
    std::uint64_t operations = 0, syncs = 0;
    std::uint64_t cut_at = 0;  // 0: never
    std::uint64_t fail_at = 0;
    DiskFault fault = DiskFault::WriteError;
    bool lasting = false;
    std::filesystem::path full_while;
    std::filesystem::path measured;  // the folder that may hold `most` bytes; empty: no limit
    std::uint64_t most = 0;
    bool power_gone = false;
    sqlite3_vfs* system = nullptr;
    std::unique_ptr<sqlite3_vfs> vfs;

    // What the next operation meets.
    enum class Meets { Nothing, NoPower, Fault, Full };
    [[nodiscard]] Meets next_operation(bool is_write, bool is_sync);

    [[nodiscard]] std::uint64_t left() const;

    DiskFile& file(const std::string& path);
    static void apply(Bytes& content, const PendingChange& change);

  private:
    [[nodiscard]] bool fault_fits(bool is_write, bool is_sync) const;
};

}  // namespace spine::test
