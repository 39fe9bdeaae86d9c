#include "config/signed.h"

#include <catch2/catch.hpp>

#include "config_fixture.h"
#include "crypto/init.h"

using namespace spine;
using test::ConfigCopy;

namespace {

class Desk {
  public:
    config::Signed sign(std::uint64_t version) {
        auto made = config::sign(files, copy.folder(), root.secret_key, recipients(), version);
        if (!made) FAIL(made.error().sentence());
        return std::move(*made);
    }
    [[nodiscard]] config::Recipients recipients() const {
        return {clinic.public_key, recovery.public_key, {}};
    }
    // The cause for which the folder is refused, and where; empty if it is taken.
    std::pair<std::string, std::string> refused(std::uint64_t lowest = 1) {
        const auto loaded = config::load_signed(files, copy.folder(), root.public_key, lowest);
        if (loaded) return {};
        CHECK_FALSE(loaded.error().happened.empty());
        CHECK_FALSE(loaded.error().next.empty());
        return {std::string(loaded.error().cause.name()), loaded.error().where};
    }

    // First of all members: no key may exist before the library has started.
    Status started = crypto::start();
    test::SeededRandom random{7};
    crypto::SignPair root = crypto::make_sign_pair(random);
    crypto::SealPair clinic = crypto::make_seal_pair(random);
    crypto::SealPair recovery = crypto::make_seal_pair(random);
    SystemFiles files;
    ConfigCopy copy;
};

}  // namespace

TEST_CASE("what the clinic signed, a kiosk with its root key loads") {
    Desk desk;
    const auto made = desk.sign(3);
    const auto loaded =
        config::load_signed(desk.files, desk.copy.folder(), desk.root.public_key, 3);
    REQUIRE(loaded);
    CHECK(loaded->hash == made.hash);
    CHECK(loaded->manifest.version == 3);
    CHECK(loaded->manifest.clinic_key == desk.clinic.public_key);
    CHECK(loaded->config.content_hash == made.config.content_hash);
}

TEST_CASE("an unsigned, altered, missing, extra or older configuration is refused by name") {
    using Refusal = std::pair<std::string, std::string>;
    SECTION("unsigned") {
        Desk desk;
        CHECK(desk.refused().first == "configuration-unsigned");
    }
    SECTION("one byte of a file altered") {
        Desk desk;
        desk.sign(1);
        desk.copy.replace("pages/da/symptoms.md", "layout", "Layout");
        CHECK(desk.refused() == Refusal("configuration-file-altered", "pages/da/symptoms.md"));
    }
    SECTION("a file appended to") {
        Desk desk;
        desk.sign(1);
        desk.copy.append("kiosk.toml", "\n");
        CHECK(desk.refused() == Refusal("configuration-file-altered", "kiosk.toml"));
    }
    SECTION("a file taken away") {
        Desk desk;
        desk.sign(1);
        desk.copy.remove("pages/en/tier-a.md");
        CHECK(desk.refused() == Refusal("configuration-file-missing", "pages/en/tier-a.md"));
    }
    SECTION("a file added") {
        Desk desk;
        desk.sign(1);
        desk.copy.write("pages/en/more.md", "+++");
        CHECK(desk.refused() == Refusal("configuration-file-extra", "pages/en/more.md"));
    }
    SECTION("an older version than the one in use") {
        Desk desk;
        desk.sign(4);
        CHECK(desk.refused(4).first.empty());
        CHECK(desk.refused(5) == Refusal("configuration-older", "manifest"));
    }
    SECTION("a recipient swapped") {
        Desk desk;
        desk.sign(1);
        std::string manifest = desk.copy.text("manifest");
        const auto at = manifest.find(as_text(desk.clinic.public_key.view()));
        REQUIRE(at != std::string::npos);
        const auto other = crypto::make_seal_pair(desk.random);
        manifest.replace(at, 32, as_text(other.public_key.view()));
        desk.copy.write("manifest", manifest);
        CHECK(desk.refused() == Refusal("configuration-file-altered", "manifest"));
    }
    SECTION("another clinic's root") {
        Desk desk;
        desk.sign(1);
        desk.root = crypto::make_sign_pair(desk.random);
        CHECK(desk.refused() == Refusal("configuration-wrong-clinic", "manifest"));
    }
}

TEST_CASE("every byte of the manifest is signed") {
    Desk desk;
    desk.sign(1);
    const std::string manifest = desk.copy.text("manifest");
    const std::size_t step = test::long_form() ? 1 : 97;
    for (std::size_t at = 0; at < manifest.size(); at += step) {
        std::string altered = manifest;
        altered[at] = static_cast<char>(altered[at] ^ 1);
        desk.copy.write("manifest", altered);
        INFO("byte " << at);
        CHECK_FALSE(desk.refused().first.empty());
    }
}

TEST_CASE("a configuration with a fault is not signed") {
    Desk desk;
    desk.copy.replace("kiosk.toml", "idle_seconds = 120", "idle_second = 120");
    const auto made =
        config::sign(desk.files, desk.copy.folder(), desk.root.secret_key, desk.recipients(), 1);
    REQUIRE_FALSE(made);
    CHECK(made.error().where.find("kiosk.toml") != std::string::npos);
    CHECK_FALSE(desk.files.exists(desk.copy.folder() / "manifest"));
}

TEST_CASE("a hidden file is never signed along") {
    Desk desk;
    desk.copy.write(".notes.swp", "x");
    const auto made =
        config::sign(desk.files, desk.copy.folder(), desk.root.secret_key, desk.recipients(), 1);
    REQUIRE_FALSE(made);
    CHECK(made.error().cause == config::causes::not_signable);
}
