// The four steps as researchers walk them: codes and units that are moved, split, merged and taken
// back; condensates and syntheses that rest on them.
#include <catch2/catch.hpp>

#include "coding/words.h"
#include "sample_coding.h"

using namespace spine;
using namespace spine::coding;
using test::SampleCoding;
using Names = std::vector<std::string>;

namespace {

Names children(const State& state, const Guid& parent = {}) {
    Names out;
    for (const Code* code : codes_under(state, parent)) out.push_back(code->name);
    return out;
}

Condensate condensate(SampleCoding& it, const Guid& group, std::set<Guid> units) {
    Condensate out;
    out.id = new_guid(it.random);
    out.group = group;
    out.name = "Subgroup";
    out.text = "I long to know.";
    out.quotation = *units.begin();
    out.units = std::move(units);
    return out;
}

Synthesis synthesis(SampleCoding& it, const Guid& group, std::set<Guid> condensates) {
    Synthesis out;
    out.id = new_guid(it.random);
    out.group = group;
    out.heading = "Longing to know";
    out.text = "They long to know.";
    out.condensates = std::move(condensates);
    return out;
}

}  // namespace

TEST_CASE("a code is added, renamed, moved and put in another order") {
    SampleCoding it;
    const Guid hope = it.code("Hope"), work = it.code("Work"), proof = it.code("Proof", hope);
    CHECK(children(it.state()) == Names{"Hope", "Work"});
    it.done({ChangeCode{work, "Working life", "What work means", "#aabbcc", true}});
    CHECK(it.state().codes.at(work).description == "What work means");
    it.done({MoveCode{proof, work, 0}});
    CHECK(children(it.state(), hope).empty());
    CHECK(children(it.state(), work) == Names{"Proof"});
    it.done({MoveCode{proof, {}, 0}});
    CHECK(children(it.state()) == Names{"Proof", "Hope", "Working life"});
    CHECK(it.tried({MoveCode{hope, hope, 0}}).error().cause == coding::causes::refused);
    it.done({MoveCode{work, hope, 0}});
    CHECK(it.tried({MoveCode{hope, work, 0}}).error().cause == coding::causes::refused);
    CHECK(it.tried({ChangeCode{work, "", "", "", true}}).error().cause == coding::causes::refused);
    CHECK(it.tried({ChangeCode{work, "two\nlines", "", "", true}}).error().cause ==
          coding::causes::refused);
    CHECK(it.tried({ChangeCode{work, "x", "", "red", true}}).error().cause ==
          coding::causes::refused);
}

TEST_CASE("codes that are merged hand over all that stands under them, once") {
    SampleCoding it;
    const Guid hope = it.code("Hope"), wish = it.code("Wish"), below = it.code("Below", wish);
    const Guid both = it.unit(0, 0, 6, {hope, wish}), one = it.unit(0, 7, 12, {wish});
    const Condensate rests = condensate(it, wish, {one});
    it.done({WriteCondensate{rests}});
    it.done({MergeCodes{wish, hope}});
    CHECK_FALSE(it.state().codes.contains(wish));
    CHECK(it.codes_of(both) == Names{"Hope"});
    CHECK(it.codes_of(one) == Names{"Hope"});
    CHECK(it.state().codes.at(below).parent == hope);
    CHECK(it.state().condensates.at(rests.id).group == hope);
    it.undone();
    CHECK(it.codes_of(both) == Names{"Hope", "Wish"});
    CHECK(it.state().codes.at(below).parent == wish);
}

TEST_CASE("a code is split, and the units that were chosen go over") {
    SampleCoding it;
    const Guid hope = it.code("Hope");
    const Guid stays = it.unit(0, 0, 6, {hope}), goes = it.unit(1, 0, 5, {hope});
    Code relief;
    relief.id = test::guid(40);
    relief.name = "Relief";
    it.done({SplitCode{hope, relief, {goes}}});
    CHECK(it.codes_of(stays) == Names{"Hope"});
    CHECK(it.codes_of(goes) == Names{"Relief"});
    const Guid other = it.unit(0, 8, 9);
    relief.id = test::guid(41);
    CHECK(it.tried({SplitCode{hope, relief, {other}}}).error().cause == coding::causes::unknown);
    CHECK_FALSE(it.state().codes.contains(test::guid(41)));
}

