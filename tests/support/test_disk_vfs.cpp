// The C side of test_disk: SQLite's callbacks, each a thin one.
#include <sqlite3.h>

#include <catch2/catch.hpp>
#include <new>
#include <utility>

#include "support/test_disk_state.h"

namespace spine::test {
namespace {

using Disk = TestDisk::Disk;

// What SQLite allocates for us: our fields, then the system VFS's file.
struct OpenFile {
    sqlite3_file base;
    Disk* disk;
    DiskFile* state;  // null for a temporary file without a name
    sqlite3_file* system;
};

OpenFile& ours(sqlite3_file* file) {
    return *reinterpret_cast<OpenFile*>(file);
}

sqlite3_file* system_of(sqlite3_file* file) {
    return ours(file).system;
}

int close(sqlite3_file* file) {
    sqlite3_file* inner = system_of(file);
    return inner->pMethods != nullptr ? inner->pMethods->xClose(inner) : SQLITE_OK;
}

int read(sqlite3_file* file, void* out, int size, sqlite3_int64 offset) {
    return system_of(file)->pMethods->xRead(system_of(file), out, size, offset);
}

void remember(OpenFile& file, const void* data, int size, sqlite3_int64 offset) {
    if (file.state == nullptr) return;
    const auto* bytes = static_cast<const std::uint8_t*>(data);
    file.state->pending.push_back({static_cast<std::uint64_t>(offset), Bytes(bytes, bytes + size)});
}

bool fits(const OpenFile& file, std::uint64_t end) {
    if (file.disk->measured.empty()) return true;
    sqlite3_int64 size = 0;
    file.system->pMethods->xFileSize(file.system, &size);
    const auto now = static_cast<std::uint64_t>(size);
    return end <= now || end - now <= file.disk->left();
}

int write(sqlite3_file* file, const void* data, int size, sqlite3_int64 offset) {
    OpenFile& open = ours(file);
    const auto* methods = open.system->pMethods;
    switch (open.disk->next_operation(true, false)) {
        case Disk::Meets::NoPower:
            // Under way when the power went: it may have reached the disk, or a part of it.
            if (open.disk->operations == open.disk->cut_at) remember(open, data, size, offset);
            return SQLITE_IOERR_WRITE;
        case Disk::Meets::Full:
            return SQLITE_FULL;
        case Disk::Meets::Fault:
            if (open.disk->fault == DiskFault::WriteError) return SQLITE_IOERR_WRITE;
            if (open.disk->fault == DiskFault::ShortWrite) {
                methods->xWrite(open.system, data, size / 2, offset);
                remember(open, data, size / 2, offset);
            }
            return SQLITE_FULL;
        case Disk::Meets::Nothing:
            break;
    }
    if (!fits(open, static_cast<std::uint64_t>(offset + size))) return SQLITE_FULL;
    remember(open, data, size, offset);
    return methods->xWrite(open.system, data, size, offset);
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
    OpenFile& open = ours(file);
    if (open.disk->next_operation(false, false) != Disk::Meets::Nothing)
        return SQLITE_IOERR_TRUNCATE;
    if (open.state != nullptr)
        open.state->pending.push_back({static_cast<std::uint64_t>(size), std::nullopt});
    return open.system->pMethods->xTruncate(open.system, size);
}

int sync(sqlite3_file* file, int flags) {
    OpenFile& open = ours(file);
    if (open.disk->next_operation(false, true) != Disk::Meets::Nothing) return SQLITE_IOERR_FSYNC;
    if (open.state != nullptr) {
        if (!open.state->durable) open.state->durable.emplace();
        for (const PendingChange& change : open.state->pending)
            Disk::apply(*open.state->durable, change);
        open.state->pending.clear();
    }
    // The system's own sync would only cost time: what is durable is decided here.
    (void)flags;
    return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
    return system_of(file)->pMethods->xFileSize(system_of(file), size);
}
int lock(sqlite3_file* file, int level) {
    return system_of(file)->pMethods->xLock(system_of(file), level);
}
int unlock(sqlite3_file* file, int level) {
    return system_of(file)->pMethods->xUnlock(system_of(file), level);
}
int check_lock(sqlite3_file* file, int* held) {
    return system_of(file)->pMethods->xCheckReservedLock(system_of(file), held);
}
int control(sqlite3_file* file, int operation, void* argument) {
    return system_of(file)->pMethods->xFileControl(system_of(file), operation, argument);
}
int sector_size(sqlite3_file* file) {
    return system_of(file)->pMethods->xSectorSize(system_of(file));
}
int characteristics(sqlite3_file* file) {
    return system_of(file)->pMethods->xDeviceCharacteristics(system_of(file));
}

// Version 1 has no shared memory: a WAL works only under locking_mode=EXCLUSIVE, as it must here.
const sqlite3_io_methods kMethods = {
    1,       close,      read,    write,       truncate,        sync,    file_size, lock,
    unlock,  check_lock, control, sector_size, characteristics, nullptr, nullptr,   nullptr,
    nullptr, nullptr,    nullptr};

Disk& disk_of(sqlite3_vfs* vfs) {
    return *static_cast<Disk*>(vfs->pAppData);
}

int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    Disk& disk = disk_of(vfs);
    auto* open = new (file) OpenFile{};
    open->disk = &disk;
    open->state = name != nullptr ? &disk.file(name) : nullptr;
    open->system = reinterpret_cast<sqlite3_file*>(open + 1);
    const int code = disk.system->xOpen(disk.system, name, open->system, flags, out_flags);
    open->base.pMethods = code == SQLITE_OK ? &kMethods : nullptr;
    return code;
}

int remove(sqlite3_vfs* vfs, const char* name, int sync_folder) {
    Disk& disk = disk_of(vfs);
    if (disk.next_operation(false, false) != Disk::Meets::Nothing) return SQLITE_IOERR_DELETE;
    if (sync_folder != 0) disk.file(name) = DiskFile{};
    return disk.system->xDelete(disk.system, name, sync_folder);
}

}  // namespace

TestDisk::TestDisk(const std::string& vfs_name) : disk_(std::make_unique<Disk>()) {
    disk_->name = vfs_name;
    disk_->system = sqlite3_vfs_find(nullptr);
    disk_->vfs = std::make_unique<sqlite3_vfs>(*disk_->system);
    sqlite3_vfs& vfs = *disk_->vfs;
    vfs.pNext = nullptr;
    vfs.szOsFile = static_cast<int>(sizeof(OpenFile)) + disk_->system->szOsFile;
    vfs.zName = disk_->name.c_str();
    vfs.pAppData = disk_.get();
    vfs.xOpen = open;
    vfs.xDelete = remove;
    // The rest of the table is the system's, which looks at its own pAppData.
    vfs.xAccess = [](sqlite3_vfs* me, const char* name, int flags, int* out) {
        return disk_of(me).system->xAccess(disk_of(me).system, name, flags, out);
    };
    vfs.xFullPathname = [](sqlite3_vfs* me, const char* name, int size, char* out) {
        return disk_of(me).system->xFullPathname(disk_of(me).system, name, size, out);
    };
    if (sqlite3_vfs_register(&vfs, 0) != SQLITE_OK) FAIL("the test disk was not registered");
}

TestDisk::~TestDisk() {
    sqlite3_vfs_unregister(disk_->vfs.get());
}

}  // namespace spine::test
