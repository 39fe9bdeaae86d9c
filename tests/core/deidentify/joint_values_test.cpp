// What two releases say together of a sensitive column that only one of them had.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "deidentify/joint.h"
#include "support/support.h"

using namespace spine;
using namespace spine::deidentify;

namespace {

struct Patient {
    PersonId id{};
    std::string sex, ward;
    std::uint32_t diagnosis = 0, work = 0;
};

PersonId person_id_of(std::size_t number) {
    PersonId id{};
    id[0] = static_cast<std::uint8_t>(number % 251);
    id[1] = static_cast<std::uint8_t>(number / 251);
    id[2] = 1;
    return id;
}

Hierarchy by_sex() {
    return Hierarchy::build("sex", {{"f", "*"}, {"m", "*"}}).value();
}

// Each ward has both diagnoses, and in each all women have one and all men the other.
std::vector<Patient> patients() {
    std::vector<Patient> all;
    for (std::size_t i = 0; i < 40; ++i) {
        const bool woman = i % 2 == 0;
        all.push_back({person_id_of(i), woman ? "f" : "m", i < 20 ? "east" : "west",
                       woman ? 0U : 1U, static_cast<std::uint32_t>(i / 2 % 2)});
    }
    return all;
}

SensitiveRequirement at_least(const std::string& column, std::uint32_t l) {
    return {column, l, {}, {}, Ground::Equal, {}};
}

// The first release: ward alone, five in a class and two values of both sensitive columns.
std::map<PersonId, std::string> release_wards(const std::vector<Patient>& people,
                                              ReleaseHistory& history, bool told) {
    std::map<PersonId, std::string> labels;
    history.begin_release(told ? std::vector<FormerColumn>{{at_least("diagnosis", 2), {20, 20}, {}},
                                                           {at_least("work", 2), {20, 20}, {}}}
                               : std::vector<FormerColumn>{});
    for (const Patient& one : people) {
        const std::vector<std::uint32_t> values = {one.diagnosis, one.work};
        REQUIRE(history.add(one.id, one.ward == "east" ? 0 : 1,
                            told ? values : std::vector<std::uint32_t>{}));
        labels[one.id] = one.ward;
    }
    return labels;
}

// The second, by sex, of the same people: its own labels, or "absent".
std::map<PersonId, std::string> release_sexes(const std::vector<Patient>& people,
                                              const ReleaseHistory& history,
                                              const Requirements& asked) {
    auto data = JointData::create({by_sex()}, {}, history);
    REQUIRE(data);
    for (const Patient& one : people)
        REQUIRE(data->append(one.id, std::vector<std::string_view>{one.sex}));
    const auto joint = joint_release(*data, asked);
    REQUIRE(joint);
    std::map<PersonId, std::string> labels;
    std::vector<std::string_view> found;
    WithheldRows withheld(joint->release);
    test::SeededRandom random(1);
    for (const Patient& one : people) {
        const auto place =
            data->place(joint->release, one.id, std::vector<std::string_view>{one.sex}, found);
        REQUIRE(place);
        if (place->kept && !withheld.leaves_out(place->equivalence_class, random))
            labels[one.id] = std::string(found.front());
    }
    return labels;
}

// The fewest different values of a column in what an attacker joins.
std::size_t fewest(const std::vector<Patient>& people,
                   const std::vector<std::map<PersonId, std::string>>& tables,
                   std::uint32_t Patient::*column) {
    std::map<std::vector<std::string>, std::set<std::uint32_t>> values;
    for (const Patient& one : people) {
        std::vector<std::string> group;
        for (const auto& table : tables)
            group.push_back(table.contains(one.id) ? table.at(one.id) : "absent");
        values[group].insert(one.*column);
    }
    std::size_t least = people.size();
    for (const auto& [group, held] : values) least = std::min(least, held.size());
    return least;
}

}  // namespace