TEST_CASE("a unit moves from code to code, and stands under one once") {
    SampleCoding it;
    const Guid hope = it.code("Hope"), work = it.code("Work");
    const Guid unit = it.unit(0, 0, 6, {hope});
    it.done({MoveUnit{unit, hope, work}});
    CHECK(it.codes_of(unit) == Names{"Work"});
    it.done({CodeUnit{unit, it.coding_of(hope)}});
    it.done({MoveUnit{unit, hope, work}});
    CHECK(it.codes_of(unit) == Names{"Work"});
    CHECK(it.tried({MoveUnit{unit, hope, work}}).error().cause == coding::causes::unknown);
    CHECK(it.tried({CodeUnit{unit, it.coding_of(work)}}).error().cause == coding::causes::refused);
    it.done({UncodeUnit{unit, work}});
    CHECK(it.codes_of(unit).empty());
}

TEST_CASE("a unit is split in two and merged again, and its places are kept") {
    SampleCoding it;
    const Guid hope = it.code("Hope"), work = it.code("Work");
    const Guid first = it.unit(1, 2, 20, {hope, work});
    const Condensate rests = condensate(it, hope, {first});
    it.done({WriteCondensate{rests}});
    const Guid second = test::guid(50);
    it.done({SplitUnit{first, 9, second, {test::guid(51), test::guid(52)}}});
    CHECK(it.state().units.at(first).to == 9);
    CHECK(it.state().units.at(second).from == 9);
    CHECK(it.state().units.at(second).to == 20);
    CHECK(it.codes_of(second) == Names{"Hope", "Work"});
    CHECK(it.state().condensates.at(rests.id).units == std::set<Guid>{first, second});
    for (const std::uint32_t at : {2U, 20U, 1U, 21U})
        CHECK(it.tried({SplitUnit{second, at, test::guid(53), {test::guid(54), test::guid(55)}}})
                  .error()
                  .cause == coding::causes::refused);
    it.done({UncodeUnit{first, work}});
    it.done({MergeUnits{second, first}});
    CHECK_FALSE(it.state().units.contains(first));
    CHECK(it.state().units.at(second).from == 2);
    CHECK(it.state().units.at(second).to == 20);
    CHECK(it.codes_of(second) == Names{"Hope", "Work"});
    CHECK(it.state().condensates.at(rests.id).units == std::set<Guid>{second});
    CHECK(it.state().condensates.at(rests.id).quotation == second);
    const Guid elsewhere = it.unit(0, 0, 6);
    CHECK(it.tried({MergeUnits{second, elsewhere}}).error().cause == coding::causes::refused);
}

TEST_CASE("a condensate knows every unit that it rests on, and quotes one of them") {
    SampleCoding it;
    const Guid hope = it.code("Hope");
    const Guid one = it.unit(0, 0, 6, {hope}), two = it.unit(1, 0, 5, {hope});
    Condensate rests = condensate(it, hope, {one, two});
    it.done({WriteCondensate{rests}});
    const auto written = it.state();
    rests.quotation = test::guid(99);
    CHECK(it.tried({WriteCondensate{rests}}).error().cause == coding::causes::refused);
    rests.quotation = {};
    rests.units.insert(test::guid(99));
    CHECK(it.tried({WriteCondensate{rests}}).error().cause == coding::causes::unknown);
    CHECK(it.state() == written);
    // A unit that comes under its group later, or below it, is one that it leaves out.
    const Guid below = it.code("Below", hope), later = it.unit(2, 0, 5, {below});
    const auto& kept = it.state().condensates.at(rests.id);
    CHECK(left_out(it.state(), kept) == std::vector<Guid>{later});
    CHECK(units_under(it.state(), below) == std::vector<Guid>{later});
    CHECK(units_under(it.state(), hope).size() == 3);
    it.done({RemoveUnit{rests.units.contains(one) ? one : two}});
    CHECK_FALSE(it.state().condensates.at(rests.id).units.contains(one));
    CHECK(it.state().condensates.at(rests.id).quotation.is_zero() ==
          (written.condensates.at(rests.id).quotation == one));
    CHECK(it.tried({RemoveCode{hope}}).error().cause == coding::causes::refused);
}

