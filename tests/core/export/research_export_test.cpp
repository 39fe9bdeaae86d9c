// A whole export, and what is written looked at by whoever knows nothing of how it was made.
#include "export/research_export.h"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "export/formats.h"
#include "study_world.h"

using namespace spine;
using namespace spine::exporting;
using Catch::Matchers::Contains;
using test::column_of;
using test::Rows;
using test::StudyText;
using test::StudyWorld;
using test::values_in;
namespace fs = std::filesystem;

namespace {

std::string all_bytes(const fs::path& folder) {
    std::string all;
    for (const auto& entry : fs::directory_iterator(folder)) all += test::slurp(entry.path());
    return all;
}

// Whether it stands there by itself: six digits may well be part of a pseudonym or of a hash.
bool stands_in(const std::string& text, const std::string& word) {
    const auto is_end = [&](std::size_t at) {
        return at >= text.size() || std::isalnum(static_cast<unsigned char>(text[at])) == 0;
    };
    // memmem, since megabytes are searched some thousand times.
    const auto next = [&](std::size_t from) {
        const void* found =
            memmem(text.data() + from, text.size() - from, word.data(), word.size());
        return found == nullptr
                   ? std::string::npos
                   : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
    };
    for (auto at = next(0); at != std::string::npos; at = next(at + 1))
        if ((at == 0 || is_end(at - 1)) && is_end(at + word.size())) return true;
    return false;
}

// Answers that hardly any two patients share, as they stand in a row and as they were given.
constexpr std::array kTelling = {"worry", "about.pain-now", "importance", "next.operate",
                                 "about.pain-worst"};

std::string told_in(const Rows& data, const std::vector<std::string>& row) {
    std::string told;
    for (std::string name : kTelling) {
        std::replace_if(
            name.begin(), name.end(), [](char c) { return c == '.' || c == '-'; }, '_');
        told.append("/").append(row.at(column_of(data, name)));
    }
    return told;
}

template <typename AnswerOf>
std::string told_by(const AnswerOf& answer_of) {
    std::string told;
    for (const char* item : kTelling) {
        std::string value = answer_of(item);
        std::erase(value, '"');
        // Who would rather not be scanned gave no step of that scale.
        if (value == "rather-not-scanned") value = "answered-otherwise";
        told.append("/").append(value);
    }
    return told;
}

std::multiset<std::string> told_in(const Rows& data) {
    std::multiset<std::string> all;
    for (std::size_t i = 1; i < data.size(); ++i) all.insert(told_in(data, data[i]));
    return all;
}

std::uint64_t left_out(const ExportResult& result, LeftOut way) {
    return result.flow.left_out.at(static_cast<std::size_t>(way));
}

}  // namespace

TEST_CASE("no code, session, tablet, time of day or free text leaves, in any file") {
    StudyWorld clinic;
    clinic.add_many(300);
    const auto last = clinic.add({});
    REQUIRE(clinic.answers_of(last).contains("words.hope"));
    auto wanted = clinic.request(StudyText().toml(), format_names());
    const auto result = clinic.run(wanted);
    if (!result) FAIL(result.error().sentence());
    const std::string written = all_bytes(clinic.out());
    CHECK(written.find("SUM(A1)") == std::string::npos);
    std::size_t looked_for = 0;
    REQUIRE(clinic.world.archive->each_response(
        archive::Events::LeftOut,
        [&](const crypto::SessionRef& session, const archive::ResponseView& view) -> Status {
            const std::string started = to_rfc3339(view.started);
            for (const std::string& telling :
                 {std::string(view.code), session.session.hex(), session.device.hex(),
                  std::to_string(view.started), std::to_string(view.started / 1000),
                  started.substr(0, 10), started.substr(11, 8), started.substr(11, 5)}) {
                CAPTURE(telling);
                CHECK_FALSE(stands_in(written, telling));
                ++looked_for;
            }
            return {};
        }));
    CHECK(looked_for == 301 * 8);
    // The search finds what is there, a day in figures, too.
    CHECK(stands_in(written, "spine-kiosk test"));
    CHECK(stands_in(written, wanted.made));
    // Pseudonyms are new each time.
    const auto names = values_in(clinic.data(), "pseudonym");
    CHECK(names.size() == result->rows);
    fs::remove_all(clinic.out());
    std::ignore = clinic.exported(StudyText().toml());
    for (const auto& name : values_in(clinic.data(), "pseudonym"))
        CHECK_FALSE(names.contains(name));
}

