// What the ledger says of exports is what was written, whole, or nothing at all.
#include <catch2/catch.hpp>

#include "ledger_world.h"

using namespace spine;
using namespace spine::archive;
using test::ClinicWorld;
using test::entry_of;
using test::OtherComputer;
using test::parts_of;
using test::person_of;
using test::read;
using test::slip_in;
using test::take_out;
using test::write;

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
        const test::ReadEntry& one = (*all)[before.size()];
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
        CHECK(is.error().where.substr(0, where.size()) == where);
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
        refused(archive::causes::ledger_incomplete, world.computer_id().hex() + ", named by ");
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
    OtherComputer other(world);
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
    OtherComputer other(world);
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
