// Further ends of a session in the archive: each sealed as what it is, for whom it opens, and gone
// with its session.
#include <catch2/catch.hpp>

#include "archive/archive.h"
#include "archive/schema.h"
#include "core/import/clinic_world.h"
#include "database/database.h"

using namespace spine;
using archive::Role;
using crypto::SessionStatus;
using test::ClinicWorld;

namespace {

archive::SessionPlace place(std::uint8_t head, SessionStatus status) {
    archive::SessionPlace out;
    out.session.bytes.fill(1);
    out.counter = 1;
    out.records = 64;
    out.head.bytes.fill(head);
    out.status = status;
    return out;
}

archive::Response response(const std::string& pain) {
    archive::Response out;
    out.code = "131873";
    out.questionnaire = "before-assessment";
    out.answers = {{"pain.now", pain}};
    out.events = {"an event of " + pain};
    return out;
}

archive::Summary summary(const std::string& tier, SessionStatus status) {
    archive::Summary out;
    out.code = "131873";
    out.tier = tier;
    out.status = status;
    return out;
}

// A session that is complete, with two branches: interrupted with a warning sign, and open.
struct Branched {
    Branched() {
        auto& archive = *world.archive;
        REQUIRE(archive.transact([&]() -> Status {
            auto done = archive.put_response(own, response("1"), summary("", own.status));
            if (done)
                done = archive.put_branch(cut_off, response("2"), summary("a", cut_off.status));
            return done ? archive.put_branch(open, response("3"), summary("b", open.status)) : done;
        }));
    }
    [[nodiscard]] std::string pain(const archive::SessionPlace& end) {
        const auto kept = world.archive->kept_end(ref, end.head);
        return kept ? kept->response.answers.at("pain.now")
                    : std::string(kept.error().cause.name());
    }
    ClinicWorld world;
    archive::SessionPlace own = place(1, SessionStatus::Complete);
    archive::SessionPlace cut_off = place(2, SessionStatus::Interrupted);
    archive::SessionPlace open = place(3, SessionStatus::Open);
    crypto::SessionRef ref = own.ref();
};

}  // namespace

TEST_CASE("a session's branches are listed and opened beside it, each by its head") {
    Branched session;
    const auto rows = session.world.archive->branches(session.ref).value();
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].place == session.cut_off);
    CHECK(rows[0].summary.status == SessionStatus::Interrupted);
    CHECK(rows[1].place == session.open);
    CHECK(*session.world.archive->branch_response(session.ref, session.cut_off.head) ==
          response("2"));
    CHECK(*session.world.archive->response(session.ref) == response("1"));
    // Who counts sessions counts one.
    CHECK(session.world.archive->rows()->size() == 1);
    CHECK(session.world.archive->find_code("131873")->size() == 1);
    std::size_t counted = 0;
    REQUIRE(session.world.archive->each_response(
        archive::Events::LeftOut,
        [&](const crypto::SessionRef&, const archive::ResponseView& view) -> Status {
            ++counted;
            CHECK(view.answer("pain.now") == "1");
            return {};
        }));
    CHECK(counted == 1);
    // The session's own end is no branch, nor is any other head.
    for (const auto& head : {session.own.head, crypto::Hash{}})
        CHECK(session.world.archive->branch_response(session.ref, head).error().cause ==
              archive::causes::session_unknown);
}

TEST_CASE("a branch opens for a clinician alone, and the audit trail says so") {
    Branched session;
    REQUIRE(session.world.archive->add_slot(
        {{"R. Holm", Role::Researcher}, as_bytes("another one"), test::kSmallCost}));
    const auto opened = [&] {
        return session.world.archive->branch_response(session.ref, session.open.head);
    };
    REQUIRE(opened());
    CHECK(session.world.archive->audit()->back().what == "opened");
    CHECK(session.world.archive->audit()->back().session == session.ref.text());
    session.world.reopen();
    CHECK(opened().error().cause == archive::causes::archive_locked);
    REQUIRE(session.world.archive->unlock(as_bytes("another one")));
    CHECK(opened().error().cause == archive::causes::role_refused);
    CHECK(session.world.archive->branches(session.ref).error().cause ==
          archive::causes::role_refused);
}

