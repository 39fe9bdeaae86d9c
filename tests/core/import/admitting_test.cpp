// A tablet that is enrolled across two machines: what it asks, what the root says, what it takes.
#include "import/admitting.h"

#include <catch2/catch.hpp>

#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/package.h"
#include "real_clinic.h"
#include "sync/enrolment.h"

using namespace spine;
using test::RealClinic;

namespace {

struct TwoMachines {
    TwoMachines() { REQUIRE(clinic.sign()); }
    [[nodiscard]] importing::Asked ask(const std::string& tablet) {
        auto asked = importing::request_kiosk(clinic.folder / tablet, "Tablet 2", clinic.desk());
        if (!asked) FAIL(asked.error().sentence());
        return *asked;
    }
    [[nodiscard]] Result<importing::Admitted> admit(ByteView request, int code_length = 6,
                                                    const std::string& fingerprint = {}) {
        return importing::admit(request, fingerprint, clinic.folder / "root", *clinic.store,
                                (clinic.folder / "store").string(), code_length, clinic.desk());
    }
    [[nodiscard]] Result<importing::EnrolledKiosk> accept(const std::string& tablet,
                                                          ByteView package,
                                                          const std::string& root = {}) {
        return importing::accept_package(clinic.folder / tablet, package, root, {}, "2580",
                                         clinic.desk());
    }
    RealClinic clinic;
};

}  // namespace

TEST_CASE("a tablet asks, is admitted and accepts, and both ends show the same fingerprints") {
    TwoMachines two;
    const auto asked = two.ask("tablet");
    CHECK(two.ask("tablet").request == asked.request);  // asking again asks for the same key
    const auto admitted = two.admit(asked.request);
    if (!admitted) FAIL(admitted.error().sentence());
    CHECK(admitted->fingerprint == asked.fingerprint);
    CHECK(admitted->root == two.clinic.made->root);
    CHECK(admitted->number == 1);
    const auto enrolled = two.accept("tablet", admitted->package, two.clinic.made->root);
    if (!enrolled) FAIL(enrolled.error().sentence());
    CHECK(enrolled->device == admitted->device);
    CHECK(enrolled->fingerprint == two.clinic.made->root);
    const journal::KioskFolder tablet{two.clinic.folder / "tablet"};
    const auto kept = sync::load_enrolment(two.clinic.files, tablet);
    REQUIRE(kept);
    CHECK(kept->admission.name == "Tablet 2");
    CHECK(sync::staff_pin_fits(two.clinic.files, tablet, "2580"));
    CHECK(two.clinic.files.exists(tablet.store_settings()));
    CHECK(two.clinic.files.exists(tablet.config() / "manifest"));
    CHECK_FALSE(two.clinic.files.exists(tablet.root / "request.key"));
    // The next one has a number of its own, however it is enrolled.
    CHECK(two.clinic.enrol("another")->number == 2);
    CHECK(importing::request_kiosk(tablet.root, "Again", two.clinic.desk()).error().cause ==
          causes::file_exists);
    CHECK(two.accept("tablet", admitted->package).error().cause == causes::file_exists);
}

TEST_CASE("nothing is signed for a request whose fingerprint is not the one that was typed") {
    TwoMachines two;
    const auto shown = two.ask("tablet"), exchanged = two.ask("somebody's");
    const auto admissions = [&] {
        return importing::RootFolder(two.clinic.files, two.clinic.folder / "root")
            .admissions()
            ->size();
    };
    const std::size_t before = admissions();
    CHECK(two.admit(exchanged.request, 6, shown.fingerprint).error().cause ==
          importing::causes::fingerprint_differs);
    CHECK(admissions() == before);
    CHECK(two.admit(shown.request, 6, shown.fingerprint));
    CHECK(admissions() == before + 1);
}

TEST_CASE("a package for another tablet, by another root, or altered, enrols nobody") {
    TwoMachines two, others;
    const auto first = two.ask("first"), second = two.ask("second");
    const auto for_first = two.admit(first.request);
    REQUIRE(for_first);
    CHECK(two.accept("second", for_first->package).error().cause ==
          sync::causes::admission_of_other_device);
    CHECK(two.accept("first", for_first->package, others.clinic.made->root).error().cause ==
          crypto::causes::other_clinic);
    CHECK(two.accept("third", for_first->package).error().cause ==
          importing::causes::request_missing);
    for (const std::size_t at : {0U, 20U, 33U, 50U, 80U, 200U}) {
        Bytes altered = for_first->package;
        altered.at(at) ^= 1U;
        CHECK_FALSE(two.accept("first", altered));
    }
    // The store's address stands at the end: nobody is led to another one.
    Bytes elsewhere = for_first->package;
    elsewhere[elsewhere.size() - crypto::kSignatureSize - 1] ^= 1U;
    CHECK(two.accept("first", elsewhere).error().cause == crypto::causes::signature_wrong);
    CHECK_FALSE(two.clinic.files.exists(two.clinic.folder / "first/device.key"));
    CHECK(two.accept("first", for_first->package));
}

TEST_CASE("a password goes to a package's address only where somebody knows whose package it is") {
    TwoMachines two;
    const auto admitted = two.admit(two.ask("tablet").request);
    REQUIRE(admitted);
    sync::StoreSettings with_password;
    with_password.user = "tablet";
    with_password.password = crypto::SecretBytes(as_bytes("a password"));
    const auto tablet = two.clinic.folder / "tablet";
    const auto accept = [&](const std::string& root) {
        return importing::accept_package(tablet, admitted->package, root, with_password, "2580",
                                         two.clinic.desk());
    };
    const auto refused = accept({});
    REQUIRE(!refused);
    CHECK(refused.error().cause == importing::causes::root_needed);
    CHECK_FALSE(two.clinic.files.exists(journal::KioskFolder{tablet}.device_key()));
    CHECK(accept(two.clinic.made->root));
}

TEST_CASE("a request is admitted only as it was signed, and by the clinic that it names") {
    TwoMachines two;
    const auto asked = two.ask("tablet");
    for (std::size_t at = 0; at < asked.request.size(); ++at) {
        Bytes altered = asked.request;
        altered[at] ^= 1U;
        if (two.admit(altered)) FAIL("byte " << at);
    }
    for (std::size_t size = 0; size < asked.request.size(); ++size)
        if (two.admit(ByteView(asked.request).first(size))) FAIL("cut to " << size);
    CHECK(two.admit(asked.request, 0).error().cause == importing::causes::configuration_missing);
    const TwoMachines others;
    const auto computer = importing::request_computer(
        {two.clinic.folder / "second",
         "Computer 2",
         {{"Dr Berg", archive::Role::Administrator}, as_bytes("a passphrase"), {1, 8192}}},
        importing::RootFolder(two.clinic.files, others.clinic.folder / "root").card()->root,
        two.clinic.desk());
    REQUIRE(computer);
    CHECK(two.admit(computer->request).error().cause == crypto::causes::other_clinic);
}
