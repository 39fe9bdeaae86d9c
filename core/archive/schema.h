// The archive's tables. Only ciphertext, hashes and numbers stand in them.
#pragma once

#include <tuple>

#include "archive/archive.h"
#include "crypto/mark.h"
#include "database/database.h"

namespace spine::archive {

[[nodiscard]] database::Schema schema();

// Names of the clinic's keys among the secrets; the fingerprint stands behind it.
inline constexpr std::string_view kClinicKeys = "clinic ";

// Former attention keys, likewise.
inline constexpr std::string_view kFormerAttention = "attention former ";
// A setting: when the newest configuration was first seen to name none of them.
inline constexpr std::string_view kFormerNotNamedSince = "former-attention-not-named-since";

// What column `sent` of an object says: 0 and 1 of what was made here, 2 of what came from
// elsewhere.
inline constexpr int kWaits = 0, kSent = 1, kFromElsewhere = 2;

// What a wrapped text or key is authenticated with: what it is and where it lies.
[[nodiscard]] Bytes context(std::string_view what, ByteView place);
[[nodiscard]] Bytes context(std::string_view what, const crypto::SessionRef& session);

// The same for each text of one end of a session. That of a branch names its head, too.
using EndContext = std::function<Bytes(std::string_view what)>;
[[nodiscard]] EndContext context_of(const crypto::SessionRef& session);
[[nodiscard]] EndContext context_of(const crypto::SessionRef& session, const crypto::Hash& head);

// One end of a session as it lies in the file, under a key of its own.
struct Archive::SealedEnd {
    Bytes summary, answers, events, key;
};

// The columns of a place, in the tables `response` and `branch`; read from a row's first column on.
inline constexpr std::string_view kPlaceColumns =
    "session, device, counter, head, header, previous, configuration, last_record, records, status";
[[nodiscard]] SessionPlace place_in(const database::Statement& row);
// `from`: a table, and which rows of it.
[[nodiscard]] Result<std::vector<SessionPlace>> places_in(database::Database& database,
                                                          std::string_view from,
                                                          database::Values values = {});

// Whether what this computer has said counts: it was not revoked, or its word was here before.
[[nodiscard]] inline bool counts(const crypto::Authors& known, const crypto::DeviceId& author,
                                 const crypto::Hash& name) {
    return !known.revoked(author) || known.author_of(author, name) != nullptr;
}

struct Archive::OpenedMark {
    crypto::Hash name;
    crypto::DeviceId author;
    crypto::MarkText text;
    friend bool operator<(const OpenedMark& a, const OpenedMark& b) {
        return std::tie(a.text.lamport, a.author, a.name) <
               std::tie(b.text.lamport, b.author, b.name);
    }
};

// What a mark says in the audit trail; nothing where `what` is empty.
struct Archive::AuditWords {
    std::string_view what;
    std::string about;
};

struct Archive::HeldKey {
    crypto::Hash print;  // fingerprint of its public half
    crypto::SealSecretKey key;
};

struct Archive::OwnKeys {
    crypto::SignSecretKey signing;
    crypto::SealSecretKey join, attention;
};

// What a passphrase opened. Wiped as a whole.
struct Archive::Open {
    Slot user;
    crypto::WrapKey archive_key;
    // The clinic's keys, the one that is in use now first; none: this computer has not been given
    // it yet.
    std::vector<HeldKey> clinic;
    crypto::SealSecretKey join;
    crypto::Signer signer;
    // The response that is being put away: locked memory costs a dozen system calls each time.
    crypto::WrapKey response_key;
    // Who may have signed what is kept here; until the root says something new.
    std::optional<crypto::Authors> authors;
    // The marks, their signatures checked, opened once; in the order in which they are folded.
    std::optional<std::vector<OpenedMark>> marks;
    std::vector<crypto::Hash> unreadable_marks;
};

[[nodiscard]] tl::unexpected<Fault> damaged(std::string where);

// The key of a response into `key`, which is locked memory. Fault: archive_damaged.
[[nodiscard]] Status open_response_key(const crypto::WrapKey& archive_key,
                                       const crypto::SessionRef& session, ByteView wrapped,
                                       crypto::WrapKey& key);

// From the columns `wrapped`, `sealed` and `events`, which begin at `first`. Fault:
// archive_damaged.
[[nodiscard]] Result<Response> open_response(const database::Statement& row, int first,
                                             const crypto::WrapKey& archive_key,
                                             crypto::WrapKey& key, const EndContext& context_of);

// Runs `row` for each row of a query; stops at its first fault.
[[nodiscard]] Status each_row(database::Database& database, std::string_view sql,
                              database::Values values,
                              const std::function<Status(const database::Statement&)>& row);

template <typename T>
[[nodiscard]] T id_in(const database::Statement& row, int column) {
    return T::from(row.blob(column)).value_or(T{});
}

}  // namespace spine::archive
