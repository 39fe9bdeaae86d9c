// A store that is damaged, hostile or merely odd: nothing in it stops an import, and nothing that
// was sound is lost by it.
#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "crypto/constants.h"
#include "crypto/object_common.h"
#include "tampering_scene.h"

using namespace spine;
using test::ClinicWorld;
using test::TamperingScene;
using test::TamperingStore;
using test::WorldTablet;

namespace {

std::string cause_of(const importing::ImportResult& result, const std::string& object) {
    for (const auto& refused : result.refused)
        if (refused.object == object) return refused.cause;
    return "";
}

std::filesystem::path bundles_of(const ClinicWorld& world) {
    return world.stored("bundles").at(0).parent_path();
}

}  // namespace

TEST_CASE("a bundle changed under its own name, byte by byte, is taken once the store is healed") {
    TamperingScene scene;
    const Bytes sound = scene.sealed_by(scene.one, "999999");
    const std::string name = crypto::object_name(sound);
    TamperingStore store(*scene.world.store);
    importing::Importer importer(*scene.world.archive, store, scene.world.clock, {});
    const std::size_t stride = test::long_form() ? 31 : 997;
    for (std::size_t at = 0; at < sound.size(); at += stride) {
        Bytes altered = sound;
        altered[at] ^= 1U;
        store.plant(name, altered);
        const auto result = importer.run();
        REQUIRE(result);
        if (cause_of(*result, name).empty()) FAIL("byte " << at);
        if (scene.world.archive->quarantined(name).value() != altered) FAIL("byte " << at);
        if (scene.world.archive->rows()->size() != test::kSound) FAIL("byte " << at);
    }
    store.plant(name, sound);
    const auto healed = importer.run();
    CHECK(healed->imported == 1);
    CHECK(healed->refused.empty());
    CHECK(scene.world.archive->quarantine()->empty());
    CHECK(scene.world.archive->find_code("999999")->size() == 1);
    CHECK(scene.one.sync().receipts == 3);
}

TEST_CASE("an old bundle played again changes nothing, under its name or another") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    auto session = tablet.begin_early("131873");
    const auto early = world.stored("bundles").at(0);
    const std::string old = test::slurp(early);
    world.import();
    test::append(session, test::answered("pain.now", "7"));
    REQUIRE(session.finish(crypto::SessionStatus::Complete));
    tablet.sync();
    CHECK(world.import().extended == 1);
    const std::filesystem::path again = early.parent_path() / std::string(64, 'a');
    test::spit(again, old);
    const auto result = world.import();
    CHECK(result.imported + result.extended == 0);
    CHECK(cause_of(result, std::string(64, 'a')) == "name-wrong");
    CHECK(world.archive->rows()->at(0).summary.status == crypto::SessionStatus::Complete);
    // An archive that meets the old one last, and one that meets it first.
    CHECK(world.archive->response(world.archive->rows()->at(0).place.ref())->answers.size() == 1);
}

TEST_CASE("an early upload that arrives late does not undo what came after it") {
    const bool withdrawn = GENERATE(false, true);
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    auto session = tablet.begin_early("131873");
    const auto early = world.stored("bundles").at(0);
    const std::string old = test::slurp(early);
    std::filesystem::remove(early);
    test::append(session, test::answered("pain.now", "7"));
    REQUIRE((withdrawn ? session.withdraw() : session.finish(crypto::SessionStatus::Complete)));
    tablet.sync();
    CHECK(world.import().imported == 1);
    test::spit(early, old);
    const auto result = world.import();
    CHECK(result.refused.empty());
    CHECK(result.imported + result.extended == 0);
    const auto rows = world.archive->rows();
    REQUIRE(rows);
    CHECK(rows->size() == (withdrawn ? 0U : 1U));
    for (const auto& row : *rows) CHECK(row.summary.status == crypto::SessionStatus::Complete);
}

