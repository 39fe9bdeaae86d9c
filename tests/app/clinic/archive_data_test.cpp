// What the clinic program reads, over a real archive, store and configuration.
#include <sqlite3.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <optional>
#include <set>

#include "clinic_room.h"
#include "forked_session.h"
#include "import/verify.h"

using namespace spine;
using test::ClinicRoom;

namespace {

const std::map<std::string, std::string> kSomebody = {
    {"about.who", "\"for-me\""}, {"about.part", "\"low-back\""}, {"worry", "7"}};

// A patient who ticked a stop-now sign, as the tablet seals it.
void tier_a(ClinicRoom& room, const std::string& code) {
    auto session = room.tablet.begin(code);
    test::append(session, test::answered("about.part", "\"low-back\""));
    test::append(session, test::answered("signs.a", "[\"urine\"]"));
    session::Event tier;
    tier.kind = session::EventKind::Tier;
    tier.at = room.world.clock.now();
    tier.subject = "a";
    test::append(session, session::encode(tier));
    REQUIRE(session.finish(crypto::SessionStatus::Complete));
}

void run_sql(const std::filesystem::path& file, const char* sql) {
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
    const int done = sqlite3_exec(database, sql, nullptr, nullptr, nullptr);
    sqlite3_close(database);
    REQUIRE(done == SQLITE_OK);
}

}  // namespace

TEST_CASE("a sign that was kept counts, though the tablet lost its power before it said so") {
    ClinicRoom room;
    const auto cut_off = [&](const std::string& code, const std::string& item,
                             const std::string& answer, crypto::SessionStatus status) {
        auto session = room.tablet.begin(code);
        test::append(session, test::answered("about.part", "\"low-back\""));
        test::append(session, test::answered(item, answer));
        REQUIRE(session.finish(status));
    };
    cut_off("100008", "signs.b", "[\"none\"]", crypto::SessionStatus::Interrupted);
    cut_off("131873", "signs.a", "[\"urine\"]", crypto::SessionStatus::Interrupted);
    cut_off("200006", "signs.a", "[\"not-sure\"]", crypto::SessionStatus::Expired);
    cut_off("300004", "signs.b", "[\"cancer\"]", crypto::SessionStatus::Stopped);
    room.tablet.sync();
    room.start();
    room.unlock();
    REQUIRE(room.data->import());
    const auto list = room.worklist();
    REQUIRE(list.rows.size() == 4);
    std::map<std::string, const review::WorklistRow*> rows;
    for (const auto& row : list.rows) rows[row.code] = &row;
    CHECK(rows.at("131873")->tier == "a");
    CHECK(rows.at("131873")->signs == "Trouble passing, feeling or holding urine");
    CHECK(rows.at("200006")->tier == "a");
    CHECK(rows.at("300004")->tier == "b");
    CHECK(rows.at("100008")->tier.empty());
    CHECK(list.rows[0].tier == "a");
    CHECK(list.rows[1].tier == "a");
    const auto page = room.data->open(rows.at("131873")->session);
    REQUIRE(page);
    CHECK(page->page.warning.kind == review::Warning::TierA);
}

TEST_CASE("the worklist opens nobody: only what a person opened is in the audit trail") {
    ClinicRoom room;
    tier_a(room, "131873");
    room.tablet.sync();
    room.start();
    room.unlock();
    REQUIRE(room.data->import());
    CHECK(room.log_size() == 0);
    for (int refresh = 0; refresh < 3; ++refresh) {
        const auto list = room.worklist();
        REQUIRE(list.rows.size() == 1);
        CHECK(list.rows[0].signs == "Trouble passing, feeling or holding urine");
    }
    CHECK(room.log_size() == 0);
    const std::string session = room.worklist().rows[0].session;
    REQUIRE(room.data->open(session));
    REQUIRE(room.data->take_over(session));
    const auto page = room.data->reread(session);
    REQUIRE(page);
    CHECK(page->page.taken_over);
    CHECK(room.worklist().rows[0].taken_over);
    // Import writes the log back, so that it does not grow for as long as the program runs.
    CHECK(room.log_size() > 0);
    REQUIRE(room.data->import());
    CHECK(room.log_size() == 0);
    CHECK(room.opened() == 1);
}

TEST_CASE("who answered for the patient is marked in the list, complete or not") {
    ClinicRoom room;
    room.tablet.patient("131873", kSomebody);
    auto values = kSomebody;
    values["about.who"] = "\"self\"";
    room.tablet.patient("100009", values);
    room.tablet.sync();
    room.start();
    room.unlock();
    REQUIRE(room.data->import());
    const auto list = room.worklist();
    REQUIRE(list.rows.size() == 2);
    for (const auto& row : list.rows) {
        CHECK(row.status == "complete");
        CHECK(row.worry == 70);
        CHECK(row.proxy == (row.code == "131873"));
    }
}

