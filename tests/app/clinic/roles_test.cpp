// Whose passphrase does what: a clinician opens, marks and withdraws; a researcher sees no single
// patient; an administrator adds slots and erases. Importing is for all of them.
#include <catch2/catch.hpp>

#include "clinic_world.h"
#include "import/verify.h"

using namespace spine;
using archive::Role;
using test::ClinicWorld;

namespace {

// A clinic with one patient and a slot for each role, opened with that of `role`.
struct Clinic {
    explicit Clinic(archive::Roles role) : tablet(world, "Tablet 1", 1) {
        tablet.patient("131873", {{"pain.now", "7"}});
        tablet.sync();
        world.import();
        session = world.archive->rows()->at(0).place.ref();
        REQUIRE(world.archive->add_slot({{"Other", role}, as_bytes("another"), test::kSmallCost}));
        world.archive->lock();
        REQUIRE(world.archive->unlock(as_bytes("another")));
        CHECK(world.archive->user().roles == role);
    }
    [[nodiscard]] archive::Archive& archive() { return *world.archive; }
    [[nodiscard]] Status add_slot() {
        return archive().add_slot({{"New", Role::Clinician}, as_bytes("new"), test::kSmallCost});
    }
    ClinicWorld world;
    test::WorldTablet tablet;
    crypto::SessionRef session;
};

template <typename T>
bool refused(const Result<T>& done) {
    return !done && done.error().cause == archive::causes::role_refused;
}

}  // namespace

TEST_CASE("a researcher opens, finds, lists, marks and erases no patient") {
    Clinic clinic(Role::Researcher);
    CHECK(refused(clinic.archive().rows()));
    CHECK(refused(clinic.archive().row(clinic.session)));
    CHECK(refused(clinic.archive().find_code("131873")));
    CHECK(refused(clinic.archive().response(clinic.session)));
    CHECK(refused(clinic.archive().response_for_list(clinic.session)));
    CHECK(refused(clinic.archive().mark_reviewed(clinic.session)));
    CHECK(refused(clinic.archive().undo_reviewed(clinic.session)));
    CHECK(refused(clinic.archive().take_over(clinic.session)));
    CHECK(refused(clinic.archive().withdraw_research(clinic.session)));
    CHECK(refused(clinic.archive().erase(clinic.session)));
    CHECK(refused(clinic.add_slot()));
    CHECK(refused(clinic.archive().remove_slot("Dr Lind")));
    const auto fault = clinic.archive().rows().error();
    CHECK(fault.happened ==
          "This is for a clinician, and the passphrase given is that of a researcher.");
    CHECK(fault.next == "Use the passphrase of a clinician.");
    // Importing and verifying show nobody.
    CHECK(clinic.world.import().already == 1);
    CHECK(importing::verify_archive(clinic.archive(), clinic.world.files)->sound());
}

TEST_CASE("an administrator adds slots and erases by a code, and opens nobody") {
    Clinic clinic(Role::Administrator);
    CHECK(refused(clinic.archive().rows()));
    CHECK(refused(clinic.archive().response(clinic.session)));
    CHECK(refused(clinic.archive().withdraw_research(clinic.session)));
    CHECK(clinic.add_slot());
    REQUIRE(clinic.archive().find_code("131873")->size() == 1);
    CHECK(clinic.archive().erase(clinic.session));
    CHECK(clinic.archive().find_code("131873")->empty());
}

TEST_CASE("a clinician opens, marks and withdraws, and neither adds slots nor erases") {
    Clinic clinic(Role::Clinician);
    REQUIRE(clinic.archive().rows()->size() == 1);
    CHECK(clinic.archive().row(clinic.session)->summary.code == "131873");
    CHECK(clinic.archive().response(clinic.session));
    CHECK(clinic.archive().mark_reviewed(clinic.session));
    CHECK(clinic.archive().row(clinic.session)->marks.reviewed);
    CHECK(clinic.archive().withdraw_research(clinic.session));
    CHECK(refused(clinic.archive().erase(clinic.session)));
    CHECK(refused(clinic.add_slot()));
}

TEST_CASE("one administrator's slot always stays, and no slot opens with an empty passphrase") {
    Clinic clinic(Role::Administrator | Role::Clinician);
    CHECK(clinic.archive()
              .add_slot({{"New", Role::Clinician}, ByteView(), test::kSmallCost})
              .error()
              .cause == archive::causes::slot_refused);
    REQUIRE(clinic.archive().remove_slot("Dr Lind"));
    REQUIRE(clinic.add_slot());
    CHECK(clinic.archive().remove_slot("Other").error().cause == archive::causes::slot_refused);
    CHECK(clinic.archive().remove_slot("New"));
}

TEST_CASE("a session that is not here is named as unknown") {
    Clinic clinic(Role::Clinician);
    CHECK(clinic.archive().row(crypto::SessionRef{}).error().cause ==
          archive::causes::session_unknown);
}

TEST_CASE("a summary row says whether somebody answered for the patient, in the same bytes") {
    archive::Summary summary;
    summary.proxy = true;
    summary.staff_led_on = true;
    const auto bytes = archive::encode(summary);
    CHECK(bytes.size() == archive::kSummarySize);
    CHECK(archive::decode_summary(bytes) == summary);
    summary.proxy = false;
    CHECK_FALSE(archive::decode_summary(bytes) == summary);
}
