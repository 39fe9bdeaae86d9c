// SQLite by RAII: one file, one connection, one owner.
//
// Debian 12's SQLite (3.40.1) can lose committed pages when two connections share a WAL file, so
// a database file has exactly one connection here (locking_mode=EXCLUSIVE, set before WAL), and a
// lock file beside it turns a second process away by name. Durable means synced: with
// synchronous=FULL a commit returns after fdatasync.
//
// A Database belongs to one thread at a time; writer.h gives it a thread of its own.
//
// Compatibility: a database made by an older version is brought up to date by its Schema's
// steps; one made by a newer version is refused (database-newer) and left as it is, and so is one
// from before Schema::oldest (database-older).
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "database/statement.h"

namespace spine::database {

namespace causes {
// Another process (or another part of this one) has the file; `happened` names it.
inline constexpr Cause held_by_another = "held-by-another";
// The file is no SQLite database, or not this program's: it was neither opened nor written.
inline constexpr Cause foreign = "database-foreign";
inline constexpr Cause newer = "database-newer";
inline constexpr Cause older = "database-older";
inline constexpr Cause missing = "database-missing";
// A page does not read. What else is there can be read; from then on every write is refused with
// the same cause, and closing leaves file and WAL as they are.
inline constexpr Cause damaged = "database-damaged";
// No space, even after the ballast was given up. What was to be written is not there; the
// database goes on as soon as there is space.
inline constexpr Cause full = "disk-full";
// A write or a sync failed once. Nothing is retried, since a second sync can succeed without
// having written anything; every later call says the same until the file is opened anew.
inline constexpr Cause failed = "database-failed";
// SQL that does not fit the schema, or a constraint: a programming error, or a duplicate.
inline constexpr Cause refused = "database-refused";
}  // namespace causes

// What is in the file. `steps[i]` is a script (no parameters) that brings version i to i + 1; the
// current version is steps.size().
struct Schema {
    std::uint32_t application_id = 0;  // SQLite's, at offset 68 of the file; never 0
    std::vector<std::string_view> steps;
    std::size_t oldest = 0;  // the lowest version that the steps can bring up to date
};

// Full everywhere but in the tests that show what the others lose.
enum class Synchronous { Full, Normal, Off };
enum class IfMissing { Create, Refuse };

struct Options {
    std::filesystem::path file;  // its folder must exist
    Schema schema;
    std::string program;  // who holds the file, for the person who meets the lock: "kiosk"
    IfMissing if_missing = IfMissing::Create;
    // Of a file that is made anew. Large pages halve the file of an archive, whose rows have 2 KB;
    // each commit writes whole pages, so a journal of 512-byte rows is faster with small ones.
    std::uint32_t page_size = 16'384;
    // Pages kept in memory, in KiB: SQLite's own measure, unless somebody reads rows here and there
    // of which there are more.
    std::uint32_t cache_kib = 2'000;
    // A file of this many bytes that is given up when the disk is full, so that the answer that
    // is being written still fits. Empty path: none.
    std::filesystem::path ballast;
    std::uint64_t ballast_bytes = 1U << 20U;
    Synchronous synchronous = Synchronous::Full;
    std::string vfs;  // name of a registered SQLite VFS; empty for the system's
};

class Database {
  public:
    // held_by_another, foreign, newer, older, missing, damaged, failed.
    [[nodiscard]] static Result<Database> open(const Options& options);
    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    // Writes the WAL back into the file and removes it, unless the database has failed.
    ~Database();

    // Runs one statement that yields no rows. Outside transact() it is its own durable commit.
    [[nodiscard]] Status run(std::string_view sql, Values values = {});
    // A statement whose rows are read with next().
    [[nodiscard]] Result<Statement> query(std::string_view sql, Values values = {});
    // The first column of the first row as a number; nothing if there is no row or it is NULL.
    [[nodiscard]] Result<std::optional<std::int64_t>> number(std::string_view sql,
                                                             Values values = {});
    // Rows that the last INSERT, UPDATE or DELETE changed.
    [[nodiscard]] std::int64_t changes() const;

    // All of `work` in one durable commit, or nothing of it. If the disk is full the ballast is
    // given up and `work` runs a second time, so it must have no effect outside the database.
    // A fault that `work` returns rolls back and is handed on.
    [[nodiscard]] Status transact(const std::function<Status()>& work);

    // Writes the WAL back into the file, empties it, gives up to `pages` free pages back to the
    // file system (all if negative) and restores the ballast if there is space. On a full disk the
    // WAL goes first, so that what was deleted makes room. Never while a patient is waiting: it
    // takes as long as the disk takes.
    [[nodiscard]] Status tidy(int pages = -1);

    // True while the ballast lies whole beside the file, and where none is wanted.
    [[nodiscard]] bool has_ballast() const;
    // Makes the ballast whole again if there is space; has_ballast() says whether there was.
    void restore_ballast();

    // The whole database as it stands, in a new file for its owner alone, synced. Fault: failed
    // (also where the file is there already).
    [[nodiscard]] Status copy_to(const std::filesystem::path& copy);

    // True once a write or sync has failed; the way out is to open the file anew.
    [[nodiscard]] bool has_failed() const;
    // True once a page did not read: see causes::damaged.
    [[nodiscard]] bool is_damaged() const;
    // Every page checked (PRAGMA quick_check): damaged where one is not as it should be.
    [[nodiscard]] Status check();
    [[nodiscard]] const std::filesystem::path& file() const;

  private:
    friend class Transaction;
    explicit Database(std::unique_ptr<detail::Connection> connection);
    [[nodiscard]] Status give_back(int pages);
    [[nodiscard]] Status write_back();
    std::unique_ptr<detail::Connection> connection_;
};

// An open transaction: rolled back on destruction unless commit() succeeded. transact() is the
// usual way, since it knows what to do on a full disk; this one is for work that streams.
class Transaction {
  public:
    [[nodiscard]] static Result<Transaction> begin(Database& database);
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction();
    // Durable when it returns.
    [[nodiscard]] Status commit();

  private:
    explicit Transaction(detail::Connection* connection) : connection_(connection) {}
    detail::Connection* connection_;
};

// "3.40.1", for --version.
[[nodiscard]] std::string_view sqlite_version();

}  // namespace spine::database
