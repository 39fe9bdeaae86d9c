// What verify finds: a changed byte, a missing or doubled session, a trail that was altered.
#include <catch2/catch.hpp>

#include "clinic_world.h"
#include "crypto/manifest.h"
#include "crypto/receipt.h"
#include "import/verify.h"

using namespace spine;
using test::ClinicWorld;
using test::ImportedDay;
using test::WorldTablet;

namespace {

importing::VerifyReport of_store(ClinicWorld& world, bool with_key = true) {
    auto report = importing::verify_store(*world.store, world.root.public_key,
                                          with_key ? &world.clinic_key.secret_key : nullptr);
    if (!report) FAIL(report.error().sentence());
    return *report;
}

}  // namespace

TEST_CASE("a store and an archive after an ordinary day are sound") {
    ImportedDay day;
    ClinicWorld& world = day.world;
    CHECK(of_store(world).sound());
    CHECK(of_store(world, false).sound());
    const auto report = importing::verify_archive(*world.archive, world.files).value();
    CHECK(report.sound());
    CHECK(report.devices.at(0).sessions == 2);
    CHECK(report.devices.at(0).name == "Tablet 1");
}

TEST_CASE("verify names the bundle that was changed and the session that is missing") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    tablet.patient("131873", {{"pain.now", "7"}});
    tablet.sync();
    const auto first = world.stored("bundles").at(0);
    tablet.patient("100009", {{"pain.now", "3"}});
    tablet.sync();
    const std::string sound = test::slurp(first);
    std::string altered = sound;
    altered[1000] = static_cast<char>(altered[1000] ^ 1);
    test::spit(first, altered);
    CHECK(of_store(world).devices.at(0).cause == "record-altered");
    CHECK(of_store(world).devices.at(0).object == first.filename());
    std::filesystem::remove(first);
    CHECK(of_store(world).devices.at(0).cause == "session-missing");
    test::spit(first, sound);
    CHECK(of_store(world).sound());
}

TEST_CASE("a clinic's verify names the imported bundle that was altered afterwards") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    tablet.patient("131873", {{"pain.now", "7"}});
    tablet.sync();
    world.import();
    CHECK(importing::verify_clinic(*world.archive, world.files, *world.store)->sound());
    const auto bundle = world.stored("bundles").at(0);
    std::string altered = test::slurp(bundle);
    altered[1000] = static_cast<char>(altered[1000] ^ 1);
    test::spit(bundle, altered);
    CHECK(world.import().refused.empty());  // read already
    const auto report = importing::verify_clinic(*world.archive, world.files, *world.store).value();
    CHECK_FALSE(report.sound());
    REQUIRE(report.objects.size() == 1);
    CHECK(report.objects.at(0).object == bundle.filename());
    CHECK(report.objects.at(0).cause == "record-altered");
    CHECK(report.objects.at(0).device == report.devices.at(0).device);
    CHECK(report.devices.at(0).cause == "record-altered");
    CHECK(report.devices.at(0).sessions == 1);
}

TEST_CASE("a clinic's verify misses what was taken out of the store, the last session too") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    tablet.patient("131873", {{"pain.now", "7"}});
    tablet.sync();
    world.import();
    std::filesystem::remove(world.stored("bundles").at(0));
    CHECK(of_store(world).sound());  // nothing in the store tells
    const auto report = importing::verify_clinic(*world.archive, world.files, *world.store).value();
    CHECK(report.devices.at(0).cause == "session-missing");
    CHECK(report.devices.at(0).object == world.archive->places()->at(0).session.hex());
}

TEST_CASE("a session that is open, extended or withdrawn is sound on both sides") {
    const bool withdrawn = GENERATE(false, true);
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    auto session = tablet.begin_early("131873");
    world.import();
    CHECK(importing::verify_clinic(*world.archive, world.files, *world.store)->sound());
    REQUIRE((withdrawn ? session.withdraw() : session.finish(crypto::SessionStatus::Complete)));
    tablet.sync();
    CHECK(importing::verify_clinic(*world.archive, world.files, *world.store)
              ->sound());  // not imported yet
    world.import();
    CHECK(importing::verify_clinic(*world.archive, world.files, *world.store)->sound());
}