TEST_CASE("a synthesis is held against each unit, and anew where it or a unit has changed") {
    SampleCoding it;
    const Guid hope = it.code("Hope"), below = it.code("Below", hope), work = it.code("Work");
    const Guid one = it.unit(0, 0, 6, {hope}), two = it.unit(1, 0, 5, {below});
    (void)it.unit(2, 0, 5, {work});
    const Condensate rests = condensate(it, hope, {one});
    it.done({WriteCondensate{rests}});
    Synthesis wrote = synthesis(it, hope, {rests.id});
    it.done({WriteSynthesis{wrote}});
    const auto open = [&] { return unchecked(it.state(), it.state().syntheses.at(wrote.id)); };
    CHECK(std::set<Guid>{one, two} == [&] {
        const auto left = open();
        return std::set<Guid>(left.begin(), left.end());
    }());
    it.done({CheckUnit{wrote.id, one, Verdict::Supports}});
    it.done({CheckUnit{wrote.id, two, Verdict::Contradicts}});
    CHECK(open().empty());
    it.done({SpanUnit{two, 1, 5}});
    CHECK(open() == std::vector<Guid>{two});
    it.done({CheckUnit{wrote.id, two, Verdict::Supports}});
    it.done({WriteSynthesis{wrote}});  // the same words
    CHECK(open().empty());
    wrote.text = "They long to know, and to rest.";
    it.done({WriteSynthesis{wrote}});
    CHECK(open().size() == 2);
    it.undone();
    CHECK(open().empty());
    CHECK(it.tried({RemoveCondensate{rests.id}}).error().cause == coding::causes::refused);
}

TEST_CASE("what was done last is taken back, one after the other, and the history says it all") {
    SampleCoding it;
    std::vector<State> states = {it.state()};
    const Guid hope = it.code("Hope");
    states.push_back(it.state());
    const Guid unit = it.unit(0, 0, 6, {hope});
    states.push_back(it.state());
    it.done({NoteUnit{unit, "why"}, SpanUnit{unit, 0, 7}});
    CHECK(it.history.standing().size() == 3);
    CHECK(name_of(it.history.to_undo()->steps.front()) == "note-unit");
    for (std::size_t i = states.size(); i > 0; --i) {
        it.undone();
        CHECK(it.state() == states[i - 1]);
    }
    CHECK(it.history.entries().size() == 6);
    const auto more = it.history.undo(test::guid(9), "Dr Dahl", 1);
    CHECK(more.error().cause == coding::causes::nothing_to_undo);
    CHECK(it.history.to_undo() == nullptr);
    // What is behind an entry that stays is not taken back, nor what is not the last.
    (void)it.code("Again");
    Entry out_of_turn;
    out_of_turn.id = test::guid(10);
    out_of_turn.by = "Dr Dahl";
    out_of_turn.undoes = it.history.entries().front().id;
    CHECK(it.history.add(out_of_turn).error().cause == coding::causes::nothing_to_undo);
    Entry barrier;
    barrier.id = test::guid(11);
    barrier.by = "Dr Dahl";
    barrier.stays = true;
    REQUIRE(it.history.add(barrier));
    CHECK(it.history.to_undo() == nullptr);
    CHECK(it.history.undo(test::guid(12), "Dr Dahl", 1).error().cause ==
          coding::causes::nothing_to_undo);
}

TEST_CASE(
    "a guid that follows from a name is that person's, whatever name somebody gave it before") {
    SampleCoding it;
    const Guid dahl = user_id("Dr Dahl"), kim = test::guid(80);
    Entry entry;
    entry.id = test::guid(81);
    entry.by = "Kim";
    entry.steps = {AddUser{{dahl, "Kim, not Dahl"}}, AddUser{{kim, "Kim"}}};
    REQUIRE(it.history.add(entry));
    (void)it.code("Hope");  // by Dr Dahl
    CHECK(it.state().users.at(dahl).name == "Dr Dahl");
    it.done({AddUser{{dahl, "Kim again"}}, AddUser{{kim, "Not Kim"}}});
    CHECK(it.state().users.at(dahl).name == "Dr Dahl");
    CHECK(it.state().users.at(kim).name == "Kim");
}

