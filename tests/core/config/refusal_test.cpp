// What a kiosk refuses: each wrong folder by its cause and the file that is wrong.
#include <catch2/catch.hpp>

#include "config/signed.h"
#include "config/snapshot.h"
#include "core/config/clinic_folder.h"
#include "sample_clinic.h"

using namespace spine;
using namespace spine::test;
namespace why = spine::config::causes;

namespace {

// Where the clinic's key stands in a manifest (core/crypto/FORMAT.md section 7).
constexpr std::size_t kClinicKeyAt = 74;

// The project's configuration, signed by a clinic as its third version.
struct SignedFolder : ClinicFolder {
    SampleClinic clinic;
    config::Recipients recipients{clinic.clinic_key.public_key,
                                  clinic.recovery.public_key,
                                  {{clinic.computer_id, clinic.attention.public_key}}};
    config::Signed made = sign(3);

    config::Signed sign(std::uint64_t version) {
        auto signed_folder =
            config::sign(files(), path(), clinic.root.secret_key, recipients, version);
        if (!signed_folder) FAIL(signed_folder.error().sentence());
        return std::move(*signed_folder);
    }
    // The fault's cause and place as a kiosk sees them, or "accepted".
    std::string verdict(std::uint64_t lowest = 1) {
        const auto loaded = config::load_signed(files(), path(), clinic.root.public_key, lowest);
        if (loaded) return "accepted";
        CHECK_FALSE(loaded.error().happened.empty());
        CHECK_FALSE(loaded.error().next.empty());
        return std::string(loaded.error().cause.name()) + " " + loaded.error().where;
    }
    void change_manifest(std::size_t at) {
        std::string manifest = slurp(path() / config::kManifestName);
        manifest.at(at) = static_cast<char>(manifest.at(at) ^ 1);
        write(config::kManifestName, manifest);
    }
    // Why the folder is not signed again.
    Fault not_signed() {
        const std::string before = slurp(path() / config::kManifestName);
        auto refused = config::sign(files(), path(), clinic.root.secret_key, recipients, 4);
        if (refused) FAIL("this was signed");
        CHECK(slurp(path() / config::kManifestName) == before);
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
        config::load_signed(folder.files(), folder.path(), folder.clinic.root.public_key, 3);
    if (!loaded) FAIL(loaded.error().sentence());
    CHECK(loaded->manifest.version == 3);
    CHECK(loaded->manifest == folder.made.manifest);
    CHECK(loaded->manifest.recipients().recovery == folder.clinic.recovery.public_key);
    CHECK(loaded->manifest.computers == folder.recipients.computers);
    CHECK(loaded->hash == folder.made.hash);
    CHECK(loaded->package == folder.made.package);
    CHECK(loaded->config.settings.default_language == "da");
    std::size_t handbooks = 0;
    for (const auto& file : loaded->manifest.files) {
        handbooks += file.path == "CONTENT.md" ? 1 : 0;
        CHECK(file.path != config::kManifestName);
    }
    CHECK(handbooks == 1);
}

TEST_CASE("a configuration that nobody signed is refused") {
    SignedFolder folder;
    folder.remove(config::kManifestName);
    CHECK(folder.verdict() ==
          said(why::unsigned_configuration, (folder.path() / config::kManifestName).string()));
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

TEST_CASE("a file that is missing is refused by its name") {
    SignedFolder folder;
    folder.remove("pages/en/tier-a.md");
    CHECK(folder.verdict() == said(why::file_missing, "pages/en/tier-a.md"));
}

TEST_CASE("a file that nobody signed is refused by its name") {
    const auto file = GENERATE("pages/en/more.md", "notes.txt", ".hidden", "pages/sv/changes.md");
    SignedFolder folder;
    folder.write(file, "");
    CHECK(folder.verdict() == said(why::file_extra, file));
}

TEST_CASE("an older configuration is refused, the same one and a newer one are not") {
    SignedFolder folder;
    CHECK(folder.verdict(3) == "accepted");
    CHECK(folder.verdict(4) == said(why::older_version, "manifest"));
    (void)folder.sign(4);
    CHECK(folder.verdict(4) == "accepted");
}

TEST_CASE("another clinic's configuration is refused") {
    SignedFolder folder;
    const SampleClinic other(2);
    const auto loaded =
        config::load_signed(folder.files(), folder.path(), other.root.public_key, 1);
    REQUIRE_FALSE(loaded);
    CHECK(loaded.error().cause == why::wrong_clinic);
    CHECK(loaded.error().where == "manifest");
}

TEST_CASE("a recipient who was swapped is refused") {
    SignedFolder folder;
    const SampleClinic thief(3);
    std::string manifest = slurp(folder.path() / config::kManifestName);
    const auto mine = folder.clinic.clinic_key.public_key.bytes;
    const auto theirs = thief.clinic_key.public_key.bytes;
    REQUIRE(std::equal(mine.begin(), mine.end(), as_bytes(manifest).begin() + kClinicKeyAt));
    std::copy(theirs.begin(), theirs.end(), manifest.begin() + kClinicKeyAt);
    folder.write(config::kManifestName, manifest);
    CHECK(folder.verdict() == said(why::file_altered, "manifest"));
}

TEST_CASE("a manifest with any byte changed is refused") {
    SignedFolder folder;
    const std::string good = slurp(folder.path() / config::kManifestName);
    const std::size_t step = long_form() ? 1 : 97;
    for (std::size_t at = 0; at < good.size(); at += step) {
        folder.change_manifest(at);
        INFO("byte " << at);
        CHECK(folder.verdict() != "accepted");
        folder.write(config::kManifestName, good);
    }
    CHECK(folder.verdict() == "accepted");
}

TEST_CASE("what has a fault is not signed, and the first fault is said with its place") {
    SignedFolder folder;
    folder.replace("kiosk.toml", "idle_seconds =", "idle_secs =");
    const Fault fault = folder.not_signed();
    INFO(fault.sentence());
    CHECK(fault.where.find("kiosk.toml") != std::string::npos);
    CHECK(fault.where.find("idle_secs") != std::string::npos);
    CHECK_FALSE(fault.next.empty());
}

TEST_CASE("a file that nobody meant to sign stops the signing") {
    SignedFolder folder;
    folder.write("notes/.draft.md.swp", "draft");
    const Fault fault = folder.not_signed();
    CHECK(fault.cause == why::not_signable);
    CHECK(fault.where == "notes/.draft.md.swp");
}

TEST_CASE("a configuration without a recovery recipient is not signed") {
    SignedFolder folder;
    folder.recipients.recovery = {};
    CHECK(folder.not_signed().cause == Cause("recovery-recipient-missing"));
}
