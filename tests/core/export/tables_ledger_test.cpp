// Tables of too few people for rows, as the clinic's ledger keeps them: what later tables and rows
// make of them, here and on another computer.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "export/batches.h"
#include "exporting_clinic.h"

using namespace spine;
using namespace spine::exporting;
using Catch::Matchers::Contains;
using test::StudyText;
namespace fs = std::filesystem;

namespace {

using Clinic = test::ExportingClinic;
using Id = deidentify::PersonId;

// Everybody's entry, with its people and the others of its batches.
struct Kept {
    archive::LedgerEntry entry;
    std::map<Id, std::uint32_t> people, others;  // and their classes
};

std::vector<Kept> kept(Clinic& clinic) {
    std::vector<Kept> all;
    REQUIRE(archive::ExportLedger(*clinic.world.archive)
                .each([&](const auto& entry, auto& people) -> Status {
                    Kept one{entry, {}, {}};
                    for (archive::LedgerPerson person; people.next(person);)
                        (people.is_later() ? one.others : one.people)
                            .emplace(person.id.bytes, person.equivalence_class);
                    all.push_back(std::move(one));
                    return {};
                }));
    return all;
}

// Of who is in `tables`: those who share a class of `rows`, or are in none of it. The fewest.
std::size_t fewest_of_both(const Kept& tables, const Kept& rows) {
    std::map<std::pair<bool, std::uint32_t>, std::size_t> groups;
    std::size_t absent = 0;
    for (const auto& [id, number] : rows.people) ++groups[{tables.people.contains(id), number}];
    for (const auto& [id, number] : tables.people) absent += rows.people.contains(id) ? 0 : 1;
    std::size_t fewest = absent > 0 ? absent : SIZE_MAX;
    for (const auto& [key, people] : groups) fewest = std::min(fewest, people);
    return fewest;
}

// The tables' files, by their names.
std::map<std::string, std::string> tables_in(const fs::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& file : fs::directory_iterator(folder / "tables"))
        files[file.path().filename().string()] = test::slurp(file.path());
    return files;
}

Id person(std::uint8_t number) {
    return {number};
}

std::vector<Id> people(int from, int to) {
    std::vector<Id> ids;
    for (int i = from; i < to; ++i) ids.push_back(person(static_cast<std::uint8_t>(i)));
    return ids;
}

}  // namespace

TEST_CASE("tables are in the ledger before any is on the disk, with all of their batches") {
    Clinic clinic;
    clinic.add_many(90);
    for (int i = 0; i < 20; ++i) std::ignore = clinic.add_saying({{"consent.research", "false"}});
    auto wanted = clinic.request(StudyText().toml());
    clinic.progress = [&](const ExportStep& at) { return at.step != ExportStep::Writing; };
    CHECK(clinic.run(wanted).error().cause == exporting::causes::export_cancelled);
    CHECK_FALSE(fs::exists(clinic.out()));
    const auto all = kept(clinic);
    REQUIRE(all.size() == 1);
    CHECK(all[0].entry.kind == archive::LedgerKind::Tables);
    // Two batches: 10 of the 20 are in the second, and 10 wait for a third.
    CHECK(all[0].people.size() == 90);
    CHECK(all[0].others.size() == 10);
}

TEST_CASE("two computers count the same batches, whoever came to which of them first") {
    Clinic clinic;
    clinic.add_many(140);
    (void)clinic.left(StudyText().toml(), "first");
    std::ignore = clinic.world.import();
    clinic.at_the_other_computer();
    // The control: without the entry it counts others, since its patients came in another order.
    CHECK(clinic.left(StudyText().toml(), "unseen").joint.releases == 0);
    CHECK(tables_in(clinic.world.folder / "unseen") != tables_in(clinic.world.folder / "first"));
    clinic.world.archive.reset();
    fs::remove_all(clinic.world.folder / "other");
    clinic.world.reopen();
    REQUIRE(clinic.world.archive->unlock(as_bytes(test::kPassphrase)));
    clinic.at_the_other_computer();
    std::ignore = clinic.world.import();
    const auto second = clinic.left(StudyText().toml(), "second");
    CHECK(second.joint.overlapping == 1);
    CHECK(tables_in(clinic.world.folder / "second") == tables_in(clinic.world.folder / "first"));
}

TEST_CASE("rows beside tables of the same people keep k of those who were counted, and of others") {
    Clinic clinic;
    clinic.add_many(150);
    StudyText study;
    CHECK(clinic.left(study.toml(), "tables").tables_only);
    const auto tables = kept(clinic).at(0);
    clinic.add_many(150);
    const auto rows = clinic.left(study.toml(), "rows");
    CHECK_FALSE(rows.tables_only);
    CHECK(rows.joint.overlapping == 1);
    // The same study, and no repeat of its tables.
    CHECK(rows.joint.repeats.empty());
    CHECK(rows.joint.k >= 5);
    CHECK(fewest_of_both(tables, kept(clinic).at(1)) >= 5);
    CHECK_THAT(test::slurp(clinic.world.folder / "rows" / "report.html"),
               Contains("1 data sets or tables had left it before"));
    // The control: without the ledger they part some.
    clinic.forget_exports();
    (void)clinic.left(study.toml(), "unseen");
    CHECK(fewest_of_both(tables, kept(clinic).at(0)) < 5);
}