TEST_CASE(
    "a later release does not part a former class into groups that share a sensitive value, of "
    "any of its columns") {
    const auto people = patients();
    Requirements asked;
    asked.k = 5;
    for (const bool told : {false, true}) {
        INFO("the history knows of the values: " << told);
        ReleaseHistory history;
        const auto wards = release_wards(people, history, told);
        const auto sexes = release_sexes(people, history, asked);
        CHECK(fewest(people, {wards}, &Patient::diagnosis) == 2);
        CHECK(fewest(people, {wards, sexes}, &Patient::work) == 2);
        // Without them all women of a ward are in one group, and have one diagnosis.
        CHECK(fewest(people, {wards, sexes}, &Patient::diagnosis) == (told ? 2U : 1U));
        CHECK_FALSE(sexes.empty());
    }
}

TEST_CASE("who is absent from a later release shares no sensitive value of a former one, either") {
    const auto people = patients();
    // All but six of the ten women of the east: those who are left there have both diagnoses.
    std::vector<Patient> some;
    std::size_t gone = 0;
    for (const Patient& one : people)
        if (one.sex != "f" || one.ward != "east" || ++gone > 6) some.push_back(one);
    Requirements asked;
    asked.k = 5;
    asked.max_suppression = 0.5;
    for (const bool told : {false, true}) {
        INFO("the history knows of the values: " << told);
        ReleaseHistory history;
        const auto wards = release_wards(people, history, told);
        const auto sexes = release_sexes(some, history, asked);
        CHECK(fewest(people, {wards, sexes}, &Patient::diagnosis) == (told ? 2U : 1U));
        // The west is as it was.
        CHECK(sexes.size() >= 20);
    }
}

TEST_CASE("entropy l and t of a former release hold in joint classes, too") {
    const auto people = patients();
    Requirements asked;
    for (const SensitiveRequirement& one :
         {SensitiveRequirement{"diagnosis", {}, 1.9, {}, Ground::Equal, {}},
          SensitiveRequirement{"diagnosis", {}, {}, 0.1, Ground::Ordered, {}}}) {
        ReleaseHistory history;
        history.begin_release({{one, {20, 20}, {}}});
        for (const Patient& patient : people) {
            const std::vector<std::uint32_t> value = {patient.diagnosis};
            REQUIRE(history.add(patient.id, patient.ward == "east" ? 0 : 1, value));
        }
        const auto sexes = release_sexes(people, history, asked);
        CHECK(sexes.size() == people.size());
        for (const auto& [id, label] : sexes) CHECK(label == "*");
    }
}

TEST_CASE("values that the release was not begun with are refused, and nobody is added") {
    ReleaseHistory history;
    history.begin_release({{at_least("diagnosis", 2), {20, 20}, {}}});
    const std::vector<std::uint32_t> beyond = {2}, good = {1}, more = {1, 1};
    CHECK(history.add(person_id_of(1), 0).error().cause == deidentify::causes::values_unfit);
    CHECK(history.add(person_id_of(1), 0, beyond).error().cause ==
          deidentify::causes::values_unfit);
    CHECK(history.add(person_id_of(1), 0, more).error().cause == deidentify::causes::values_unfit);
    CHECK(history.trace_of(person_id_of(1)) == 0);
    CHECK(history.add(person_id_of(1), 0, good));
    history.begin_release();
    CHECK(history.add(person_id_of(1), 0));
}

TEST_CASE("a person who is erased between two releases stays in the history, or stands alone") {
    // Twelve people of one ward, of whom one is erased before the second release.
    std::vector<Patient> people;
    for (std::size_t i = 0; i < 12; ++i) people.push_back({person_id_of(i), "f", "east", 0, 0});
    const std::vector<Patient> left(people.begin() + 1, people.end());
    Requirements asked;
    asked.k = 5;
    asked.max_suppression = 0.5;
    for (const bool stays : {false, true}) {
        INFO("in the history: " << stays);
        ReleaseHistory history;
        history.begin_release();
        for (const Patient& one : stays ? people : left) REQUIRE(history.add(one.id, 0));
        const auto second = release_sexes(left, history, asked);
        // Whoever is in the first table and not in the second.
        CHECK(people.size() - second.size() == (stays ? 5U : 1U));
    }
}
