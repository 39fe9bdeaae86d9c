// Overlapping people are released twice or three times; an attacker who sees nothing but what was
// released joins the tables by what each person answered.
#include "deidentify/joint.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "support/support.h"

using namespace spine;
using namespace spine::deidentify;

namespace {

struct Person {
    PersonId id{};
    std::vector<std::string> quasi_identifiers;
    std::string answer;  // nobody else gave it
};

// What a reader of a release has: labels and answers.
struct PublicRow {
    std::string labels, answer;
};
using PublicTable = std::vector<PublicRow>;

std::vector<Hierarchy> hierarchies() {
    std::vector<std::vector<std::string>> ages, places;
    for (int age = 20; age < 80; ++age)
        ages.push_back({fmt::format("{}", age), fmt::format("{}0s", age / 10),
                        age < 50 ? "younger" : "older", "*"});
    for (int place = 0; place < 8; ++place)
        places.push_back({fmt::format("place {}", place), place < 4 ? "north" : "south", "*"});
    std::vector<Hierarchy> all;
    all.push_back(Hierarchy::build("age", ages).value());
    all.push_back(Hierarchy::build("place", places).value());
    all.push_back(Hierarchy::build("sex", {{"f", "*"}, {"m", "*"}}).value());
    return all;
}

std::vector<Person> population(std::size_t size, Random& random) {
    std::vector<Person> people(size);
    for (std::size_t i = 0; i < size; ++i) {
        Person& one = people[i];
        one.id = random.bytes<16>();
        one.quasi_identifiers = {
            fmt::format("{}", 20 + random.below(30) + random.below(31)),
            fmt::format("place {}", std::min(random.below(8), random.below(8))),
            random.below(2) == 0 ? "f" : "m"};
        one.answer = fmt::format("answer {}", i);
    }
    return people;
}

// Each of them with a probability of `share` in a hundred.
std::vector<Person> some_of(const std::vector<Person>& people, std::uint32_t share,
                            Random& random) {
    std::vector<Person> some;
    for (const Person& one : people)
        if (random.below(100) < share) some.push_back(one);
    return some;
}

std::vector<std::string_view> cells_of(const Person& person) {
    return {person.quasi_identifiers.begin(), person.quasi_identifiers.end()};
}

JointData data_of(const std::vector<Person>& people, const ReleaseHistory& history) {
    auto data = JointData::create(hierarchies(), {}, history);
    REQUIRE(data);
    for (const Person& one : people) REQUIRE(data->append(one.id, cells_of(one)));
    return std::move(*data);
}

// Writes the release down, for its readers and for the history.
PublicTable publish(const std::vector<Person>& people, const JointData& data,
                    const Release& release, ReleaseHistory& history, Random& random) {
    PublicTable table;
    std::vector<std::pair<PersonId, std::uint32_t>> released;
    WithheldRows withheld(release);
    std::vector<std::string_view> labels;
    for (const Person& one : people) {
        const auto place = data.place(release, one.id, cells_of(one), labels);
        REQUIRE(place);
        if (!place->kept || withheld.leaves_out(place->equivalence_class, random)) continue;
        table.push_back({fmt::format("{}", fmt::join(labels, "|")), one.answer});
        released.emplace_back(one.id, static_cast<std::uint32_t>(place->equivalence_class));
    }
    history.begin_release();
    for (const auto& [id, number] : released) REQUIRE(history.add(id, number));
    CHECK(table.size() == release.data().rows() - release.suppressed());
    return table;
}

// The attacker. Rows with the same answer are one person's; people who are alike in every table,
// or missing from the same ones, are a group. How many people has the smallest?
std::size_t smallest_group(const std::vector<PublicTable>& tables) {
    std::map<std::string, std::vector<std::string>> seen;  // by answer: the labels in each table
    for (std::size_t i = 0; i < tables.size(); ++i) {
        for (const PublicRow& row : tables[i]) {
            auto& labels = seen[row.answer];
            labels.resize(tables.size(), "absent");
            labels[i] = row.labels;
        }
    }
    std::map<std::vector<std::string>, std::size_t> groups;
    for (const auto& [answer, labels] : seen) ++groups[labels];
    std::size_t smallest = seen.size();
    for (const auto& [labels, people] : groups) smallest = std::min(smallest, people);
    return smallest;
}

struct Study {
    std::vector<Person> people;
    Requirements requirements;
};

Study study(std::uint64_t seed) {
    test::SeededRandom random(seed);
    Study out{population(150 + random.below(450), random), {}};
    out.requirements.k = 2 + random.below(5);
    out.requirements.max_suppression = 0.05 + 0.05 * random.below(4);
    out.requirements.metric = random.below(2) == 0 ? Metric::Loss : Metric::Discernibility;
    return out;
}

// A release by itself, without a look at those before.
PublicTable publish_alone(const std::vector<Person>& people, const Requirements& requirements,
                          ReleaseHistory& history, Random& random) {
    const ReleaseHistory none;
    const JointData data = data_of(people, none);
    const auto found = search(data.microdata(), requirements);
    REQUIRE(found);
    const auto release = Release::make(data.microdata(), requirements, found->levels);
    REQUIRE(release);
    ReleaseHistory unseen;
    PublicTable table = publish(people, data, *release, unseen, random);
    std::map<std::string, std::uint32_t> numbers;
    std::map<std::string, PersonId> ids;
    for (const Person& one : people) ids[one.answer] = one.id;
    history.begin_release();
    for (const PublicRow& row : table)
        REQUIRE(history.add(ids.at(row.answer),
                            numbers.try_emplace(row.labels, numbers.size()).first->second));
    return table;
}

}  // namespace

