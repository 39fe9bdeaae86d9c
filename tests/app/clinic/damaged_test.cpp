// A clinic whose archive has a page that does not read.
#include <catch2/catch.hpp>
#include <random>

#include "clinic_room.h"
#include "support/torn_page.h"

using namespace spine;
using test::ClinicRoom;

TEST_CASE("a clinic with a page that does not read shows what reads, and writes nothing") {
    ClinicRoom room;
    const auto visit = [&](const std::string& code, std::size_t words) {
        auto session = room.tablet.begin(code);
        test::append(session, test::answered("about.part", "\"low-back\""));
        // So many, and so little alike, that the response goes on over pages of its own.
        std::minstd_rand letters;
        for (std::size_t i = 0; i < words; ++i) {
            std::string hope(16'000, ' ');
            for (char& letter : hope) letter = static_cast<char>('a' + letters() % 26);
            test::append(session, test::answered("words.hope", '"' + hope + '"'));
        }
        REQUIRE(session.finish(crypto::SessionStatus::Complete));
    };
    visit("131873", 0);
    visit("100008", 5);
    room.tablet.sync();
    room.start();
    room.unlock();
    REQUIRE(room.data->import());
    room.stop();
    const auto file = room.world.clinic_folder.database();
    test::tear_page(file,
                    "SELECT pageno FROM dbstat WHERE name = 'response' AND "
                    "pagetype = 'overflow' AND path LIKE '%+000001'");
    room.start();
    room.unlock();
    const auto list = room.worklist();
    REQUIRE(list.rows.size() == 2);
    std::map<std::string, std::string> sessions;
    for (const auto& row : list.rows) sessions[row.code] = row.session;
    // The list has met the page. From here on nothing is written there: that somebody opened a
    // patient is noted beside it.
    const std::string before = test::slurp(file);
    CHECK(room.worklist().rows.size() == 2);
    const auto refused = room.data->mark_reviewed(sessions.at("131873"), true);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().cause == database::causes::damaged);
    CHECK(refused.error().next.find("rebuild it from the store") != std::string::npos);
    CHECK(room.data->open(sessions.at("131873"))->page.code == "131873");
    const auto own = room.data->open(sessions.at("100008"));
    REQUIRE_FALSE(own);
    CHECK(own.error().cause == database::causes::damaged);
    CHECK_FALSE(room.data->import());
    room.stop();
    CHECK(test::slurp(file) == before);
    // The trail has it, from now on by itself.
    const auto note = room.world.clinic_folder.audit_aside();
    const std::string noted = test::slurp(note);
    CHECK_FALSE(noted.empty());
    CHECK(noted.find(sessions.at("131873")) == std::string::npos);
    CHECK(room.opened() == 1);
    CHECK_FALSE(std::filesystem::exists(note));
    CHECK(room.opened() == 1);
    // A word that the trail has taken is not taken again, should the power have gone in between.
    test::spit(note, noted);
    CHECK(room.opened() == 1);
}

TEST_CASE("what is noted beside a damaged archive cannot be altered, cut or added to unseen") {
    ClinicRoom room;
    room.tablet.patient("131873", {});
    room.tablet.sync();
    room.world.import();
    const auto session = room.world.archive->rows()->at(0).place.ref();
    const auto note = room.world.clinic_folder.audit_aside();
    room.world.archive.reset();
    test::tear_page(room.world.clinic_folder.database(),
                    "SELECT pageno FROM dbstat WHERE name = 'audit' AND pagetype = 'leaf'");
    room.world.reopen();
    REQUIRE(room.world.archive->unlock(as_bytes(test::kPassphrase)));
    REQUIRE(room.world.archive->response(session));
    const std::string one = test::slurp(note);
    REQUIRE(room.world.archive->response(session));
    const std::string two = test::slurp(note);
    REQUIRE(two.size() > one.size());
    std::string altered = two;
    altered[5] ^= 1;
    for (const std::string& content :
         {altered, two.substr(0, two.size() - 1), two + '\0',
          two.substr(0, one.size() - 136) + two.substr(two.size() - 136)}) {
        test::spit(note, content);
        // Nobody is opened behind it.
        CHECK(room.world.archive->response(session).error().cause ==
              archive::causes::audit_altered);
    }
    test::spit(note, two);
    CHECK(room.world.archive->response(session));
}
