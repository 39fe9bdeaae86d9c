// Passphrase slots: each wraps the archive key, and the archive key wraps everything else.
#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "archive/archive.h"
#include "archive/schema.h"
#include "database/settings.h"

namespace spine::archive {
namespace {

tl::unexpected<Fault> refused(std::string happened, std::string_view name) {
    return fail(causes::slot_refused, std::move(happened), "See: kioskctl slot list CLINIC.",
                std::string(name));
}

// Name and role are authenticated with the wrapped key: neither can be exchanged in the file.
Bytes slot_context(const crypto::ClinicId& clinic, std::string_view name, int role) {
    ByteWriter place;
    place.bytes(clinic.view()).u8(static_cast<std::uint8_t>(role)).text16(name);
    return context("slot", place.view());
}

crypto::Derivation derivation_in(const database::Statement& row, int column) {
    crypto::Derivation out;
    out.cost = {static_cast<std::uint32_t>(row.integer(column)),
                static_cast<std::uint64_t>(row.integer(column + 1))};
    ByteReader salt(row.blob(column + 2));
    out.salt = salt.array<crypto::kSaltSize>();
    return out;
}

// What a passphrase becomes under the derivations of some slots, each computed once.
class Derived {
  public:
    explicit Derived(ByteView passphrase) : passphrase_(passphrase) {}
    [[nodiscard]] Result<const crypto::WrapKey*> under(const crypto::Derivation& derivation) {
        const auto name =
            std::tuple(derivation.salt, derivation.cost.passes, derivation.cost.memory);
        auto found = keys_.find(name);
        if (found == keys_.end()) {
            auto key = crypto::derive_wrap_key(passphrase_, derivation);
            if (!key) return fail(std::move(key));
            found = keys_.emplace(name, std::move(*key)).first;
        }
        return &found->second;
    }

