// A whole copy of a database in one file, while it is open.
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "database/database.h"

namespace spine::database {
namespace {

tl::unexpected<Fault> not_written(const std::filesystem::path& file, int error) {
    return fail(
        causes::failed,
        fmt::format("The copy could not be written ({}).", std::generic_category().message(error)),
        "Check the folder's rights and the disk's space.", file.string());
}

// SQLite writes a copy without waiting for the disk.
Status synced(const std::filesystem::path& path, int flags) {
    const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
    if (descriptor < 0) return not_written(path, errno);
    const int done = ::fsync(descriptor);
    const int error = errno;
    ::close(descriptor);
    if (done != 0) return not_written(path, error);
    return {};
}

}  // namespace

Status Database::copy_to(const std::filesystem::path& copy) {
    // Empty, for its owner alone, before the first byte of it is there.
    const int made = ::open(copy.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (made < 0) return not_written(copy, errno);
    ::close(made);
    Status done = run("VACUUM INTO ?", {copy.string()});
    if (done) done = synced(copy, O_RDONLY);
    const std::filesystem::path folder =
        copy.has_parent_path() ? copy.parent_path() : std::filesystem::path(".");
    if (done) done = synced(folder, O_RDONLY | O_DIRECTORY);
    if (!done) ::unlink(copy.c_str());
    return done;
}

}  // namespace spine::database
