// A coding that goes from one of a clinic's computers to another, and what becomes of its history.
#include <catch2/catch.hpp>

#include "sample_coding.h"

using namespace spine;
using namespace spine::coding;
using test::arrived;
using test::SampleCoding;
using test::take;

TEST_CASE("a coding goes to another computer with its history, and on from there, and back") {
    SampleCoding here(7), there(8);
    here.at_random(60);
    const auto sent = write_qdpx(here.project());
    REQUIRE(sent);
    const Arrival arrival = arrived(there, *sent);
    CHECK(arrival.with_history);
    CHECK(arrival.not_taken.empty());
    take(there, arrival);
    CHECK(there.state() == here.state());
    CHECK(there.history.entries().size() == here.history.entries().size());
    there.undone();
    (void)there.code("More");
    const auto back = write_qdpx(there.project());
    REQUIRE(back);
    const Arrival further = arrived(here, *back);
    CHECK(further.entries.size() == 2);
    take(here, further);
    CHECK(here.state() == there.state());
    // The older file brings nothing: it is all here.
    CHECK(arrived(here, *sent).entries.empty());
}

TEST_CASE("a history goes on between two computers after a text of it was withheld") {
    SampleCoding here(7), there(8);
    const Guid hope = here.code("Hope");
    (void)here.unit(1, 0, 12, {hope});
    take(there, arrived(there, *write_qdpx(here.project())));
    here.texts.erase(here.texts.begin() + 1);
    there.texts = here.texts;
    const Guid unit = here.unit(0, 0, 6, {hope});
    const Arrival arrival = arrived(there, *write_qdpx(here.project()));
    CHECK(arrival.with_history);
    CHECK(arrival.entries.size() == 1);
    take(there, arrival);
    CHECK(there.codes_of(unit) == std::vector<std::string>{"Hope"});
    CHECK(there.state().units.size() == 2);
    // Where more stands under a code here than the file knows of, it comes as one entry.
    SampleCoding other(9);
    other.texts = here.texts;
    take(other, arrived(other, *write_qdpx(here.project())));
    other.done({RemoveUnit{unit}});
    other.done({RemoveCode{hope}});
    const Arrival removed = arrived(there, *write_qdpx(other.project()));
    CHECK_FALSE(removed.with_history);
    CHECK(there.state().codes.contains(hope));
}

TEST_CASE("two codings that parted come together: what only one has stays") {
    for (std::uint64_t seed = 1; seed <= 15; ++seed) {
        INFO("seed " << seed);
        SampleCoding here(seed), there(seed + 100);
        here.at_random(60);
        take(there, arrived(there, *write_qdpx(here.project())));
        const Guid own = here.code("Only here");
        there.at_random(30);
        const Project project = there.project();
        const Arrival arrival = arrived(here, *write_qdpx(project));
        CHECK_FALSE(arrival.with_history);
        CHECK(arrival.not_taken == std::map<std::string, std::size_t>{{"history", 1}});
        take(here, arrival);
        CHECK(here.state().codes.contains(own));
        for (const auto& [id, code] : project.state.codes) {
            CHECK(here.state().codes.at(id).name == code.name);
            CHECK(here.state().codes.at(id).parent == code.parent);
        }
        for (const auto& [id, unit] : project.state.units) {
            CHECK(here.state().units.at(id).from == unit.from);
            CHECK(here.codes_of(id) == there.codes_of(id));
        }
        for (const auto& [id, one] : project.state.condensates)
            CHECK(here.state().condensates.at(id) == one);
        for (const auto& [id, one] : project.state.syntheses)
            CHECK(here.state().syntheses.at(id).text == one.text);
    }
}

TEST_CASE("a history that tells another story than the file is not taken for it") {
    SampleCoding it;
    const Guid hope = it.code("Hope");
    Project project = it.project();
    project.state.codes.at(hope).name = "Changed by another program";
    SampleCoding other(9);
    const Arrival arrival = arrived(other, *write_qdpx(project));
    CHECK_FALSE(arrival.with_history);
    CHECK(arrival.not_taken.at("history") == 1);
    take(other, arrival);
    CHECK(other.state().codes.at(hope).name == "Changed by another program");
}
