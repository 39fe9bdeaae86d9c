// Data sets of overlapping people, one after the other from one clinic's archive: what its ledger
// makes of the later ones.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "export/research_export.h"
#include "exporting_clinic.h"
#include "import/rebuild.h"
#include "joined_exports.h"

using namespace spine;
using namespace spine::exporting;
using Catch::Matchers::Contains;
using test::joined;
using test::StudyText;
namespace fs = std::filesystem;

namespace {

using Clinic = test::ExportingClinic;

StudyText first_study() {
    StudyText text;
    text.privacy = "k = 6\n";
    return text;
}

// The same as a table without names for its rows.
std::multiset<std::vector<std::string>> without_pseudonyms(const fs::path& csv) {
    auto rows = test::rows_of(csv);
    std::multiset<std::vector<std::string>> out;
    for (auto& row : rows) {
        row.erase(row.begin());
        out.insert(std::move(row));
    }
    return out;
}

std::set<std::string> pseudonyms(const fs::path& csv) {
    std::set<std::string> out;
    const auto rows = test::rows_of(csv);
    for (std::size_t i = 1; i < rows.size(); ++i) out.insert(rows[i].front());
    return out;
}

}  // namespace

TEST_CASE("a data set of people of whom one left before keeps k together with it, and says so") {
    Clinic clinic;
    clinic.add_many(400);
    const auto first = clinic.left(first_study().toml(), "first");
    CHECK(first.joint.releases == 0);
    CHECK(first.joint.k == first.report.sizes.smallest);
    clinic.add_many(60);
    const auto second = clinic.left(StudyText().toml(), "second");
    CHECK(second.joint.releases == 1);
    CHECK(second.joint.overlapping == 1);
    CHECK(second.joint.repeats.empty());
    CHECK(second.joint.k >= 5);
    const auto found = joined({clinic.csv("first"), clinic.csv("second")});
    CHECK(found.in_several > 150);
    CHECK(found.smallest >= 5);
    CHECK(found.smallest == second.joint.k);
    const auto said = nlohmann::json::parse(
        test::slurp(clinic.world.folder / "second" / "disclosure.json"))["joint"];
    CHECK(said ==
          nlohmann::json{
              {"releases", 1}, {"overlapping", 1}, {"k", found.smallest}, {"repeats", nullptr}});
    CHECK_THAT(test::slurp(clinic.world.folder / "second" / "disclosure.md"),
               Contains(fmt::format("among {} at least", found.smallest)));
    CHECK(clinic.entries().size() == 2);
    // The control: without the ledger the same study leaves finer, and the attacker finds somebody.
    clinic.forget_exports();
    CHECK(clinic.left(StudyText().toml(), "unseen").joint.releases == 0);
    CHECK(joined({clinic.csv("first"), clinic.csv("unseen")}).smallest < 5);
}

TEST_CASE(
    "a data set that cannot be made sound together with an earlier one is refused by its name") {
    Clinic clinic;
    clinic.add_many(400);
    std::vector<crypto::SessionRef> some;
    for (int i = 0; i < 30; ++i)
        some.push_back(clinic.add_saying({{"about.age", i % 2 == 0 ? "\"30-39\"" : "\"60-79\""}},
                                         i % 3 == 0 ? "ar" : "da"));
    StudyText study;
    (void)clinic.left(study.toml(), "first");
    for (std::size_t i = 0; i < some.size(); i += 3)
        REQUIRE(clinic.world.archive->withdraw_research(some[i]));
    study.privacy = "suppression = 0.0\n";
    const auto refused = clinic.leave(study.toml(), "second");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().cause == exporting::causes::joint_too_small);
    const auto day = to_rfc3339(clinic.world.clock.now()).substr(0, 10);
    CHECK_THAT(refused.error().sentence(), Contains("that of " + day + " (\"T\")"));
    CHECK_FALSE(fs::exists(clinic.world.folder / "second"));
    CHECK(clinic.entries().size() == 1);
    auto dry = clinic.request(study.toml());
    dry.dry_run = true;
    CHECK(clinic.run(dry).error().cause == exporting::causes::joint_too_small);
    // The control: nothing but the ledger stands in the way.
    clinic.forget_exports();
    REQUIRE(clinic.leave(study.toml(), "unseen"));
    CHECK(joined({clinic.csv("first"), clinic.csv("unseen")}).smallest < 5);
}

