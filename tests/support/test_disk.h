// A disk that keeps only what was synced, and that fails when a test says so: a SQLite VFS over
// the system's, for the databases that are opened with its name.
//
// `kill -9` cannot test durability, since the page cache survives it. Here every write is kept in
// a list until its file is synced; power_cut() throws the list away, or keeps a random part of
// it, as a disk is free to do.
//
// A write, a sync and a truncation are one operation each, counted from 1 from the moment the
// VFS is made or arm() is called. Make the database's file before: the VFS is for what follows.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "base/bytes.h"
#include "base/random.h"

namespace spine::test {

enum class DiskFault {
    WriteError,  // EIO at a write
    Full,        // ENOSPC at a write
    ShortWrite,  // half of it is written, then the disk is full
    SyncError    // EIO at a sync: what was written may or may not be there
};

// What of the writes since the last sync reaches the disk when the power goes.
enum class Survives {
    Nothing,      // only what was synced
    SomeWrites,   // each write or not, by chance
    SomeSectors,  // each 512 bytes of each write or not, by chance
};

class TestDisk {
  public:
    explicit TestDisk(const std::string& vfs_name = "spine-test-disk");
    TestDisk(const TestDisk&) = delete;
    TestDisk& operator=(const TestDisk&) = delete;
    ~TestDisk();  // every database on it must be closed

    [[nodiscard]] const std::string& name() const;

    // From operation `at` on, counted anew from here, nothing works any more: the power is gone.
    void cut_power_at(std::uint64_t at);
    // Operation `at`, or the first suitable one after it, fails once; with `lasting`, all suitable
    // ones do from there on.
    void fail_at(std::uint64_t at, DiskFault fault, bool lasting = false);
    // Every write says "full" while this file is there.
    void full_while_there(std::filesystem::path file);
    // Every write says "full" that would make the files of `folder` larger than `bytes` together.
    void holds_at_most(std::filesystem::path folder, std::uint64_t bytes);
    // Bytes that are left of that.
    [[nodiscard]] std::uint64_t left() const;
    // Operations since the last of the first three calls above, or since the VFS was made.
    [[nodiscard]] std::uint64_t operations() const;
    [[nodiscard]] std::uint64_t syncs() const;
    [[nodiscard]] bool power_is_gone() const;

    // After every database was closed: makes the files what the disk would hold.
    void power_cut(Survives survives, Random& random);

    class Disk;  // the VFS's own

  private:
    std::unique_ptr<Disk> disk_;
};

}  // namespace spine::test
