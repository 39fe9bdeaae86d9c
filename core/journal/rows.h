// The module's own: the journal's tables, and what is read from and written to them. Everything
// here runs on the database's thread; writes belong into a transaction of the caller.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/head.h"
#include "crypto/keys.h"
#include "crypto/session_header.h"
#include "database/database.h"

namespace spine::journal {

[[nodiscard]] database::Schema journal_schema();

// Names in the table of settings.
namespace names {
inline constexpr std::string_view clinic = "clinic";
inline constexpr std::string_view device = "device";
inline constexpr std::string_view sessions = "sessions";  // the last session's counter
inline constexpr std::string_view last_head = "last-head";
inline constexpr std::string_view interrupted = "interrupted";
inline constexpr std::string_view withdrawn = "withdrawn";
inline constexpr std::string_view receipts = "receipts";
inline constexpr std::string_view wrong_heads = "wrong-heads";
inline constexpr std::string_view deleted = "deleted";
inline constexpr std::string_view last_sent = "last-sent";
inline constexpr std::string_view last_receipt = "last-receipt";
inline constexpr std::string_view revoked = "revoked";  // 1 once the clinic took the tablet back
}  // namespace names

enum class RowState { Running = 0, Over = 1, Deleting = 2 };

struct SessionRow {
    std::uint64_t counter = 0;
    crypto::SessionId id;
    Bytes header;  // signed
    Bytes head;    // signed; empty while there is none
    RowState state = RowState::Running;
};

// The counter of the last session and the hash of its head: what the next one is chained to.
struct ChainEnd {
    std::uint64_t counter = 0;
    crypto::Hash last_head;  // zeros before the first
};
[[nodiscard]] Result<ChainEnd> chain_end(database::Database& database);

[[nodiscard]] Status insert_session(database::Database& database,
                                    const crypto::SessionHeader& header, ByteView signed_header);
// `records` is a whole number of records, the first of which is the session's number `first`.
[[nodiscard]] Status insert_records(database::Database& database, std::uint64_t counter,
                                    std::uint32_t first, ByteView records);
// A receipt for an earlier head no longer counts. A final head also becomes the end of the chain.
[[nodiscard]] Status set_head(database::Database& database, std::uint64_t counter,
                              ByteView signed_head, bool final);

[[nodiscard]] Result<std::vector<SessionRow>> sessions_in(database::Database& database,
                                                          RowState state, std::uint64_t from,
                                                          std::size_t limit);
// The first `count` records of a session, one behind the other; fewer if there are fewer.
[[nodiscard]] Result<Bytes> read_records(database::Database& database, std::uint64_t counter,
                                         std::uint32_t count);
// Deletes at most `limit` records of a session; returns how many that were.
[[nodiscard]] Result<std::int64_t> delete_records(database::Database& database,
                                                  std::uint64_t counter, std::uint32_t limit);

// Adds to a counter among the settings.
[[nodiscard]] Status count(database::Database& database, std::string_view name);

// header, as many records as the head says, head.
[[nodiscard]] Result<Bytes> read_bundle(database::Database& database, const SessionRow& row);

}  // namespace spine::journal