TEST_CASE(
    "the same study again is the same data set again, also when a few new patients have come") {
    Clinic clinic;
    clinic.add_many(300);
    const std::string study = StudyText().toml();
    const auto first = clinic.left(study, "first");
    if (GENERATE(false, true)) clinic.add_many(1);
    const auto again = clinic.left(study, "again");
    CHECK(again.joint.repeats == to_rfc3339(clinic.world.clock.now()).substr(0, 10));
    CHECK(again.joint.k == first.joint.k);
    CHECK(without_pseudonyms(clinic.csv("first")) == without_pseudonyms(clinic.csv("again")));
    std::set<std::string> both = pseudonyms(clinic.csv("first"));
    both.merge(pseudonyms(clinic.csv("again")));
    CHECK(both.size() == 2 * first.rows);
    CHECK_THAT(test::slurp(clinic.world.folder / "again" / "disclosure.md"),
               Contains("under other pseudonyms"));
    // A third time, after a study that asks otherwise.
    auto dry = clinic.request(study);
    dry.dry_run = true;
    CHECK(clinic.run(dry)->joint.repeats == again.joint.repeats);
    CHECK(clinic.entries().size() == 2);
}

TEST_CASE("many new patients make the same study a new data set, sound with the former one") {
    Clinic clinic;
    clinic.add_many(300);
    const std::string study = StudyText().toml();
    (void)clinic.left(study, "first");
    clinic.add_many(150);
    const auto second = clinic.left(study, "second");
    CHECK(second.joint.repeats.empty());
    CHECK(second.rows > 400);
    CHECK(joined({clinic.csv("first"), clinic.csv("second")}).smallest >= 5);
}

TEST_CASE("who was erased between two data sets does not stand alone for it") {
    Clinic clinic;
    const auto gone = clinic.add_saying({{"about.age", "\"30-39\""}, {"about.sex", "\"female\""}});
    clinic.add_many(400);
    const std::string study = StudyText().toml();
    (void)clinic.left(study, "first");
    REQUIRE(clinic.world.archive->erase(gone));
    const auto second = clinic.left(study, "second");
    CHECK(second.joint.repeats.empty());
    CHECK(joined({clinic.csv("first"), clinic.csv("second")}).smallest >= 5);
    clinic.forget_exports();
    (void)clinic.left(study, "unseen");
    CHECK(joined({clinic.csv("first"), clinic.csv("unseen")}).smallest == 1);
}

TEST_CASE("what one computer exported another one knows once it has imported") {
    Clinic clinic;
    clinic.add_many(400);
    (void)clinic.left(first_study().toml(), "first");
    clinic.add_many(60);
    std::ignore = clinic.world.import();
    clinic.at_the_other_computer();
    // The control: before its first import it cannot know.
    CHECK(clinic.left(StudyText().toml(), "unseen").joint.releases == 0);
    CHECK(joined({clinic.csv("first"), clinic.csv("unseen")}).smallest < 5);
    clinic.world.archive.reset();
    fs::remove_all(clinic.world.folder / "other");
    clinic.world.reopen();
    REQUIRE(clinic.world.archive->unlock(as_bytes(test::kPassphrase)));
    clinic.at_the_other_computer();
    std::ignore = clinic.world.import();
    const auto second = clinic.left(StudyText().toml(), "second");
    CHECK(second.joint.overlapping == 1);
    CHECK(joined({clinic.csv("first"), clinic.csv("second")}).smallest >= 5);
    // The same study there is the same data set, whoever made it first.
    CHECK_FALSE(clinic.left(StudyText().toml(), "third").joint.repeats.empty());
    CHECK(without_pseudonyms(clinic.csv("second")) == without_pseudonyms(clinic.csv("third")));
}

