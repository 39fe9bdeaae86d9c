// What goes from the store, and how others know that it went by right.
#include <catch2/catch.hpp>
#include <fstream>

#include "crypto/receipt.h"
#include "crypto/tombstone.h"
#include "import/rebuild.h"
#include "keeping.h"
#include "support/delegating_store.h"

using namespace spine;
using test::Keeping;
using test::WorldTablet;

namespace {

// Its user may write and not delete.
class UndeletingStore final : public test::DelegatingStore {
  public:
    using DelegatingStore::DelegatingStore;
    [[nodiscard]] Status remove(std::string_view, std::string_view) override {
        return fail(sync::causes::store_denied, "The server refuses.", "Ask who runs it.");
    }
};

}  // namespace

TEST_CASE(
    "what was noted of erased sessions is not written again, nor does it replace what is known") {
    Keeping clinic("store_days = 3650");
    clinic.patient("100009");
    clinic.patient("200002");
    auto& archive = *clinic.world.archive;
    REQUIRE(archive.erase(archive.find_code("100009")->at(0).place.ref()));
    const auto before = archive.places().value();
    // A session that nobody can explain: all receipts of the tablet are read for it.
    crypto::SessionId never_here;
    never_here.bytes.fill(9);
    clinic.world.put(crypto::make_tombstone(
        {clinic.world.id, clinic.world.computer_id(), 77, clinic.tablet.id(), never_here},
        crypto::Signer(clinic.world.computer.secret_key)));
    CHECK(clinic.world.import().refused.empty());
    clinic.world.import();
    CHECK(archive.places().value() == before);
    CHECK(archive.taken_out()->empty());
}

TEST_CASE("a server that lets nobody delete stops no import") {
    Keeping clinic("kiosk_days = 1");
    auto& archive = *clinic.world.archive;
    REQUIRE(archive.erase(archive.find_code("131873")->at(0).place.ref()));
    clinic.tablet.patient("100009", {});
    clinic.tablet.sync();
    UndeletingStore store(*clinic.world.store);
    const auto result = importing::Importer(archive, store, clinic.world.clock, {}).run();
    REQUIRE(result);
    CHECK(result->imported == 1);
    REQUIRE(result->refused.size() == 1);
    CHECK(result->refused[0].cause == "store-denied");
}

TEST_CASE("what was explained by a computer that is revoked is a gap again") {
    Keeping clinic("kiosk_days = 1");
    clinic.patient("100009");
    // A thief of its key says that it took and erased what it hides from the others.
    const crypto::SignPair thief = crypto::make_sign_pair(clinic.world.random);
    clinic.world.admit_computer(thief.public_key, "Computer 3");
    const crypto::DeviceId id = crypto::device_id_of(clinic.world.id, thief.public_key);
    crypto::SessionId made_up;
    made_up.bytes.fill(7);
    clinic.tablet.patient("200002", {});
    clinic.tablet.patient("300008", {});
    clinic.tablet.sync();
    for (const auto& file : clinic.world.stored("bundles")) {
        const std::string bytes = test::slurp(file);
        if (crypto::outline_bundle(as_bytes(bytes))->header.counter == 3)
            std::filesystem::remove(file);
    }
    clinic.world.put(crypto::make_tombstone({clinic.world.id, id, 5, clinic.tablet.id(), made_up},
                                            crypto::Signer(thief.secret_key)));
    REQUIRE(sync::put_object(
        *clinic.world.store, sync::places::receipts(clinic.tablet.id()),
        crypto::make_receipt({clinic.world.id, id, clinic.tablet.id(), made_up, 3, {}},
                             crypto::Signer(thief.secret_key))));
    CHECK(clinic.world.import().gaps.empty());
    clinic.world.revoke(id);
    const auto after = clinic.world.import();
    REQUIRE(after.gaps.size() == 1);
    CHECK(after.gaps[0].counter == 3);
    CHECK(after.taken_out_before == 0);
}

