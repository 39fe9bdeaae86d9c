// Entries of an export ledger that nobody exported, in a clinic's archive and from another
// computer.
#pragma once

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "archive/export_ledger.h"
#include "archive/ledger_entry.h"
#include "core/import/clinic_world.h"
#include "crypto/endorsement.h"

namespace spine::test {

struct ReadEntry {
    archive::LedgerEntry entry;
    std::vector<archive::LedgerPerson> people;
    std::size_t later = 0;
};

inline archive::LedgerPerson person_of(std::uint32_t number, bool later) {
    archive::LedgerPerson person;
    ByteWriter id;
    id.u64(number).u64(later ? 1 : 0);
    person.id = crypto::ExporteeId::from(id.view()).value();
    person.equivalence_class = number / 5;
    if (!later) person.values = {number % 3, number % 2};
    return person;
}

inline archive::LedgerEntry entry_of(const ClinicWorld& world, std::string title,
                                     std::uint32_t people, std::uint32_t later = 0) {
    archive::LedgerEntry entry;
    entry.study = crypto::hash(as_bytes(title));
    entry.title = std::move(title);
    entry.profile = "agreement";
    entry.k = 5;
    entry.columns = {{"age", 1, 4}, {"sex", 0, 2}};
    entry.sensitive = {{"worry", 3, {}, 0.25, true, {3'000, 3'000, 4'000}, 2},
                       {"hope", {}, 2.5, {}, false, {5'000, 6'000}, {}}};
    entry.ids = crypto::fingerprint(world.id, world.clinic_key.public_key);
    entry.people = people;
    entry.later = later;
    return entry;
}

inline Status write(archive::Archive& archive, const archive::LedgerEntry& entry) {
    std::uint32_t given = 0;
    return archive::ExportLedger(archive).write(entry, [&](archive::LedgerPerson& person) {
        person = person_of(given, given >= entry.people);
        ++given;
    });
}

inline Result<std::vector<ReadEntry>> read(archive::Archive& archive) {
    std::vector<ReadEntry> all;
    auto done = archive::ExportLedger(archive).each([&](const auto& entry, auto& people) -> Status {
        ReadEntry one{entry, {}, 0};
        for (archive::LedgerPerson person; people.next(person);) {
            one.people.push_back(person);
            one.later += people.is_later() ? 1 : 0;
        }
        all.push_back(std::move(one));
        return {};
    });
    if (!done) return fail(std::move(done));
    return all;
}

inline std::vector<Bytes> parts_of(archive::Archive& archive) {
    std::vector<Bytes> parts;
    const auto objects = archive.kept_objects().value();
    for (const Bytes& bytes : objects)
        if (crypto::kind_of(bytes) == crypto::ObjectKind::LedgerPart) parts.push_back(bytes);
    return parts;
}

inline const std::string kLedgerPartKind =
    std::to_string(static_cast<int>(crypto::ObjectKind::LedgerPart));

// Into the archive's file, past the program.
inline void slip_in(ClinicWorld& world, const Bytes& part) {
    world.alter_archive("INSERT INTO object VALUES (x'" + crypto::hash(part).hex() + "', " +
                        kLedgerPartKind + ", 2, x'" + to_hex(part) + "')");
}
inline void take_out(ClinicWorld& world, const Bytes& part) {
    world.alter_archive("DELETE FROM object WHERE hash = x'" + crypto::hash(part).hex() + "'");
}

// What somebody who has the keys of `author` can write; `people` as they stand in the entry.
inline Bytes forged_part(ClinicWorld& world, const crypto::SignPair& author,
                         const archive::LedgerEntry& entry,
                         const std::vector<archive::LedgerPerson>& people) {
    crypto::LedgerPartText text;
    world.random.fill(text.entry.bytes);
    text.content = archive::encode_ledger_head(entry).value();
    for (const archive::LedgerPerson& person : people) archive::append(person, text.content);
    return crypto::make_ledger_part(world.id, text, world.clinic_key.public_key,
                                    crypto::Signer(author.secret_key))
        .value();
}

inline void endorse(ClinicWorld& world, const crypto::DeviceId& device, const Bytes& part) {
    world.put(
        crypto::make_endorsement({world.id, device, {crypto::hash(part)}}, world.root.secret_key)
            .value());
}

// A further computer of the clinic, and an entry in its name.
struct OtherComputer {
    explicit OtherComputer(ClinicWorld& of) : world(of) {
        world.admit_computer(pair.public_key, "Desk 2");
    }
    [[nodiscard]] std::vector<Bytes> wrote(std::uint32_t people) {
        const archive::ClinicFolder folder{world.folder / "desk 2"};
        std::filesystem::create_directory(folder.root);
        auto archive =
            archive::Archive::create(
                folder, world.root.public_key,
                {world.clinic_key.secret_key.copy(), pair.secret_key.copy(),
                 world.join.secret_key.copy(), world.attention.secret_key.copy()},
                {{"Dr Berg", archive::Role::Clinician}, as_bytes(kPassphrase), kSmallCost},
                world.files, world.clock, world.random)
                .value();
        REQUIRE(archive->unlock(as_bytes(kPassphrase)));
        REQUIRE(write(*archive, entry_of(world, "theirs", people)));
        return parts_of(*archive);
    }
    [[nodiscard]] crypto::DeviceId id() const {
        return crypto::device_id_of(world.id, pair.public_key);
    }
    ClinicWorld& world;
    crypto::SignPair pair = crypto::make_sign_pair(world.random);
};

}  // namespace spine::test
