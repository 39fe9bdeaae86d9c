// Beside signed_test.cpp: what else is signed along, and what is not.
#include <catch2/catch.hpp>

#include "config/signed.h"
#include "config/snapshot.h"
#include "config_fixture.h"
#include "findings.h"
#include "sample_clinic.h"

using namespace spine;
using namespace spine::test;
namespace why = spine::config::causes;

namespace {

// The project's configuration, signed by a clinic as its third version.
struct SignedFolder : ConfigCopy {
    SystemFiles disk;
    SampleClinic clinic;
    config::Recipients recipients{clinic.clinic_key.public_key,
                                  clinic.recovery.public_key,
                                  {{clinic.computer_id, clinic.attention.public_key}}};
    config::Signed made = sign(3);

    config::Signed sign(std::uint64_t version) {
        auto signed_folder =
            config::sign(disk, folder(), clinic.root.secret_key, recipients, version);
        if (!signed_folder) FAIL(signed_folder.error().sentence());
        return std::move(*signed_folder);
    }
    // The fault's cause and place as a kiosk sees them, or "accepted".
    std::string verdict(std::uint64_t lowest = 1) {
        const auto loaded = config::load_signed(disk, folder(), clinic.root.public_key, lowest);
        if (loaded) return "accepted";
        CHECK_FALSE(loaded.error().happened.empty());
        CHECK_FALSE(loaded.error().next.empty());
        return std::string(loaded.error().cause.name()) + " " + loaded.error().where;
    }
    // Why the folder is not signed again.
    Fault not_signed() {
        const std::string before = slurp(folder() / config::kManifestName);
        auto refused = config::sign(disk, folder(), clinic.root.secret_key, recipients, 4);
        if (refused) FAIL("this was signed");
        CHECK(slurp(folder() / config::kManifestName) == before);
        return std::move(refused).error();
    }
};

std::string said(Cause cause, std::string_view where) {
    return std::string(cause.name()) + " " + std::string(where);
}

}  // namespace

TEST_CASE("a kiosk gets what was signed: files, recipients, computers and handbook") {
    SignedFolder folder;
    const auto loaded =
        config::load_signed(folder.disk, folder.folder(), folder.clinic.root.public_key, 3);
    if (!loaded) FAIL(loaded.error().sentence());
    CHECK(loaded->manifest.version == 3);
    CHECK(loaded->manifest == folder.made.manifest);
    CHECK(loaded->manifest.recipients().recovery == folder.clinic.recovery.public_key);
    CHECK(loaded->manifest.computers == folder.recipients.computers);
    CHECK(loaded->hash == folder.made.hash);
    CHECK(loaded->config.settings.default_language == "da");
    std::size_t handbooks = 0;
    for (const auto& file : loaded->manifest.files) {
        handbooks += file.path == "CONTENT.md" ? 1 : 0;
        CHECK(file.path != config::kManifestName);
    }
    CHECK(handbooks == 1);
}

TEST_CASE("a file that was changed after signing is refused by its name, before it is read") {
    SignedFolder folder;
    const auto file = GENERATE("kiosk.toml", "pages/da/changes.md", "CONTENT.md",
                               "questionnaires/after-visit.json");
    CHECK(folder.verdict() == "accepted");
    folder.append(file, "[[[ no TOML, no Markdown, no JSON");
    CHECK(folder.verdict() == said(why::file_altered, file));
}

TEST_CASE("a file that changed without changing its size is refused too") {
    SignedFolder folder;
    folder.replace("kiosk.toml", "112", "113");
    CHECK(folder.verdict() == said(why::file_altered, "kiosk.toml"));
}

TEST_CASE("a file that nobody signed is refused by its name") {
    const auto file = GENERATE("pages/en/more.md", "notes.txt", ".hidden", "pages/sv/changes.md");
    SignedFolder folder;
    folder.write(file, "");
    CHECK(folder.verdict() == said(why::file_extra, file));
}

TEST_CASE("a file that nobody meant to sign stops the signing") {
    SignedFolder folder;
    folder.write("notes/.draft.md.swp", "draft");
    const Fault fault = folder.not_signed();
    CHECK(fault.cause == why::not_signable);
    CHECK(fault.where == "notes/.draft.md.swp");
}

TEST_CASE("a file that no part of a configuration uses is named by check, and not signed") {
    SignedFolder folder;
    const std::string file = GENERATE("passwords.txt", "pages.toml.orig", "notes/plan.md");
    folder.write(file, "nobody reads this");
    CHECK(names(folder.check().faults, why::not_signable, file, ""));
    const Fault fault = folder.not_signed();
    CHECK(fault.cause == why::not_signable);
    CHECK(fault.where == file);
}

TEST_CASE("a link out of the folder is not signed, and names its place") {
    SignedFolder folder;
    std::filesystem::create_symlink("/etc/passwd", folder.folder() / "pages/da/more.md");
    const Fault fault = folder.not_signed();
    CHECK(fault.cause == why::not_a_file);
    CHECK(fault.where == (folder.folder() / "pages/da/more.md").string());
}

TEST_CASE("a configuration without a recovery recipient is not signed") {
    SignedFolder folder;
    folder.recipients.recovery = {};
    CHECK(folder.not_signed().cause == Cause("recovery-recipient-missing"));
}