TEST_CASE(
    "of two overlapping releases an attacker joins no group under k, and without the check he "
    "does") {
    const std::uint64_t pairs = test::long_form() ? 2000 : 200;
    std::uint64_t released = 0, refused = 0, too_small_without = 0, withheld = 0,
                  absent_without = 0;
    for (std::uint64_t seed = 1; released < pairs && seed <= 5 * pairs; ++seed) {
        INFO("pair " << seed);
        const Study it = study(seed);
        test::SeededRandom random(seed + 1000);
        const auto first = some_of(it.people, 60 + random.below(40), random);
        const auto second = some_of(it.people, 60 + random.below(40), random);
        ReleaseHistory history;
        std::vector<PublicTable> tables = {publish_alone(first, it.requirements, history, random)};
        REQUIRE(smallest_group(tables) >= it.requirements.k);
        const JointData data = data_of(second, history);
        const ReleaseHistory before = history;
        const auto joint = joint_release(data, it.requirements);
        if (!joint) {
            CHECK(joint.error().cause == deidentify::causes::joint_refused);
            ++refused;
            continue;
        }
        ++released;
        {
            ReleaseHistory ignored = before;
            auto alone = tables;
            alone.push_back(publish_alone(second, it.requirements, ignored, random));
            const std::size_t group = smallest_group(alone);
            CHECK(group == ignored.smallest());
            if (group < it.requirements.k) ++too_small_without;
        }
        {
            // With the fixed column alone, and no look at who is absent. Where the joint release
            // was found, so is this one.
            const auto found = search(data.microdata(), it.requirements);
            REQUIRE(found);
            ReleaseHistory ignored = before;
            auto half = tables;
            const auto release = Release::make(data.microdata(), it.requirements, found->levels);
            half.push_back(publish(second, data, release.value(), ignored, random));
            if (smallest_group(half) < it.requirements.k) ++absent_without;
        }
        if (joint->withheld > 0) ++withheld;
        CHECK(joint->too_few_before == 0);
        CHECK(joint->release.suppressed() <=
              suppression_limit(it.requirements, data.microdata().rows()));
        tables.push_back(publish(second, data, joint->release, history, random));
        CHECK(smallest_group(tables) >= it.requirements.k);
        CHECK(history.smallest() == smallest_group(tables));
        CHECK(joint->smallest >= it.requirements.k);
    }
    test::figure(
        fmt::format("{} pairs released, {} with rows withheld, {} refused; groups under "
                    "k: 0; without the check {}, without the absent {}",
                    released, withheld, refused, too_small_without, absent_without));
    CHECK(released == pairs);
    CHECK(withheld >= pairs * 3 / 4);
    CHECK(too_small_without >= pairs * 19 / 20);
    CHECK(absent_without >= pairs * 3 / 4);
}

