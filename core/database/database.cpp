#include "database/database.h"

#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <utility>

#include "database/connection.h"
#include "database/statement_state.h"

namespace spine::database {
namespace {

std::string_view name_of(Synchronous synchronous) {
    switch (synchronous) {
        case Synchronous::Normal:
            return "NORMAL";
        case Synchronous::Off:
            return "OFF";
        case Synchronous::Full:
            break;
    }
    return "FULL";
}

// EXCLUSIVE comes before WAL, so that no shared-memory file is ever made. Checkpoints are ours to
// time (tidy()), never in the middle of an answer.
std::string pragmas(const Options& options) {
    return fmt::format(
        "PRAGMA locking_mode=EXCLUSIVE;PRAGMA journal_mode=WAL;PRAGMA synchronous={};"
        "PRAGMA wal_autocheckpoint=0;PRAGMA secure_delete=ON;PRAGMA foreign_keys=ON;"
        "PRAGMA temp_store=MEMORY;PRAGMA trusted_schema=OFF;PRAGMA cell_size_check=ON;"
        "PRAGMA cache_size=-{};",
        name_of(options.synchronous), options.cache_kib);
}

tl::unexpected<Fault> missing_fault(const Options& options) {
    return fail(causes::missing, "There is no database here.",
                "Check the path, or set the folder up first.", options.file.string());
}

}  // namespace

Database::Database(std::unique_ptr<detail::Connection> connection)
    : connection_(std::move(connection)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Result<Database> Database::open(const Options& options) {
    const bool there = ::access(options.file.c_str(), F_OK) == 0;
    if (!there && options.if_missing == IfMissing::Refuse) return missing_fault(options);
    auto lock = HolderLock::take(options.file, options.program);
    if (!lock) return fail(std::move(lock));
    if (!there) {
        if (auto made = detail::create_file(options); !made) return fail(std::move(made));
    }
    if (auto ours = detail::inspect_header(options); !ours) return fail(std::move(ours));
    auto connection = std::make_unique<detail::Connection>(options, std::move(*lock));
    if (auto opened = connection->open(options.file, false); !opened)
        return fail(std::move(opened));
    if (auto set = connection->execute(pragmas(options)); !set) return fail(std::move(set));
    if (auto current = detail::migrate(*connection); !current) return fail(std::move(current));
    connection->restore_ballast();
    return Database(std::move(connection));
}

Status Database::run(std::string_view sql, Values values) {
    for (bool may_retry = !connection_->in_transaction();; may_retry = false) {
        auto statement = connection_->prepare(sql);
        if (!statement) return fail(std::move(statement));
        auto bound = connection_->bind(*statement, values, detail::Binding::Borrowed);
        const Result<bool> stepped =
            bound ? connection_->step(*statement) : Result<bool>(fail(std::move(bound)));
        connection_->idle(sql, *statement);
        if (stepped) return {};
        const bool full = stepped.error().cause == causes::full;
        if (!full || !may_retry || !connection_->give_up_ballast()) return fail(stepped.error());
    }
}

Result<Statement> Database::query(std::string_view sql, Values values) {
    auto statement = connection_->prepare(sql);
    if (!statement) return fail(std::move(statement));
    Statement rows(
        std::make_unique<Statement::State>(connection_.get(), std::string(sql), *statement));
    if (auto bound = connection_->bind(*statement, values, detail::Binding::Copied); !bound)
        return fail(std::move(bound));
    return rows;
}

Result<std::optional<std::int64_t>> Database::number(std::string_view sql, Values values) {
    auto rows = query(sql, values);
    if (!rows) return fail(std::move(rows));
    const auto found = rows->next();
    if (!found) return fail(found.error());
    if (!*found || rows->is_null(0)) return std::optional<std::int64_t>();
    return std::optional(rows->integer(0));
}

std::int64_t Database::changes() const {
    return sqlite3_changes64(connection_->handle);
}

Status Database::transact(const std::function<Status()>& work) {
    for (bool may_retry = true;; may_retry = false) {
        auto transaction = Transaction::begin(*this);
        if (!transaction) return fail(std::move(transaction));
        Status done = work();
        if (done) done = transaction->commit();
        if (done) return {};
        const bool full = done.error().cause == causes::full;
        if (!full || !may_retry) return done;
        { const Transaction rolled_back = std::move(*transaction); }
        if (!connection_->give_up_ballast()) return done;
    }
}

Status Database::tidy(int pages) {
    auto given = give_back(pages);
    if (!given && given.error().cause == causes::full) {
        // It may be the log itself that fills the disk.
        if (auto written = write_back(); !written) return written;
        given = give_back(pages);
    }
    if (!given) return given;
    if (auto written = write_back(); !written) return written;
    connection_->restore_ballast();
    return {};
}

Status Database::give_back(int pages) {
    if (pages == 0) return {};
    // incremental_vacuum(0) means "all".
    auto rows = query(fmt::format("PRAGMA incremental_vacuum({})", pages < 0 ? 0 : pages));
    if (!rows) return fail(std::move(rows));
    for (;;) {
        const auto more = rows->next();
        if (!more) return fail(more.error());
        if (!*more) return {};
    }
}

Status Database::write_back() {
    auto written = number("PRAGMA wal_checkpoint(TRUNCATE)");
    return written ? Status() : Status(fail(std::move(written)));
}

bool Database::has_ballast() const {
    return connection_->has_ballast();
}

void Database::restore_ballast() {
    connection_->restore_ballast();
}

bool Database::has_failed() const {
    return connection_->failed;
}

bool Database::is_damaged() const {
    return connection_->damaged;
}

Status Database::check() {
    auto rows = query("PRAGMA quick_check(1)");
    if (!rows) return fail(std::move(rows));
    const auto found = rows->next();
    if (!found) return fail(found.error());
    if (*found && rows->text(0) == "ok") return {};
    return fail(connection_->fault(SQLITE_CORRUPT));
}

const std::filesystem::path& Database::file() const {
    return connection_->options.file;
}

std::string_view sqlite_version() {
    return sqlite3_libversion();
}

}  // namespace spine::database
