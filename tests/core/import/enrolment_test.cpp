// Enrolment, as whoever installs a clinic does it.
#include "import/enrolment.h"

#include <catch2/catch.hpp>

#include "real_clinic.h"
#include "sync/clinic_objects.h"
#include "sync/enrolment.h"

using namespace spine;
using test::RealClinic;

TEST_CASE(
    "root and recovery key leave the clinic's folder, and a clinic is never made over another") {
    RealClinic clinic;
    CHECK(clinic.files.exists(clinic.folder / "root/root.key"));
    CHECK(clinic.files.exists(clinic.folder / "recovery/recovery.key"));
    CHECK_FALSE(clinic.files.exists(clinic.folder / "clinic/root.key"));
    CHECK_FALSE(clinic.files.exists(clinic.folder / "clinic/recovery.key"));
    importing::NewClinic again;
    again.clinic = clinic.folder / "clinic";
    again.root_out = clinic.folder / "other-root";
    again.recovery_out = clinic.folder / "other-recovery";
    const auto second = importing::create_clinic(again, clinic.desk());
    REQUIRE_FALSE(second);
    CHECK(second.error().cause == importing::causes::clinic_exists);
    CHECK_FALSE(clinic.files.exists(clinic.folder / "other-root"));
}

TEST_CASE("neither root nor recovery key is put into the clinic's folder") {
    RealClinic clinic;
    const auto fresh = clinic.folder / "fresh";
    std::filesystem::create_directories(fresh);
    std::filesystem::create_directory_symlink(fresh, clinic.folder / "link");
    const std::filesystem::path inside =
        GENERATE("fresh", "fresh/", "fresh/../fresh/keys", "link/root");
    const bool root = GENERATE(false, true);
    importing::NewClinic wanted;
    wanted.clinic = fresh;
    wanted.root_out = clinic.folder.path() / (root ? inside : "away-root");
    wanted.recovery_out = clinic.folder.path() / (root ? "away-recovery" : inside);
    const auto made = importing::create_clinic(wanted, clinic.desk());
    REQUIRE_FALSE(made);
    CHECK(made.error().cause == importing::causes::key_in_clinic);
    CHECK(std::filesystem::is_empty(fresh));
    CHECK_FALSE(clinic.files.exists(clinic.folder / "away-root"));
}

TEST_CASE("a name or PIN that cannot be used leaves nothing behind, and the right one is taken") {
    RealClinic clinic;
    REQUIRE(clinic.sign());
    const auto enrol = [&](const std::string& name, const std::string& pin) {
        return importing::enrol_kiosk(clinic.folder / "tablet", clinic.folder / "root",
                                      (clinic.folder / "store").string(), name, pin, clinic.desk());
    };
    for (const std::string& name : {std::string(), std::string(65, 'x'), std::string("a\nb")})
        CHECK(enrol(name, {}).error().cause == importing::causes::name_unusable);
    CHECK(enrol("Tablet 1", "12").error().cause == sync::causes::pin_unusable);
    CHECK(enrol(std::string(64, 'x'), {}).value().number == 1);
}

TEST_CASE("a tablet whose enrolment broke off can be enrolled again") {
    RealClinic clinic;
    REQUIRE(clinic.sign());
    // A folder stands where the admission should go.
    std::filesystem::create_directories(clinic.folder / "tablet/admission.signed/x");
    REQUIRE_FALSE(clinic.enrol("tablet"));
    std::filesystem::remove_all(clinic.folder / "tablet/admission.signed");
    CHECK(clinic.enrol("tablet"));
}

TEST_CASE(
    "a tablet that is enrolled keeps its configuration when another clinic tries to enrol it") {
    RealClinic clinic, other;
    REQUIRE(clinic.sign());
    REQUIRE(other.sign());
    REQUIRE(clinic.enrol("tablet"));
    const auto manifest = clinic.folder / "tablet/config/manifest";
    const std::string before = test::slurp(manifest);
    const auto again =
        importing::enrol_kiosk(clinic.folder / "tablet", other.folder / "root",
                               (other.folder / "store").string(), "Theirs", {}, other.desk());
    REQUIRE_FALSE(again);
    CHECK(again.error().cause == causes::file_exists);
    CHECK(test::slurp(manifest) == before);
    CHECK(sync::load_enrolment(clinic.files, {clinic.folder / "tablet"}));
}

TEST_CASE("each signing has the next version") {
    RealClinic clinic;
    CHECK(clinic.sign().value().version == 1);
    CHECK(clinic.sign().value().version == 2);
}