TEST_CASE("in the file no branch passes for its session, nor for another branch") {
    Branched session;
    const std::string columns = "(summary, sealed, events) = (SELECT summary, sealed, events FROM ";
    const auto exchange = [&](const std::string& table, const std::string& from,
                              const std::string& where, const std::string& of) {
        session.world.alter_archive("UPDATE " + table + " SET " + columns + from + " WHERE " + of +
                                    ") WHERE " + where);
        session.world.alter_archive("UPDATE " + table + "_key SET wrapped = (SELECT wrapped FROM " +
                                    from + "_key WHERE " + of + ") WHERE " + where);
    };
    const std::string cut_off = "hex(head) LIKE '02%'", open = "hex(head) LIKE '03%'";
    SECTION("a branch for its session") {
        exchange("response", "branch", "true", cut_off);
        CHECK(session.pain(session.own) == "archive-damaged");
        CHECK_FALSE(session.world.archive->response(session.ref));
        CHECK(session.pain(session.cut_off) == "2");
    }
    SECTION("the session for a branch") {
        exchange("branch", "response", cut_off, "true");
        CHECK(session.pain(session.cut_off) == "archive-damaged");
        CHECK(session.pain(session.own) == "1");
    }
    SECTION("one branch for another") {
        exchange("branch", "branch", cut_off, open);
        CHECK(session.pain(session.cut_off) == "archive-damaged");
        CHECK(session.pain(session.open) == "3");
    }
    CHECK(session.world.archive->unreadable().value() == std::vector{session.ref});
}

TEST_CASE("another end becomes the session's: both are sealed anew and keep their receipts") {
    Branched session;
    auto& archive = *session.world.archive;
    crypto::Hash of_own, of_open;
    of_own.bytes.fill(7);
    of_open.bytes.fill(8);
    REQUIRE(archive.note_receipt(session.ref, session.own.head, of_own));
    REQUIRE(archive.note_receipt(session.ref, session.open.head, of_open));
    REQUIRE(archive.transact([&] { return archive.choose_end(session.ref, session.open.head); }));
    CHECK(archive.place(session.ref).value() == session.open);
    CHECK(*archive.response(session.ref) == response("3"));
    CHECK(archive.row(session.ref)->summary.status == SessionStatus::Open);
    CHECK(archive.branches(session.ref)->at(0).place == session.own);
    CHECK(session.pain(session.own) == "1");
    CHECK(session.pain(session.cut_off) == "2");
    CHECK(archive.unreadable()->empty());
    std::map<crypto::Hash, crypto::Hash> given;
    const auto receipts = archive.given_receipts().value();
    for (const auto& one : receipts) given[one.head] = one.receipt;
    CHECK(given == std::map<crypto::Hash, crypto::Hash>{{session.own.head, of_own},
                                                        {session.open.head, of_open}});
    CHECK(archive.without_receipt().value() == std::vector{session.cut_off});
}

TEST_CASE("a warning sign that any end of a session holds stands in its row") {
    Branched session;
    CHECK(session.world.archive->rows()->at(0).summary.tier == "a");
    CHECK(session.world.archive->row(session.ref)->summary.tier == "a");
    CHECK(session.world.archive->find_code("131873")->at(0).summary.tier == "a");
    REQUIRE(session.world.archive->drop_branch(session.ref, session.cut_off.head));
    CHECK(session.world.archive->rows()->at(0).summary.tier == "b");
    // A branch that does not open is named, and hides nobody.
    session.world.alter_archive("UPDATE branch SET summary = zeroblob(256)");
    CHECK(session.world.archive->rows().error().cause == archive::causes::archive_damaged);
    std::vector<crypto::SessionRef> damaged;
    CHECK(session.world.archive->rows(0, &damaged)->size() == 1);
    CHECK(damaged == std::vector{session.ref});
}

TEST_CASE("an erased session's branches are in no file any more") {
    Branched session;
    REQUIRE(session.world.archive->tidy());
    std::vector<std::string> keys;
    {
        session.world.archive.reset();
        database::Options options;
        options.file = session.world.clinic_folder.database();
        options.schema = archive::schema();
        options.program = "test";
        auto file = database::Database::open(options).value();
        auto rows = file.query("SELECT wrapped FROM branch_key UNION SELECT sealed FROM branch");
        REQUIRE(rows);
        while (rows->next().value()) keys.emplace_back(as_text(rows->blob(0)));
    }
    REQUIRE(keys.size() == 4);
    const auto held = [&] {
        std::size_t count = 0;
        for (const std::string& key : keys)
            for (const auto& entry :
                 std::filesystem::directory_iterator(session.world.clinic_folder.root))
                if (test::slurp(entry.path()).find(key) != std::string::npos) ++count;
        return count;
    };
    CHECK(held() == 4);
    session.world.reopen();
    REQUIRE(session.world.archive->unlock(as_bytes(test::kPassphrase)));
    REQUIRE(session.world.archive->erase(session.ref));
    CHECK(held() == 0);
    CHECK(session.world.archive->branches(session.ref)->empty());
    // The end keeps its place, what had not ended none.
    CHECK(session.world.archive->branch_places().value() == std::vector{session.cut_off});
}
