#include <sqlite3.h>

#include <utility>

#include "database/connection.h"

namespace spine::database {

Result<Transaction> Transaction::begin(Database& database) {
    detail::Connection* connection = database.connection_.get();
    if (auto begun = connection->execute("BEGIN IMMEDIATE"); !begun) return fail(std::move(begun));
    return Transaction(connection);
}

Transaction::Transaction(Transaction&& other) noexcept
    : connection_(std::exchange(other.connection_, nullptr)) {}

Transaction::~Transaction() {
    // On a full disk or a failed write SQLite may have rolled back already.
    if (connection_ == nullptr || !connection_->in_transaction()) return;
    // The rollback needs no disk in WAL mode, and must also work once the database has failed.
    sqlite3_exec(connection_->handle, "ROLLBACK", nullptr, nullptr, nullptr);
}

Status Transaction::commit() {
    auto committed = connection_->execute("COMMIT");
    if (committed) connection_ = nullptr;
    return committed;
}

}  // namespace spine::database