TEST_CASE("a faulty configuration is not signed, and its version is not used up") {
    RealClinic clinic;
    const std::string whole = clinic.config.text("pages.toml");
    clinic.config.append("pages.toml", "\nmisspelt = 1\n");
    REQUIRE_FALSE(clinic.sign());
    clinic.config.write("pages.toml", whole);
    CHECK(clinic.sign().value().version == 1);
}

TEST_CASE("a tablet that came too early can be enrolled once something is signed") {
    RealClinic clinic;
    const auto early = clinic.enrol("tablet");
    REQUIRE_FALSE(early);
    CHECK(early.error().cause == importing::causes::configuration_missing);
    REQUIRE(clinic.sign());
    CHECK(clinic.enrol("tablet").value().number == 1);
}

TEST_CASE("tablets get numbers of their own until the ten are taken") {
    RealClinic clinic;
    REQUIRE(clinic.sign());
    std::set<unsigned> numbers;
    for (int i = 0; i < 10; ++i) {
        numbers.insert(clinic.enrol("tablet-" + std::to_string(i)).value().number);
    }
    CHECK(numbers.size() == 10);
    const auto eleventh = clinic.enrol("tablet-eleven");
    REQUIRE_FALSE(eleventh);
    CHECK(eleventh.error().cause == importing::causes::too_many_kiosks);
}

TEST_CASE("with codes of eight digits there is room for more than ten tablets") {
    RealClinic clinic;
    REQUIRE(clinic.sign());
    REQUIRE(clinic.enrol("tablet-0"));
    clinic.config.replace("kiosk.toml", "length = 6", "length = 8");
    REQUIRE(clinic.sign());
    std::set<unsigned> numbers{1};
    for (int i = 1; i < 12; ++i)
        numbers.insert(clinic.enrol("tablet-" + std::to_string(i)).value().number);
    CHECK(numbers.size() == 12);
    CHECK(*numbers.rbegin() == 12);
}

TEST_CASE("a revoked tablet's number is free again when no other is left") {
    RealClinic clinic;
    REQUIRE(clinic.sign());
    const auto third = [&] {
        crypto::DeviceId device;
        for (int i = 0; i < 10; ++i) {
            const auto enrolled = clinic.enrol("tablet-" + std::to_string(i));
            REQUIRE(enrolled);
            if (enrolled->number == 3) device = enrolled->device;
        }
        return device;
    }();
    REQUIRE(importing::revoke_device(third, clinic.folder / "root", *clinic.store, clinic.desk()));
    const auto next = clinic.enrol("tablet-eleven");
    REQUIRE(next);
    CHECK(next->number == 3);
    CHECK_FALSE(clinic.enrol("tablet-twelve"));
}

TEST_CASE("an admission for another tablet is refused, and a staff PIN fits only itself") {
    RealClinic clinic;
    REQUIRE(clinic.sign());
    REQUIRE(clinic.enrol("one"));
    REQUIRE(clinic.enrol("two"));
    const journal::KioskFolder one{clinic.folder / "one"};
    const journal::KioskFolder two{clinic.folder / "two"};
    const auto enrolled = sync::load_enrolment(clinic.files, two);
    REQUIRE(enrolled);
    const auto foreign = clinic.files.read(two.root / "admission.signed", 4096);
    REQUIRE(foreign);
    const auto accepted = sync::accept_admission(clinic.files, one, enrolled->root, *foreign);
    REQUIRE_FALSE(accepted);
    CHECK(accepted.error().cause == sync::causes::admission_of_other_device);

    REQUIRE(sync::set_staff_pin(clinic.files, one, "2580", {1, 8192}, clinic.random));
    CHECK(sync::staff_pin_fits(clinic.files, one, "2580"));
    CHECK_FALSE(sync::staff_pin_fits(clinic.files, one, "2581"));
    CHECK_FALSE(sync::staff_pin_fits(clinic.files, two, "2580"));
    CHECK(sync::set_staff_pin(clinic.files, one, "12", {1, 8192}, clinic.random).error().cause ==
          sync::causes::pin_unusable);
}

TEST_CASE("a device that was revoked is known as such to everybody who reads the store") {
    RealClinic clinic;
    REQUIRE(clinic.sign());
    const auto tablet = clinic.enrol("tablet");
    REQUIRE(tablet);
    REQUIRE(importing::revoke_device(tablet->device, clinic.folder / "root", *clinic.store,
                                     clinic.desk()));
    const auto card = importing::RootFolder(clinic.files, clinic.folder / "root").card();
    sync::ClinicObjects objects(card->root);
    REQUIRE(objects.refresh(*clinic.store));
    CHECK(objects.revoked(tablet->device));
    const auto stranger =
        importing::revoke_device({}, clinic.folder / "root", *clinic.store, clinic.desk());
    REQUIRE_FALSE(stranger);
    CHECK(stranger.error().cause == importing::causes::device_unknown);
}
