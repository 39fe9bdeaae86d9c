#include "bench/sqlcipher_peer.h"

#include <dlfcn.h>
#include <sqlite3.h>

#include <string>

#include "crypto/random.h"

namespace spine::bench {
namespace {

struct CloseLibrary {
    void operator()(void* library) const { ::dlclose(library); }
};
using Library = std::unique_ptr<void, CloseLibrary>;

// The same names and types as SQLite's, which SQLCipher is a fork of.
struct Calls {
    decltype(&sqlite3_open) open = nullptr;
    decltype(&sqlite3_close) close = nullptr;
    decltype(&sqlite3_exec) exec = nullptr;
    decltype(&sqlite3_prepare_v2) prepare = nullptr;
    decltype(&sqlite3_bind_int64) bind_int64 = nullptr;
    decltype(&sqlite3_bind_blob) bind_blob = nullptr;
    decltype(&sqlite3_step) step = nullptr;
    decltype(&sqlite3_reset) reset = nullptr;
    decltype(&sqlite3_finalize) finalize = nullptr;
    decltype(&sqlite3_column_blob) column_blob = nullptr;
    decltype(&sqlite3_column_bytes) column_bytes = nullptr;

    [[nodiscard]] bool find_all(void* library) {
        return find(library, "sqlite3_open", open) && find(library, "sqlite3_close", close) &&
               find(library, "sqlite3_exec", exec) &&
               find(library, "sqlite3_prepare_v2", prepare) &&
               find(library, "sqlite3_bind_int64", bind_int64) &&
               find(library, "sqlite3_bind_blob", bind_blob) &&
               find(library, "sqlite3_step", step) && find(library, "sqlite3_reset", reset) &&
               find(library, "sqlite3_finalize", finalize) &&
               find(library, "sqlite3_column_blob", column_blob) &&
               find(library, "sqlite3_column_bytes", column_bytes);
    }

  private:
    template <typename Call>
    static bool find(void* library, const char* name, Call& call) {
        call = reinterpret_cast<Call>(::dlsym(library, name));
        return call != nullptr;
    }
};

class Peer final : public SqlCipherPeer {
  public:
    Peer(Library library, const Calls& calls) : library_(std::move(library)), calls_(calls) {}
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;
    ~Peer() override {
        calls_.finalize(insert_);
        calls_.finalize(select_answers_);
        calls_.finalize(select_both_);
        calls_.close(database_);
    }

    [[nodiscard]] bool make(const std::filesystem::path& file, std::uint32_t page_size) {
        crypto::SystemRandom random;
        const std::string key = to_hex(random.bytes<32>());
        const std::string size = std::to_string(page_size);
        return calls_.open(file.c_str(), &database_) == SQLITE_OK &&
               run("PRAGMA key = \"x'" + key + "'\"") && encrypts() &&
               run("PRAGMA cipher_page_size = " + size) && run("PRAGMA journal_mode = WAL") &&
               run("CREATE TABLE response (id INTEGER PRIMARY KEY, session BLOB NOT NULL UNIQUE, "
                   "answers BLOB NOT NULL, events BLOB NOT NULL)") &&
               prepare("INSERT INTO response VALUES (?,?,?,?)", insert_) &&
               prepare("SELECT session, answers FROM response ORDER BY id", select_answers_) &&
               prepare("SELECT session, answers, events FROM response ORDER BY id", select_both_);
    }

    [[nodiscard]] bool begin() override { return run("BEGIN"); }
    [[nodiscard]] bool commit() override { return run("COMMIT"); }
    [[nodiscard]] bool put(std::int64_t id, ByteView session, ByteView answers,
                           ByteView events) override {
        const auto bind = [&](int place, ByteView bytes) {
            calls_.bind_blob(insert_, place, bytes.data(), static_cast<int>(bytes.size()),
                             SQLITE_STATIC);
        };
        calls_.bind_int64(insert_, 1, id);
        bind(2, session), bind(3, answers), bind(4, events);
        const bool done = calls_.step(insert_) == SQLITE_DONE;
        calls_.reset(insert_);
        return done;
    }
    [[nodiscard]] bool each(
        bool both, const std::function<void(ByteView answers, ByteView events)>& visit) override {
        sqlite3_stmt* select = both ? select_both_ : select_answers_;
        int step = calls_.step(select);
        for (; step == SQLITE_ROW; step = calls_.step(select))
            visit(blob(select, 1), both ? blob(select, 2) : ByteView());
        calls_.reset(select);
        return step == SQLITE_DONE;
    }

  private:
    // A SQLite without encryption ignores the key in silence, and knows no such version.
    [[nodiscard]] bool encrypts() {
        sqlite3_stmt* version = nullptr;
        const bool known =
            prepare("PRAGMA cipher_version", version) && calls_.step(version) == SQLITE_ROW;
        calls_.finalize(version);
        return known;
    }
    [[nodiscard]] bool run(const std::string& sql) {
        return calls_.exec(database_, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
    }
    [[nodiscard]] bool prepare(const char* sql, sqlite3_stmt*& made) {
        return calls_.prepare(database_, sql, -1, &made, nullptr) == SQLITE_OK;
    }

    [[nodiscard]] ByteView blob(sqlite3_stmt* row, int column) const {
        const auto* bytes = static_cast<const std::uint8_t*>(calls_.column_blob(row, column));
        return {bytes, static_cast<std::size_t>(calls_.column_bytes(row, column))};
    }

    Library library_;
    Calls calls_;
    sqlite3* database_ = nullptr;
    sqlite3_stmt* insert_ = nullptr;
    sqlite3_stmt* select_answers_ = nullptr;
    sqlite3_stmt* select_both_ = nullptr;
};

}  // namespace

std::unique_ptr<SqlCipherPeer> SqlCipherPeer::create(const std::filesystem::path& file,
                                                     std::uint32_t page_size) {
    // Its own calls among themselves, too: else they would go to the SQLite that is linked.
    Library library(::dlopen("libsqlcipher.so.0", RTLD_NOW | RTLD_LOCAL | RTLD_DEEPBIND));
    Calls calls;
    if (!library || !calls.find_all(library.get())) return nullptr;
    auto made = std::make_unique<Peer>(std::move(library), calls);
    if (!made->make(file, page_size)) return nullptr;
    return made;
}

}  // namespace spine::bench
