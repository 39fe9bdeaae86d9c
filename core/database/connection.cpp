#include "database/connection.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

namespace spine::database::detail {
namespace {

constexpr std::size_t kIdleStatements = 64;

Fault failed_fault(const std::string& file, std::string_view why) {
    return {causes::failed, fmt::format("The database cannot be written any more ({}).", why),
            "Restart the program; if it says so again, replace the disk.", file};
}

Fault damaged_fault(const std::string& file, std::string_view what) {
    return {causes::damaged, std::string(what),
            "Keep the file. A clinic's: restore a backup, or rebuild it from the store. A "
            "tablet's: let it send what still reads, and use another tablet.",
            file};
}

// Not a write or a sync that failed, but a sector that gives nothing back.
bool is_unreadable(int code) {
    return code == SQLITE_IOERR_READ || code == SQLITE_IOERR_SHORT_READ ||
           code == SQLITE_IOERR_DATA || code == SQLITE_IOERR_CORRUPTFS;
}

struct Bind {
    sqlite3_stmt* statement;
    int index;
    void (*lifetime)(void*);

    int operator()(std::monostate) const { return sqlite3_bind_null(statement, index); }
    int operator()(std::int64_t number) const {
        return sqlite3_bind_int64(statement, index, number);
    }
    int operator()(double number) const { return sqlite3_bind_double(statement, index, number); }
    int operator()(std::string_view text) const {
        // A null pointer would bind NULL, which an empty text is not.
        const char* data = text.data() == nullptr ? "" : text.data();
        return sqlite3_bind_text64(statement, index, data, text.size(), lifetime, SQLITE_UTF8);
    }
    int operator()(ByteView blob) const {
        if (blob.empty()) return sqlite3_bind_zeroblob(statement, index, 0);
        return sqlite3_bind_blob64(statement, index, blob.data(), blob.size(), lifetime);
    }
};

}  // namespace

Connection::Connection(Options with, HolderLock held)
    : options(std::move(with)), lock(std::move(held)) {}

Connection::~Connection() {
    for (const auto& [sql, statement] : idle_) sqlite3_finalize(statement);
    // A failed disk is left alone, and so is a damaged file: the checkpoint of an ordinary close
    // would write to it.
    if (handle != nullptr && (failed || damaged))
        sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_close_v2(handle);
}

Status Connection::open(const std::filesystem::path& file, bool create) {
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                      (create ? SQLITE_OPEN_CREATE : 0);
    const char* vfs = options.vfs.empty() || create ? nullptr : options.vfs.c_str();
    const int code = sqlite3_open_v2(file.c_str(), &handle, flags, vfs);
    if (code != SQLITE_OK) return fail(fault(code));
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    return {};
}

Status Connection::usable() const {
    if (failed) return fail(failed_fault(options.file.string(), "an earlier write failed"));
    return {};
}

Status Connection::writable() const {
    if (auto ready = usable(); !ready) return ready;
    if (!damaged) return {};
    return fail(damaged_fault(options.file.string(),
                              "The database file is damaged: it is read as far as it reads, and "
                              "nothing is written to it."));
}

Status Connection::execute(const std::string& script) {
    if (auto ready = writable(); !ready) return ready;
    const int code = sqlite3_exec(handle, script.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return fail(fault(code));
    return {};
}

Result<sqlite3_stmt*> Connection::prepare(std::string_view sql) {
    if (auto ready = usable(); !ready) return fail(std::move(ready));
    if (const auto found = idle_.find(sql); found != idle_.end()) {
        sqlite3_stmt* statement = found->second;
        idle_.erase(found);
        return statement;
    }
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(handle, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) return fail(fault(code));
    return statement;
}

void Connection::idle(std::string_view sql, sqlite3_stmt* statement) {
    // The reset repeats the error of the step before, which was reported then.
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    if (idle_.size() >= kIdleStatements || !idle_.emplace(sql, statement).second)
        sqlite3_finalize(statement);
}

Status Connection::bind(sqlite3_stmt* statement, Values values, Binding binding) {
    if (static_cast<int>(values.size()) != sqlite3_bind_parameter_count(statement))
        return fail(fault(SQLITE_RANGE));
    Bind bound{statement, 0, binding == Binding::Copied ? SQLITE_TRANSIENT : SQLITE_STATIC};
    for (const Value& value : values) {
        ++bound.index;
        if (const int code = std::visit(bound, value.held()); code != SQLITE_OK)
            return fail(fault(code));
    }
    return {};
}

Result<bool> Connection::step(sqlite3_stmt* statement) {
    const bool reads = sqlite3_stmt_readonly(statement) != 0;
    if (auto ready = reads ? usable() : writable(); !ready) return fail(std::move(ready));
    const int code = sqlite3_step(statement);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    return fail(fault(code));
}

bool Connection::in_transaction() const {
    return sqlite3_get_autocommit(handle) == 0;
}

Fault Connection::fault(int code) {
    // SQLite's message may quote SQL but never a bound value, so no answer can be in it.
    const std::string file = options.file.string();
    const std::string why = sqlite3_errstr(code);
    switch (is_unreadable(code) ? SQLITE_CORRUPT : code & 0xff) {
        case SQLITE_FULL:
            return {causes::full, "The disk is full.",
                    "Free space on the disk, then try again; nothing saved before is lost.", file};
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            damaged = true;
            return damaged_fault(file, fmt::format("The database file is damaged ({}).", why));
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {causes::held_by_another, "Another program has the database file open.",
                    "Close every other program that uses this folder, then try again.", file};
        case SQLITE_CONSTRAINT:
        case SQLITE_ERROR:
        case SQLITE_RANGE:
        case SQLITE_MISUSE:
        case SQLITE_TOOBIG:
        case SQLITE_MISMATCH:
            return {causes::refused,
                    fmt::format("The database refused a statement ({}).",
                                handle != nullptr ? sqlite3_errmsg(handle) : why.c_str()),
                    "Report this to whoever looks after the program.", file};
        default:
            failed = true;
            return failed_fault(file, why);
    }
}

bool Connection::give_up_ballast() const {
    return !options.ballast.empty() && ::unlink(options.ballast.c_str()) == 0;
}

bool Connection::has_ballast() const {
    if (options.ballast.empty() || options.ballast_bytes == 0) return true;
    struct stat said {};
    return ::stat(options.ballast.c_str(), &said) == 0 && S_ISREG(said.st_mode) &&
           static_cast<std::uint64_t>(said.st_size) >= options.ballast_bytes;
}

void Connection::restore_ballast() const {
    if (options.ballast.empty() || options.ballast_bytes == 0) return;
    const int file = ::open(options.ballast.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) return;
    // A ballast that does not fit is no fault: the disk is full already, and says so elsewhere.
    const bool kept = ::posix_fallocate(file, 0, static_cast<off_t>(options.ballast_bytes)) == 0;
    ::close(file);
    if (!kept) ::unlink(options.ballast.c_str());
}

}  // namespace spine::database::detail
