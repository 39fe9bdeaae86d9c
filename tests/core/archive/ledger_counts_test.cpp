// Which entries of the export ledger count, whoever wrote or withholds them, and the way out of one
// that stops all exports.
#include <catch2/catch.hpp>

#include "import/verify.h"
#include "ledger_world.h"
#include "open/object_opening.h"

using namespace spine;
using namespace spine::archive;
using test::ClinicWorld;
using test::endorse;
using test::entry_of;
using test::forged_part;
using test::OtherComputer;
using test::parts_of;
using test::person_of;
using test::read;
using test::take_out;
using test::write;

TEST_CASE(
    "of a revoked computer an entry counts as far as the root has endorsed it, and it says no "
    "more") {
    ClinicWorld world;
    OtherComputer other(world);
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
    OtherComputer thief(world);
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
    CHECK(std::any_of(all->begin(), all->end(), [&](const test::ReadEntry& one) {
        return one.entry.author == world.computer_id() && one.people.size() == 10;
    }));
    CHECK(write(*world.archive, entry_of(world, "ours again", 10)));
}

TEST_CASE(
    "what no export writes is named by the import, stops exports, and stops none once its computer "
    "is revoked") {
    ClinicWorld world;
    OtherComputer thief(world);
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
    OtherComputer other(world);
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
    CHECK(is.error().where.starts_with(other.id().hex()));
    CHECK(is.error().where.ends_with("of " + world.computer_id().hex()));
    const auto faults = ExportLedger(*world.archive).faults().value();
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].author == other.id());
    CHECK_FALSE(faults[0].part);
    const auto verified = importing::verify_archive(*world.archive, world.files).value();
    CHECK(std::any_of(verified.objects.begin(), verified.objects.end(), [&](const auto& one) {
        return one.cause == archive::causes::ledger_incomplete.name() &&
               one.device == other.id().hex();
    }));
}

TEST_CASE("a computer that is revoked does not say of others what is missing") {
    ClinicWorld world;
    OtherComputer thief(world);
    REQUIRE(write(*world.archive, entry_of(world, "ours", 10)));
    LedgerEntry entry = entry_of(world, "theirs", 0);
    entry.after = {{world.computer_id(), crypto::hash(as_bytes("never written"))}};
    const Bytes part = forged_part(world, thief.pair, entry, {});
    world.put(part);
    endorse(world, thief.id(), part);
    const auto refused = world.import().refused;
    REQUIRE(refused.size() == 1);
    CHECK(refused[0].object == crypto::hash(part).hex());
    CHECK(refused[0].cause == archive::causes::ledger_incomplete.name());
    const auto is = read(*world.archive);
    REQUIRE_FALSE(is);
    CHECK(is.error().cause == archive::causes::ledger_incomplete);
    // Not the innocent one alone.
    CHECK(is.error().where == world.computer_id().hex() + ", named by " + crypto::hash(part).hex() +
                                  " of " + thief.id().hex());
    const auto verified = importing::verify_archive(*world.archive, world.files).value();
    CHECK(std::any_of(verified.objects.begin(), verified.objects.end(), [&](const auto& one) {
        return one.device == thief.id().hex() && one.object == crypto::hash(part).hex();
    }));
    world.revoke(thief.id());
    world.import();
    CHECK(read(*world.archive)->size() == 2);
}

TEST_CASE("what no study may ask is not written") {
    ClinicWorld world;
    for (const auto& [l, may] : {std::pair(0U, false), std::pair(1U, true), std::pair(1000U, true),
                                 std::pair(1001U, false)}) {
        LedgerEntry entry = entry_of(world, "asks", 10);
        REQUIRE_FALSE(entry.sensitive.empty());
        entry.sensitive.front().distinct_l = l;
        INFO(l);
        CHECK(write(*world.archive, entry).has_value() == may);
        world.clock.advance_ms(1000);
    }
    CHECK(read(*world.archive)->size() == 2);
}

TEST_CASE("what each computer would refuse is not written, whoever made it so") {
    ClinicWorld world;
    LedgerEntry entry = entry_of(world, "tables", kSessionsInBatch);
    entry.kind = LedgerKind::Tables;
    entry.columns.clear();
    entry.sensitive.clear();
    std::uint32_t given = 0;
    bool twice = true;
    const auto next = [&](LedgerPerson& person) {
        person = person_of(twice && given == 7 ? 6 : given, false);
        person.values.clear();
        person.equivalence_class = 0;
        ++given;
    };
    const auto refused = ExportLedger(*world.archive).write(entry, next);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().cause == archive::causes::ledger_malformed);
    CHECK(parts_of(*world.archive).empty());
    CHECK(read(*world.archive)->empty());
    twice = false;
    given = 0;
    CHECK(ExportLedger(*world.archive).write(entry, next));
    CHECK(read(*world.archive)->size() == 1);
}
