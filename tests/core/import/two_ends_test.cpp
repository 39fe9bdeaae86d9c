// One session with two ends: a tablet that was put back from a backup of mid-walk, or whose memory
// was copied. Both are kept, whichever comes first, and nobody's word is lost.
#include <algorithm>
#include <catch2/catch.hpp>

#include "crypto/tombstone.h"
#include "forked_session.h"
#include "import/rebuild.h"
#include "import/verify.h"

using namespace spine;
using crypto::SessionStatus;
using test::ClinicWorld;
using test::KeptAs;
using test::TwoEnds;
using test::WorldTablet;

namespace {

// As if it had never met a session.
void forget_everything(ClinicWorld& world) {
    for (const char* table :
         {"response", "response_key", "branch", "branch_key", "bundle", "end_came"})
        world.alter_archive(std::string("DELETE FROM ") + table);
}

std::string pain(const KeptAs& end) {
    return end.answers.at("pain.now");
}

// A tablet and what was put back from a backup of its folder, taken in mid-walk; each with a
// retention of no time.
class PutBack {
  public:
    PutBack() {
        auto session = tablet.begin_early("131873");
        test::append(session, test::answered("pain.now", "2"));
        std::filesystem::copy(tablet.place.path(), backup.path(),
                              std::filesystem::copy_options::recursive |
                                  std::filesystem::copy_options::overwrite_existing);
        test::append(session, test::answered("pain.now", "7"));
        REQUIRE(session.finish(SessionStatus::Complete));
        // Its start signs what is there as interrupted.
        journal = journal::Journal::open({backup.path()},
                                         journal::make_identity(world.id, tablet.key.secret_key),
                                         world.clock, world.random, world.files)
                      .value();
        const auto uploader_of = [&](journal::Journal& of) {
            return std::make_unique<sync::Uploader>(of.outbox(), *world.store,
                                                    world.root.public_key, tablet.id(),
                                                    sync::UploaderOptions{0, 2});
        };
        tablet.uploader = uploader_of(*tablet.journal);
        put_back = uploader_of(*journal);
    }
    ClinicWorld world;
    WorldTablet tablet{world, "Tablet 1", 1};
    test::TemporaryFolder backup;
    std::unique_ptr<journal::Journal> journal;
    std::unique_ptr<sync::Uploader> put_back;
};

}  // namespace

TEST_CASE("a backup of mid-walk is put back: both ends are kept, whichever comes first") {
    const bool complete_first = GENERATE(false, true);
    INFO((complete_first ? "the complete one first" : "the interrupted one first"));
    PutBack two;
    sync::Uploader& first = complete_first ? *two.tablet.uploader : *two.put_back;
    sync::Uploader& second = complete_first ? *two.put_back : *two.tablet.uploader;
    REQUIRE(first.run());
    CHECK(two.world.import().forks.empty());
    REQUIRE(second.run());
    const auto result = two.world.import();
    CHECK(result.branches == 1);
    CHECK(result.refused.empty());
    REQUIRE(result.forks.size() == 1);
    CHECK(result.forks[0].counter == 1);
    const auto rows = two.world.archive->rows().value();
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].place.status == SessionStatus::Complete);
    const auto ends = test::ends_in(*two.world.archive, rows[0].place.ref());
    REQUIRE(ends.size() == 2);
    CHECK(pain(ends[0]) == "7");
    CHECK(ends[1].place.status == SessionStatus::Interrupted);
    CHECK(pain(ends[1]) == "2");
    // Each tablet has the receipt for its own end, and deletes.
    two.world.clock.advance_ms(1);
    CHECK(first.run()->deleted == 1);
    CHECK(second.run()->deleted == 1);
    CHECK(two.world.import().already == 3);  // with the early upload
    CHECK(test::ends_in(*two.world.archive, rows[0].place.ref()) == ends);
}

TEST_CASE(
    "two ends in whatever order, one by one or at once, or rebuilt: the archive is the same") {
    TwoEnds two;
    auto open = two.session.walk();
    open.answer(4);
    std::vector<Bytes> bundles{two.session.walk().answer(1).end(SessionStatus::Complete),
                               two.session.walk().answer(2).end(SessionStatus::Complete),
                               two.session.walk().answer(3).end(SessionStatus::Interrupted),
                               open.end(SessionStatus::Open),
                               open.answer(5).end(SessionStatus::Expired)};
    std::vector<std::size_t> order{0, 1, 2, 3, 4};
    std::vector<KeptAs> before;
    const std::size_t steps = test::long_form() ? 1 : 17;
    std::size_t turn = 0;
    do {
        if (turn++ % steps != 0) continue;
        INFO("turn " << turn);
        forget_everything(two.world);
        const auto store = two.world.folder / "store" / two.world.id.hex();
        for (const char* place : {"bundles", "receipts"})
            std::filesystem::remove_all(store / place);
        for (const std::size_t one : order) CHECK(two.import(bundles[one]).refused.empty());
        auto ends = two.ends();
        REQUIRE(ends.size() == 4);
        CHECK(ends[0].place.status == SessionStatus::Complete);
        for (const KeptAs& end : ends) CHECK(end.receipted);
        if (before.empty()) before = ends;
        CHECK(ends == before);
    } while (std::next_permutation(order.begin(), order.end()));
    // All at once, by their names in the store.
    forget_everything(two.world);
    const auto result = two.world.import();
    CHECK(result.imported + result.branches + result.extended + result.already == 5);
    CHECK(two.ends() == before);
    // And an archive that is made anew.
    auto keys = two.world.give_away();
    const auto rebuilt = importing::rebuild_archive(
        std::move(keys), two.world.clinic_folder, *two.world.store, two.world.files,
        two.world.clock, {}, importing::Losing::Refused);
    REQUIRE(rebuilt);
    CHECK(rebuilt->lost == 0);
    two.world.reopen();
    REQUIRE(two.world.archive->unlock(as_bytes(test::kPassphrase)));
    two.world.import();  // the receipts that a rebuild owes
    CHECK(two.ends() == before);
}