TEST_CASE("what is written is what was answered, in an order that tells nothing") {
    StudyWorld clinic;
    clinic.add_many(300);
    StudyText text;
    text.privacy = "suppression = 0.05\n";
    const ExportResult result = clinic.exported(text.toml());
    const Rows data = clinic.data();
    std::multiset<std::string> answered;
    std::map<std::string, std::size_t> came;  // the place at which it came
    REQUIRE(clinic.world.archive->each_response(
        archive::Events::LeftOut,
        [&](const crypto::SessionRef&, const archive::ResponseView& view) -> Status {
            const std::string told = told_by([&](const char* item) {
                return std::string(view.answer(item).value_or("not-asked"));
            });
            came[told] = answered.size();
            answered.insert(told);
            return {};
        }));
    const auto written = told_in(data);
    CHECK(written.size() == result.rows);
    for (const std::string& told : written) CHECK(written.count(told) <= answered.count(told));
    // Of neighbours half came in the order in which they stand; in an order that is the archive's,
    // or nearly so, with some left out or not, nearly all.
    std::size_t rising = 0, pairs = 0;
    for (std::size_t i = 2; i < data.size(); ++i) {
        const std::string before = told_in(data, data[i - 1]), after = told_in(data, data[i]);
        if (answered.count(before) > 1 || answered.count(after) > 1) continue;
        rising += came.at(before) < came.at(after) ? 1 : 0;
        ++pairs;
    }
    REQUIRE(pairs > 200);
    CHECK(10 * rising > 3 * pairs);
    CHECK(10 * rising < 7 * pairs);
}

TEST_CASE("who has not consented, has taken it back or was not alone at it stays out") {
    StudyWorld clinic;
    clinic.add_many(260);
    std::ignore = clinic.add_saying({{"consent.research", "false"}});
    std::ignore = clinic.add_saying({{"about.age", "\"under-18\""}});
    std::ignore = clinic.add_saying({{"about.age", "null"}});
    std::ignore = clinic.add_saying({{"about.who", "\"for-me\""}});
    std::ignore = clinic.add_saying({{"about.first-time", "\"not-sure\""}});
    StudyWorld::Session session;
    session.status = crypto::SessionStatus::Open;
    std::ignore = clinic.add(session);
    session.status = crypto::SessionStatus::Complete;
    session.started = from_rfc3339("2025-12-31T23:59:59Z").value();
    std::ignore = clinic.add(session);
    const auto taken_back = clinic.add({});
    REQUIRE(clinic.world.archive->withdraw_research(taken_back));
    auto wanted = clinic.request(StudyText().toml());
    wanted.dry_run = true;
    auto result = clinic.run(wanted);
    REQUIRE(result);
    CHECK(left_out(*result, LeftOut::NoConsent) == 3);
    CHECK(left_out(*result, LeftOut::SomebodyElseAnswered) == 1);
    CHECK(left_out(*result, LeftOut::NotTheFirstTime) == 1);
    CHECK(left_out(*result, LeftOut::NotEnded) == 1);
    CHECK(left_out(*result, LeftOut::OutsidePeriod) == 1);
    CHECK(left_out(*result, LeftOut::ConsentWithdrawn) == 1);
    CHECK(result->flow.first_time == 260);
    CHECK(result->report.rows == 260);
    StudyText text;
    text.data += "proxies = true\n";
    auto with_proxies = clinic.request(text.toml());
    with_proxies.dry_run = true;
    CHECK(clinic.run(with_proxies)->flow.first_time == 261);
}

TEST_CASE("whoever takes research consent back is out of the next export") {
    StudyWorld clinic;
    clinic.add_many(250);
    const auto patient =
        clinic.add_saying({{"worry", "3"}, {"about.pain-now", "9"}, {"about.pain-worst", "1"}});
    const auto& answers = clinic.answers_of(patient);
    const std::string theirs = told_by([&](const char* item) {
        const auto found = answers.find(item);
        return found == answers.end() ? std::string("not-asked") : found->second;
    });
    const auto before = clinic.exported(StudyText().toml());
    const auto there = told_in(clinic.data()).count(theirs);
    REQUIRE(there > 0);
    fs::remove_all(clinic.out());
    REQUIRE(clinic.world.archive->withdraw_research(patient));
    const auto after = clinic.exported(StudyText().toml());
    CHECK(told_in(clinic.data()).count(theirs) == there - 1);
    CHECK(before.flow.first_time == 251);
    CHECK(after.flow.first_time == 250);
    CHECK(left_out(after, LeftOut::ConsentWithdrawn) == 1);
}

TEST_CASE("a withdrawal that cannot be read stops the export") {
    StudyWorld clinic;
    clinic.add_many(210);
    REQUIRE(clinic.world.archive->withdraw_research(clinic.add({})));
    clinic.world.alter_archive("UPDATE object SET bytes = zeroblob(length(bytes)) WHERE sent = 0");
    auto wanted = clinic.request(StudyText().toml());
    const auto result = clinic.run(wanted);
    REQUIRE_FALSE(result);
    CHECK(result.error().cause == archive::causes::archive_damaged);
    CHECK_FALSE(fs::exists(clinic.out()));
}

