// A whole export, and what is written looked at by whoever knows nothing of how it was made.
#include "export/research_export.h"

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

const std::set<std::string> kQuasiIdentifiers = {
    "age", "sex", "language", "period", "status", "questionnaire", "proxy", "about_who", "part"};

std::vector<std::string> quasi_identifiers_of(const Rows& data) {
    std::vector<std::string> names;
    std::copy_if(data.at(0).begin(), data.at(0).end(), std::back_inserter(names),
                 [](const std::string& name) { return kQuasiIdentifiers.contains(name); });
    return names;
}

// Rows of each class, by the written values of the quasi-identifiers.
std::map<std::vector<std::string>, std::uint64_t> classes_of(const Rows& data) {
    const auto quasi_identifiers = quasi_identifiers_of(data);
    std::map<std::vector<std::string>, std::uint64_t> classes;
    for (std::size_t i = 1; i < data.size(); ++i) {
        std::vector<std::string> values;
        for (const auto& name : quasi_identifiers)
            values.push_back(data[i].at(column_of(data, name)));
        ++classes[values];
    }
    return classes;
}

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
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1))
        if ((at == 0 || is_end(at - 1)) && is_end(at + word.size())) return true;
    return false;
}

std::uint64_t left_out(const ExportResult& result, LeftOut way) {
    return result.flow.left_out.at(static_cast<std::size_t>(way));
}

}  // namespace

TEST_CASE("every class of what is written has k rows, and the report says so") {
    StudyWorld clinic;
    clinic.add_many(400);
    const ExportResult result = clinic.exported(StudyText().toml());
    const Rows data = clinic.data();
    REQUIRE(data.size() == result.rows + 1);
    CHECK(result.rows >= 380);
    CHECK(result.flow.sessions == 400);
    std::uint64_t smallest = result.rows;
    const auto classes = classes_of(data);
    for (const auto& [values, rows] : classes) smallest = std::min(smallest, rows);
    CHECK(smallest >= 5);
    const auto report = nlohmann::json::parse(test::slurp(clinic.out() / "disclosure.json"));
    CHECK(report["rows"] == result.rows);
    CHECK(report["smallest_class"] == smallest);
    CHECK(report["classes"] == classes.size());
    CHECK(report["risk"]["maximum"].get<double>() == Approx(1.0 / static_cast<double>(smallest)));
    CHECK(report["risk"]["mean"].get<double>() ==
          Approx(static_cast<double>(classes.size()) / static_cast<double>(result.rows)));
    if (report["suppressed"].is_null())
        CHECK((result.rows > 395 && result.rows < 400));
    else
        CHECK(report["suppressed"] == 400 - result.rows);
}

