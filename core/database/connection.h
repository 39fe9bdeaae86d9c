// The module's own: one sqlite3 handle, what it was opened with, and whether it has failed.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "database/database.h"
#include "database/holder_lock.h"

struct sqlite3;
struct sqlite3_stmt;

namespace spine::database::detail {

enum class Binding { Borrowed, Copied };

class Connection {
  public:
    Connection(Options options, HolderLock lock);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    // Opens the handle; `create` makes the file.
    [[nodiscard]] Status open(const std::filesystem::path& file, bool create);
    // A script without parameters.
    [[nodiscard]] Status execute(const std::string& script);
    // A prepared statement, from those that lie idle if it is there; hand it back with idle().
    [[nodiscard]] Result<sqlite3_stmt*> prepare(std::string_view sql);
    void idle(std::string_view sql, sqlite3_stmt* statement);
    [[nodiscard]] Status bind(sqlite3_stmt* statement, Values values, Binding binding);
    // SQLITE_ROW is true, SQLITE_DONE is false.
    [[nodiscard]] Result<bool> step(sqlite3_stmt* statement);
    [[nodiscard]] bool in_transaction() const;

    // What SQLite's result code means here. A failed write or sync marks the connection failed, a
    // page that does not read marks it damaged.
    [[nodiscard]] Fault fault(int code);
    // The fault of a database that has failed before, or success.
    [[nodiscard]] Status usable() const;
    // As usable(), and a damaged database takes no writes.
    [[nodiscard]] Status writable() const;

    // True if the ballast was there and its space is free now.
    [[nodiscard]] bool give_up_ballast() const;
    void restore_ballast() const;
    [[nodiscard]] bool has_ballast() const;

    Options options;
    HolderLock lock;
    sqlite3* handle = nullptr;
    bool failed = false;
    bool damaged = false;

  private:
    std::map<std::string, sqlite3_stmt*, std::less<>> idle_;
};

// Brings a file into being, whole or not at all: made under another name, synced, renamed.
[[nodiscard]] Status create_file(const Options& options);
// Refuses a file that is not this program's by its first 100 bytes, without SQLite.
[[nodiscard]] Status inspect_header(const Options& options);
// Runs the steps that an older file lacks, each in one transaction.
[[nodiscard]] Status migrate(Connection& connection);

}  // namespace spine::database::detail