  private:
    using Name = std::tuple<ByteArray<crypto::kSaltSize>, std::uint32_t, std::uint64_t>;
    ByteView passphrase_;
    std::map<Name, crypto::WrapKey> keys_;
};

}  // namespace

// That of the slots that are there, else a new one.
Result<crypto::Derivation> Archive::shared_derivation(const crypto::DeriveCost& cost) {
    std::optional<crypto::Derivation> found;
    auto read = each_row(database_, "SELECT passes, memory, salt FROM slot ORDER BY rowid LIMIT 1",
                         {}, [&](const database::Statement& row) -> Status {
                             found = derivation_in(row, 0);
                             return {};
                         });
    if (!read) return fail(std::move(read));
    return found ? *found : crypto::new_derivation(cost, random_);
}

Status Archive::store_keys(const crypto::WrapKey& archive_key, const ClinicKeys& keys) {
    const auto keep = [&](std::string_view name, ByteView secret) {
        return database_.run(
            "INSERT INTO secret VALUES (?, ?)",
            {name, crypto::wrap(archive_key, context(name, clinic_.view()), secret, random_)});
    };
    if (keys.clinic) {
        const auto print = crypto::fingerprint(clinic_, crypto::public_of(*keys.clinic));
        if (auto kept = keep(std::string(kClinicKeys) + print.hex(), keys.clinic->view()); !kept)
            return kept;
    }
    if (auto kept = keep("join", keys.join.view()); !kept) return kept;
    if (auto kept = keep("attention", keys.attention.view()); !kept) return kept;
    return keep("computer", keys.computer.view());
}

Status Archive::store_slot(const NewSlot& slot, const crypto::WrapKey& archive_key) {
    if (slot.passphrase.empty()) {
        return fail(causes::slot_refused, "An empty passphrase opens for everybody.",
                    "Give a passphrase of several words.");
    }
    const auto derivation = shared_derivation(slot.cost);
    if (!derivation) return fail(derivation.error());
    const auto key = crypto::derive_wrap_key(slot.passphrase, *derivation);
    if (!key) return fail(key.error());
    const int role = slot.slot.roles.bits();
    const Bytes wrapped = crypto::wrap(*key, slot_context(clinic_, slot.slot.name, role),
                                       archive_key.view(), random_);
    return database_.run("INSERT INTO slot VALUES (?, ?, ?, ?, ?, ?)",
                         {slot.slot.name, role, derivation->cost.passes, derivation->cost.memory,
                          derivation->salt, wrapped});
}

Result<std::unique_ptr<Archive::Open>> Archive::try_slots(ByteView passphrase) {
    std::unique_ptr<Open> found;
    Derived derived(passphrase);
    auto read = each_row(
        database_, "SELECT name, role, passes, memory, salt, wrapped FROM slot ORDER BY rowid", {},
        [&](const database::Statement& row) -> Status {
            if (found) return {};
            const auto key = derived.under(derivation_in(row, 2));
            if (!key) return fail(key.error());
            const int role = static_cast<int>(row.integer(1));
            const auto archive_key =
                crypto::unwrap(**key, slot_context(clinic_, row.text(0), role), row.blob(5));
            const auto roles = Roles::from_bits(role);
            if (!archive_key || !roles) return {};
            // An aggregate: NOLINTNEXTLINE(modernize-make-unique)
            found.reset(new Open{Slot{std::string(row.text(0)), *roles},
                                 crypto::WrapKey::copy_of(archive_key->view()),
                                 {},
                                 {},
                                 crypto::Signer(crypto::SignSecretKey{}),
                                 {},
                                 {},
                                 {},
                                 {}});
            return {};
        });
    if (!read) return fail(std::move(read));
    return found;
}

Status Archive::load_secrets(Open& open) {
    const auto in_use = database::get_blob(database_, "clinic-key");
    if (!in_use) return fail(in_use.error());
    auto read = each_row(
        database_, "SELECT name, wrapped FROM secret", {},
        [&](const database::Statement& row) -> Status {
            const auto secret =
                crypto::unwrap(open.archive_key, context(row.text(0), clinic_.view()), row.blob(1));
            if (!secret) return damaged("secret");
            if (row.text(0).starts_with(kClinicKeys)) {
                auto key = crypto::SealSecretKey::copy_of(secret->view());
                const auto print = crypto::fingerprint(clinic_, crypto::public_of(key));
                open.clinic.push_back({print, std::move(key)});
            }
            if (row.text(0) == "join") open.join = crypto::SealSecretKey::copy_of(secret->view());
            if (row.text(0) == "computer")
                open.signer = crypto::Signer(crypto::SignSecretKey::copy_of(secret->view()));
            return {};
        });
    const auto first = crypto::Hash::from(in_use->value_or(Bytes{}));
    const auto found =
        std::find_if(open.clinic.begin(), open.clinic.end(),
                     [&](const HeldKey& one) { return first && one.print == *first; });
    if (found != open.clinic.end()) std::rotate(open.clinic.begin(), found, std::next(found));
    return read;
}

Status Archive::unlock(ByteView passphrase) {
    auto found = try_slots(passphrase);
    if (!found) return fail(std::move(found));
    if (!*found) {
        return fail(causes::passphrase_wrong, "The passphrase fits no slot.",
                    "Check the keyboard's language and capitals, then try again.");
    }
    if (auto loaded = load_secrets(**found); !loaded) return loaded;
    open_ = std::move(*found);
    // What was noted beside the archive belongs before it. Where it was altered it stays where it
    // is, and audit() says so: nobody is locked out for it.
    (void)take_aside();
    auto noted = note_reading("unlocked", {});
    // What cannot be noted does not happen: nothing stays open behind a fault.
    if (!noted) lock();
    return noted;
}

Status Archive::add_slot(const NewSlot& slot) {
    if (auto may = require(Role::Administrator); !may) return may;
    const auto there =
        database_.number("SELECT count(*) FROM slot WHERE name = ?", {slot.slot.name});
    if (!there) return fail(there.error());
    if (there->value_or(0) > 0) return refused("There is a slot of this name.", slot.slot.name);
    return transact([&]() -> Status {
        if (auto stored = store_slot(slot, open_->archive_key); !stored) return stored;
        return audit_append("slot added", {});
    });
}

Status Archive::remove_slot(std::string_view name) {
    if (auto may = require(Role::Administrator); !may) return may;
    const auto others =
        database_.number("SELECT count(*) FROM slot WHERE name <> ? AND (role & ?) <> 0",
                         {name, Roles(Role::Administrator).bits()});
    if (!others) return fail(others.error());
    if (others->value_or(0) == 0)
        return refused("The last administrator's slot cannot be removed.", name);
    return transact([&]() -> Status {
        if (auto removed = database_.run("DELETE FROM slot WHERE name = ?", {name}); !removed)
            return removed;
        if (database_.changes() == 0) return refused("There is no slot of this name.", name);
        return audit_append("slot removed", {});
    });
}

Result<std::vector<Slot>> Archive::slots() {
    std::vector<Slot> out;
    auto read = each_row(database_, "SELECT name, role FROM slot ORDER BY rowid", {},
                         [&](const database::Statement& row) -> Status {
                             out.push_back({std::string(row.text(0)),
                                            Roles::from_bits(row.integer(1)).value_or(Roles())});
                             return {};
                         });
    if (!read) return fail(std::move(read));
    return out;
}

}  // namespace spine::archive
