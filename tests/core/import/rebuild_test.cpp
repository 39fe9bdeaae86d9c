// The store is the memory: an archive made anew from it says what the lost one said.
#include "import/rebuild.h"

#include <catch2/catch.hpp>

#include "clinic_world.h"
#include "crypto/endorsement.h"
#include "crypto/mark.h"
#include "crypto/tombstone.h"

using namespace spine;
using test::ClinicWorld;
using test::WorldTablet;

namespace {

// Everything that an archive says of its patients.
struct Said {
    std::vector<archive::SessionPlace> places, branches;
    std::map<crypto::SessionRef, archive::Response> responses;
    std::map<crypto::SessionRef, archive::Summary> summaries;
    std::map<crypto::SessionRef, archive::MarkState> marks;
    archive::TextReadings texts;
    std::set<crypto::Hash> mark_objects;
    std::set<crypto::SessionRef> tombstones;
    std::vector<crypto::SessionRef> erased;
};

Said said_by(archive::Archive& archive) {
    Said said;
    said.places = archive.places().value();
    said.branches = archive.answered_branches().value();
    const auto rows = archive.rows().value();
    for (const auto& row : rows) {
        said.summaries[row.place.ref()] = row.summary;
        said.marks[row.place.ref()] = row.marks;
        said.responses[row.place.ref()] = archive.response_for_list(row.place.ref()).value();
    }
    said.texts = archive.text_readings().value();
    sync::ClinicObjects objects(archive.root());
    objects.remember(archive.kept_objects().value());
    for (const auto& object : objects.verified())
        if (object.kind == crypto::ObjectKind::Mark &&
            objects.author_of(crypto::claimed_author(object.bytes), object.name) != nullptr)
            said.mark_objects.insert(object.name);
    for (const auto& [session, tombstone] : objects.tombstones()) said.tombstones.insert(session);
    said.erased = archive.erased().value();
    // Of what was erased and is gone from the store no more than this is known to anybody.
    for (archive::SessionPlace& place : said.places) {
        if (std::find(said.erased.begin(), said.erased.end(), place.ref()) == said.erased.end())
            continue;
        archive::SessionPlace known;
        known.session = place.session;
        known.device = place.device;
        known.counter = place.counter;
        known.head = place.head;
        place = known;
    }
    std::sort(said.places.begin(), said.places.end(),
              [](const auto& a, const auto& b) { return a.ref() < b.ref(); });
    return said;
}

void check_same(const Said& now, const Said& before) {
    CHECK(now.places == before.places);
    CHECK(now.branches == before.branches);
    CHECK(now.responses == before.responses);
    CHECK(now.summaries == before.summaries);
    CHECK(now.marks == before.marks);
    CHECK(now.texts == before.texts);
    CHECK(now.mark_objects == before.mark_objects);
    CHECK(now.tombstones == before.tombstones);
    CHECK(std::set(now.erased.begin(), now.erased.end()) ==
          std::set(before.erased.begin(), before.erased.end()));
}

crypto::SessionRef ref_of(ClinicWorld& world, const std::string& code) {
    const auto rows = world.archive->find_code(code);
    REQUIRE(rows);
    REQUIRE(rows->size() == 1);
    return rows->at(0).place.ref();
}

// A clinic to which everything has happened that an archive has to remember.
struct Eventful {
    Eventful() {
        // Keys and slots, from a day before the first patient.
        REQUIRE(world.archive->backup(world.folder / "keys"));
        one.patient("131873", {{"pain.now", "7"}});
        one.patient("100009", {{"pain.now", "3"}});
        two.patient("200002", {{"words", "\"et håb\""}});
        two.patient("300000", {{"pain.now", "1"}});
        sync();
        auto open = one.begin_early("400000");
        world.import();
        test::append(open, test::answered("pain.now", "9"));
        REQUIRE(open.finish(crypto::SessionStatus::Stopped));
        auto withdrawn = two.begin_early("500000");
        world.import();
        REQUIRE(withdrawn.withdraw());
        sync();
        world.import();
        people();
        devices();
    }
    void sync() {
        one.sync();
        two.sync();
    }
    void people() {
        REQUIRE(world.archive->mark_reviewed(ref_of(world, "131873")));
        REQUIRE(world.archive->mark_reviewed(ref_of(world, "200002")));
        REQUIRE(world.archive->undo_reviewed(ref_of(world, "200002")));
        REQUIRE(world.archive->take_over(ref_of(world, "200002")));
        REQUIRE(world.archive->withdraw_research(ref_of(world, "400000")));
        const auto text = archive::text_ref(world.id, ref_of(world, "200002"), "words", "et håb");
        REQUIRE(world.archive->decide_text(text, {crypto::MarkKind::Redact, {3, 6, 5}}));
        REQUIRE(world.archive->decide_text(text, {crypto::MarkKind::Release, {}}));
        REQUIRE(world.archive->erase(ref_of(world, "100009")));
        world.import();
    }
    // A second computer that reviews and erases, and is revoked; a tablet that is revoked, too.
    void devices() {
        const crypto::SignPair pair = crypto::make_sign_pair(world.random);
        const crypto::Signer signer(pair.secret_key);
        const auto id = crypto::device_id_of(world.id, pair.public_key);
        world.admit_computer(pair.public_key, "Computer 2");
        crypto::MarkText text;
        text.lamport = 40;
        text.note = "Dr Berg";
        const auto about = ref_of(world, "200002");
        text.device = about.device;
        text.session = about.session;
        const Bytes mark =
            crypto::make_mark(world.id, text, world.clinic_key.public_key, signer).value();
        world.put(mark);
        const auto erased = ref_of(world, "300000");
        world.put(
            crypto::make_tombstone({world.id, id, 41, erased.device, erased.session}, signer));
        world.import();
        world.put(
            crypto::make_endorsement({world.id, id, {crypto::hash(mark)}}, world.root.secret_key)
                .value());
        world.revoke(id);
        world.revoke(two.id());
        two.patient("600000", {{"pain.now", "1"}});
        sync();
        world.import();
    }
    // With the keys of `keys`, or with those of the archive itself.
    Result<importing::Rebuilt> rebuild(bool from_backup,
                                       importing::Losing losing = importing::Losing::Refused) {
        auto keys = world.give_away();
        if (from_backup) {
            keys.reset();
            std::filesystem::remove(world.clinic_folder.database());
            std::filesystem::create_directory(world.folder / "aside");
            const archive::ClinicFolder aside{world.folder / "aside"};
            std::filesystem::copy_file(world.folder / "keys", aside.database());
            auto opened = archive::Archive::open(aside, world.files, world.clock, world.random);
            if (!opened) FAIL(opened.error().sentence());
            keys = std::move(*opened);
            REQUIRE(keys->unlock(as_bytes(test::kPassphrase)));
        }
        auto done = importing::rebuild_archive(std::move(keys), world.clinic_folder, *world.store,
                                               world.files, world.clock, {}, losing);
        world.reopen();
        REQUIRE(world.archive->unlock(as_bytes(test::kPassphrase)));
        return done;
    }

