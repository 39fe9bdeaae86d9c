// A coding that goes from one of a clinic's computers to another, and what becomes of its history.
#include <catch2/catch.hpp>

#include "sample_coding.h"

using namespace spine;
using namespace spine::coding;
using test::arrived;
using test::SampleCoding;
using test::take;

namespace {

// Without the units that only another coding has.
Condensate as_known_to(const State& state, Condensate one) {
    std::erase_if(one.units, [&](const Guid& unit) { return !state.units.contains(unit); });
    if (!one.units.contains(one.quotation)) one.quotation = {};
    return one;
}

// A condensate that rests on a unit in each of two texts and quotes the second, which is withheld.
struct Withheld {
    SampleCoding here{7}, there{8};
    std::vector<Source> texts = here.texts;
    Guid hope = here.code("Hope");
    Guid seen = here.unit(0, 0, 6, {hope}), aside = here.unit(1, 0, 12, {hope});
    Condensate whole{new_guid(here.random), hope,       "Going on", "I hope to go on.", aside,
                     {seen, aside},         here.made()};

    Withheld() {
        here.done({WriteCondensate{whole}});
        here.texts.erase(here.texts.begin() + 1);
        there.texts = here.texts;
    }
    [[nodiscard]] Bytes sent(const SampleCoding& by, bool with_history = true) const {
        auto bytes = write_qdpx(by.project(with_history));
        if (!bytes) FAIL(bytes.error().sentence());
        return std::move(*bytes);
    }
    [[nodiscard]] const Condensate& condensate_of(const SampleCoding& it) const {
        return it.state().condensates.at(whole.id);
    }
};

}  // namespace

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
            CHECK(as_known_to(project.state, here.state().condensates.at(id)) == one);
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

TEST_CASE("a condensate keeps what it rests on in a withheld text when its file comes back") {
    Withheld it;
    for (const bool with_history : {false, true}) {
        INFO(with_history);
        const Arrival unchanged = arrived(it.here, it.sent(it.here, with_history));
        CHECK(unchanged.entries.empty());
        take(it.here, unchanged);
        CHECK(it.condensate_of(it.here) == it.whole);
    }
}

TEST_CASE("a condensate that is written anew elsewhere rests on what could not be seen there") {
    Withheld it;
    take(it.there, arrived(it.there, it.sent(it.here)));
    Condensate anew = it.condensate_of(it.there);
    REQUIRE(anew.units == std::set<Guid>{it.seen});
    REQUIRE(anew.quotation.is_zero());
    anew.text = "I hope, and I go on.";
    it.there.done({WriteCondensate{anew}});
    const Arrival back = arrived(it.here, it.sent(it.there));
    CHECK_FALSE(back.with_history);
    CHECK(back.not_taken.at("history") == 1);
    take(it.here, back);
    CHECK(it.condensate_of(it.here).text == anew.text);
    CHECK(it.condensate_of(it.here).units == it.whole.units);
    CHECK(it.condensate_of(it.here).quotation == it.aside);
}

TEST_CASE("histories part when a text is back that one computer never had, and nothing is lost") {
    Withheld it;
    const Arrival cut = arrived(it.there, it.sent(it.here));
    CHECK(cut.with_history);
    take(it.there, cut);
    it.here.texts = it.there.texts = it.texts;
    const Arrival back = arrived(it.here, it.sent(it.there));
    CHECK_FALSE(back.with_history);
    CHECK(back.not_taken.at("history") == 1);
    take(it.here, back);
    CHECK(it.condensate_of(it.here) == it.whole);
    const Arrival whole = arrived(it.there, it.sent(it.here));
    CHECK_FALSE(whole.with_history);
    take(it.there, whole);
    CHECK(it.there.state() == it.here.state());
}