TEST_CASE("a store that is out of reach when the program is unlocked is imported from later") {
    ClinicRoom room;
    room.tablet.patient("131873", kSomebody);
    room.tablet.sync();
    const auto away = room.world.folder / "away";
    std::filesystem::rename(room.store_folder(), away);
    room.start();
    room.unlock();
    CHECK_FALSE(room.data->import());
    CHECK(room.worklist().rows.empty());
    std::filesystem::rename(away, room.store_folder());
    REQUIRE(room.data->import());
    CHECK(room.worklist().rows.size() == 1);
}

TEST_CASE("a damaged configuration is named and stops no import, and its patients are listed") {
    ClinicRoom room;
    room.tablet.patient("131873", kSomebody);
    const auto before = room.world.stored(sync::places::contents);
    room.config.append("kiosk.toml", "\n# another version\n");
    room.publish(3);
    for (const auto& content : room.world.stored(sync::places::contents))
        if (std::find(before.begin(), before.end(), content) == before.end())
            test::spit(content, "damaged");
    tier_a(room, "100009");
    room.tablet.sync();
    room.start();
    room.unlock();
    const auto imported = room.data->import();
    REQUIRE_FALSE(imported);
    CHECK(imported.error().cause == Cause("configuration-damaged"));
    const auto list = room.worklist();
    REQUIRE(list.rows.size() == 2);
    CHECK(list.rows[0].code == "100009");
    CHECK(list.rows[0].unread);
    CHECK(list.rows[0].warning == review::Warning::TierA);
    CHECK_FALSE(list.rows[1].unread);
}

TEST_CASE("a configuration that is damaged at the clinic is named by verify and fetched again") {
    ClinicRoom room;
    room.tablet.patient("131873", kSomebody);
    room.tablet.sync();
    room.start();
    room.unlock();
    REQUIRE(room.data->import());
    REQUIRE_FALSE(room.worklist().rows.at(0).unread);
    room.stop();
    const auto place = room.world.clinic_folder.configurations() / room.world.configuration.hex();
    const std::string file = GENERATE("kiosk.toml", "manifest");
    const bool gone = GENERATE(false, true);
    INFO(file << (gone ? " gone" : " damaged"));
    if (gone)
        std::filesystem::remove(place / file);
    else
        test::spit(place / file, "damaged");
    {
        room.world.reopen();
        REQUIRE(room.world.archive->unlock(as_bytes(test::kPassphrase)));
        const auto report = importing::verify_archive(*room.world.archive, room.world.files);
        REQUIRE(report);
        CHECK_FALSE(report->sound());
        REQUIRE(report->objects.size() == 1);
        CHECK(report->objects[0].object == room.world.configuration.hex());
        CHECK(report->objects[0].where == "configurations/" + file);
    }
    // Out of reach of the store the answers show no words; with it they do, without a restart.
    const auto away = room.world.folder / "away";
    std::filesystem::rename(room.store_folder(), away);
    room.start();
    room.unlock();
    CHECK(room.worklist().rows.at(0).unread);
    std::filesystem::rename(away, room.store_folder());
    REQUIRE(room.data->import());
    CHECK_FALSE(room.worklist().rows.at(0).unread);
    room.stop();
    room.world.reopen();
    REQUIRE(room.world.archive->unlock(as_bytes(test::kPassphrase)));
    CHECK(importing::verify_archive(*room.world.archive, room.world.files)->sound());
}

TEST_CASE("what cannot be noted in the audit trail is not opened") {
    ClinicRoom room;
    room.start();
    room.stop();
    run_sql(room.world.clinic_folder.database(),
            "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(FAIL, 'full'); END");
    room.start();
    const auto unlocked = room.data->unlock(as_bytes(test::kPassphrase));
    REQUIRE_FALSE(unlocked);
    CHECK(unlocked.error().cause != archive::causes::passphrase_wrong);
    CHECK(room.data->worklist().error().cause == archive::causes::archive_locked);
}

TEST_CASE("a researcher's passphrase opens no page of single patients and no text") {
    ClinicRoom room;
    REQUIRE(room.world.archive->add_slot(
        {{"R. Holm", archive::Role::Researcher}, as_bytes("second one"), test::kSmallCost}));
    room.tablet.patient("131873", kSomebody);
    room.tablet.sync();
    room.start();
    REQUIRE(room.data->unlock(as_bytes("second one")));
    CHECK(room.data->person().name == "R. Holm");
    CHECK_FALSE(room.data->person().opens_patients());
    // What comes in is imported for whoever is there.
    CHECK(room.data->import());
    CHECK(room.data->worklist().error().cause == archive::causes::role_refused);
    CHECK(room.data->texts().error().cause == archive::causes::role_refused);
    room.data->lock();
    CHECK(room.data->person().name.empty());
    room.unlock();
    CHECK(room.worklist().rows.size() == 1);
}

TEST_CASE("an administrator's passphrase opens nothing here, and leaves nothing open") {
    ClinicRoom room;
    REQUIRE(room.world.archive->add_slot(
        {{"A. Berg", archive::Role::Administrator}, as_bytes("second one"), test::kSmallCost}));
    room.start();
    const auto unlocked = room.data->unlock(as_bytes("second one"));
    REQUIRE_FALSE(unlocked);
    CHECK(unlocked.error().cause == archive::causes::role_refused);
    CHECK(room.data->worklist().error().cause == archive::causes::archive_locked);
    CHECK(room.data->import().error().cause == archive::causes::archive_locked);
    room.unlock();
    CHECK(room.data->worklist());
}