TEST_CASE(
    "of three and four releases, each made with a look at all before, he joins no group under k") {
    int released = 0, thirds = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        INFO("series " << seed);
        Study it = study(seed);
        it.requirements.max_suppression = 0.3;
        test::SeededRandom random(seed + 2000);
        ReleaseHistory history;
        std::vector<PublicTable> tables;
        for (int number = 0; number < 4; ++number) {
            const auto people = some_of(it.people, 60 + random.below(40), random);
            const JointData data = data_of(people, history);
            const auto joint = joint_release(data, it.requirements);
            if (!joint) continue;
            ++released;
            if (number > 1 && history.releases() > 1) ++thirds;
            tables.push_back(publish(people, data, joint->release, history, random));
            CHECK(smallest_group(tables) >= it.requirements.k);
            CHECK(history.smallest() == smallest_group(tables));
        }
    }
    INFO(released << " released, of them " << thirds << " third or later");
    CHECK(released >= 100);
    CHECK(thirds >= 20);
}

TEST_CASE(
    "the same people released again cost nothing more, and one who left costs k rows at most") {
    test::SeededRandom random(7);
    const auto people = population(400, random);
    Requirements requirements;
    ReleaseHistory history;
    const JointData data = data_of(people, history);
    const auto first = joint_release(data, requirements);
    REQUIRE(first);
    (void)publish(people, data, first->release, history, random);
    const std::vector<Person> fewer(people.begin() + 1, people.end());
    for (const auto& [again, most] : {std::pair{people, 0}, std::pair{fewer, 5}}) {
        const JointData more = data_of(again, history);
        const auto second = joint_release(more, requirements);
        REQUIRE(second);
        CHECK(second->withheld <= static_cast<std::uint64_t>(most));
        CHECK(second->release.suppressed() <= first->release.suppressed() + second->withheld);
    }
}

TEST_CASE("people whose former group was too small for a stricter study stay out of it") {
    test::SeededRandom random(8);
    const auto people = population(600, random);
    Requirements agreement, strict;
    agreement.k = 5;
    strict.k = 12;
    strict.max_suppression = 1;
    ReleaseHistory history;
    const JointData data = data_of(people, history);
    const auto first = joint_release(data, agreement);
    REQUIRE(first);
    (void)publish(people, data, first->release, history, random);
    REQUIRE(history.smallest() < 12);
    const JointData again = data_of(people, history);
    const auto second = joint_release(again, strict);
    REQUIRE(second);
    CHECK(second->too_few_before > 0);
    CHECK(second->smallest >= 12);
    ReleaseHistory before = history;
    const PublicTable table = publish(people, again, second->release, history, random);
    std::set<std::string> released;
    for (const PublicRow& row : table) released.insert(row.answer);
    for (const Person& one : people)
        if (before.people_with(before.trace_of(one.id)) < 12 && before.trace_of(one.id) != 0)
            CHECK_FALSE(released.contains(one.answer));
}

