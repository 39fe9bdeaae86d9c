// A journal of which a page does not read: no patient begins, and what reads is still sent.
#include <catch2/catch.hpp>
#include <set>

#include "clinic.h"
#include "support/torn_page.h"

using namespace spine;
using test::Clinic;
using test::Tablet;

namespace {

constexpr int kSessions = 8;

std::set<std::uint64_t> counters(const std::vector<journal::OutgoingBundle>& bundles) {
    std::set<std::uint64_t> out;
    for (const auto& bundle : bundles) out.insert(bundle.counter);
    return out;
}

}  // namespace

TEST_CASE("a journal with a page that does not read takes no patient and sends what reads") {
    const Clinic clinic;
    Tablet tablet(clinic);
    {
        const auto journal = tablet.open();
        for (int i = 0; i < kSessions; ++i) test::whole_session(*journal, clinic, {"a"});
        REQUIRE(journal->tidy());
    }
    const std::string table = GENERATE("record", "session");
    CAPTURE(table);
    test::tear_page(
        tablet.folder.database(),
        "SELECT max(pageno) FROM dbstat WHERE pagetype = 'leaf' AND name = '" + table + "'");
    const std::string before = test::slurp(tablet.folder.database());
    {
        const auto journal = tablet.open();
        auto& outbox = journal->outbox();
        const auto bundles = outbox.next_bundles(100).value();
        CHECK(bundles.size() < kSessions);
        CHECK(bundles.size() >= kSessions / 2);
        CHECK(counters(bundles).contains(1));
        CHECK(journal->has_failed());

        std::vector<journal::SentHead> sent;
        sent.reserve(bundles.size());
        for (const auto& bundle : bundles) sent.push_back({bundle.session, bundle.head});
        REQUIRE(outbox.mark_sent(sent));
        CHECK(outbox.next_bundles(100).value().empty());

        const std::vector<std::string> consent = {"consent"};
        const auto begun = journal->begin(clinic.inputs(), consent);
        REQUIRE_FALSE(begun);
        CHECK(begun.error().cause == database::causes::damaged);
        CHECK(begun.error().next.find("use another tablet") != std::string::npos);
        CHECK(journal->status().value().failed);
    }
    CHECK(test::slurp(tablet.folder.database()) == before);
}
