// Marks are believed for their signature, also those that stand in the archive's own file.
#include <catch2/catch.hpp>

#include "core/import/clinic_world.h"
#include "crypto/mark.h"

using namespace spine;
using test::ClinicWorld;

namespace {

// As somebody writes it who has the file and the clinic's public key, and no computer's key.
void slip_in(ClinicWorld& world, const Bytes& mark) {
    world.alter_archive("INSERT INTO object VALUES (x'" + crypto::hash(mark).hex() + "', " +
                        std::to_string(static_cast<int>(crypto::ObjectKind::Mark)) + ", 1, x'" +
                        to_hex(mark) + "')");
}

Bytes reviewed(const ClinicWorld& world, const crypto::SessionRef& session,
               const crypto::SignPair& by) {
    crypto::MarkText text;
    text.lamport = 1;
    text.device = session.device;
    text.session = session.session;
    text.note = "Dr Lind";
    return crypto::make_mark(world.id, text, world.clinic_key.public_key,
                             crypto::Signer(by.secret_key))
        .value();
}

}  // namespace

TEST_CASE("a mark in the archive's file that no admitted computer signed says nothing") {
    test::ImportedDay day;
    ClinicWorld& world = day.world;
    const auto session = world.archive->rows()->at(0).place.ref();
    const bool stranger = GENERATE(false, true);
    const crypto::SignPair nobody = crypto::make_sign_pair(world.random);
    Bytes mark = reviewed(world, session, stranger ? nobody : world.computer);
    if (!stranger) mark.back() ^= 1U;
    slip_in(world, mark);
    CHECK_FALSE(world.archive->row(session)->marks.reviewed);
    CHECK(world.archive->unreadable_objects().value() == std::vector{crypto::hash(mark)});
    // The control: by the computer itself it counts.
    slip_in(world, reviewed(world, session, world.computer));
    CHECK(world.archive->row(session)->marks.reviewed);
    CHECK(world.archive->unreadable_objects()->size() == 1);
}

TEST_CASE("a mark is made behind all that were seen, whichever computer made them") {
    test::ImportedDay day;
    ClinicWorld& world = day.world;
    const crypto::SignPair other = crypto::make_sign_pair(world.random);
    world.admit_computer(other.public_key, "Computer 2");
    const auto session = world.archive->rows()->at(0).place.ref();
    crypto::MarkText text;
    text.lamport = 1'000;
    text.device = session.device;
    text.session = session.session;
    text.note = "Dr Berg";
    world.put(crypto::make_mark(world.id, text, world.clinic_key.public_key,
                                crypto::Signer(other.secret_key))
                  .value());
    world.import();
    CHECK(world.archive->row(session)->marks.reviewed_by == "Dr Berg");
    REQUIRE(world.archive->mark_reviewed(session));
    CHECK(world.archive->row(session)->marks.reviewed_by == "Dr Lind");
    world.reopen();
    REQUIRE(world.archive->unlock(as_bytes(test::kPassphrase)));
    CHECK(world.archive->row(session)->marks.reviewed_by == "Dr Lind");
}
