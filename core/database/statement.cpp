#include "database/statement.h"

#include <sqlite3.h>

#include "database/statement_state.h"

namespace spine::database {

Statement::Statement(std::unique_ptr<State> state) : state_(std::move(state)) {}
Statement::Statement(Statement&&) noexcept = default;
Statement& Statement::operator=(Statement&&) noexcept = default;
Statement::~Statement() = default;

Result<bool> Statement::next() {
    return state_->connection->step(state_->statement);
}

bool Statement::is_null(int column) const {
    return sqlite3_column_type(state_->statement, column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(state_->statement, column);
}

double Statement::real(int column) const {
    return sqlite3_column_double(state_->statement, column);
}

std::string_view Statement::text(int column) const {
    const ByteView bytes = blob(column);
    return as_text(bytes);
}

ByteView Statement::blob(int column) const {
    const void* data = sqlite3_column_blob(state_->statement, column);
    const int size = sqlite3_column_bytes(state_->statement, column);
    if (data == nullptr || size <= 0) return {};
    return {static_cast<const std::uint8_t*>(data), static_cast<std::size_t>(size)};
}

}  // namespace spine::database