TEST_CASE(
    "an archive that is made anew from the store knows what has left, and so after a rotation "
    "of the clinic's key") {
    Clinic clinic;
    clinic.add_many(400);
    REQUIRE(clinic.world.archive->backup(clinic.world.folder / "keys"));
    (void)clinic.left(first_study().toml(), "first");
    clinic.add_many(60);
    std::ignore = clinic.world.import();
    // Patients as the store would bring them back; here they never were in it.
    const archive::ClinicFolder aside{clinic.world.folder / "aside"};
    fs::create_directory(aside.root);
    clinic.world.archive.reset();
    fs::copy_file(clinic.world.clinic_folder.database(), aside.database());
    // From keys of before the export: of the ledger this computer has nothing left.
    fs::copy_file(clinic.world.folder / "keys", clinic.world.clinic_folder.database(),
                  fs::copy_options::overwrite_existing);
    clinic.world.reopen();
    REQUIRE(clinic.world.archive->unlock(as_bytes(test::kPassphrase)));
    CHECK(clinic.entries().empty());
    const auto rebuilt = importing::rebuild_archive(
        clinic.world.give_away(), clinic.world.clinic_folder, *clinic.world.store,
        clinic.world.files, clinic.world.clock, {}, importing::Losing::Accepted);
    if (!rebuilt) FAIL(rebuilt.error().sentence());
    clinic.world.reopen();
    REQUIRE(clinic.world.archive->unlock(as_bytes(test::kPassphrase)));
    CHECK(clinic.entries().size() == 1);
    auto before =
        archive::Archive::open(aside, clinic.world.files, clinic.world.clock, clinic.world.random)
            .value();
    REQUIRE(before->unlock(as_bytes(test::kPassphrase)));
    Clinic::copy_patients(*before, *clinic.world.archive);
    const auto newer = crypto::make_seal_pair(clinic.world.random);
    REQUIRE(clinic.world.archive->add_clinic_key(newer.secret_key, true));
    const auto second = clinic.left(StudyText().toml(), "second");
    CHECK(second.joint.overlapping == 1);
    CHECK(joined({clinic.csv("first"), clinic.csv("second")}).smallest >= 5);
}

TEST_CASE("two computers that named people by different keys of the clinic mean the same people") {
    Clinic clinic;
    clinic.add_many(400);
    (void)clinic.left(first_study().toml(), "first");
    const auto keep = clinic.world.archive->kept_objects().value();
    // The other one had the newer key first, and no import in between.
    clinic.forget_exports();
    const auto newer = crypto::make_seal_pair(clinic.world.random);
    REQUIRE(clinic.world.archive->add_clinic_key(newer.secret_key, true));
    clinic.world.clock.advance_ms(1000);
    StudyText other = first_study();
    other.privacy = "k = 7\n";
    (void)clinic.left(other.toml(), "blind");
    REQUIRE(clinic.world.archive->transact([&]() -> Status {
        for (const Bytes& object : keep)
            if (auto kept = clinic.world.archive->keep_object(object); !kept) return kept;
        return {};
    }));
    const auto entries = clinic.entries();
    REQUIRE(entries.size() == 2);
    CHECK(entries[0].ids != entries[1].ids);
    auto dry = clinic.request(first_study().toml());
    dry.dry_run = true;
    const auto result = clinic.run(dry);
    // Made apart from each other the two need not be sound together, but both are seen.
    if (result) {
        CHECK(result->joint.overlapping == 2);
    } else {
        const std::string said = result.error().sentence();
        const auto one = said.find("that of ");
        REQUIRE(one != std::string::npos);
        CHECK(said.find("that of ", one + 1) != std::string::npos);
    }
}