    ClinicWorld world;
    WorldTablet one{world, "Tablet 1", 1}, two{world, "Tablet 2", 2};
};

}  // namespace

TEST_CASE("an archive rebuilt from the store equals the one that was lost") {
    Eventful clinic;
    ClinicWorld& world = clinic.world;
    const Said before = said_by(*world.archive);
    REQUIRE(before.places.size() == 6);
    REQUIRE(before.responses.size() == 3);
    REQUIRE(before.erased.size() == 2);
    REQUIRE(before.marks.at(ref_of(world, "200002")).reviewed_by == "Dr Berg");
    REQUIRE(before.texts.size() == 1);
    REQUIRE(before.texts.begin()->second.state == archive::TextState::Released);
    const bool from_backup = GENERATE(false, true);
    INFO((from_backup ? "with the keys of a backup alone" : "with the archive's own keys"));
    const auto rebuilt = clinic.rebuild(from_backup);
    if (!rebuilt) FAIL(rebuilt.error().sentence());
    CHECK(rebuilt->after == 3);
    CHECK(rebuilt->lost == 0);
    check_same(said_by(*world.archive), before);
    CHECK(world.archive->audit()->size() > 2);
    // It goes on as the other would have: nothing is imported twice, and a new mark counts.
    const auto again = world.import();
    CHECK(again.imported == 0);
    CHECK(again.gaps.empty());
    CHECK(world.archive->unreadable()->empty());
    const auto reviewed = ref_of(world, "400000");
    REQUIRE(world.archive->mark_reviewed(reviewed));
    CHECK(world.archive->row(reviewed)->marks.reviewed);
}