TEST_CASE("a row of the archive that says something else than its bundle is found") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    tablet.patient("131873", {{"pain.now", "7"}});
    tablet.sync();
    world.import();
    const std::string sql =
        GENERATE("UPDATE response SET status = 2", "UPDATE response SET head = zeroblob(32)",
                 "UPDATE response SET configuration = zeroblob(32)");
    world.alter_archive(sql);
    const auto report = importing::verify_clinic(*world.archive, world.files, *world.store).value();
    CHECK(report.devices.at(0).cause == "archive-damaged");
}

TEST_CASE("with the clinic's key verify opens every record") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    // Sealed and signed by an admitted tablet, and says nothing that is known.
    auto session = tablet.begin("131873");
    test::append(session, R"({"e":"nonsense"})");
    REQUIRE(session.finish(crypto::SessionStatus::Complete));
    tablet.sync();
    CHECK(of_store(world, false).sound());
    const auto report = importing::verify_clinic(*world.archive, world.files, *world.store).value();
    REQUIRE(report.objects.size() == 1);
    CHECK(report.objects.at(0).cause == "event-malformed");
}

TEST_CASE("what lies in quarantine is not believed, and named once with its tablet") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    tablet.patient("131873", {{"pain.now", "7"}});
    tablet.sync();
    const auto bundle = world.stored("bundles").at(0);
    std::string altered = test::slurp(bundle);
    altered[1000] = static_cast<char>(altered[1000] ^ 1);
    test::spit(bundle, altered);
    CHECK(world.import().refused.size() == 1);
    const auto report = importing::verify_archive(*world.archive, world.files).value();
    REQUIRE(report.objects.size() == 1);
    CHECK(report.objects.at(0).object == bundle.filename());
    CHECK(report.objects.at(0).cause == "record-altered");
    CHECK(report.objects.at(0).where == "quarantine");
    CHECK(report.objects.at(0).device ==
          crypto::device_id_of(world.id, tablet.key.public_key).hex());
    CHECK_FALSE(report.sound());
    CHECK(importing::verify_clinic(*world.archive, world.files, *world.store)->objects.size() == 1);
}

TEST_CASE("a published configuration file that is altered or gone is named by its path") {
    ClinicWorld world;
    crypto::Manifest manifest;
    manifest.clinic = world.id;
    manifest.version = 2;
    manifest.root = world.root.public_key;
    manifest.clinic_key = world.clinic_key.public_key;
    manifest.recovery_key = world.recovery.public_key;
    const std::string words = "what is asked";
    test::spit(world.folder / "kiosk.toml", words);
    manifest.files.push_back(
        {"kiosk.toml", words.size(), crypto::file_hash(world.id, as_bytes(words))});
    const Bytes bytes = crypto::make_manifest(manifest, world.root.secret_key).value();
    REQUIRE(sync::publish_configuration(*world.store, world.files, world.folder.path(), bytes,
                                        world.root.public_key));
    CHECK(of_store(world).sound());
    const auto content = world.stored("contents").at(0);
    const auto verdict = [&] {
        const auto report = of_store(world);
        if (report.objects.size() != 1) return std::string("not one");
        return report.objects.at(0).cause + " " + report.objects.at(0).where;
    };
    test::spit(content, "what was asked");
    CHECK(verdict() == "name-wrong kiosk.toml");
    std::filesystem::remove(content);
    CHECK(verdict() == "configuration-file-missing kiosk.toml");
    test::spit(content, words);
    const auto config = world.folder / ("store/" + world.id.hex() + "/configs/" +
                                        crypto::configuration_hash(bytes).hex());
    std::string altered = test::slurp(config);
    altered.back() = static_cast<char>(altered.back() ^ 1);
    test::spit(config, altered);
    CHECK(verdict() == "signature-wrong configs");
}