TEST_CASE(
    "where a sensitive column is named a class is left out as a whole, so that it holds in the "
    "rest") {
    test::SeededRandom random(9);
    const auto people = population(500, random);
    Requirements requirements;
    requirements.max_suppression = 0.9;
    requirements.k = 4;
    requirements.sensitive.push_back({"diagnosis", 2, {}, {}, Ground::Equal, {}});
    ReleaseHistory history;
    int mended = 0;
    for (int number = 0; number < 3; ++number) {
        const auto some = some_of(people, 90, random);
        auto data = JointData::create(hierarchies(), {"diagnosis"}, history);
        REQUIRE(data);
        std::map<PersonId, std::string> diagnosis;
        for (const Person& one : some) {
            diagnosis[one.id] = one.answer.back() < '8' ? "common" : "rare";
            auto cells = cells_of(one);
            cells.emplace_back(diagnosis[one.id]);
            REQUIRE(data->append(one.id, cells));
        }
        const auto joint = joint_release(*data, requirements);
        REQUIRE(joint);
        CHECK(joint->withheld == 0);
        const auto plain = Release::make(data->microdata(), requirements, joint->release.levels());
        if (plain->suppressed() < joint->release.suppressed()) ++mended;
        std::map<std::size_t, std::set<std::string>> values;
        std::vector<std::string_view> labels;
        for (const Person& one : some) {
            const auto place = data->place(joint->release, one.id, cells_of(one), labels);
            REQUIRE(place);
            if (place->kept) values[place->equivalence_class].insert(diagnosis[one.id]);
        }
        for (const auto& [number_of_class, held] : values) CHECK(held.size() == 2);
        (void)publish(some, *data, joint->release, history, random);
        CHECK(history.smallest() >= 4);
    }
    CHECK(mended > 0);
}

TEST_CASE("a person with two rows is refused as the second one comes, known or not") {
    test::SeededRandom random(10);
    const auto people = population(200, random);
    ReleaseHistory history;
    JointData data = data_of(people, history);
    CHECK(data.append(people[7].id, cells_of(people[8])).error().cause ==
          deidentify::causes::person_twice);
    CHECK(data.microdata().rows() == 200);
    const auto first = joint_release(data, Requirements{});
    REQUIRE(first);
    (void)publish(people, data, first->release, history, random);
    JointData again = data_of(people, history);
    CHECK(again.append(people[7].id, cells_of(people[7])).error().cause ==
          deidentify::causes::person_twice);
    history.begin_release();
    REQUIRE(history.add(people[0].id, 1));
    CHECK(history.add(people[0].id, 1).error().cause == deidentify::causes::person_twice);
}

TEST_CASE("data that were begun before the history's last release are refused") {
    test::SeededRandom random(12);
    const auto people = population(100, random);
    ReleaseHistory history;
    JointData data = JointData::create(hierarchies(), {}, history).value();
    for (std::size_t i = 1; i < people.size(); ++i)
        REQUIRE(data.append(people[i].id, cells_of(people[i])));
    history.begin_release();
    CHECK(data.append(people[0].id, cells_of(people[0])).error().cause ==
          deidentify::causes::history_changed);
    CHECK(joint_release(data, Requirements{}).error().cause == deidentify::causes::history_changed);
}

TEST_CASE("of a class's rows as many are withheld as are to be, each as likely as the others") {
    test::SeededRandom random(11);
    const auto people = population(300, random);
    const ReleaseHistory none;
    const JointData data = data_of(people, none);
    auto release = Release::make(data.microdata(), Requirements{}, {3, 2, 1});
    REQUIRE(release);
    REQUIRE(release->classes().size() == 1);
    release->withhold(0, 30);
    CHECK(release->classes()[0].rows == 270);
    CHECK(release->suppressed() == 30);
    std::vector<int> times(300);
    for (int round = 0; round < 2000; ++round) {
        WithheldRows withheld(*release);
        int out = 0;
        for (int& row : times) {
            const bool left = withheld.leaves_out(0, random);
            row += left ? 1 : 0;
            out += left ? 1 : 0;
        }
        CHECK(out == 30);
    }
    // 200 each in the mean; the deviation of a row is 13.
    CHECK(*std::min_element(times.begin(), times.end()) > 130);
    CHECK(*std::max_element(times.begin(), times.end()) < 270);
}