TEST_CASE("an open branch goes on in its place, and is the session's end where that is better") {
    TwoEnds two;
    auto branch = two.session.walk();
    branch.answer(4);
    two.import(two.session.walk().answer(1).end(SessionStatus::Stopped));
    CHECK(two.import(branch.end(SessionStatus::Open)).branches == 1);
    REQUIRE(two.ends().size() == 2);
    CHECK(two.ends()[1].place.status == SessionStatus::Open);
    const bool better = GENERATE(false, true);
    const auto result = two.import(
        branch.answer(5).end(better ? SessionStatus::Complete : SessionStatus::Interrupted));
    CHECK(result.extended == 1);
    CHECK(result.forks.size() == 1);
    const auto ends = two.ends();
    REQUIRE(ends.size() == 2);
    CHECK(pain(ends[better ? 0 : 1]) == "5");
    CHECK(pain(ends[better ? 1 : 0]) == "1");
    CHECK(two.keys() == 2);
    for (const KeptAs& end : ends) CHECK(end.receipted);
}

TEST_CASE("an open head that says more than a kept end is a branch, one that says less is not") {
    TwoEnds two;
    auto walk = two.session.walk();
    walk.answer(1);
    const Bytes early = walk.end(SessionStatus::Open);
    two.import(walk.answer(2).end(SessionStatus::Interrupted));
    CHECK(two.import(early).already == 2);
    CHECK(two.ends().size() == 1);
    const auto result = two.import(two.session.walk().answer(3).end(SessionStatus::Open));
    CHECK(result.branches == 1);
    REQUIRE(two.ends().size() == 2);
    CHECK(pain(two.ends()[1]) == "3");
}

TEST_CASE("an interrupted end without an answer is kept as a branch, too") {
    TwoEnds two;
    two.import(two.session.walk().end(SessionStatus::Interrupted));
    const auto result = two.import(two.session.walk().answer(1).end(SessionStatus::Complete));
    CHECK(result.branches == 1);
    CHECK(result.forks.size() == 1);
    REQUIRE(two.ends().size() == 2);
    CHECK(two.ends()[1].answers.empty());
    CHECK(two.ends()[1].receipted);
}

TEST_CASE("two ends that are met again, under whichever name, are here already") {
    TwoEnds two;
    two.import(two.session.walk().answer(1).end(SessionStatus::Complete));
    two.import(two.session.walk().answer(2).end(SessionStatus::Complete));
    const auto before = two.ends();
    CHECK(two.world.import().already == 2);
    two.world.alter_archive("DELETE FROM bundle");
    const auto again = two.world.import();
    CHECK(again.already == 2);
    CHECK(again.forks.size() == 1);
    CHECK(two.ends() == before);
}

TEST_CASE("who erases a session erases every end of it, and none comes back") {
    TwoEnds two;
    two.import(two.session.walk().answer(1).end(SessionStatus::Complete));
    const Bytes other = two.session.walk().answer(2).end(SessionStatus::Interrupted);
    two.import(other);
    CHECK(two.keys() == 2);
    const bool elsewhere = GENERATE(false, true);
    if (elsewhere) {
        const crypto::Signer computer(two.world.computer.secret_key);
        two.world.put(crypto::make_tombstone(
            {two.world.id, two.world.computer_id(), 9, two.tablet.id(), two.session.ref().session},
            computer));
        two.world.import();
    } else {
        REQUIRE(two.world.archive->erase(two.session.ref()));
    }
    CHECK(two.keys() == 0);
    CHECK(two.world.archive->branches(two.session.ref())->empty());
    const auto places = two.world.archive->branch_places().value();
    REQUIRE(places.size() == 1);
    CHECK_FALSE(two.world.archive->branch_response(two.session.ref(), places[0].head));
    // Neither those that were here nor a third.
    two.world.alter_archive("DELETE FROM bundle");
    const auto again = two.import(two.session.walk().answer(3).end(SessionStatus::Complete));
    CHECK(again.refused.empty());
    CHECK(two.keys() == 0);
    CHECK(two.world.archive->branch_places()->size() == 2);
    auto keys = two.world.give_away();
    REQUIRE(importing::rebuild_archive(std::move(keys), two.world.clinic_folder, *two.world.store,
                                       two.world.files, two.world.clock, {},
                                       importing::Losing::Refused));
    two.world.reopen();
    REQUIRE(two.world.archive->unlock(as_bytes(test::kPassphrase)));
    CHECK(two.keys() == 0);
    CHECK(two.world.archive->branch_places()->size() == 2);
}