TEST_CASE("a public study's classes have twelve rows and its data no single answer") {
    StudyWorld clinic;
    clinic.add_many(400);
    StudyText text;
    text.profile = "public";
    const ExportResult result = clinic.exported(text.toml());
    const Rows data = clinic.data();
    for (const auto& [values, rows] : classes_of(data)) CHECK(rows >= 12);
    CHECK(result.report.prosecutor.maximum <= 0.09);
    for (const std::string& name : data.at(0)) {
        INFO(name);
        const std::set<std::string> usual = {"pseudonym", "age", "sex", "language", "period"};
        CHECK((usual.contains(name) || name.starts_with("score_") || name.starts_with("pain_")));
    }
}

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
    CHECK(written.find("2026-02-25") == std::string::npos);
    std::size_t found = 0;
    REQUIRE(clinic.world.archive->each_response(
        archive::Events::LeftOut,
        [&](const crypto::SessionRef& session, const archive::ResponseView& view) -> Status {
            for (const std::string& telling : {std::string(view.code), session.session.hex(),
                                               session.device.hex(), std::to_string(view.started)})
                found += stands_in(written, telling) ? 1 : 0;
            return {};
        }));
    CHECK(found == 0);
    // The search finds what is there.
    CHECK(stands_in(written, "spine-kiosk test"));
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
    // Rank of each row by its answers, in the order in which they came.
    StudyText text;
    text.privacy = "suppression = 0.05\n";
    const ExportResult result = clinic.exported(text.toml());
    const Rows data = clinic.data();
    std::multiset<std::string> written, answered;
    std::vector<std::string> came;
    const auto of = [&](const std::vector<std::string>& row) {
        return row.at(column_of(data, "worry")) + "/" + row.at(column_of(data, "about_pain_now")) +
               "/" + row.at(column_of(data, "importance")) + "/" +
               row.at(column_of(data, "next_operate")) + "/" +
               row.at(column_of(data, "about_pain_worst"));
    };
    for (std::size_t i = 1; i < data.size(); ++i) written.insert(of(data[i]));
    REQUIRE(clinic.world.archive->each_response(
        archive::Events::LeftOut,
        [&](const crypto::SessionRef&, const archive::ResponseView& view) -> Status {
            std::string joined;
            for (const char* item :
                 {"worry", "about.pain-now", "importance", "next.operate", "about.pain-worst"}) {
                std::string value(view.answer(item).value_or("not-asked"));
                std::erase(value, '"');
                joined.append(joined.empty() ? "" : "/").append(value);
            }
            answered.insert(joined);
            came.push_back(joined);
            return {};
        }));
    std::size_t missing = 0;
    for (const auto& one : written) missing += answered.contains(one) ? 0 : 1;
    CHECK(missing == 0);
    CHECK(written.size() == result.rows);
    std::size_t in_place = 0;
    for (std::size_t i = 1; i < data.size(); ++i) in_place += of(data[i]) == came.at(i - 1) ? 1 : 0;
    CHECK(in_place < 20);
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
    const auto patient = clinic.add_saying({{"about.pain-worst", "9"}, {"about.age", "\"40-49\""}});
    const auto before = clinic.exported(StudyText().toml());
    fs::remove_all(clinic.out());
    REQUIRE(clinic.world.archive->withdraw_research(patient));
    const auto after = clinic.exported(StudyText().toml());
    CHECK(before.flow.first_time == 251);
    CHECK(after.flow.first_time == 250);
    CHECK(after.report.rows == 250);
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

TEST_CASE("later visits leave on request, and make no class large enough") {
    StudyWorld clinic;
    clinic.add_many(250);
    // A class of later visits alone.
    for (int i = 0; i < 30; ++i)
        std::ignore =
            clinic.add_saying({{"about.first-time", "\"no\""}, {"about.age", "\"18-29\""}}, "ar");
    StudyText text;
    text.data += "repeated_visits = true\n";
    const ExportResult result = clinic.exported(text.toml());
    CHECK(result.flow.repeated == 30);
    const Rows data = clinic.data();
    CHECK(data.size() == result.rows + 1);
    const std::size_t first_time = column_of(data, "first_time");
    Rows persons;
    persons.push_back(data.front());
    std::copy_if(data.begin() + 1, data.end(), std::back_inserter(persons),
                 [&](const auto& row) { return row.at(first_time) == "true"; });
    CHECK(persons.size() == result.report.released + 1);
    const auto classes = classes_of(persons);
    for (const auto& [values, rows] : classes) CHECK(rows >= 5);
    for (const auto& [values, rows] : classes_of(data)) {
        REQUIRE(classes.contains(values));
        const auto later = rows - classes.at(values);
        CHECK((later == 0 || later >= 5));
    }
    CHECK(result.later == data.size() - persons.size());
    CHECK(result.later >= 5);
    auto dry = clinic.request(text.toml());
    dry.dry_run = true;
    CHECK(clinic.run(dry)->rows == result.rows);
}

TEST_CASE("a later visit leaves by the class of its coarse values, among k of them or not at all") {
    StudyWorld clinic;
    clinic.add_many(250);
    StudyText text;
    text.data += "repeated_visits = true\n";
    // Fewer than k of them, in the largest class of all.
    for (int i = 0; i < 4; ++i) std::ignore = clinic.add_saying({{"about.first-time", "\"no\""}});
    CHECK(clinic.exported(text.toml()).later == 0);
    const Rows data = clinic.data();
    CHECK(values_in(data, "first_time") == std::set<std::string>{"true"});
}

