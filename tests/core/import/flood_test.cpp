// A store that hands out whatever it likes, as much as it likes.
#include <algorithm>
#include <catch2/catch.hpp>

#include "clinic_world.h"
#include "crypto/constants.h"
#include "crypto/mark.h"
#include "crypto/object_common.h"
#include "tampering_store.h"

using namespace spine;
using test::ClinicWorld;
using test::WorldTablet;

namespace {

// An object that claims an author whom nobody admitted.
Bytes of_a_stranger(ClinicWorld& world, std::uint64_t number) {
    const crypto::SignPair stranger = crypto::make_sign_pair(world.random);
    crypto::MarkText text;
    text.lamport = number;
    return crypto::make_mark(world.id, text, world.clinic_key.public_key,
                             crypto::Signer(stranger.secret_key))
        .value();
}

}  // namespace

TEST_CASE("objects of strangers are held in bounds, and a genuine one gets in among them") {
    ClinicWorld world;
    const crypto::SignPair late = crypto::make_sign_pair(world.random);
    constexpr std::size_t kStrangers = 40;
    for (std::uint64_t i = 0; i < kStrangers; ++i) world.put(of_a_stranger(world, i));
    crypto::MarkText text;
    text.device.bytes.fill(1);
    const Bytes genuine = crypto::make_mark(world.id, text, world.clinic_key.public_key,
                                            crypto::Signer(late.secret_key))
                              .value();
    world.put(genuine);
    sync::ObjectLimits limits;
    limits.waiting = 5;
    limits.held_bytes = 1000;
    limits.named = 3;
    sync::ClinicObjects objects(world.root.public_key, limits);
    REQUIRE(objects.refresh(*world.store));
    CHECK(objects.refused().size() == 3);
    CHECK(objects.refused_further() == kStrangers + 1 - 3);
    world.admit_computer(late.public_key, "Computer 2");
    REQUIRE(objects.refresh(*world.store));
    // Where there are more of them than are remembered, it may take the next look.
    REQUIRE(objects.refresh(*world.store));
    const auto& taken = objects.verified();
    CHECK(std::any_of(taken.begin(), taken.end(),
                      [&](const sync::KnownObject& one) { return one.bytes == genuine; }));
}

TEST_CASE("a full quarantine keeps nobody out, says so, and takes more once it was cleared") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    tablet.patient("131873", {{"pain.now", "7"}});
    tablet.sync();
    test::TamperingStore store(*world.store);
    // 256 MiB of quarantine in 33 bundles of the largest size.
    const std::size_t planted =
        static_cast<std::size_t>(archive::kQuarantineBytes) / crypto::kMaxBundleSize + 2;
    for (std::size_t i = 0; i < planted; ++i) {
        Bytes junk(crypto::kMaxBundleSize, static_cast<std::uint8_t>(i));
        const std::string name = crypto::object_name(junk);
        store.plant(name, std::move(junk));
    }
    importing::Importer importer(*world.archive, store, world.clock, {});
    const auto result = importer.run();
    REQUIRE(result);
    CHECK(result->imported == 1);
    CHECK(result->refused.size() == planted);
    CHECK(result->not_kept == 2);
    CHECK(world.archive->quarantine()->size() == planted - 2);
    CHECK(tablet.sync().receipts == 1);
    // What was not kept was not forgotten either.
    const std::string one = world.archive->quarantine()->at(0).object;
    REQUIRE(world.archive->clear_quarantine(one));
    CHECK(world.archive->audit()->back().what == "quarantine cleared");
    CHECK(world.archive->audit()->back().session == one);
    CHECK(importer.run()->not_kept == 1);
    CHECK(world.archive->quarantine()->size() == planted - 2);
    CHECK(world.archive->clear_quarantine(one).error().cause == archive::causes::object_unknown);
}

TEST_CASE("a quarantine of many small things is bounded by their number") {
    ClinicWorld world;
    REQUIRE(world.archive->transact([&]() -> Status {
        for (std::int64_t i = 0; i < archive::kQuarantineObjects; ++i)
            if (!world.archive->put_quarantine({std::to_string(i), "bundle-cut", {}, i}, {})
                     .value())
                return fail("test", "", "");
        return {};
    }));
    CHECK_FALSE(world.archive->put_quarantine({"one more", "bundle-cut", {}, 0}, {}).value());
    // One that is there already changes its cause.
    CHECK(world.archive->put_quarantine({"7", "name-wrong", {}, 0}, {}).value());
    REQUIRE(world.archive->clear_quarantine("8"));
    CHECK(world.archive->put_quarantine({"one more", "bundle-cut", {}, 0}, {}).value());
}