TEST_CASE("a link to a sound bundle is no bundle, until the bundle itself is there") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    tablet.patient("131873", {{"pain.now", "7"}});
    tablet.sync();
    const auto bundle = world.stored("bundles").at(0);
    std::filesystem::rename(bundle, world.folder / "elsewhere");
    std::filesystem::create_symlink(world.folder / "elsewhere", bundle);
    CHECK(cause_of(world.import(), bundle.filename()) == "not-this-format");
    std::filesystem::remove(bundle);
    std::filesystem::rename(world.folder / "elsewhere", bundle);
    CHECK(world.import().imported == 1);
    CHECK(world.archive->quarantine()->empty());
}

TEST_CASE("an empty file, a huge one, a folder, a pipe and links in a bundle's place") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    tablet.patient("131873", {{"pain.now", "7"}});
    tablet.sync();
    const auto place = bundles_of(world);
    const auto named = [](char digit) { return std::string(64, digit); };
    test::spit(place / named('0'), "");
    // A terabyte that takes no disk: reading it to its end would never come back.
    test::spit(place / named('1'), "");
    std::filesystem::resize_file(place / named('1'), std::uintmax_t{1} << 40U);
    test::spit(place / named('2'), std::string(crypto::kMaxBundleSize, '\0'));
    std::filesystem::create_directory(place / named('3'));
    REQUIRE(::mkfifo((place / named('4')).c_str(), 0600) == 0);
    test::spit(world.folder / "passwords", std::string(1000, 'x'));
    std::filesystem::create_symlink(world.folder / "passwords", place / named('5'));
    std::filesystem::create_symlink(world.folder / "nothing", place / named('6'));
    std::filesystem::create_symlink("/dev/zero", place / named('7'));
    test::spit(place / "not a bundle's name", "left behind by somebody");
    const auto result = world.import();
    CHECK(result.imported == 1);
    CHECK(cause_of(result, named('0')) == "bundle-cut");
    CHECK(cause_of(result, named('1')) == "bundle-too-large");
    CHECK(cause_of(result, named('2')) == "not-this-format");
    for (const char digit : {'3', '4', '5', '6', '7'})
        CHECK(cause_of(result, named(digit)) == "not-this-format");
    CHECK(result.refused.size() == 8);
    CHECK(world.archive->quarantine()->size() == 8);
    CHECK(world.archive->rows()->size() == 1);
    CHECK(tablet.sync().receipts == 1);
}

TEST_CASE("an object that was read torn is believed as soon as it is whole, without a restart") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    const auto file = world.stored(sync::places::objects).back();
    const std::string whole = test::slurp(file);
    const std::string torn = GENERATE_COPY(std::string(), whole.substr(0, whole.size() / 2),
                                           whole + std::string(80'000, 'x'));
    test::spit(file, torn);
    sync::ClinicObjects objects(world.root.public_key);
    REQUIRE(objects.refresh(*world.store));
    const auto cause = torn.size() > whole.size() ? "size-wrong" : "name-wrong";
    const sync::RefusedObject refused{file.filename().string(), cause};
    CHECK(objects.refused() == std::vector{refused});
    REQUIRE(objects.refresh(*world.store));
    CHECK(objects.refused() == std::vector{refused});  // named once, however often it is met
    test::spit(file, whole);
    REQUIRE(objects.refresh(*world.store));
    CHECK(objects.refused().empty());
    CHECK(objects.find(crypto::device_id_of(world.id, tablet.key.public_key)) != nullptr);
}

TEST_CASE("a manifest that was read torn is found as soon as it is whole, without a restart") {
    ClinicWorld world;
    const auto file = world.stored(sync::places::configs).at(0);
    const std::string whole = test::slurp(file);
    test::spit(file, whole.substr(0, 100));
    sync::Configurations configurations(world.root.public_key);
    REQUIRE(configurations.refresh(*world.store));
    CHECK(configurations.find(world.configuration) == nullptr);
    test::spit(file, whole);
    REQUIRE(configurations.refresh(*world.store));
    CHECK(configurations.find(world.configuration) != nullptr);
}