TEST_CASE("an entry of several steps is done whole or not at all") {
    SampleCoding it;
    const Guid hope = it.code("Hope");
    const auto before = it.state();
    CHECK(it.tried({ChangeCode{hope, "Changed", "", "", true}, RemoveCode{test::guid(9)}})
              .error()
              .cause == coding::causes::unknown);
    CHECK(it.state() == before);
    CHECK(it.tried({AddCode{it.state().codes.at(hope)}}).error().cause == coding::causes::exists);
}

TEST_CASE("whatever was done, the lines of its history fold to the same coding again") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        SampleCoding it(seed);
        it.at_random(150);
        std::vector<Entry> read;
        for (const Entry& one : it.history.entries()) {
            const std::string line = encode(one);
            CHECK(line.find('\n') == std::string::npos);
            auto entry = decode_entry(line);
            REQUIRE(entry);
            CHECK(encode(*entry) == line);
            read.push_back(std::move(*entry));
        }
        const auto folded = History::of(std::move(read));
        REQUIRE(folded);
        CHECK(folded->state() == it.state());
    }
}

TEST_CASE("a line of a history that is cut, or says what it may not, does not read") {
    SampleCoding it;
    const Guid hope = it.code("Hope");
    (void)it.unit(0, 0, 6, {hope});
    const std::string line = encode(it.history.entries().back());
    for (std::size_t size = 0; size < line.size(); ++size)
        CHECK_FALSE(decode_entry(line.substr(0, size)));
    for (
        const auto* wrong :
        {R"({"id":"x","by":"a","at":1,"steps":[]})",
         R"({"id":"11111111-1111-1111-1111-111111111111","by":"a","at":-1,"steps":[]})",
         R"({"id":"11111111-1111-1111-1111-111111111111","by":"a","at":1,"steps":[{"no-step":{}}]})",
         R"({"id":"11111111-1111-1111-1111-111111111111","by":"a","at":1,"steps":[{"remove-code":{}}]})",
         R"({"id":"11111111-1111-1111-1111-111111111111","by":"a","at":1,"steps":[{"remove-code":{"code":"11111111-1111-1111-1111-111111111111","more":1}}]})"})
        CHECK(decode_entry(wrong).error().cause == coding::causes::history_unreadable);
    // What nests as no step does is not parsed: brackets take a hundred times their size.
    const std::string deep = std::string(13, '[') + std::string(13, ']');
    const std::string with_title = R"({"id":"11111111-1111-1111-1111-111111111111","by":")" +
                                   std::string(13, '[') + R"(\"","at":1,"steps":)";
    CHECK(decode_entry(with_title + "[]}"));
    CHECK_FALSE(decode_entry(with_title + "[],\"more\":" + deep + "}"));
    CHECK_FALSE(decode_steps(std::string(1'000'000, '[')));
}

TEST_CASE("code points are counted in UTF-8 that is valid, and in no other") {
    CHECK(code_points_in("Jeg 🙂 å") == 7);
    CHECK(part_of("Jeg 🙂 å", 4, 5) == "🙂");
    CHECK(part_of("Jeg 🙂 å", 6, 7) == "å");
    for (const auto* wrong :
         {"\xC3", "\xC0\xAF", "\xE2\x82", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xFF", "a\x80"})
        CHECK_FALSE(code_points_in(wrong));
    CHECK(guid_in("{AAAAAAAA-1111-2222-3333-444444444444}"));
    for (const auto* wrong :
         {"", "AAAAAAAA-1111-2222-3333-44444444444", "AAAAAAAA11112222-3333-4444-444444444444x",
          "GAAAAAAA-1111-2222-3333-444444444444"})
        CHECK_FALSE(guid_in(wrong));
}