TEST_CASE("who stopped, and who had help, stand in a class of k that did, or nobody sees it") {
    StudyWorld clinic;
    clinic.add_many(300);
    StudyWorld::Session stopped;
    stopped.status = crypto::SessionStatus::Stopped;
    std::ignore = clinic.add(stopped);
    for (int i = 0; i < 3; ++i) std::ignore = clinic.add_saying({{"about.who", "\"with-help\""}});
    std::ignore = clinic.exported(StudyText().toml());
    const Rows data = clinic.data();
    for (const char* name : {"status", "questionnaire", "about_who"}) {
        INFO(name);
        const auto column = column_of(data, name);
        std::map<std::string, int> rows;
        for (std::size_t i = 1; i < data.size(); ++i) ++rows[data[i].at(column)];
        for (const auto& [value, count] : rows) CHECK(count >= 5);
    }
    for (const auto& [values, rows] : classes_of(data)) CHECK(rows >= 5);
}

TEST_CASE("what leaves coarser is not told by what was asked because of it") {
    StudyWorld clinic;
    clinic.add_many(300);
    StudyText text;
    // Finer than "*" nothing leaves of it, so that every row has "anywhere".
    text.more =
        "[[quasi_identifier]]\nname = \"part\"\nfrom = \"about.part\"\n"
        "rest = [\"anywhere\", \"*\"]\n";
    const ExportResult result = clinic.exported(text.toml());
    const Rows data = clinic.data();
    // Asked of a sore low back alone.
    for (const char* told : {"know_changes", "score_knowledge_before", "answered_knowledge_before"})
        CHECK(values_in(data, told) == std::set<std::string>{"suppressed"});
    // Asked of everybody.
    CHECK(values_in(data, "worry").size() > 5);
    CHECK(values_in(data, "score_doors_before").size() > 1);
    const std::string said = test::slurp(clinic.out() / "disclosure.md");
    CHECK_THAT(said, Contains("`know_changes`: whether it was asked would tell what `part`"));
    CHECK(result.withheld.size() > 5);
    CHECK_THAT(test::slurp(clinic.out() / "codebook.md"), Contains("Withheld from all rows"));
    text.data = "primary_outcome = \"score_knowledge_change\"\n";
    fs::remove_all(clinic.out());
    auto wanted = clinic.request(text.toml());
    const auto refused = clinic.run(wanted);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().cause == exporting::causes::cannot_protect);
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

TEST_CASE("a class is diverse in what the study names as sensitive") {
    StudyWorld clinic;
    clinic.add_many(400);
    StudyText text;
    text.more = "[[sensitive]]\nvariable = \"about_duration\"\nl = 4\n";
    std::ignore = clinic.exported(text.toml());
    const Rows data = clinic.data();
    std::map<std::vector<std::string>, std::set<std::string>> values;
    for (std::size_t i = 1; i < data.size(); ++i) {
        std::vector<std::string> key;
        for (const auto& name : quasi_identifiers_of(data))
            key.push_back(data[i].at(column_of(data, name)));
        values[key].insert(data[i].at(column_of(data, "about_duration")));
    }
    REQUIRE_FALSE(values.empty());
    for (auto& [key, durations] : values) {
        // What was not answered is no value.
        for (const char* missing : {"not-asked", "declined", "not-reached", "not-answered"})
            durations.erase(missing);
        CHECK(durations.size() >= 4);
    }
}

TEST_CASE("under two hundred sessions no row leaves") {
    StudyWorld clinic;
    clinic.add_many(199);
    auto wanted = clinic.request(StudyText().toml());
    const auto result = clinic.run(wanted);
    REQUIRE_FALSE(result);
    CHECK(result.error().cause == exporting::causes::too_few_sessions);
    CHECK_THAT(result.error().sentence(), Contains("199") && Contains("tables"));
    CHECK_FALSE(fs::exists(clinic.out()));
    std::ignore = clinic.add({});
    CHECK(clinic.run(wanted).has_value());
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
    CHECK(dry->solution.levels == wet.solution.levels);
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
