// A clinic whose archive has a page that does not read.
#include <catch2/catch.hpp>

#include "clinic_room.h"
#include "support/torn_page.h"

using namespace spine;
using test::ClinicRoom;

TEST_CASE("a clinic with a page that does not read shows what reads, and writes nothing") {
    ClinicRoom room;
    const auto visit = [&](const std::string& code, std::size_t words) {
        auto session = room.tablet.begin(code);
        test::append(session, test::answered("about.part", "\"low-back\""));
        // So many that the response goes on over pages of its own.
        for (std::size_t i = 0; i < words; ++i)
            test::append(session,
                         test::answered("words.hope", '"' + std::string(16'000, 'w') + '"'));
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
    // The list has met the page. From here on nothing is written: not even that somebody opened a
    // patient, so nobody is opened.
    const std::string before = test::slurp(file);
    CHECK(room.worklist().rows.size() == 2);
    const auto refused = room.data->mark_reviewed(sessions.at("131873"), true);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().cause == database::causes::damaged);
    CHECK(refused.error().next.find("rebuild it from the store") != std::string::npos);
    for (const auto& [code, session] : sessions) {
        const auto opened = room.data->open(session);
        REQUIRE_FALSE(opened);
        CHECK(opened.error().cause == database::causes::damaged);
    }
    CHECK_FALSE(room.data->import());
    room.stop();
    CHECK(test::slurp(file) == before);
}
