// A former release made again: whole and unparted, or not at all.
#include <catch2/catch.hpp>
#include <set>

#include "deidentify/joint.h"
#include "support/support.h"

using namespace spine;
using namespace spine::deidentify;

namespace {

PersonId id_of(std::size_t number) {
    PersonId id{};
    id[0] = static_cast<std::uint8_t>(number);
    return id;
}

// Forty people in two wards; who has a number from 40 on is new.
std::string ward_of(std::size_t number) {
    return number % 2 == 0 ? "east" : "west";
}

// Those below `moved` say now that they were all in the west.
JointData data_of(const std::vector<std::size_t>& people, const ReleaseHistory& history,
                  std::size_t moved = 0) {
    std::vector<Hierarchy> wards;
    wards.push_back(Hierarchy::build("ward", {{"east", "*"}, {"west", "*"}}).value());
    auto data = JointData::create(std::move(wards), {}, history);
    REQUIRE(data);
    for (const std::size_t one : people) {
        const std::string ward = one < moved ? "west" : ward_of(one);
        REQUIRE(data->append(id_of(one), std::vector<std::string_view>{ward}));
    }
    return std::move(*data);
}

std::vector<std::size_t> first_to(std::size_t end, std::size_t without = 1000) {
    std::vector<std::size_t> people;
    for (std::size_t i = 0; i < end; ++i)
        if (i != without) people.push_back(i);
    return people;
}

void add(ReleaseHistory& history, const std::vector<std::size_t>& people) {
    history.begin_release();
    for (const std::size_t one : people)
        REQUIRE(history.add(id_of(one), static_cast<std::uint32_t>(one % 2)));
}

struct Again {
    ReleaseHistory history;
    Requirements asked{5, 0.1, {}, Metric::Loss};
    Again() { add(history, first_to(40)); }
    [[nodiscard]] std::optional<std::uint64_t> made(const std::vector<std::size_t>& people,
                                                    std::uint32_t release = 0,
                                                    std::size_t moved = 0) const {
        const JointData data = data_of(people, history, moved);
        const auto same = same_release(data, asked, {0}, release);
        REQUIRE(same);
        if (!*same) return std::nullopt;
        CHECK((*same)->smallest >= 5);
        return data.microdata().rows() - (*same)->release.suppressed();
    }
};

}  // namespace

TEST_CASE("a release is made again with its people and nobody else, as far as may be left out") {
    const Again again;
    CHECK(again.made(first_to(40)) == 40);
    CHECK(again.made(first_to(44)) == 40);
    CHECK_FALSE(again.made(first_to(45)));
    CHECK_FALSE(again.made(first_to(40, 7)));
    CHECK_FALSE(again.made(first_to(44, 7)));
    // Ten of a class of twenty stand in another one by now.
    CHECK_FALSE(again.made(first_to(40), 0, 20));
    CHECK(again.made(first_to(40), 0, 40) == 40);
}

TEST_CASE("a release whose people a later one has parted is made again where the parts are k") {
    Again again;
    add(again.history, first_to(12));
    CHECK(again.history.releases_of(again.history.trace_of(id_of(3))) ==
          std::vector<std::uint32_t>{0, 1});
    CHECK(again.history.releases_of(again.history.trace_of(id_of(30))) ==
          std::vector<std::uint32_t>{0});
    CHECK(again.history.releases_of(0).empty());
    CHECK(again.made(first_to(40)) == 40);
    // Of the later one alone the others would be left out, and they are too many.
    CHECK_FALSE(again.made(first_to(40), 1));
    CHECK(again.made(first_to(12), 1) == 12);
    // All of them are gone, and nobody is missing from a class that is here.
    std::vector<std::size_t> others;
    for (std::size_t i = 12; i < 40; ++i) others.push_back(i);
    CHECK_FALSE(again.made(others));
    add(again.history, first_to(4));
    CHECK_FALSE(again.made(first_to(40)));
}

TEST_CASE("a release is not made again of data that were begun before the history's last") {
    Again again;
    const JointData data = data_of(first_to(40), again.history);
    add(again.history, first_to(40));
    CHECK(same_release(data, again.asked, {0}, 0).error().cause ==
          deidentify::causes::history_changed);
}

TEST_CASE("whoever has one former release alone finds nobody of its classes among fewer than k") {
    Again again;
    // Made without a look at the first one, and nobody else is left out of it.
    constexpr std::size_t kLeftOut = 6;
    add(again.history, first_to(40, kLeftOut));
    CHECK_FALSE(again.made(first_to(40, kLeftOut), 1));
    again.asked.max_suppression = 0.5;
    for (const bool unseen : {false, true}) {
        const auto people = first_to(40, unseen ? kLeftOut : 1000);
        const JointData data = data_of(people, again.history);
        const auto joint = joint_release(data, again.asked);
        REQUIRE(joint);
        test::SeededRandom random(1);
        WithheldRows withheld(joint->release);
        std::size_t absent = 20;  // of the first release's class
        std::vector<std::string_view> labels;
        for (const std::size_t one : people) {
            const std::string ward = ward_of(one);
            const auto place =
                data.place(joint->release, id_of(one), std::vector<std::string_view>{ward}, labels);
            REQUIRE(place);
            const bool leaves =
                place->kept && !withheld.leaves_out(place->equivalence_class, random);
            if (leaves && one % 2 == kLeftOut % 2) --absent;
        }
        CHECK(absent >= 5);
        CHECK(absent < 20);
        CHECK(joint->smallest >= 5);
        CHECK(joint->smallest <= absent);
    }
}