TEST_CASE("the bundle of an erased patient goes from the store, and nobody takes that for a gap") {
    Keeping clinic("kiosk_days = 1");
    const auto bundle = clinic.world.stored("bundles").at(0);
    clinic.patient("100009");
    auto& archive = *clinic.world.archive;
    REQUIRE(archive.erase(archive.find_code("131873")->at(0).place.ref()));
    CHECK(std::filesystem::exists(bundle));
    const auto result = clinic.world.import();
    CHECK(result.taken_out == 1);
    CHECK_FALSE(std::filesystem::exists(bundle));
    CHECK(clinic.sound());
    CHECK(importing::verify_store(*clinic.world.store, clinic.world.root.public_key,
                                  &clinic.world.clinic_key.secret_key)
              ->sound());
    // Nor does a computer that never saw it.
    auto second = clinic.join();
    const auto there = clinic.import(*second);
    CHECK(there.imported == 1);
    CHECK(there.taken_out_before == 1);
    CHECK(there.gaps.empty());
    CHECK(there.forks.empty());
    CHECK(importing::verify_clinic(*second, clinic.world.files, *clinic.world.store)->sound());
}

TEST_CASE("a bundle that goes without the clinic's word is a gap") {
    Keeping clinic("kiosk_days = 1");
    std::filesystem::remove(clinic.world.stored("bundles").at(0));
    clinic.patient("100009");
    CHECK_FALSE(clinic.sound());
    auto second = clinic.join();
    const auto there = clinic.import(*second);
    CHECK(there.taken_out_before == 0);
    REQUIRE(there.gaps.size() == 1);
    CHECK(there.gaps[0].counter == 1);
}

TEST_CASE("of a patient who stopped and deleted the store keeps the end and nothing before it") {
    Keeping clinic;
    auto session = clinic.tablet.begin_early("100009");
    clinic.world.import();
    CHECK(clinic.world.stored("bundles").size() == 2);
    REQUIRE(session.withdraw());
    clinic.tablet.sync();
    const auto result = clinic.world.import();
    CHECK(result.taken_out == 1);
    std::vector<std::uintmax_t> sizes;
    for (const auto& file : clinic.world.stored("bundles"))
        sizes.push_back(std::filesystem::file_size(file));
    std::sort(sizes.begin(), sizes.end());
    REQUIRE(sizes.size() == 2);
    CHECK(sizes[0] == 667);
    CHECK(clinic.sound());
}

TEST_CASE("a store that belongs to others gives its copy back earlier") {
    Keeping clinic("store_days = 30");
    clinic.pass(29);
    CHECK(clinic.patient("100009").taken_out == 0);
    clinic.pass(1);
    const auto result = clinic.patient("200002");
    CHECK(result.taken_out == 1);
    CHECK(result.expired == 0);
    CHECK(clinic.codes().size() == 3);
    CHECK(clinic.world.stored("bundles").size() == 2);
    CHECK(clinic.sound());
    auto second = clinic.join();
    const auto there = clinic.import(*second);
    CHECK(there.imported == 2);
    CHECK(there.taken_out_before == 1);
    CHECK(there.gaps.empty());
    CHECK(importing::verify_clinic(*second, clinic.world.files, *clinic.world.store)->sound());
    // An archive that is lost after that is not whole again: said before it is replaced.
    const auto rebuilt = importing::rebuild_archive(
        clinic.world.give_away(), clinic.world.clinic_folder, *clinic.world.store,
        clinic.world.files, clinic.world.clock, {}, importing::Losing::Refused);
    REQUIRE_FALSE(rebuilt);
    CHECK(rebuilt.error().cause == importing::causes::rebuild_would_lose);
}

TEST_CASE("a session without its receipt stays in the store, however old") {
    Keeping clinic("store_days = 30");
    auto open = clinic.tablet.begin_early("100009");
    clinic.world.import();
    clinic.pass(31);
    WorldTablet other(clinic.world, "Tablet 2", 2);
    other.patient("200002", {});
    other.sync();
    CHECK(clinic.world.import().taken_out == 1);  // the patient's of day 0
    CHECK(clinic.world.stored("bundles").size() == 2);
}
