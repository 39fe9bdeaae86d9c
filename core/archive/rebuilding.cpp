// An archive that is made anew: keys, slots and audit trail go over, answers come from the store.
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>

#include "archive/archive.h"
#include "archive/schema.h"

namespace spine::archive {
namespace {

tl::unexpected<Fault> not_replaced(const std::filesystem::path& file, int error) {
    return fail(database::causes::failed,
                "The new archive could not be put in its place (" +
                    std::generic_category().message(error) + ").",
                "Check the folder's rights and its disk, then try again.", file.string());
}

// What is not an answer: as it stands, sealed as it is. Objects are verified again when they count.
constexpr std::string_view kSettings = "SELECT name, value FROM setting WHERE name <> 'lamport'";
constexpr std::string_view kSlots =
    "SELECT name, role, passes, memory, salt, wrapped FROM slot ORDER BY rowid";
constexpr std::string_view kSecrets = "SELECT name, wrapped FROM secret";
constexpr std::string_view kObjects = "SELECT hash, kind, sent, bytes FROM object";
constexpr std::string_view kErased =
    "SELECT session, device, counter, head, header, previous, configuration, last_record, records, "
    "status FROM response WHERE erased = 1 AND header <> zeroblob(32)";
constexpr std::string_view kEndCame = "SELECT device, session, head, at FROM end_came";
constexpr std::string_view kArrived = "SELECT device, session, at FROM arrived";
constexpr std::string_view kTakenOut =
    "SELECT device, session, head, counter, receipt, author FROM taken_out";
constexpr std::string_view kErasedBranches =
    "SELECT session, device, counter, head, header, previous, configuration, last_record, records, "
    "status FROM branch WHERE (device, session) IN "
    "(SELECT device, session FROM response WHERE erased = 1)";
constexpr std::string_view kCodingRows = "SELECT sequence, sealed FROM coding";
constexpr std::string_view kAudit = "SELECT sequence, sealed, link FROM audit ORDER BY sequence";

}  // namespace

Status Archive::take_over_from(Archive& other) {
    auto& db = database_;
    const auto copy = [&](std::string_view from, const auto& into) {
        return each_row(other.database_, from, {}, into);
    };
    auto done = copy(kSettings, [&](const database::Statement& row) {
        return db.run("INSERT INTO setting VALUES (?, ?)", {row.text(0), row.blob(1)});
    });
    if (done)
        done = copy(kSlots, [&](const database::Statement& row) {
            return db.run("INSERT INTO slot VALUES (?, ?, ?, ?, ?, ?)",
                          {row.text(0), row.integer(1), row.integer(2), row.integer(3), row.blob(4),
                           row.blob(5)});
        });
    if (done)
        done = copy(kSecrets, [&](const database::Statement& row) {
            return db.run("INSERT INTO secret VALUES (?, ?)", {row.text(0), row.blob(1)});
        });
    if (done)
        done = copy(kObjects, [&](const database::Statement& row) {
            return db.run("INSERT INTO object VALUES (?, ?, ?, ?)",
                          {row.blob(0), row.integer(1), row.integer(2), row.blob(3)});
        });
    // Erasure absorbs: what was erased stays so, also where the word for it does not count now.
    if (done)
        done = copy(kErased, [&](const database::Statement& row) {
            return db.run(
                "INSERT INTO response (session, device, counter, head, header, previous, "
                "configuration, last_record, records, status, erased) "
                "VALUES (?,?,?,?,?,?,?,?,?,?,1)",
                {row.blob(0), row.blob(1), row.integer(2), row.blob(3), row.blob(4), row.blob(5),
                 row.blob(6), row.blob(7), row.integer(8), row.integer(9)});
        });
    if (done)
        done = copy(kEndCame, [&](const database::Statement& row) {
            return db.run("INSERT INTO end_came VALUES (?, ?, ?, ?)",
                          {row.blob(0), row.blob(1), row.blob(2), row.integer(3)});
        });
    // A rebuilt archive begins no retention anew.
    if (done)
        done = copy(kArrived, [&](const database::Statement& row) {
            return db.run("INSERT INTO arrived VALUES (?, ?, ?)",
                          {row.blob(0), row.blob(1), row.integer(2)});
        });
    if (done)
        done = copy(kTakenOut, [&](const database::Statement& row) {
            return db.run(
                "INSERT INTO taken_out VALUES (?, ?, ?, ?, ?, ?)",
                {row.blob(0), row.blob(1), row.blob(2), row.integer(3), row.blob(4), row.blob(5)});
        });
    if (done)
        done = copy(kErasedBranches,
                    [&](const database::Statement& row) { return forget_branch(place_in(row)); });
    // The store has nothing of it.
    if (done)
        done = copy(kCodingRows, [&](const database::Statement& row) {
            return db.run("INSERT INTO coding VALUES (?, ?)", {row.integer(0), row.blob(1)});
        });
    if (done)
        done = copy(kAudit, [&](const database::Statement& row) {
            return db.run("INSERT INTO audit VALUES (?, ?, ?)",
                          {row.integer(0), row.blob(1), row.blob(2)});
        });
    return done;
}

Result<std::unique_ptr<Archive>> Archive::emptied_copy(const ClinicFolder& into) {
    if (auto open = require_open(); !open) return fail(std::move(open));
    database::Options options;
    options.file = into.database();
    options.schema = schema();
    options.program = "kioskctl";
    auto database = database::Database::open(options);
    if (!database) return fail(std::move(database));
    std::unique_ptr<Archive> made(new Archive(into, std::move(*database), files_, clock_, random_));
    made->root_ = root_;
    made->clinic_ = clinic_;
    made->rebuilt_ = true;
    auto copied = made->transact([&] { return made->take_over_from(*this); });
    if (!copied) return fail(std::move(copied));
    // An aggregate: NOLINTNEXTLINE(modernize-make-unique)
    std::unique_ptr<Open> open(new Open{open_->user,
                                        crypto::WrapKey::copy_of(open_->archive_key.view()),
                                        {},
                                        {},
                                        crypto::Signer(crypto::SignSecretKey{}),
                                        {},
                                        {},
                                        {},
                                        {}});
    if (auto loaded = made->load_secrets(*open); !loaded) return fail(std::move(loaded));
    made->open_ = std::move(open);
    if (auto noted = made->audit_write("rebuilt", {}); !noted) return fail(std::move(noted));
    return made;
}

Status Archive::move_to(std::unique_ptr<Archive> archive, const ClinicFolder& to) {
    if (auto tidied = archive->tidy(); !tidied) return tidied;
    const std::filesystem::path from = archive->folder_.database();
    archive.reset();  // its write-ahead log is gone with it
    // A log that a killed program left names no database: SQLite would lay its pages over the new
    // one (sqlite.org/howtocorrupt.html, "Unlinking or renaming a database file while in use").
    for (const char* end : {"-wal", "-journal", "-shm"}) {
        const std::string log = to.database().string() + end;
        if (::unlink(log.c_str()) != 0 && errno != ENOENT)
            return not_replaced(to.database(), errno);
    }
    if (std::rename(from.c_str(), to.database().c_str()) != 0)
        return not_replaced(to.database(), errno);
    const int folder = ::open(to.root.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return not_replaced(to.database(), errno);
    const int synced = ::fsync(folder);
    const int error = errno;
    ::close(folder);
    if (synced != 0) return not_replaced(to.database(), error);
    return {};
}

Status Archive::backup(const std::filesystem::path& file) {
    if (auto may = require(Role::Clinician | Role::Administrator); !may) return may;
    // Noted first, so that the copy holds the entry, too.
    if (auto noted = audit_write("backed up", {}); !noted) return noted;
    return database_.copy_to(file);
}

}  // namespace spine::archive