TEST_CASE("a bundle that is too long has the format's own cause, and a forged receipt shows") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    tablet.patient("131873", {{"pain.now", "7"}});
    tablet.sync();
    world.import();
    const auto place = world.archive->places().value().at(0);
    const auto stranger = crypto::make_sign_pair(world.random);
    const Bytes receipt =
        crypto::make_receipt({world.id, crypto::device_id_of(world.id, stranger.public_key),
                              place.device, place.session, place.counter, place.head},
                             crypto::Signer(stranger.secret_key));
    REQUIRE(sync::put_object(*world.store, sync::places::receipts(place.device), receipt));
    CHECK(of_store(world).objects.at(0).cause == "device-unknown");
    const auto bundles = world.stored("bundles").at(0).parent_path();
    test::spit(bundles / std::string(64, 'a'), "");
    std::filesystem::resize_file(bundles / std::string(64, 'a'), std::uintmax_t{1} << 40U);
    CHECK(of_store(world).objects.at(0).cause == "bundle-too-large");
}

TEST_CASE("a tablet that was restored from a backup shows as a fork, and both branches are kept") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    tablet.patient("131873", {{"pain.now", "7"}});
    tablet.journal.reset();
    test::TemporaryFolder backup;
    const auto options = std::filesystem::copy_options::overwrite_existing;
    std::filesystem::copy(tablet.place.path(), backup.path(),
                          options | std::filesystem::copy_options::recursive);
    const auto restart = [&] {
        tablet.uploader.reset();
        tablet.journal =
            journal::Journal::open({tablet.place.path()},
                                   journal::make_identity(world.id, tablet.key.secret_key),
                                   world.clock, world.random, world.files)
                .value();
        tablet.uploader = std::make_unique<sync::Uploader>(
            tablet.journal->outbox(), *world.store, world.root.public_key,
            crypto::device_id_of(world.id, tablet.key.public_key));
    };
    restart();
    tablet.patient("100009", {{"pain.now", "3"}});
    tablet.sync();
    CHECK(world.import().forks.empty());
    tablet.uploader.reset();
    tablet.journal.reset();
    std::filesystem::copy(backup.path(), tablet.place.path(),
                          options | std::filesystem::copy_options::recursive);
    restart();
    tablet.patient("100012", {{"pain.now", "5"}});
    tablet.sync();
    const auto result = world.import();
    CHECK(result.imported == 1);
    CHECK(result.forks.size() == 2);
    CHECK(world.archive->rows()->size() == 3);
    CHECK(of_store(world).devices.at(0).cause == "chain-forked");
}

TEST_CASE("receipts of a computer that nobody admitted, or for another head, delete nothing") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    tablet.patient("131873", {{"pain.now", "7"}});
    tablet.sync();
    world.import();
    const auto place = world.archive->places().value().at(0);
    const auto receipts = sync::places::receipts(place.device);
    for (const auto& file : world.stored(receipts)) std::filesystem::remove(file);
    const auto stranger = crypto::make_sign_pair(world.random);
    const auto put = [&](const crypto::SignPair& author, const crypto::Hash& head) {
        const Bytes receipt =
            crypto::make_receipt({world.id, crypto::device_id_of(world.id, author.public_key),
                                  place.device, place.session, place.counter, head},
                                 crypto::Signer(author.secret_key));
        REQUIRE(sync::put_object(*world.store, receipts, receipt));
    };
    put(stranger, place.head);
    put(world.computer, place.header);
    const auto result = tablet.sync();
    CHECK(result.receipts == 0);
    CHECK(result.failed.size() == 1);
    world.clock.advance_ms(1000 * 3'600'000LL);
    CHECK(tablet.sync().deleted == 0);
    put(world.computer, place.head);
    CHECK(tablet.sync().receipts == 1);
}