TEST_CASE("where the ledger does not open, or lacks a part, nothing leaves and nothing is said") {
    Clinic clinic;
    clinic.add_many(300);
    (void)clinic.left(StudyText().toml(), "first");
    clinic.world.clock.advance_ms(1000);
    (void)clinic.left(StudyText().toml(), "second");
    const bool lost = GENERATE(false, true);
    if (lost)
        clinic.world.alter_archive(
            "DELETE FROM object WHERE rowid = (SELECT min(rowid) FROM object "
            "WHERE kind = " +
            test::kLedgerKind + ")");
    else
        clinic.world.alter_archive("UPDATE object SET bytes = zeroblob(9) WHERE kind = " +
                                   test::kLedgerKind);
    for (const bool dry_run : {false, true}) {
        auto wanted = clinic.request(StudyText().toml());
        wanted.dry_run = dry_run;
        const auto refused = clinic.run(wanted);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().cause ==
              (lost ? archive::causes::ledger_incomplete : archive::causes::ledger_unreadable));
        CHECK_FALSE(refused.error().where.empty());
    }
    CHECK_FALSE(fs::exists(clinic.out()));
}

TEST_CASE("an entry is there before any row is written, and none of what was cancelled before") {
    Clinic clinic;
    clinic.add_many(300);
    auto wanted = clinic.request(StudyText().toml());
    for (const auto step : {ExportStep::Reading, ExportStep::Searching, ExportStep::Writing}) {
        clinic.progress = [&](const ExportStep& at) { return at.step != step; };
        CHECK(clinic.run(wanted).error().cause == exporting::causes::export_cancelled);
        // At the first row: whoever stops the program there, and copies, is in the ledger.
        CHECK(clinic.entries().size() == (step == ExportStep::Writing ? 1 : 0));
        CHECK_FALSE(fs::exists(clinic.out()));
    }
    clinic.progress = nullptr;
    // Somebody else has the place by the time it is to have its name: the entry stays.
    clinic.progress = [&](const ExportStep& at) {
        if (at.step == ExportStep::Writing) test::spit(clinic.out() / "theirs", "theirs");
        if (at.step == ExportStep::Reading) fs::create_directory(clinic.out());
        return true;
    };
    CHECK_FALSE(clinic.run(wanted));
    CHECK_FALSE(fs::exists(clinic.out() / "data.csv"));
    CHECK(clinic.entries().size() == 2);
}

TEST_CASE("of later visits that left before, k leave again and k stay, or nobody sees which") {
    Clinic clinic;
    clinic.add_many(300);
    for (int i = 0; i < 24; ++i)
        (void)clinic.add_saying({{"about.first-time", "\"no\""},
                                 {"about.sex", "\"female\""},
                                 {"about.age", i % 2 == 0 ? "\"30-39\"" : "\"40-49\""}});
    StudyText study;
    study.data += "repeated_visits = true\n";
    const auto first = clinic.left(study.toml(), "first");
    REQUIRE(first.later >= 20);
    const bool repeated = GENERATE(false, true);
    if (!repeated) {
        // Two of them are gone: who is missing must be k.
        std::vector<crypto::SessionRef> later;
        const auto rows = clinic.world.archive->rows().value();
        for (const auto& row : rows)
            if (clinic.answers_of(row.place.ref()).at("about.first-time") == "\"no\"")
                later.push_back(row.place.ref());
        REQUIRE(clinic.world.archive->withdraw_research(later.at(0)));
        REQUIRE(clinic.world.archive->withdraw_research(later.at(2)));
    }
    const auto second = clinic.left(study.toml(), "second");
    CHECK_FALSE(second.joint.repeats.empty());
    if (repeated)
        CHECK(second.later == first.later);
    else
        CHECK(second.later < first.later - 2);
    const auto both = joined({clinic.csv("first"), clinic.csv("second")});
    CHECK(both.smallest >= 5);
    CHECK(both.smallest == second.joint.k);
    if (repeated) return;
    clinic.forget_exports();
    (void)clinic.left(study.toml(), "unseen");
    CHECK(joined({clinic.csv("first"), clinic.csv("unseen")}).smallest < 5);
}
