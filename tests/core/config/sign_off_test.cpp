// A clinician signs for what patients read and answer, not for a file on a disk.
#include <catch2/catch.hpp>

#include "config/content_hash.h"
#include "core/config/clinic_folder.h"

using namespace spine;
using namespace spine::test;

namespace {

std::string hash_of(ClinicFolder& clinic) {
    const auto snapshot = config::take_snapshot(clinic.files(), clinic.path());
    REQUIRE(snapshot);
    return config::content_hash(*snapshot);
}

void sign_off(ClinicFolder& clinic, const std::string& hash) {
    clinic.append("kiosk.toml",
                  "\n[clinical_signoff]\nname = \"Consultant A\"\n"
                  "date = \"2026-11-25\"\ncontent_hash = \"" +
                      hash + "\"\nmedical_device_ruling = \"ruling of 2026-11-20\"\n");
}

}  // namespace

TEST_CASE("the content hash covers every word and rule that reaches a patient, and nothing else") {
    ClinicFolder clinic;
    const std::string before = hash_of(clinic);
    CHECK(before.size() == 64);

    SECTION("the same in a second copy") {
        ClinicFolder copy;
        CHECK(hash_of(copy) == before);
    }
    SECTION("another with any of these files changed") {
        const auto file =
            GENERATE("kiosk.toml", "scoring.toml", "pages.toml", "evidence.toml", "guide.toml",
                     "pages/da/changes.md", "questionnaires/after-visit.json");
        clinic.append(file, "\n");
        CHECK(hash_of(clinic) != before);
    }
    SECTION("another with a page more, and with one that has another name") {
        clinic.write("pages/da/more.md", "");
        CHECK(hash_of(clinic) != before);
        clinic.remove("pages/da/more.md");
        CHECK(hash_of(clinic) == before);
        std::filesystem::rename(clinic.path() / "pages/da/changes.md",
                                clinic.path() / "pages/da/changed.md");
        CHECK(hash_of(clinic) != before);
    }
    SECTION("the same whatever the handbook says") {
        clinic.append("CONTENT.md", "\nA note.\n");
        clinic.write("STAFF.md", "How to charge the tablet.\n");
        CHECK(hash_of(clinic) == before);
    }
}

TEST_CASE("a sign-off holds for the content that was signed off, and for no other") {
    ClinicFolder clinic;
    CHECK(clinic.check().config->content_hash == hash_of(clinic));
    sign_off(clinic, hash_of(clinic));

    const auto signed_off = config::load(clinic.files(), clinic.path());
    REQUIRE(signed_off);
    CHECK(signed_off->signed_off);
    CHECK(signed_off->sign_off->name == "Consultant A");

    clinic.replace("pages/en/symptoms.md", "+++\n\n", "+++\n\nYour back is strong. ");
    const config::Checked stale = clinic.check();
    REQUIRE(stale.config);
    CHECK_FALSE(stale.config->signed_off);
    INFO(lines_of(stale.warnings) << lines_of(stale.faults));
    CHECK(
        (names(stale.warnings, config::causes::sign_off_stale, "kiosk.toml", "clinical_signoff") ||
         names(stale.faults, config::causes::sign_off_stale, "kiosk.toml", "clinical_signoff")));
}

TEST_CASE("half a sign-off is none") {
    ClinicFolder clinic;
    sign_off(clinic, hash_of(clinic));
    clinic.replace("kiosk.toml", "medical_device_ruling = \"ruling of 2026-11-20\"\n", "");
    const config::Checked checked = clinic.check();
    INFO(lines_of(checked.faults));
    CHECK(names(checked.faults, "key-missing", "kiosk.toml", "medical_device_ruling"));
    CHECK((!checked.config || !checked.config->signed_off));
}