TEST_CASE("answers after a visit stand in its row, and no code joins them to another's") {
    StudyWorld clinic;
    clinic.add_many(250);
    constexpr UnixMs kDay = 86'400'000;
    StudyWorld::Session after;
    after.after_visit = true;
    const auto answer = [&](const crypto::SessionRef& visit, int days, const char* satisfaction) {
        after.code = clinic.code_of(visit);
        after.started = StudyWorld::Session().started + days * kDay + 1;
        after.says = {{"visit.satisfaction", satisfaction}};
        return clinic.add(after);
    };
    const auto visit = clinic.add({});
    std::ignore = answer(visit, -1, "1");  // an earlier patient's, who had this code
    std::ignore = answer(visit, 40, "2");  // the second answers of one visit
    std::ignore = answer(visit, 3, "9");
    std::ignore = answer(clinic.add({}), 400, "3");  // too late to be that patient's
    const auto without = clinic.add_saying({{"consent.research", "false"}});
    std::ignore = answer(without, 0, "4");
    const auto taken_back = clinic.add({});
    REQUIRE(clinic.world.archive->withdraw_research(answer(taken_back, 0, "5")));
    const ExportResult result = clinic.exported(StudyText().toml());
    CHECK(result.flow.sessions == 254);
    CHECK(result.flow.after_visits == 5);
    CHECK(result.flow.joined == 1);
    const Rows data = clinic.data();
    const std::size_t satisfaction = column_of(data, "visit_satisfaction");
    std::vector<std::string> joined;
    for (std::size_t i = 1; i < data.size(); ++i)
        if (data[i].at(satisfaction) != "not-asked")
            joined.push_back(data[i].at(satisfaction) + " " +
                             data[i].at(column_of(data, "after_when")));
    CHECK(joined == std::vector<std::string>{"9 1-7-days"});
}

TEST_CASE("answers that two visits with one code may have are joined to neither, and counted") {
    StudyWorld clinic;
    clinic.add_many(250);
    StudyWorld::Session visit;
    visit.code = clinic.code_of(clinic.add({}));
    visit.started += 86'400'000;
    std::ignore = clinic.add(visit);
    visit.after_visit = true;
    visit.started += 86'400'000;
    visit.says = {{"visit.satisfaction", "9"}};
    std::ignore = clinic.add(visit);
    const ExportResult result = clinic.exported(StudyText().toml());
    CHECK(result.flow.joined == 0);
    CHECK(result.flow.of_several == 1);
    CHECK(values_in(clinic.data(), "visit_satisfaction") == std::set<std::string>{"not-asked"});
}

TEST_CASE("a dry run says what an export would say, and writes nothing") {
    StudyWorld clinic;
    clinic.add_many(300);
    auto wanted = clinic.request(StudyText().toml());
    wanted.dry_run = true;
    const auto dry = clinic.run(wanted);
    REQUIRE(dry);
    CHECK_FALSE(fs::exists(clinic.out()));
    const ExportResult wet = clinic.exported(StudyText().toml());
    for (std::size_t i = 0; i < wet.report.columns.size(); ++i)
        CHECK(dry->report.columns.at(i).level == wet.report.columns[i].level);
    CHECK(dry->rows == wet.rows);
    CHECK(dry->report.prosecutor.maximum == wet.report.prosecutor.maximum);
}

TEST_CASE("an export that is cancelled at any step leaves nothing") {
    StudyWorld clinic;
    clinic.add_many(300);
    for (const auto step : {ExportStep::Reading, ExportStep::Searching, ExportStep::Writing}) {
        bool met = false;
        clinic.progress = [&](const ExportStep& now) {
            met = met || now.step == step;
            return now.step != step;
        };
        auto wanted = clinic.request(StudyText().toml());
        const auto result = clinic.run(wanted);
        INFO("step " << step);
        CHECK(met);
        REQUIRE_FALSE(result);
        CHECK(result.error().cause == exporting::causes::export_cancelled);
        for (const auto& entry : fs::directory_iterator(clinic.world.folder.path()))
            CHECK_FALSE(entry.path().filename().string().starts_with("out"));
    }
}

TEST_CASE("each export and each dry run is in the audit trail, and only some may export") {
    StudyWorld clinic;
    clinic.add_many(210);
    const auto exports = [&] {
        const auto entries = clinic.world.archive->audit().value();
        return std::count_if(entries.begin(), entries.end(), [](const auto& entry) {
            return entry.what == "exported for research";
        });
    };
    auto wanted = clinic.request(StudyText().toml());
    wanted.dry_run = true;
    REQUIRE(clinic.run(wanted));
    CHECK(exports() == 0);
    const auto text = StudyText().toml();
    const auto tried = clinic.world.archive->audit().value().back();
    CHECK(tried.what == "looked at the risks of an export");
    CHECK(tried.session == read_study(text, "study.toml")->hash);
    std::ignore = clinic.exported(text);
    CHECK(exports() == 1);
    CHECK(clinic.world.archive->audit().value().back().session ==
          read_study(text, "study.toml")->hash);
    REQUIRE(clinic.world.archive->add_slot(
        {{"IT", archive::Role::Administrator}, as_bytes("another long passphrase"), {}}));
    REQUIRE(clinic.world.archive->add_slot(
        {{"Researcher", archive::Role::Researcher}, as_bytes("a third long passphrase"), {}}));
    REQUIRE(clinic.world.archive->unlock(as_bytes("another long passphrase")));
    CHECK(clinic.run(wanted).error().cause == archive::causes::role_refused);
    REQUIRE(clinic.world.archive->unlock(as_bytes("a third long passphrase")));
    CHECK(clinic.run(wanted).has_value());
}