TEST_CASE("of two ends of one session the rebuilt archive holds both, the same one as its end") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    auto session = tablet.begin_early("131873");
    // The tablet's folder is copied in the middle of a session, and both copies go on.
    std::filesystem::copy(tablet.place.path(), world.folder / "copy");
    test::append(session, test::answered("pain.now", "7"));
    REQUIRE(session.finish(crypto::SessionStatus::Complete));
    tablet.sync();
    world.import();
    REQUIRE(world.archive->row(ref_of(world, "131873"))->summary.status ==
            crypto::SessionStatus::Complete);
    std::filesystem::remove_all(tablet.place.path());
    {
        auto copied = journal::Journal::open(
            {world.folder / "copy"}, journal::make_identity(world.id, tablet.key.secret_key),
            world.clock, world.random, world.files);
        if (!copied) FAIL(copied.error().sentence());
        sync::Uploader uploader((*copied)->outbox(), *world.store, world.root.public_key,
                                tablet.id());
        REQUIRE(uploader.run());
    }
    CHECK(world.import().branches == 1);
    const Said before = said_by(*world.archive);
    REQUIRE(before.branches.size() == 1);
    auto keys = world.give_away();
    REQUIRE(importing::rebuild_archive(std::move(keys), world.clinic_folder, *world.store,
                                       world.files, world.clock, {}, importing::Losing::Refused));
    world.reopen();
    REQUIRE(world.archive->unlock(as_bytes(test::kPassphrase)));
    check_same(said_by(*world.archive), before);
}

TEST_CASE("a rebuild that would lose sessions is refused and changes nothing, unless it may") {
    test::ImportedDay day;
    ClinicWorld& world = day.world;
    std::filesystem::remove(world.stored("bundles").at(0));
    const std::string before = test::slurp(world.clinic_folder.database());
    const auto rebuild = [&](importing::Losing losing) {
        auto keys = world.give_away();
        auto done = importing::rebuild_archive(std::move(keys), world.clinic_folder, *world.store,
                                               world.files, world.clock, {}, losing);
        world.reopen();
        REQUIRE(world.archive->unlock(as_bytes(test::kPassphrase)));
        return done;
    };
    CHECK(rebuild(importing::Losing::Refused).error().cause ==
          importing::causes::rebuild_would_lose);
    CHECK(world.archive->rows()->size() == 2);
    CHECK(std::filesystem::is_empty(world.clinic_folder.root / "rebuild"));
    const auto done = rebuild(importing::Losing::Accepted);
    REQUIRE(done);
    CHECK(done->before == 2);
    CHECK(done->lost == 1);
    CHECK(world.archive->rows()->size() == 1);
}

TEST_CASE("a rebuild that breaks off leaves the archive as it was, and can be done again") {
    test::ImportedDay day;
    ClinicWorld& world = day.world;
    const auto bundles = world.stored("bundles").at(0).parent_path();
    std::filesystem::rename(bundles, world.folder / "aside");
    test::spit(bundles, "no folder");
    auto keys = world.give_away();
    CHECK_FALSE(importing::rebuild_archive(std::move(keys), world.clinic_folder, *world.store,
                                           world.files, world.clock, {},
                                           importing::Losing::Accepted));
    world.reopen();
    REQUIRE(world.archive->unlock(as_bytes(test::kPassphrase)));
    CHECK(world.archive->rows()->size() == 2);
    std::filesystem::remove(bundles);
    std::filesystem::rename(world.folder / "aside", bundles);
    keys = world.give_away();
    REQUIRE(importing::rebuild_archive(std::move(keys), world.clinic_folder, *world.store,
                                       world.files, world.clock, {}, importing::Losing::Refused));
    world.reopen();
    REQUIRE(world.archive->unlock(as_bytes(test::kPassphrase)));
    CHECK(world.archive->rows()->size() == 2);
}

TEST_CASE("a backup opens with the same passphrase, is its owner's alone, and replaces nothing") {
    test::ImportedDay day;
    ClinicWorld& world = day.world;
    const auto file = world.folder / "backup";
    REQUIRE(world.archive->backup(file));
    using std::filesystem::perms;
    CHECK(std::filesystem::status(file).permissions() == (perms::owner_read | perms::owner_write));
    CHECK_FALSE(world.archive->backup(file));
    std::filesystem::create_directory(world.folder / "restored");
    const archive::ClinicFolder restored{world.folder / "restored"};
    std::filesystem::copy_file(file, restored.database());
    auto opened = archive::Archive::open(restored, world.files, world.clock, world.random);
    REQUIRE(opened);
    REQUIRE((*opened)->unlock(as_bytes(test::kPassphrase)));
    CHECK((*opened)->rows()->size() == 2);
    CHECK((*opened)->audit()->at((*opened)->audit()->size() - 2).what == "backed up");
    // Another computer's attention key is not needed: the archive has its own.
    REQUIRE((*opened)->restore_attention_key(restored, world.files));
    CHECK(test::slurp(restored.attention_key()) ==
          test::slurp(world.clinic_folder.attention_key()));
}