TEST_CASE("an audit trail that was altered, or lost its last entries, is found") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    tablet.patient("131873", {{"pain.now", "7"}});
    tablet.sync();
    world.import();
    REQUIRE(world.archive->response(world.archive->rows()->at(0).place.ref()));
    REQUIRE(world.archive->audit());
    CHECK(world.archive->audit()->back().what == "opened");
    const std::string sql = GENERATE("DELETE FROM audit WHERE sequence = 2",
                                     "UPDATE audit SET sealed = zeroblob(80) WHERE sequence = 2",
                                     "UPDATE audit SET link = zeroblob(32) WHERE sequence = 2");
    world.alter_archive(sql);
    CHECK(importing::verify_archive(*world.archive, world.files)->audit == "audit-altered");
}

TEST_CASE("a response that was exchanged for another does not open") {
    ImportedDay day;
    ClinicWorld& world = day.world;
    world.alter_archive(
        "UPDATE response SET sealed = (SELECT sealed FROM response WHERE id = 1) WHERE "
        "id = 2");
    CHECK(importing::verify_archive(*world.archive, world.files)->unreadable.size() == 1);
}

TEST_CASE("a row of the worklist that was exchanged for another does not open") {
    ImportedDay day;
    ClinicWorld& world = day.world;
    world.alter_archive(
        "UPDATE response SET summary = (SELECT summary FROM response WHERE id = 1) WHERE "
        "id = 2");
    const auto report = importing::verify_archive(*world.archive, world.files).value();
    CHECK(report.unreadable.size() == 1);
    CHECK(report.devices.at(0).name == "Tablet 1");  // as the rows that do open say
}

TEST_CASE("a stored mark that was cut, emptied or changed counts for nothing and is named") {
    ImportedDay day;
    ClinicWorld& world = day.world;
    const auto rows = world.archive->rows();
    REQUIRE(world.archive->mark_reviewed(rows->at(0).place.ref()));
    REQUIRE(world.archive->take_over(rows->at(1).place.ref()));
    REQUIRE(importing::verify_archive(*world.archive, world.files)->sound());
    const std::string bytes =
        GENERATE("substr(bytes, 1, 3)", "substr(bytes, 1, 40)", "x''", "zeroblob(450)",
                 "substr(bytes, 1, 40) || zeroblob(10) || substr(bytes, 51)");
    INFO(bytes);
    world.alter_archive("UPDATE object SET bytes = " + bytes +
                        " WHERE rowid = (SELECT min(rowid) FROM object WHERE kind = " +
                        std::to_string(static_cast<int>(crypto::ObjectKind::Mark)) + ")");
    const auto report = importing::verify_archive(*world.archive, world.files).value();
    REQUIRE(report.objects.size() == 1);
    CHECK(report.objects[0].where == "archive");
    CHECK(report.objects[0].cause == "archive-damaged");
    // The other mark still counts.
    const auto left = world.archive->rows();
    REQUIRE(left);
    CHECK(left->at(0).marks.reviewed + left->at(1).marks.taken_over == 1);
}

TEST_CASE("no answer, code or key stands in the archive's files") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    tablet.patient("131873", {{"words", "\"canary-4f1c77a0\""}});
    tablet.sync();
    world.import();
    const std::string key(as_text(world.clinic_key.secret_key.view()));
    world.archive.reset();
    std::string all;
    for (const auto& entry : std::filesystem::directory_iterator(world.clinic_folder.root))
        if (entry.is_regular_file()) all += test::slurp(entry.path());
    CHECK(all.find("canary-4f1c77a0") == std::string::npos);
    CHECK(all.find("131873") == std::string::npos);
    CHECK(all.find(key) == std::string::npos);
    // The search does find what stands there in clear by design.
    CHECK(all.find(std::string(as_text(world.attention.secret_key.view()))) != std::string::npos);
}