TEST_CASE("one damaged row hides no other patient, and the list says that it is missing") {
    ClinicRoom room;
    room.tablet.patient("131873", kSomebody);
    room.tablet.patient("100009", kSomebody);
    room.tablet.sync();
    room.start();
    room.unlock();
    REQUIRE(room.data->import());
    REQUIRE(room.worklist().rows.size() == 2);
    CHECK(room.worklist().received.unreadable == 0);
    room.stop();
    run_sql(room.world.clinic_folder.database(),
            "UPDATE response SET summary = zeroblob(length(summary)) WHERE id = 1");
    room.start();
    room.unlock();
    const auto list = room.worklist();
    REQUIRE(list.rows.size() == 1);
    CHECK(list.received.unreadable == 1);
    CHECK(list.received.of == 2);
    CHECK(room.data->open(list.rows[0].session));  // it looks for its code among all
    room.stop();
    room.world.reopen();
    REQUIRE(room.world.archive->unlock(as_bytes(test::kPassphrase)));
    CHECK(room.world.archive->find_code(list.rows[0].code)->size() == 1);
    // Who does not ask for what is damaged gets no list that lacks some.
    CHECK(room.world.archive->rows().error().cause == archive::causes::archive_damaged);
}

TEST_CASE("a page has every end of its session, and one that does not open hides none") {
    ClinicRoom room;
    const test::ForkedSession session(room.tablet);
    test::send(room.world,
               session.walk().answer(2, "about.pain-now").end(crypto::SessionStatus::Interrupted));
    test::send(room.world,
               session.walk().answer(3, "about.pain-now").end(crypto::SessionStatus::Interrupted));
    test::send(room.world,
               session.walk().answer(7, "about.pain-now").end(crypto::SessionStatus::Complete));
    room.start();
    room.unlock();
    REQUIRE(room.data->import());
    const std::string id = room.worklist().rows.at(0).session;
    const auto opened = room.data->open(id);
    REQUIRE(opened);
    CHECK(opened->page.pain_now == 7);
    CHECK(opened->damaged_ends == 0);
    REQUIRE(opened->ends.size() == 2);
    std::set<std::optional<int>> pains;
    for (const auto& end : opened->ends) {
        CHECK(end.page.status == "interrupted");
        CHECK(end.moments.last != 0);
        pains.insert(end.page.pain_now);
    }
    CHECK(pains == std::set<std::optional<int>>{2, 3});
    CHECK(room.opened() == 1);
    const char* what = GENERATE("summary = zeroblob(256)", "sealed = zeroblob(300)");
    room.world.alter_archive(std::string("UPDATE branch SET ") + what +
                             " WHERE head = (SELECT min(head) FROM branch)");
    room.start();
    room.unlock();
    const auto rest = room.data->open(id);
    REQUIRE(rest);
    CHECK(rest->page.pain_now == 7);
    CHECK(rest->ends.size() == 1);
    CHECK(rest->damaged_ends == 1);
}

TEST_CASE("the list says what import says of retention, as long as the program is open") {
    ClinicRoom room;
    room.start();
    room.unlock();
    REQUIRE(room.data->import());
    CHECK_FALSE(room.worklist().received.retention.rule_held_back);
    for (const auto& file : room.world.stored(sync::places::configs)) std::filesystem::remove(file);
    room.data->lock();
    room.unlock();
    REQUIRE(room.data->import());
    CHECK(room.worklist().received.retention.rule_held_back);
    room.data->lock();
    room.unlock();
    CHECK_FALSE(room.worklist().received.retention.rule_held_back);
}

TEST_CASE("page and list give answers after a visit to the same visit, or to none") {
    ClinicRoom room;
    constexpr std::int64_t kDay = 86'400'000;
    const auto come_back_after = [&](std::int64_t days) {
        room.world.clock.advance_ms(days * kDay);
        room.tablet.patient("131873", {}, true);
    };
    room.tablet.patient("131873", kSomebody);
    come_back_after(10);
    room.world.clock.advance_ms(200 * kDay);
    room.tablet.patient("131873", kSomebody);
    come_back_after(89);
    come_back_after(2);  // 91 days: kiosk.toml says 90
    room.tablet.sync();
    room.start();
    room.unlock();
    REQUIRE(room.data->import());
    const auto list = room.worklist();
    REQUIRE(list.rows.size() == 3);
    for (const auto& row : list.rows) {
        CHECK(row.after_visit);
        const auto opened = room.data->open(row.session);
        REQUIRE(opened);
        CHECK(opened->page.alone == row.alone);
        CHECK(opened->page.after_visit.size() == (row.alone ? 0 : 1));
    }
    CHECK_FALSE(list.rows[0].alone);
    CHECK_FALSE(list.rows[1].alone);
    CHECK(list.rows[2].alone);
    // Three pages, and the two that were read with their visits.
    CHECK(room.opened() == 5);
}
