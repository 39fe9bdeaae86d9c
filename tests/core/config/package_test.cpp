#include <catch2/catch.hpp>

#include "config/signed.h"
#include "config/snapshot.h"
#include "core/config/clinic_folder.h"
#include "sample_clinic.h"

using namespace spine;
using namespace spine::test;

namespace {

struct Packed : ClinicFolder {
    SampleClinic clinic;
    Bytes package;

    Packed() {
        const config::Recipients recipients{
            clinic.clinic_key.public_key, clinic.recovery.public_key, {}};
        auto made = config::sign(files(), path(), clinic.root.secret_key, recipients, 2);
        if (!made) FAIL(made.error().sentence());
        package = std::move(made->package);
    }
    [[nodiscard]] std::string verdict(ByteView bytes) const {
        const auto loaded = config::load_package(bytes, clinic.root.public_key, 1);
        return loaded ? "accepted" : std::string(loaded.error().cause.name());
    }
};

}  // namespace

TEST_CASE("a package is the configuration that was signed") {
    const Packed packed;
    const auto loaded = config::load_package(packed.package, packed.clinic.root.public_key, 2);
    if (!loaded) FAIL(loaded.error().sentence());
    CHECK(loaded->manifest.version == 2);
    CHECK(loaded->config.content_hash ==
          config::load_package(packed.package, packed.clinic.root.public_key, 1)
              ->config.content_hash);
    CHECK(config::load_package(packed.package, packed.clinic.root.public_key, 3).error().cause ==
          config::causes::older_version);
    CHECK(config::load_package(packed.package, SampleClinic(2).root.public_key, 1).error().cause ==
          config::causes::wrong_clinic);
}

TEST_CASE("a package that was cut, grown or changed anywhere is refused") {
    const Packed packed;
    CHECK(packed.verdict(packed.package) == "accepted");
    const std::size_t step = packed.package.size() / (long_form() ? 5000 : 60) + 1;
    for (std::size_t at = 0; at < packed.package.size(); at += step) {
        INFO("byte " << at);
        const auto changed = static_cast<std::uint8_t>(packed.package[at] ^ 0x40U);
        CHECK(packed.verdict(with_byte(packed.package, at, changed)) != "accepted");
        CHECK(packed.verdict(ByteView(packed.package).first(at)) != "accepted");
    }
    Bytes grown = packed.package;
    grown.push_back(0);
    CHECK(packed.verdict(grown) == config::causes::package_malformed.name());
    CHECK(packed.verdict({}) == config::causes::package_malformed.name());
}

TEST_CASE("an unpacked package is a folder that a kiosk loads, and is written nowhere else") {
    Packed packed;
    const TemporaryFolder tablet;
    const auto folder = tablet / "config";
    const auto& root = packed.clinic.root.public_key;
    const Status done = config::unpack(packed.package, root, packed.files(), folder);
    if (!done) FAIL(done.error().sentence());
    CHECK(slurp(folder / "pages/da/changes.md") == slurp(packed.path() / "pages/da/changes.md"));
    const auto loaded = config::load_signed(packed.files(), folder, root, 2);
    if (!loaded) FAIL(loaded.error().sentence());
    CHECK(loaded->package == packed.package);

    const Status again = config::unpack(packed.package, root, packed.files(), folder);
    REQUIRE_FALSE(again);
    CHECK(again.error().cause == spine::causes::file_exists);

    const auto other = tablet / "other";
    CHECK_FALSE(
        config::unpack(packed.package, SampleClinic(2).root.public_key, packed.files(), other));
    CHECK_FALSE(std::filesystem::exists(other / "kiosk.toml"));
}