TEST_CASE("verify names the fork on both sides and believes both ends") {
    TwoEnds two;
    auto walk = two.session.walk();
    walk.answer(2);
    const Bytes early = walk.end(SessionStatus::Open);
    test::send(two.world, early);
    test::send(two.world, two.session.walk().answer(1).end(SessionStatus::Complete));
    test::send(two.world, walk.answer(3).end(SessionStatus::Stopped));
    two.world.import();
    const auto clinic =
        importing::verify_clinic(*two.world.archive, two.world.files, *two.world.store).value();
    const auto archive = importing::verify_archive(*two.world.archive, two.world.files).value();
    const auto store =
        importing::verify_store(*two.world.store, two.world.root.public_key, nullptr).value();
    for (const auto& report : {clinic, archive, store}) {
        REQUIRE(report.devices.size() == 1);
        CHECK(report.devices[0].cause == "chain-forked");
        CHECK(report.objects.empty());
        CHECK(report.unreadable.empty());
    }
}

TEST_CASE("a session that went on from its early upload is no fork, by the store alone either") {
    TwoEnds two;
    auto walk = two.session.walk();
    walk.answer(1);
    test::send(two.world, walk.end(SessionStatus::Open));
    test::send(two.world, walk.answer(2).end(SessionStatus::Stopped));
    two.world.import();
    CHECK(two.ends().size() == 1);
    CHECK(importing::verify_clinic(*two.world.archive, two.world.files, *two.world.store)->sound());
}

TEST_CASE("a rebuild that would lose one of two ends is refused") {
    TwoEnds two;
    two.import(two.session.walk().answer(1).end(SessionStatus::Complete));
    const auto complete = two.world.stored("bundles").at(0);
    two.import(two.session.walk().answer(2).end(SessionStatus::Interrupted));
    const bool branch = GENERATE(false, true);
    for (const auto& file : two.world.stored("bundles"))
        if ((file != complete) == branch) std::filesystem::remove(file);
    auto keys = two.world.give_away();
    CHECK(importing::rebuild_archive(std::move(keys), two.world.clinic_folder, *two.world.store,
                                     two.world.files, two.world.clock, {},
                                     importing::Losing::Refused)
              .error()
              .cause == importing::causes::rebuild_would_lose);
    two.world.reopen();
    REQUIRE(two.world.archive->unlock(as_bytes(test::kPassphrase)));
    CHECK(two.ends().size() == 2);
}

TEST_CASE("what was reviewed before another end came is to be reviewed again") {
    TwoEnds two;
    two.import(two.session.walk().answer(2).end(SessionStatus::Interrupted));
    const auto reviewed = [&] {
        const auto rows = two.world.archive->rows().value();
        CHECK(two.world.archive->row(two.session.ref())->marks.reviewed ==
              rows.at(0).marks.reviewed);
        return rows.at(0).marks.reviewed;
    };
    REQUIRE(two.world.archive->mark_reviewed(two.session.ref()));
    CHECK(reviewed());
    two.world.clock.advance_ms(1000);
    const bool better = GENERATE(true, false);
    two.import(two.session.walk().answer(7).end(better ? SessionStatus::Complete
                                                       : SessionStatus::Interrupted));
    CHECK(two.keys() == 2);
    CHECK_FALSE(reviewed());
    REQUIRE(two.world.archive->mark_reviewed(two.session.ref()));
    CHECK(reviewed());
    two.world.import();
    CHECK(reviewed());
}

TEST_CASE("a branch's receipt that the store has lost is given again") {
    TwoEnds two;
    two.import(two.session.walk().answer(1).end(SessionStatus::Complete));
    two.import(two.session.walk().answer(2).end(SessionStatus::Interrupted));
    const std::string place = "receipts/" + two.tablet.id().hex();
    const auto given = two.world.stored(place);
    REQUIRE(given.size() == 2);
    for (const auto& file : given) std::filesystem::remove(file);
    CHECK(two.world.import().receipts_again == 2);
    const auto again = two.world.stored(place);
    CHECK(std::set(again.begin(), again.end()) == std::set(given.begin(), given.end()));
}

TEST_CASE("what the archive cannot open any more is not displaced by another end") {
    TwoEnds two;
    two.import(two.session.walk().answer(1).end(SessionStatus::Interrupted));
    two.world.alter_archive("UPDATE response SET sealed = zeroblob(300)");
    test::send(two.world, two.session.walk().answer(2).end(SessionStatus::Complete));
    const auto result = two.world.import();
    REQUIRE(result.refused.size() == 1);
    CHECK(result.refused[0].cause == "archive-damaged");
    CHECK(two.world.archive->place(two.session.ref())->status == SessionStatus::Interrupted);
    CHECK(two.keys() == 1);
}
