#include "tampering_scene.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "crypto/object_common.h"
#include "crypto/receipt.h"

namespace spine::test {
namespace {

using Catch::Matchers::Equals;
using Causes = std::map<std::string, std::string>;

// The first that is not as it should be, so that a failure can be read.
std::string difference(const Causes& are, const Causes& should) {
    for (const auto& [name, cause] : should) {
        const auto found = are.find(name);
        if (found == are.end())
            return std::string(name).append(" is not there; it should be ").append(cause);
        if (found->second != cause)
            return std::string(name)
                .append(" is ")
                .append(found->second)
                .append(", not ")
                .append(cause);
    }
    return are.size() == should.size() ? "" : "more than there should be";
}

std::string receipts_of(const WorldTablet& tablet) {
    return sync::places::receipts(crypto::device_id_of(tablet.world.id, tablet.key.public_key));
}

}  // namespace

TamperingScene::TamperingScene() {
    for (WorldTablet* tablet : {&one, &two}) {
        tablet->patient("131873", {{"pain.now", "7"}});
        tablet->patient("100009", {{"pain.now", "3"}});
        tablet->sync();
    }
}

Bytes TamperingScene::take_out(WorldTablet& tablet) {
    const auto before = world.stored("bundles");
    tablet.sync();
    for (const auto& file : world.stored("bundles")) {
        if (std::find(before.begin(), before.end(), file) != before.end()) continue;
        const std::string bundle = slurp(file);
        std::filesystem::remove(file);
        return {bundle.begin(), bundle.end()};
    }
    FAIL("the tablet sent nothing");
    return {};
}

Bytes TamperingScene::sealed_by(WorldTablet& tablet, const std::string& code) {
    tablet.patient(code, {{"pain.now", "7"}, {"words", "\"et håb\""}});
    return take_out(tablet);
}

Bytes TamperingScene::withdrawn_by(WorldTablet& tablet) {
    auto session = tablet.begin("999999");
    REQUIRE(session.withdraw());
    return take_out(tablet);
}

void TamperingScene::import_among_sound(const std::vector<Broken>& broken, Naming naming) {
    TamperingStore store(*world.store);
    Causes causes;
    for (std::size_t i = 0; i < broken.size(); ++i) {
        const std::string number = std::to_string(i);
        const std::string name = naming == Naming::Own ? crypto::object_name(broken[i].bundle)
                                                       : crypto::object_name(as_bytes(number));
        store.plant(name, broken[i].bundle);
        causes[name] = broken[i].cause;
    }
    REQUIRE(causes.size() == broken.size());
    for (const std::uint64_t sound : {kSound, std::uint64_t{0}}) {
        importing::Importer importer(*world.archive, store, world.clock, {});
        const auto result = importer.run();
        REQUIRE(result);
        CHECK(result->imported == sound);
        if (sound > 0) {
            Causes refused;
            for (const auto& [object, cause] : result->refused) refused[object] = cause;
            CHECK_THAT(difference(refused, causes), Equals(""));
            CHECK(result->refused.size() == broken.size());
        }
        check_archive(causes);
        check_receipts();
    }
    for (const auto& [name, cause] : causes) {
        const auto kept = world.archive->quarantined(name);
        if (!kept || *kept != store.get("bundles", name, SIZE_MAX).value()) FAIL(name);
    }
}

void TamperingScene::check_archive(const Causes& causes) {
    const auto aside = world.archive->quarantine();
    REQUIRE(aside);
    Causes kept;
    for (const auto& entry : *aside) kept[entry.object] = entry.cause;
    CHECK_THAT(difference(kept, causes), Equals(""));
    const auto rows = world.archive->rows();
    REQUIRE(rows);
    CHECK(rows->size() == kSound);
    for (const auto& row : *rows)
        CHECK((row.summary.code == "131873" || row.summary.code == "100009"));
}

void TamperingScene::check_receipts() {
    std::set<crypto::Hash> sound, receipted;
    const auto places = world.archive->places();
    REQUIRE(places);
    CHECK(places->size() == kSound);
    for (const auto& place : *places) sound.insert(place.head);
    for (const WorldTablet* tablet : {&one, &two}) {
        const auto files = world.stored(receipts_of(*tablet));
        CHECK(files.size() == kSound / 2);
        for (const auto& file : files) {
            const std::string bytes = slurp(file);
            const auto receipt =
                crypto::verify_receipt(as_bytes(bytes), world.computer.public_key, world.id);
            REQUIRE(receipt);
            receipted.insert(receipt->head);
        }
    }
    CHECK(receipted == sound);
}

}  // namespace spine::test
