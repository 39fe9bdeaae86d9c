#include "support/postgres_server.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <iostream>
#include <stdexcept>
#include <thread>

namespace spine::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPrograms = "/usr/lib/postgresql/15/bin";

// "setpriv … " before a command where we are root.
std::string unprivileged() {
    return ::getuid() == 0 ? "setpriv --reuid=postgres --regid=postgres --clear-groups " : "";
}

void become_unprivileged() {
    const passwd* user = ::getuid() == 0 ? ::getpwnam("postgres") : nullptr;
    if (user == nullptr) return;
    if (::setgid(user->pw_gid) != 0 || ::setuid(user->pw_uid) != 0) ::_exit(126);
}

}  // namespace

bool PostgresServer::there_or_skip() {
    if (fs::exists(fs::path(kPrograms) / "postgres")) return true;
    std::cout << "SKIPPED: there is no PostgreSQL 15\n";
    return false;
}

PostgresServer::PostgresServer() {
    make();
    start();
}

PostgresServer::~PostgresServer() {
    if (process_ <= 0) return;
    ::kill(process_, SIGQUIT);  // at once, but with its own processes and shared memory
    ::waitpid(process_, nullptr, 0);
}

void PostgresServer::make() {
    fs::permissions(folder_.path(), fs::perms::all);  // the socket stands here
    const Finished made = command_line(fmt::format(
        "cd / && {}{}/initdb -D {} -A trust -E UTF8 --locale=C.UTF-8 --no-sync -U tester",
        unprivileged(), kPrograms, (folder_ / "data").string()));
    if (made.code != 0) throw std::runtime_error("no database: " + made.err);
}

void PostgresServer::start() {
    const std::string program = fmt::format("{}/postgres", kPrograms);
    const std::string data = (folder_ / "data").string(), here = folder_.path().string();
    const std::string said = (folder_ / "said").string();
    process_ = ::fork();
    if (process_ < 0) throw std::runtime_error("no process for PostgreSQL");
    if (process_ == 0) {
        const int out = ::open(said.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        ::dup2(out, STDOUT_FILENO);
        ::dup2(out, STDERR_FILENO);
        become_unprivileged();
        ::prctl(PR_SET_PDEATHSIG, SIGQUIT);  // not even a test that crashes leaves it behind
        ::execl(program.c_str(), "postgres", "-D", data.c_str(), "-k", here.c_str(), "-c",
                "listen_addresses=", "-c", "fsync=off", "-c", "full_page_writes=off", nullptr);
        ::_exit(127);
    }
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (psql("-c 'SELECT 1'", here).code != 0) {
        const bool gone = ::waitpid(process_, nullptr, WNOHANG) == process_;
        if (gone) process_ = -1;
        if (gone || std::chrono::steady_clock::now() > until)
            throw std::runtime_error("PostgreSQL did not start: " + slurp(said));
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
}

Finished PostgresServer::psql(const std::string& arguments, const fs::path& folder) const {
    return command_line(fmt::format("cd '{}' && {}/psql -X -q -h {} -U tester -d postgres {}",
                                    folder.string(), kPrograms, folder_.path().string(),
                                    arguments));
}

std::string PostgresServer::query(const std::string& sql) const {
    spit(folder_ / "query.sql", sql);
    const Finished done = psql("-v ON_ERROR_STOP=1 -A -t -f query.sql", folder_.path());
    if (done.code != 0) throw std::runtime_error("PostgreSQL refused: " + done.err);
    return done.out;
}

}  // namespace spine::test
