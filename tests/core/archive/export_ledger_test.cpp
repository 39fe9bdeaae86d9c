// What the ledger says of exports is what was written, whole, or nothing at all.
#include "archive/export_ledger.h"

#include <catch2/catch.hpp>

#include "archive/ledger_entry.h"
#include "core/import/clinic_world.h"
#include "crypto/endorsement.h"
#include "open/object_opening.h"

using namespace spine;
using namespace spine::archive;
using test::ClinicWorld;

namespace {

struct Read {
    LedgerEntry entry;
    std::vector<LedgerPerson> people;
    std::size_t later = 0;
};

LedgerPerson person_of(std::uint32_t number, bool later) {
    LedgerPerson person;
    ByteWriter id;
    id.u64(number).u64(later ? 1 : 0);
    person.id = crypto::ExporteeId::from(id.view()).value();
    person.equivalence_class = number / 5;
    if (!later) person.values = {number % 3, number % 2};
    return person;
}

LedgerEntry entry_of(const ClinicWorld& world, std::string title, std::uint32_t people,
                     std::uint32_t later = 0) {
    LedgerEntry entry;
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

Status write(Archive& archive, const LedgerEntry& entry) {
    std::uint32_t given = 0;
    return ExportLedger(archive).write(entry, [&](LedgerPerson& person) {
        person = person_of(given, given >= entry.people);
        ++given;
    });
}

Result<std::vector<Read>> read(Archive& archive) {
    std::vector<Read> all;
    auto done = ExportLedger(archive).each([&](const auto& entry, auto& people) -> Status {
        Read one{entry, {}, 0};
        for (LedgerPerson person; people.next(person);) {
            one.people.push_back(person);
            one.later += people.is_later() ? 1 : 0;
        }
        all.push_back(std::move(one));
        return {};
    });
    if (!done) return fail(std::move(done));
    return all;
}

std::vector<Bytes> parts_of(Archive& archive) {
    std::vector<Bytes> parts;
    const auto objects = archive.kept_objects().value();
    for (const Bytes& bytes : objects)
        if (crypto::kind_of(bytes) == crypto::ObjectKind::LedgerPart) parts.push_back(bytes);
    return parts;
}

const std::string kKind = std::to_string(static_cast<int>(crypto::ObjectKind::LedgerPart));

// Into the archive's file, past the program.
void slip_in(ClinicWorld& world, const Bytes& part) {
    world.alter_archive("INSERT INTO object VALUES (x'" + crypto::hash(part).hex() + "', " + kKind +
                        ", 2, x'" + to_hex(part) + "')");
}
void take_out(ClinicWorld& world, const Bytes& part) {
    world.alter_archive("DELETE FROM object WHERE hash = x'" + crypto::hash(part).hex() + "'");
}

// What somebody who has the keys of `author` can write; `people` as they stand in the entry.
Bytes forged_part(ClinicWorld& world, const crypto::SignPair& author, const LedgerEntry& entry,
                  const std::vector<LedgerPerson>& people) {
    crypto::LedgerPartText text;
    world.random.fill(text.entry.bytes);
    text.content = encode_ledger_head(entry).value();
    for (const LedgerPerson& person : people) append(person, text.content);
    return crypto::make_ledger_part(world.id, text, world.clinic_key.public_key,
                                    crypto::Signer(author.secret_key))
        .value();
}

void endorse(ClinicWorld& world, const crypto::DeviceId& device, const Bytes& part) {
    world.put(
        crypto::make_endorsement({world.id, device, {crypto::hash(part)}}, world.root.secret_key)
            .value());
}

// A further computer of the clinic, and an entry in its name.
struct Other {
    explicit Other(ClinicWorld& of) : world(of) { world.admit_computer(pair.public_key, "Desk 2"); }
    [[nodiscard]] std::vector<Bytes> wrote(std::uint32_t people) {
        const ClinicFolder folder{world.folder / "desk 2"};
        std::filesystem::create_directory(folder.root);
        auto archive =
            Archive::create(
                folder, world.root.public_key,
                {world.clinic_key.secret_key.copy(), pair.secret_key.copy(),
                 world.join.secret_key.copy(), world.attention.secret_key.copy()},
                {{"Dr Berg", Role::Clinician}, as_bytes(test::kPassphrase), test::kSmallCost},
                world.files, world.clock, world.random)
                .value();
        REQUIRE(archive->unlock(as_bytes(test::kPassphrase)));
        REQUIRE(write(*archive, entry_of(world, "theirs", people)));
        return parts_of(*archive);
    }
    [[nodiscard]] crypto::DeviceId id() const {
        return crypto::device_id_of(world.id, pair.public_key);
    }
    ClinicWorld& world;
    crypto::SignPair pair = crypto::make_sign_pair(world.random);
};

}  // namespace

TEST_CASE("an export's entry is read back as it was written, in as many parts as it takes") {
    ClinicWorld world;
    CHECK(read(*world.archive)->empty());
    REQUIRE(write(*world.archive, entry_of(world, "small", 10, 6)));
    const Bytes small = parts_of(*world.archive).at(0);
    world.clock.advance_ms(1000);
    REQUIRE(write(*world.archive, entry_of(world, "large", 9'000, 500)));
    CHECK(parts_of(*world.archive).size() == 1 + 5);
    world.reopen();
    CHECK(read(*world.archive).error().cause == archive::causes::archive_locked);
    REQUIRE(world.archive->unlock(as_bytes(test::kPassphrase)));
    const auto all = read(*world.archive);
    REQUIRE(all);
    REQUIRE(all->size() == 2);
    std::vector<LedgerName> before;
    for (const auto& [title, people, later] :
         {std::tuple("small", 10U, 6U), std::tuple("large", 9'000U, 500U)}) {
        const Read& one = (*all)[before.size()];
        LedgerEntry should = entry_of(world, title, people, later);
        should.id = one.entry.id;
        should.author = world.computer_id();
        should.after = before;
        should.at = one.entry.at;
        should.by = "Dr Lind";
        CHECK(one.entry == should);
        REQUIRE(one.people.size() == people + later);
        CHECK(one.later == later);
        for (std::uint32_t i = 0; i < people + later; ++i) {
            const LedgerPerson wrote = person_of(i, i >= people);
            const LedgerPerson& is = one.people[i];
            if (is.id == wrote.id && is.equivalence_class == wrote.equivalence_class &&
                is.values == wrote.values)
                continue;
            FAIL("person " << i);
        }
        before = {{world.computer_id(), crypto::hash(small)}};
    }
    CHECK(ExportLedger(*world.archive).faults()->empty());
    std::vector<std::string> noted;
    const auto trail = world.archive->audit().value();
    for (const auto& entry : trail)
        if (entry.what == "exported for research") noted.push_back(entry.session);
    CHECK(noted == std::vector{(*all)[0].entry.study.hex(), (*all)[1].entry.study.hex()});
}

TEST_CASE("a ledger in which a part is altered, forged, lost or doubled says nothing at all") {
    ClinicWorld world;
    REQUIRE(write(*world.archive, entry_of(world, "first", 10)));
    const Bytes first = parts_of(*world.archive).at(0);
    world.clock.advance_ms(1000);
    REQUIRE(write(*world.archive, entry_of(world, "second", 4'000)));
    auto parts = parts_of(*world.archive);
    std::erase(parts, first);
    REQUIRE(parts.size() == 2);
    const auto refused = [&](Cause cause, const std::string& where) {
        const auto is = read(*world.archive);
        REQUIRE_FALSE(is);
        CHECK(is.error().cause == cause);
        CHECK(is.error().where == where);
        // What cannot be read must not be written over either.
        CHECK(write(*world.archive, entry_of(world, "third", 10)).error().cause == cause);
    };
    SECTION("altered") {
        world.alter_archive("UPDATE object SET bytes = zeroblob(65474) WHERE hash = x'" +
                            crypto::hash(parts[0]).hex() + "'");
        refused(archive::causes::ledger_unreadable, crypto::hash(parts[0]).hex());
        const auto faults = ExportLedger(*world.archive).faults().value();
        CHECK(faults.front().part == crypto::hash(parts[0]));
    }
    SECTION("forged") {
        const crypto::SignPair thief = crypto::make_sign_pair(world.random);
        crypto::LedgerPartText text;
        text.content = {1, 2, 3};
        const Bytes forged = crypto::make_ledger_part(world.id, text, world.clinic_key.public_key,
                                                      crypto::Signer(thief.secret_key))
                                 .value();
        slip_in(world, forged);
        refused(archive::causes::ledger_unreadable, crypto::hash(forged).hex());
        take_out(world, forged);
        CHECK(read(*world.archive)->size() == 2);
    }
    SECTION("in this computer's name, and not signed by it") {
        Bytes forged = first;
        forged.back() ^= 1U;
        slip_in(world, forged);
        refused(archive::causes::ledger_unreadable, crypto::hash(forged).hex());
    }
    SECTION("no entry at all, though it is this computer's") {
        crypto::LedgerPartText text;
        text.content = {1, 2, 3};
        const Bytes nonsense = crypto::make_ledger_part(world.id, text, world.clinic_key.public_key,
                                                        crypto::Signer(world.computer.secret_key))
                                   .value();
        slip_in(world, nonsense);
        refused(archive::causes::ledger_malformed, world.computer_id().hex());
    }
    SECTION("sealed to a key that is not here") {
        crypto::LedgerPartText text;
        text.content = {1, 2, 3};
        const auto elsewhere = crypto::make_seal_pair(world.random);
        const Bytes sealed = crypto::make_ledger_part(world.id, text, elsewhere.public_key,
                                                      crypto::Signer(world.computer.secret_key))
                                 .value();
        slip_in(world, sealed);
        refused(archive::causes::ledger_unreadable, crypto::hash(sealed).hex());
    }
    SECTION("a part of it lost") {
        take_out(world, parts[1]);
        refused(archive::causes::ledger_incomplete, world.computer_id().hex());
    }
    SECTION("the first of two lost") {
        take_out(world, first);
        refused(archive::causes::ledger_incomplete, world.computer_id().hex());
    }
    SECTION("a part doubled") {
        const auto all = read(*world.archive).value();
        crypto::LedgerPartText text;
        text.entry = all.front().entry.id;
        text.content = {1, 2, 3};
        const Bytes twin = crypto::make_ledger_part(world.id, text, world.clinic_key.public_key,
                                                    crypto::Signer(world.computer.secret_key))
                               .value();
        slip_in(world, twin);
        const auto is = read(*world.archive);
        REQUIRE_FALSE(is);
        CHECK(is.error().cause == archive::causes::ledger_unreadable);
    }
}

TEST_CASE("an entry's head is what was written, and no part, extension or mistyping of it is one") {
    const ClinicWorld world;
    LedgerEntry entry = entry_of(world, "study", 0);
    entry.after = {{world.computer_id(), crypto::hash(as_bytes("a"))}};
    entry.by = "Dr Lind";
    const auto head = encode_ledger_head(entry);
    REQUIRE(head);
    CHECK(decode_ledger_head(*head)->entry == entry);
    CHECK(whole_size(*decode_ledger_head(*head)) == head->size());
    for (std::size_t size = 0; size < head->size(); ++size)
        CHECK_FALSE(decode_ledger_head(ByteView(*head).first(size)));
    crypto::WipedBytes longer = *head;
    longer.push_back(0);
    CHECK(whole_size(*decode_ledger_head(longer)) < longer.size());
    for (std::size_t at = 0; at < head->size(); ++at) {
        crypto::WipedBytes wrong = *head;
        wrong[at] = 0xff;
        const auto read = decode_ledger_head(wrong);
        if (!read) continue;
        INFO("byte " << at);
        // Bytes that stand where nothing was asked for may be anything.
        CHECK(decode_ledger_head(*encode_ledger_head(read->entry))->entry == read->entry);
    }
}

TEST_CASE("what another computer exported comes with an import, whole or not at all") {
    ClinicWorld world;
    Other other(world);
    const auto theirs = other.wrote(4'000);
    REQUIRE(theirs.size() == 2);
    REQUIRE(write(*world.archive, entry_of(world, "ours", 10)));
    world.put(theirs[1]);
    world.import();
    CHECK(read(*world.archive).error().cause == archive::causes::ledger_incomplete);
    world.put(theirs[0]);
    world.import();
    const auto all = read(*world.archive);
    REQUIRE(all);
    REQUIRE(all->size() == 2);
    CHECK(all->front().entry.title != all->back().entry.title);
    // And ours lies in the store for them.
    std::size_t published = 0;
    for (const auto& file : world.stored("objects")) {
        const auto bytes = test::slurp(file);
        published += crypto::kind_of(as_bytes(bytes)) == crypto::ObjectKind::LedgerPart ? 1 : 0;
    }
    CHECK(published == 3);
}

TEST_CASE("a ledger part that was altered in the store, or nobody signed, is named by the import") {
    ClinicWorld world;
    Other other(world);
    Bytes part = other.wrote(10).at(0);
    const bool stranger = GENERATE(false, true);
    if (stranger) {
        crypto::LedgerPartText text;
        text.content = {1};
        part = crypto::make_ledger_part(
                   world.id, text, world.clinic_key.public_key,
                   crypto::Signer(crypto::make_sign_pair(world.random).secret_key))
                   .value();
    } else {
        part[100] ^= 1U;
    }
    world.put(part);
    const auto refused = world.import().refused;
    REQUIRE(refused.size() == 1);
    CHECK(refused[0].object == crypto::hash(part).hex());
    CHECK(refused[0].cause == (stranger ? "device-unknown" : "signature-wrong"));
    CHECK(read(*world.archive)->empty());
}

TEST_CASE(
    "of a revoked computer an entry counts as far as the root has endorsed it, and it says no "
    "more") {
    ClinicWorld world;
    Other other(world);
    const auto theirs = other.wrote(4'000);
    const bool whole = GENERATE(false, true);
    crypto::LedgerPartText nothing;
    nothing.content = {1, 2, 3};
    const Bytes nonsense = crypto::make_ledger_part(world.id, nothing, world.clinic_key.public_key,
                                                    crypto::Signer(other.pair.secret_key))
                               .value();
    const auto id = crypto::device_id_of(world.id, other.pair.public_key);
    for (const Bytes& part : theirs) world.put(part);
    std::vector<crypto::Hash> names{crypto::hash(theirs[0])};
    if (whole) names.push_back(crypto::hash(theirs[1]));
    names.push_back(crypto::hash(nonsense));
    std::sort(names.begin(), names.end());
    world.put(crypto::make_endorsement({world.id, id, names}, world.root.secret_key).value());
    world.import();
    CHECK(read(*world.archive)->size() == 1);
    world.put(nonsense);
    world.import();
    CHECK(read(*world.archive).error().cause == archive::causes::ledger_malformed);
    world.revoke(id);
    world.import();
    const auto all = read(*world.archive);
    REQUIRE(all);
    CHECK(all->size() == (whole ? 1 : 0));
    world.revoke(world.computer_id());
    world.import();
    CHECK(write(*world.archive, entry_of(world, "ours", 10)).error().cause ==
          Cause("device-revoked"));
}

TEST_CASE("who signs another computer's part anew stops nobody once they are revoked") {
    ClinicWorld world;
    Other thief(world);
    REQUIRE(write(*world.archive, entry_of(world, "ours", 10)));
    const Bytes ours = parts_of(*world.archive).at(0);
    const auto part = crypto::verify_ledger_part(ours, world.computer.public_key, world.id).value();
    const auto text = opening::open_ledger_part(part, world.clinic_key.secret_key).value();
    // Met before the one that it is made of: a seal is never the same twice.
    Bytes twin;
    do {
        twin = crypto::make_ledger_part(world.id, text, world.clinic_key.public_key,
                                        crypto::Signer(thief.pair.secret_key))
                   .value();
    } while (crypto::hash(ours) < crypto::hash(twin));
    const auto id = crypto::device_id_of(world.id, thief.pair.public_key);
    world.put(twin);
    world.put(crypto::make_endorsement({world.id, id, {crypto::hash(twin)}}, world.root.secret_key)
                  .value());
    world.import();
    world.revoke(id);
    world.import();
    const auto all = read(*world.archive);
    REQUIRE(all);
    CHECK(std::any_of(all->begin(), all->end(), [&](const Read& one) {
        return one.entry.author == world.computer_id() && one.people.size() == 10;
    }));
    CHECK(write(*world.archive, entry_of(world, "ours again", 10)));
}

TEST_CASE(
    "what no export writes is named by the import, stops exports, and stops none once its computer "
    "is revoked") {
    ClinicWorld world;
    Other thief(world);
    REQUIRE(write(*world.archive, entry_of(world, "ours", 10)));
    LedgerEntry entry = entry_of(world, "theirs", 2);
    std::vector<LedgerPerson> people{person_of(1, false), person_of(2, false)};
    Cause cause = archive::causes::ledger_malformed;
    SECTION("somebody twice") {
        people[1].id = people[0].id;
    }
    SECTION("somebody twice, as a later visit") {
        entry.later = 1;
        people.push_back(person_of(3, true));
        people[2].id = people[0].id;
    }
    SECTION("a value that there is not") {
        people[1].values[0] = 3;
    }
    SECTION("a value of more people than the table had") {
        entry.sensitive[0].rows = {0, 1, 0};
        entry.sensitive[0].missing.reset();
    }
    SECTION("fewer people than it says") {
        people.pop_back();
    }
    SECTION("a batch of tables that is not whole") {
        entry.kind = LedgerKind::Tables;
        entry.columns.clear();
        entry.sensitive.clear();
        for (LedgerPerson& person : people) person.values.clear();
    }
    SECTION("people under a key that nobody has, before all others") {
        entry.ids = crypto::hash(as_bytes("no key"));
        entry.at = 0;
        cause = archive::causes::ledger_unreadable;
    }
    const Bytes part = forged_part(world, thief.pair, entry, people);
    world.put(part);
    endorse(world, thief.id(), part);
    const auto refused = world.import().refused;
    REQUIRE(refused.size() == 1);
    CHECK(refused[0].object == crypto::hash(part).hex());
    CHECK(refused[0].cause == cause.name());
    CHECK(read(*world.archive).error().cause == cause);
    CHECK(ExportLedger(*world.archive).faults()->size() == 1);
    world.revoke(thief.id());
    CHECK(world.import().refused.empty());
    CHECK(ExportLedger(*world.archive).faults()->empty());
    const auto all = read(*world.archive);
    REQUIRE(all);
    REQUIRE(all->size() == 1);
    CHECK(all->front().entry.title == "ours");
    CHECK(write(*world.archive, entry_of(world, "ours again", 10)));
}

TEST_CASE("an entry that is held back is missed by whoever has one that came after it") {
    ClinicWorld world;
    Other other(world);
    const Bytes theirs = other.wrote(10).at(0);
    world.put(theirs);
    world.import();
    world.clock.advance_ms(1000);
    REQUIRE(write(*world.archive, entry_of(world, "ours", 10)));
    world.clock.advance_ms(1000);
    // Behind ours, and so behind theirs.
    REQUIRE(write(*world.archive, entry_of(world, "ours again", 10)));
    const auto all = read(*world.archive).value();
    REQUIRE(all.size() == 3);
    CHECK(all[1].entry.after == std::vector<LedgerName>{{other.id(), crypto::hash(theirs)}});
    CHECK(all[2].entry.after.size() == 1);
    take_out(world, theirs);
    const bool retired = GENERATE(false, true), endorsed = GENERATE(false, true);
    if (endorsed) endorse(world, other.id(), theirs);
    if (retired) {
        for (const auto& file : world.stored("objects"))
            if (file.filename() == crypto::hash(theirs).hex()) std::filesystem::remove(file);
        world.revoke(other.id());
    }
    world.reopen();
    REQUIRE(world.archive->unlock(as_bytes(test::kPassphrase)));
    if (retired) world.import();
    const auto is = read(*world.archive);
    if (retired && !endorsed) {
        // What the root has not endorsed counts for nothing, wherever it is.
        REQUIRE(is);
        CHECK(is->size() == 2);
        return;
    }
    REQUIRE_FALSE(is);
    CHECK(is.error().cause == archive::causes::ledger_incomplete);
    CHECK(is.error().where == other.id().hex());
    const auto faults = ExportLedger(*world.archive).faults().value();
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].author == other.id());
    CHECK_FALSE(faults[0].part);
}

TEST_CASE("a computer that is revoked does not say of others what is missing") {
    ClinicWorld world;
    Other thief(world);
    REQUIRE(write(*world.archive, entry_of(world, "ours", 10)));
    LedgerEntry entry = entry_of(world, "theirs", 0);
    entry.after = {{world.computer_id(), crypto::hash(as_bytes("never written"))}};
    const Bytes part = forged_part(world, thief.pair, entry, {});
    world.put(part);
    endorse(world, thief.id(), part);
    world.import();
    CHECK(read(*world.archive).error().cause == archive::causes::ledger_incomplete);
    world.revoke(thief.id());
    world.import();
    CHECK(read(*world.archive)->size() == 2);
}

TEST_CASE("whoever may not export does not read the ledger, and nothing out of range is written") {
    ClinicWorld world;
    REQUIRE(world.archive->add_slot(
        {{"Admin", Role::Administrator}, as_bytes("the second"), test::kSmallCost}));
    LedgerEntry entry = entry_of(world, "study", 10);
    entry.title = std::string(201, 'x');
    CHECK(write(*world.archive, entry).error().cause == Cause("field-out-of-range"));
    entry = entry_of(world, "study", 10);
    entry.columns.front().level = 4;
    CHECK(write(*world.archive, entry).error().cause == Cause("field-out-of-range"));
    world.reopen();
    REQUIRE(world.archive->unlock(as_bytes("the second")));
    CHECK(read(*world.archive).error().cause == archive::causes::role_refused);
    CHECK(write(*world.archive, entry_of(world, "study", 10)).error().cause ==
          archive::causes::role_refused);
    CHECK(parts_of(*world.archive).empty());
}
