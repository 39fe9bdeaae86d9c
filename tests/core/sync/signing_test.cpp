// What a signed configuration says about the clinic's computers, and which version it has.
#include <catch2/catch.hpp>

#include "config/signed.h"
#include "core/import/real_clinic.h"
#include "refusing_files.h"
#include "sync/clinic_objects.h"
#include "sync/configurations.h"

using namespace spine;
using test::RealClinic;

namespace {

std::vector<crypto::ManifestComputer> computers(RealClinic& clinic) {
    const auto card = importing::RootFolder(clinic.files, clinic.folder / "root").card();
    sync::Configurations configurations(card.value().root);
    REQUIRE(configurations.refresh(*clinic.store));
    REQUIRE(configurations.newest() != nullptr);
    return configurations.newest()->manifest.computers;
}

// A second computer, as `clinic admit` will admit it.
crypto::Admission admit_second(RealClinic& clinic) {
    const importing::RootFolder root(clinic.files, clinic.folder / "root");
    crypto::Admission admission;
    admission.clinic = root.card().value().clinic();
    admission.role = crypto::Role::Computer;
    admission.signing = crypto::make_sign_pair(clinic.random).public_key;
    admission.sealing = crypto::make_seal_pair(clinic.random).public_key;
    admission.attention = crypto::make_seal_pair(clinic.random).public_key;
    admission.at = clinic.clock.now();
    admission.name = "Computer 2";
    REQUIRE(root.admit(admission));
    return admission;
}

}  // namespace

TEST_CASE("a computer that was revoked is no longer called, whatever the store forgets") {
    RealClinic clinic;
    const crypto::Admission stolen = admit_second(clinic);
    REQUIRE(clinic.sign());
    CHECK(computers(clinic).size() == 2);
    REQUIRE(importing::revoke_device(stolen.id(), clinic.folder / "root", *clinic.store,
                                     clinic.desk()));
    REQUIRE(clinic.sign());
    REQUIRE(computers(clinic).size() == 1);
    CHECK(computers(clinic)[0].computer != stolen.id());

    // Whoever can delete the revocation from the store does not bring the computer back.
    const auto names = clinic.store->list(sync::places::objects).value();
    for (const std::string& name : names)
        REQUIRE(clinic.store->remove(sync::places::objects, name));
    REQUIRE(clinic.sign());
    CHECK(computers(clinic).size() == 1);
    const auto card = importing::RootFolder(clinic.files, clinic.folder / "root").card();
    sync::ClinicObjects objects(card.value().root);
    REQUIRE(objects.refresh(*clinic.store));
    CHECK(objects.revoked(stolen.id()));
}

TEST_CASE("a revocation that only the store has counts when a configuration is signed") {
    RealClinic clinic;
    const crypto::Admission stolen = admit_second(clinic);
    REQUIRE(clinic.sign());
    REQUIRE(importing::revoke_device(stolen.id(), clinic.folder / "root", *clinic.store,
                                     clinic.desk()));
    std::filesystem::remove_all(clinic.folder / "root" / "revocations");
    REQUIRE(clinic.sign());
    CHECK(computers(clinic).size() == 1);
}

TEST_CASE("nothing is published under a version that could not be saved") {
    RealClinic clinic;
    REQUIRE(clinic.sign());
    test::RefusingFiles files(clinic.files, "clinic.json");
    const importing::Desk desk{files, clinic.clock, clinic.random};
    const auto refused = importing::sign_and_publish(clinic.config.folder(), clinic.folder / "root",
                                                     *clinic.store, desk);
    REQUIRE_FALSE(refused);
    CHECK(clinic.store->list(sync::places::configs).value().size() == 1);
    CHECK(clinic.sign().value().version == 2);
}

TEST_CASE("signing sets a new store up, and a tablet that comes before is told so") {
    RealClinic clinic;
    REQUIRE(std::filesystem::is_empty(clinic.folder / "store"));
    const auto early = clinic.enrol("tablet");
    REQUIRE_FALSE(early);
    CHECK(early.error().cause == importing::causes::configuration_missing);
    CHECK(std::filesystem::is_empty(clinic.folder / "store"));
    REQUIRE(clinic.sign());
    CHECK(clinic.enrol("tablet"));
}
