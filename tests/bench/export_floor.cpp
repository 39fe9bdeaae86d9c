#include "bench/export_floor.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <memory>
#include <span>

#include "base/file_stream.h"
#include "bench/place.h"
#include "deidentify/csv_reader.h"

namespace spine::bench {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t kBlock = std::size_t{64} << 10U;

struct Closer {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, Closer>;
using Statement = std::unique_ptr<sqlite3_stmt, Closer>;

Database open(const fs::path& file) {
    sqlite3* opened = nullptr;
    const int code = sqlite3_open(file.c_str(), &opened);
    Database database(opened);
    return code == SQLITE_OK ? std::move(database) : nullptr;
}

bool run(sqlite3* database, const std::string& sql) {
    return sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

Statement prepare(sqlite3* database, const std::string& sql) {
    sqlite3_stmt* prepared = nullptr;
    sqlite3_prepare_v2(database, sql.c_str(), -1, &prepared, nullptr);
    return Statement(prepared);
}

// "c0, c1, …" or "?, ?, …".
std::string list_of(std::size_t columns, bool names) {
    std::string list;
    for (std::size_t i = 0; i < columns; ++i) {
        list += i == 0 ? "" : ", ";
        list += names ? "c" + std::to_string(i) : "?";
    }
    return list;
}

bool insert(sqlite3_stmt* statement, std::span<const std::string_view> cells) {
    for (std::size_t i = 0; i < cells.size(); ++i)
        sqlite3_bind_text(statement, static_cast<int>(i) + 1, cells[i].data(),
                          static_cast<int>(cells[i].size()), SQLITE_TRANSIENT);
    return sqlite3_step(statement) == SQLITE_DONE && sqlite3_reset(statement) == SQLITE_OK;
}

bool write_all(int file, std::string& block) {
    const bool written =
        ::write(file, block.data(), block.size()) == static_cast<ssize_t>(block.size());
    block.clear();
    return written;
}

}  // namespace

Result<std::size_t> lay_cells(const fs::path& csv, const fs::path& file) {
    auto source = open_source(csv);
    if (!source) return fail(std::move(source));
    auto reader = deidentify::CsvReader::open(std::move(*source), "data.csv");
    if (!reader) return fail(std::move(reader));
    const std::size_t columns = reader->columns().size();
    const Database database = open(file);
    if (!database ||
        !run(database.get(), "CREATE TABLE plain (" + list_of(columns, true) + ");BEGIN"))
        return failed("The plain table could not be made.");
    const Statement statement =
        prepare(database.get(), "INSERT INTO plain VALUES (" + list_of(columns, false) + ")");
    for (;;) {
        const auto more = reader->next();
        if (!more) return fail(more.error());
        if (!*more) break;
        if (!statement || !insert(statement.get(), reader->row()))
            return failed("The plain table takes no row.");
    }
    if (!run(database.get(), "COMMIT")) return failed("The plain table could not be kept.");
    return columns;
}

bool write_plainly(const fs::path& file, const fs::path& csv) {
    const Database database = open(file);
    const Statement statement = prepare(database.get(), "SELECT * FROM plain");
    const int out = ::open(csv.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (!statement || out < 0) return false;
    const int columns = sqlite3_column_count(statement.get());
    std::string block;
    bool good = true;
    int code = SQLITE_ROW;
    while (good && (code = sqlite3_step(statement.get())) == SQLITE_ROW) {
        for (int i = 0; i < columns; ++i) {
            const auto* cell = static_cast<const char*>(sqlite3_column_blob(statement.get(), i));
            const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement.get(), i));
            block += i == 0 ? "\"" : ",\"";
            if (size > 0) block.append(cell, size);
            block += '"';
        }
        block += "\r\n";
        if (block.size() >= kBlock) good = write_all(out, block);
    }
    good = good && code == SQLITE_DONE && write_all(out, block) && ::fsync(out) == 0;
    return ::close(out) == 0 && good;
}

}  // namespace spine::bench