TEST_CASE("tables of all but a few of those of other tables do not leave") {
    Clinic clinic;
    clinic.add_many(98);
    for (int i = 0; i < 2; ++i) std::ignore = clinic.add_saying({{"about.who", "\"for-me\""}});
    StudyText study;
    const auto first = clinic.left(study.toml(), "first");
    study.data += "proxies = true\n";
    const auto refused = clinic.leave(study.toml(), "second");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().cause == exporting::causes::joint_too_small);
    CHECK_THAT(refused.error().sentence(), Contains("(\"T\")"));
    CHECK_FALSE(fs::exists(clinic.world.folder / "second"));
    CHECK(clinic.entries().size() == 1);
    // The control: by themselves they would.
    clinic.forget_exports();
    const auto unseen = clinic.left(study.toml(), "unseen");
    CHECK(unseen.people == first.people + 2);
}

TEST_CASE("of two cuts that did not know of each other the older one stands, and nothing between") {
    Batches batches;
    batches.take({{0, people(0, 50)}, {1, people(50, 100)}});
    // The second shares some with the first; who is new in it is in no batch any more.
    batches.take({{0, people(90, 140)}, {1, people(150, 200)}});
    REQUIRE(batches.size() == 3);
    CHECK(batches.at(0) == people(0, 50));
    CHECK(batches.at(2) == people(150, 200));
    batches.take({{7, people(0, 50)}});
    batches.cut(people(100, 250));
    // 140 to 149 and 200 to 239; ten wait.
    REQUIRE(batches.size() == 4);
    auto next = people(140, 150);
    const auto rest = people(200, 240);
    next.insert(next.end(), rest.begin(), rest.end());
    CHECK(batches.at(3) == next);
}

TEST_CASE("a batch in which somebody stands twice is none, and nobody of it is in one any more") {
    Batches batches;
    auto doubled = people(0, 49);
    doubled.push_back(doubled.front());
    batches.take({{0, doubled}, {1, people(60, 110)}, {2, people(120, 169)}});
    REQUIRE(batches.size() == 1);
    CHECK(batches.at(0) == people(60, 110));
    batches.cut(people(0, 200));
    REQUIRE(batches.size() == 2);
    for (const Id& one : people(0, 49))
        CHECK(std::count(batches.at(1).begin(), batches.at(1).end(), one) == 0);
}

TEST_CASE(
    "what was answered after visits leaves once nobody can answer any more, and a repeat shows "
    "nobody who did") {
    Clinic clinic;
    clinic.add_many(299);
    test::StudyWorld::Session answers;
    answers.after_visit = true;
    answers.code = clinic.code_of(clinic.add({}));
    answers.started += 86'400'000;
    answers.says = {{"visit.satisfaction", "9"}};
    const std::string study = StudyText().toml();
    const UnixMs settled = clinic.world.clock.now();
    clinic.world.clock.set_wall(1'795'510'680'000);  // 24 November: the period lasts until December
    const auto first = clinic.left(study, "first");
    CHECK(first.after_leave_from > clinic.world.clock.now());
    CHECK(to_rfc3339(first.after_leave_from).starts_with("2027-04-"));
    CHECK_THAT(test::slurp(clinic.world.folder / "first" / "disclosure.md"),
               Contains("What was answered after the visit: it leaves from 2027-04-"));
    std::ignore = clinic.add(answers);
    const auto again = clinic.left(study, "again");
    CHECK_FALSE(again.joint.repeats.empty());
    const auto satisfied = [&](const char* to) {
        return test::values_in(test::rows_of(test::slurp(clinic.csv(to))), "visit_satisfaction");
    };
    CHECK(satisfied("first") == satisfied("again"));
    CHECK_FALSE(satisfied("again").contains("9"));
    // A study of what does not leave yet is refused, and says from when on it does.
    StudyText of_after;
    of_after.data = "primary_outcome = \"visit_satisfaction\"\n";
    const auto refused = clinic.leave(of_after.toml(), "refused");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().cause == exporting::causes::cannot_protect);
    CHECK_THAT(refused.error().sentence(), Contains("2027-04-"));
    clinic.world.clock.set_wall(settled);
    const auto last = clinic.left(study, "last");
    CHECK(last.after_leave_from == 0);
    CHECK(last.flow.joined == 1);
    CHECK(satisfied("last").contains("9"));
}
