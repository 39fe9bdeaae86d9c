#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <system_error>

#include "base/bytes.h"
#include "database/connection.h"

namespace spine::database::detail {
namespace {

namespace fs = std::filesystem;

// https://www.sqlite.org/fileformat.html, "The Database Header"; numbers are big-endian.
constexpr std::size_t kHeaderBytes = 100;
constexpr std::size_t kUserVersionAt = 60;
constexpr std::size_t kApplicationIdAt = 68;
constexpr std::string_view kMagic{"SQLite format 3\0", 16};

std::uint32_t big_endian(ByteView bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = value << 8U | bytes[at + i];
    return value;
}

tl::unexpected<Fault> foreign_fault(const Options& options) {
    return fail(causes::foreign, "The file is not a database of this program; it was not touched.",
                "Check that the folder is the right one, or move the file away.",
                options.file.string());
}

tl::unexpected<Fault> newer_fault(const Options& options, std::int64_t version) {
    return fail(causes::newer,
                fmt::format("The database has version {}, this program knows up to {}.", version,
                            options.schema.steps.size()),
                "Install the newer program.", options.file.string());
}

tl::unexpected<Fault> older_fault(const Options& options, std::int64_t version) {
    return fail(causes::older,
                fmt::format("The database has version {}; this program begins at {}.", version,
                            options.schema.oldest),
                "It was not touched. Open it with the program that made it, or make it anew.",
                options.file.string());
}

tl::unexpected<Fault> disk_fault(const fs::path& file, int error) {
    return fail(causes::failed,
                fmt::format("The database file could not be made ({}).",
                            std::generic_category().message(error)),
                "Check the folder's rights and the disk's space.", file.string());
}

Status sync_folder_of(const fs::path& file) {
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return disk_fault(file, errno);
    const int synced = ::fsync(descriptor);
    const int error = errno;
    ::close(descriptor);
    if (synced != 0) return disk_fault(file, error);
    return {};
}

std::string in_one_transaction(const Options& options, std::size_t from) {
    std::string script = "BEGIN IMMEDIATE;";
    for (std::size_t step = from; step < options.schema.steps.size(); ++step) {
        script += options.schema.steps[step];
        script += ';';
    }
    return script + fmt::format("PRAGMA user_version={};COMMIT;", options.schema.steps.size());
}

Status fill_new_file(const Options& options, const fs::path& made) {
    auto lock = HolderLock::take(made, options.program);
    if (!lock) return fail(std::move(lock));
    Connection connection(options, std::move(*lock));
    if (auto opened = connection.open(made, true); !opened) return opened;
    if (::chmod(made.c_str(), 0600) != 0) return disk_fault(made, errno);
    // page_size and auto_vacuum count only before the first table.
    return connection.execute(
        fmt::format("PRAGMA page_size={};PRAGMA auto_vacuum=INCREMENTAL;"
                    "PRAGMA synchronous=FULL;PRAGMA application_id={};",
                    options.page_size, static_cast<std::int32_t>(options.schema.application_id)) +
        in_one_transaction(options, 0));
}

}  // namespace

Status create_file(const Options& options) {
    const fs::path made = options.file.string() + ".new";
    for (const char* end : {"", "-journal", "-wal"}) ::unlink((made.string() + end).c_str());
    if (auto filled = fill_new_file(options, made); !filled) return filled;
    ::unlink((made.string() + ".lock").c_str());
    // Left by a database that was here and is gone: SQLite would lay its pages over the new one.
    for (const char* end : {"-wal", "-journal", "-shm"})
        ::unlink((options.file.string() + end).c_str());
    if (::rename(made.c_str(), options.file.c_str()) != 0) return disk_fault(made, errno);
    return sync_folder_of(options.file);
}

Status inspect_header(const Options& options) {
    const int descriptor = ::open(options.file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return disk_fault(options.file, errno);
    ByteArray<kHeaderBytes> header{};
    const ssize_t got = ::read(descriptor, header.data(), header.size());
    ::close(descriptor);
    if (got != static_cast<ssize_t>(header.size()) ||
        as_text(ByteView(header).first(kMagic.size())) != kMagic ||
        big_endian(header, kApplicationIdAt) != options.schema.application_id)
        return foreign_fault(options);
    const std::uint32_t version = big_endian(header, kUserVersionAt);
    if (version > options.schema.steps.size()) return newer_fault(options, version);
    if (version < options.schema.oldest) return older_fault(options, version);
    return {};
}

Status migrate(Connection& connection) {
    auto statement = connection.prepare("PRAGMA user_version");
    if (!statement) return fail(std::move(statement));
    const auto row = connection.step(*statement);
    if (!row) return fail(row.error());
    const std::int64_t version = sqlite3_column_int64(*statement, 0);
    connection.idle("PRAGMA user_version", *statement);
    const auto known = static_cast<std::int64_t>(connection.options.schema.steps.size());
    if (version > known) return newer_fault(connection.options, version);
    if (version == known) return {};
    return connection.execute(
        in_one_transaction(connection.options, static_cast<std::size_t>(version)));
}

}  // namespace spine::database::detail
