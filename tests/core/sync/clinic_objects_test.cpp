// What a reader of the store believes of the clinic's objects, and keeps.
#include "sync/clinic_objects.h"

#include <catch2/catch.hpp>

#include "crypto/admission.h"
#include "crypto/causes.h"
#include "crypto/mark.h"
#include "crypto/object_common.h"
#include "crypto/passed_key.h"
#include "crypto/tombstone.h"
#include "synced_tablet.h"

using namespace spine;
using test::SyncedTablet;

TEST_CASE("what a computer did not sign is refused by name, and not kept") {
    SyncedTablet tablet;
    const test::Clinic& clinic = tablet.clinic;
    const crypto::Signer computer(clinic.computer.secret_key);
    crypto::MarkText text;
    text.device = tablet.device();
    std::vector<Bytes> objects = {
        crypto::make_mark(clinic.id, text, clinic.clinic.public_key, computer).value(),
        crypto::make_passed_key(clinic.id, clinic.clinic.secret_key, clinic.recovery.public_key,
                                computer)
            .value(),
        crypto::make_tombstone(
            {clinic.id, crypto::device_id_of(clinic.id, clinic.computer.public_key), 1,
             tablet.device(), crypto::SessionId{{3}}},
            computer)};
    for (Bytes& object : objects) {
        object.back() = static_cast<std::uint8_t>(object.back() ^ 1U);
        tablet.put(object);
    }
    sync::ClinicObjects read(clinic.root.public_key);
    REQUIRE(read.refresh(tablet.folder));
    const auto refused = read.refused();
    CHECK(refused.size() == objects.size());
    for (const sync::RefusedObject& one : refused)
        CHECK(one.cause == crypto::causes::signature_wrong.name());
    CHECK(read.tombstones().empty());
    CHECK(read.verified().size() == 1);  // the computer's admission
}

namespace {

// A second computer of the clinic, which the root may not have admitted yet.
struct Second {
    explicit Second(SyncedTablet& of) : tablet(of), key(crypto::make_sign_pair(of.clinic.system)) {}
    Bytes admission() const {
        crypto::Admission said;
        said.clinic = tablet.clinic.id;
        said.role = crypto::Role::Computer;
        said.signing = key.public_key;
        said.sealing = tablet.clinic.clinic.public_key;
        said.attention = tablet.clinic.recovery.public_key;
        said.at = tablet.tablet.clock.now();
        said.name = "Computer 2";
        return crypto::make_admission(said, tablet.clinic.root.secret_key).value();
    }
    Bytes mark() {
        crypto::MarkText text;
        text.lamport = ++marks;
        return crypto::make_mark(tablet.clinic.id, text, tablet.clinic.clinic.public_key,
                                 crypto::Signer(key.secret_key))
            .value();
    }
    SyncedTablet& tablet;
    crypto::SignPair key;
    std::uint64_t marks = 0;
};

}  // namespace

TEST_CASE("of objects whose author does not count yet no more is remembered than is said") {
    SyncedTablet tablet;
    Second second(tablet);
    for (int i = 0; i < 20; ++i) tablet.put(second.mark());
    sync::ObjectLimits limits;
    limits.waiting = 5;
    sync::ClinicObjects read(tablet.clinic.root.public_key, limits);
    REQUIRE(read.refresh(tablet.store));
    CHECK(tablet.store.gets.size() == 21);
    REQUIRE(read.refresh(tablet.store));
    CHECK(tablet.store.gets.size() == 21 + 15);
}

TEST_CASE(
    "of what waits for its author's admission a few bytes are held, and the rest read again") {
    SyncedTablet tablet;
    Second second(tablet);
    const Bytes admission = second.admission();
    std::vector<Bytes> before;  // in the listing
    while (before.size() < 5) {
        Bytes mark = second.mark();
        if (crypto::object_name(mark) < crypto::object_name(admission)) before.push_back(mark);
    }
    for (const Bytes& mark : before) tablet.put(mark);
    tablet.put(admission);
    sync::ObjectLimits limits;
    limits.held_bytes = 2 * before.front().size();
    sync::ClinicObjects read(tablet.clinic.root.public_key, limits);
    REQUIRE(read.refresh(tablet.store));
    CHECK(read.verified().size() == 2 + before.size());
    CHECK(tablet.store.gets.size() == 2 + before.size() + (before.size() - 2));
}
