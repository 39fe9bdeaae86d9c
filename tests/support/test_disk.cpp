#include "support/test_disk.h"

#include <catch2/catch.hpp>
#include <utility>

#include "support/support.h"
#include "support/test_disk_state.h"

namespace spine::test {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kSector = 512;

void keep_some_sectors(Bytes& content, const PendingChange& change, Random& random) {
    for (std::size_t at = 0; at < change.data->size(); at += kSector) {
        if (random.below(2) == 0) continue;
        const std::size_t size = std::min(kSector, change.data->size() - at);
        const auto from = change.data->begin() + static_cast<std::ptrdiff_t>(at);
        TestDisk::Disk::apply(
            content, {change.offset + at, Bytes(from, from + static_cast<std::ptrdiff_t>(size))});
    }
}

Bytes after_power_cut(const DiskFile& file, Survives survives, Random& random) {
    Bytes content = file.durable.value_or(Bytes{});
    if (survives == Survives::Nothing) return content;
    for (const PendingChange& change : file.pending) {
        if (survives == Survives::SomeSectors && change.data)
            keep_some_sectors(content, change, random);
        else if (random.below(2) == 0)
            TestDisk::Disk::apply(content, change);
    }
    return content;
}

}  // namespace

TestDisk::Disk::Meets TestDisk::Disk::next_operation(bool is_write, bool is_sync) {
    if (power_gone) return Meets::NoPower;
    ++operations;
    if (is_sync) ++syncs;
    if (cut_at != 0 && operations >= cut_at) {
        power_gone = true;
        return Meets::NoPower;
    }
    if (is_write && !full_while.empty() && fs::exists(full_while)) return Meets::Full;
    if (fail_at == 0 || operations < fail_at || !fault_fits(is_write, is_sync))
        return Meets::Nothing;
    if (!lasting) fail_at = 0;
    return Meets::Fault;
}

std::uint64_t TestDisk::Disk::left() const {
    std::uint64_t used = 0;
    for (const auto& entry : fs::directory_iterator(measured))
        if (entry.is_regular_file()) used += entry.file_size();
    return used < most ? most - used : 0;
}

bool TestDisk::Disk::fault_fits(bool is_write, bool is_sync) const {
    return fault == DiskFault::SyncError ? is_sync : is_write;
}

DiskFile& TestDisk::Disk::file(const std::string& path) {
    const auto found = files.find(path);
    if (found != files.end()) return found->second;
    DiskFile fresh;
    if (fs::exists(path)) {
        const std::string content = slurp(path);
        fresh.durable = Bytes(content.begin(), content.end());
    }
    return files.emplace(path, std::move(fresh)).first->second;
}

void TestDisk::Disk::apply(Bytes& content, const PendingChange& change) {
    if (!change.data) {
        content.resize(std::min<std::size_t>(content.size(), change.offset));
        return;
    }
    if (content.size() < change.offset + change.data->size())
        content.resize(change.offset + change.data->size());
    std::copy(change.data->begin(), change.data->end(),
              content.begin() + static_cast<std::ptrdiff_t>(change.offset));
}

const std::string& TestDisk::name() const {
    return disk_->name;
}

void TestDisk::cut_power_at(std::uint64_t at) {
    disk_->operations = disk_->syncs = 0;
    disk_->cut_at = at;
}

void TestDisk::fail_at(std::uint64_t at, DiskFault fault, bool lasting) {
    disk_->operations = disk_->syncs = 0;
    disk_->fail_at = at;
    disk_->fault = fault;
    disk_->lasting = lasting;
}

void TestDisk::full_while_there(fs::path file) {
    disk_->operations = disk_->syncs = 0;
    disk_->full_while = std::move(file);
}

void TestDisk::holds_at_most(fs::path folder, std::uint64_t bytes) {
    disk_->measured = std::move(folder);
    disk_->most = bytes;
}

std::uint64_t TestDisk::left() const {
    return disk_->left();
}

std::uint64_t TestDisk::operations() const {
    return disk_->operations;
}

std::uint64_t TestDisk::syncs() const {
    return disk_->syncs;
}

bool TestDisk::power_is_gone() const {
    return disk_->power_gone;
}

void TestDisk::power_cut(Survives survives, Random& random) {
    for (const auto& [path, file] : disk_->files) {
        const bool named = file.durable || (survives != Survives::Nothing && random.below(2) == 0);
        const Bytes content = after_power_cut(file, survives, random);
        fs::remove(path);
        if (named) spit(path, as_text(content));
    }
    disk_->files.clear();
    disk_->power_gone = false;
    disk_->cut_at = disk_->fail_at = 0;
}

}  // namespace spine::test
