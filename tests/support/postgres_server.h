// PostgreSQL 15, started by a test in a folder of its own on a socket there, with nothing listening
// on the network, and ended with it. The system's instance is left alone. What does not start is
// thrown (support.h).
#pragma once

#include <string>

#include "support/command_line.h"
#include "support/support.h"

namespace spine::test {

class PostgresServer {
  public:
    // Some two seconds. It refuses to be root, so root's runs as the user "postgres".
    PostgresServer();
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;
    ~PostgresServer();
    // Debian's is there; else prints "SKIPPED" and why.
    [[nodiscard]] static bool there_or_skip();

    // psql as the database's owner, called in `folder`; `arguments` as on the command line.
    [[nodiscard]] Finished psql(const std::string& arguments,
                                const std::filesystem::path& folder) const;
    // What a query prints: a line a row, cells between |. Thrown if it fails.
    [[nodiscard]] std::string query(const std::string& sql) const;

  private:
    void make();
    void start();

    TemporaryFolder folder_;
    int process_ = -1;
};

}  // namespace spine::test
