// The module's own: what a Statement holds.
#pragma once

#include <string>
#include <utility>

#include "database/connection.h"

namespace spine::database {

struct Statement::State {
    State(detail::Connection* owner, std::string text, sqlite3_stmt* prepared)
        : connection(owner), sql(std::move(text)), statement(prepared) {}
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() { connection->idle(sql, statement); }

    detail::Connection* connection;
    std::string sql;
    sqlite3_stmt* statement;
};

}  // namespace spine::database
