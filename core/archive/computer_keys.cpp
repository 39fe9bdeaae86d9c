// This computer's own keys: the next ones beside those in use, then in their place.
#include <utility>

#include "archive/archive.h"
#include "archive/schema.h"
#include "database/settings.h"

namespace spine::archive {
namespace {

constexpr std::string_view kFormerComputer = "former-computer";
constexpr std::string_view kNextMade = "next-keys-made";

std::string next(std::string_view name) {
    return std::string(name) + " next";
}

}  // namespace

Result<std::optional<crypto::SecretBytes>> Archive::secret(std::string_view name) {
    std::optional<crypto::SecretBytes> found;
    auto read = each_row(database_, "SELECT wrapped FROM secret WHERE name = ?", {name},
                         [&](const database::Statement& row) -> Status {
                             auto opened = crypto::unwrap(
                                 open_->archive_key, context(name, clinic_.view()), row.blob(0));
                             if (!opened) return damaged("secret");
                             found = std::move(*opened);
                             return {};
                         });
    if (!read) return fail(std::move(read));
    return found;
}

Status Archive::put_secret(std::string_view name, ByteView secret) {
    return database_.run(
        "INSERT OR REPLACE INTO secret VALUES (?, ?)",
        {name, crypto::wrap(open_->archive_key, context(name, clinic_.view()), secret, random_)});
}

Result<Archive::OwnKeys> Archive::next_keys() {
    auto signing = secret(next("computer"));
    auto join = secret(next("join"));
    auto attention = secret(next("attention"));
    for (const auto* one : {&signing, &join, &attention}) {
        if (!*one) return fail(one->error());
        if (!**one) return damaged("secret");
    }
    return OwnKeys{crypto::SignSecretKey::copy_of((*signing)->view()),
                   crypto::SealSecretKey::copy_of((*join)->view()),
                   crypto::SealSecretKey::copy_of((*attention)->view())};
}

Result<ComputerKeys> Archive::next_computer_keys() {
    if (auto may = require(Role::Administrator); !may) return fail(std::move(may));
    const auto waiting = secret(next("computer"));
    if (!waiting) return fail(waiting.error());
    if (!*waiting) {
        const crypto::SignPair computer = crypto::make_sign_pair(random_);
        const crypto::SealPair join = crypto::make_seal_pair(random_);
        const crypto::SealPair attention = crypto::make_seal_pair(random_);
        auto kept = transact([&]() -> Status {
            if (auto put = put_secret(next("computer"), computer.secret_key.view()); !put)
                return put;
            if (auto put = put_secret(next("join"), join.secret_key.view()); !put) return put;
            if (auto put = put_secret(next("attention"), attention.secret_key.view()); !put)
                return put;
            return database::set_number(database_, kNextMade, clock_.now());
        });
        if (!kept) return fail(std::move(kept));
    }
    const auto keys = next_keys();
    if (!keys) return fail(keys.error());
    return ComputerKeys{crypto::public_of(keys->signing), crypto::public_of(keys->join),
                        crypto::public_of(keys->attention)};
}

Result<bool> Archive::next_keys_are_old() {
    const auto waiting =
        database_.number("SELECT count(*) FROM secret WHERE name = ?", {next("computer")});
    if (!waiting) return fail(waiting.error());
    if (waiting->value_or(0) == 0) return false;
    const auto made = database::get_number(database_, kNextMade);
    if (!made) return fail(made.error());
    const UnixMs now = clock_.now();
    return !*made || **made > now || now - **made > kNextKeysWaitMs;
}

Status Archive::forget_next_keys() {
    auto gone = database_.run("DELETE FROM secret WHERE name IN (?, ?, ?)",
                              {next("computer"), next("join"), next("attention")});
    return gone ? database_.run("DELETE FROM setting WHERE name = ?", {kNextMade}) : gone;
}

Status Archive::drop_next_computer_keys() {
    if (auto may = require(Role::Administrator); !may) return may;
    auto dropped = transact([&] { return forget_next_keys(); });
    return dropped ? database_.tidy() : dropped;
}

// The audit trail's end is signed anew with it.
Status Archive::put_in_use(const OwnKeys& next_ones, const crypto::DeviceId& former) {
    const auto attention = secret("attention");
    if (!attention) return fail(attention.error());
    if (!*attention) return damaged("secret");
    const auto called = crypto::public_of(crypto::SealSecretKey::copy_of((*attention)->view()));
    const std::string name =
        std::string(kFormerAttention) + crypto::fingerprint(clinic_, called).hex();
    if (auto kept = put_secret(name, (*attention)->view()); !kept) return kept;
    if (auto put = put_secret("computer", next_ones.signing.view()); !put) return put;
    if (auto put = put_secret("join", next_ones.join.view()); !put) return put;
    if (auto put = put_secret("attention", next_ones.attention.view()); !put) return put;
    if (auto none_wait = forget_next_keys(); !none_wait) return none_wait;
    if (auto set = database::set_blob(database_, kFormerComputer, former.view()); !set) return set;
    // The newest of the former ones has its time before it, whatever was waited for.
    auto anew = database_.run("DELETE FROM setting WHERE name = ?", {kFormerNotNamedSince});
    if (!anew) return anew;
    return audit_append("computer keys rotated",
                        crypto::fingerprint(clinic_, open_->signer.public_key()).hex());
}

Status Archive::use_next_computer_keys() {
    if (auto may = require(Role::Administrator); !may) return may;
    auto keys = next_keys();
    if (!keys) return fail(std::move(keys));
    const crypto::DeviceId former = computer();
    crypto::Signer signer(keys->signing);
    crypto::SealSecretKey join = keys->join.copy();
    std::swap(open_->signer, signer);
    std::swap(open_->join, join);
    auto done = transact([&] { return put_in_use(*keys, former); });
    if (!done) {
        std::swap(open_->signer, signer);
        std::swap(open_->join, join);
        return done;
    }
    // In the write-ahead log the old ones still stand.
    return database_.tidy();
}

Result<std::optional<crypto::DeviceId>> Archive::former_computer() {
    const auto id = database::get_blob(database_, kFormerComputer);
    if (!id) return fail(id.error());
    return *id ? crypto::DeviceId::from(**id) : std::nullopt;
}

Status Archive::note_revoked(ByteView revocation) {
    if (auto open = require_open(); !open) return open;
    return transact([&]() -> Status {
        if (auto kept = keep_object(revocation); !kept) return kept;
        return database_.run("DELETE FROM setting WHERE name = ?", {kFormerComputer});
    });
}

Result<std::vector<Bytes>> Archive::own_objects() {
    std::vector<Bytes> out;
    auto read =
        each_row(database_, "SELECT bytes FROM object WHERE sent <> ? AND kind IN (?, ?, ?, ?)",
                 {kFromElsewhere, static_cast<int>(crypto::ObjectKind::Tombstone),
                  static_cast<int>(crypto::ObjectKind::Mark),
                  static_cast<int>(crypto::ObjectKind::PassedKey),
                  static_cast<int>(crypto::ObjectKind::LedgerPart)},
                 [&](const database::Statement& row) -> Status {
                     out.emplace_back(row.blob(0).begin(), row.blob(0).end());
                     return {};
                 });
    if (!read) return fail(std::move(read));
    return out;
}

Result<std::vector<std::string>> Archive::bundles_of_extended() {
    std::vector<std::string> out;
    auto read = each_row(database_,
                         "SELECT name FROM bundle WHERE (device, session) IN (SELECT device, "
                         "session FROM bundle WHERE session IS NOT NULL GROUP BY device, session "
                         "HAVING count(*) > 1) ORDER BY name",
                         {}, [&](const database::Statement& row) -> Status {
                             out.emplace_back(row.text(0));
                             return {};
                         });
    if (!read) return fail(std::move(read));
    return out;
}

}  // namespace spine::archive
