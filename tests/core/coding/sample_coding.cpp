#include "sample_coding.h"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <iterator>

#include "coding/words.h"

namespace spine::test {

using namespace coding;

Guid guid(std::uint8_t number) {
    Guid out;
    out.bytes.fill(0x11);
    out.bytes.back() = number;
    return out;
}

std::vector<Source> sample_texts() {
    return {{guid(1), "0001", "I hope that a scan shows where it hurts. My work is heavy."},
            {guid(2), "0002", "Jeg 🙂 håber på ro, siger [name]. Ægte أمل أخير\tslut"},
            {guid(3), "0003", "First line.\r\nSecond line.\r\nThird & <last> line.\n"}};
}

SampleCoding::SampleCoding(std::uint64_t seed) : random(seed) {}

Status SampleCoding::tried(std::vector<Step> steps) {
    clock.advance_ms(1'017);
    Entry entry;
    entry.id = new_guid(random);
    entry.by = "Dr Dahl";
    entry.at = clock.now();
    entry.steps = std::move(steps);
    return history.add(std::move(entry));
}

void SampleCoding::done(std::vector<Step> steps) {
    if (auto added = tried(std::move(steps)); !added) FAIL(added.error().sentence());
}

void SampleCoding::undone() {
    auto entry = history.undo(new_guid(random), "Dr Berg", clock.now());
    REQUIRE(entry);
    REQUIRE(history.add(std::move(*entry)));
}

Guid SampleCoding::code(const std::string& name, const Guid& parent) {
    Code made_one;
    made_one.id = new_guid(random);
    made_one.parent = parent;
    made_one.name = name;
    done({AddCode{made_one}});
    return made_one.id;
}

Coding SampleCoding::coding_of(const Guid& of) {
    return {new_guid(random), of, made()};
}

Made SampleCoding::made() {
    return {history.state().users.empty() ? Guid() : user_id("Dr Dahl"), clock.now()};
}

Guid SampleCoding::unit(std::size_t text, std::uint32_t from, std::uint32_t to,
                        const std::vector<Guid>& codes) {
    Unit one;
    one.id = new_guid(random);
    one.text = texts.at(text).id;
    one.from = from;
    one.to = to;
    one.made = made();
    for (const Guid& each : codes) one.codings.push_back(coding_of(each));
    done({MarkUnit{one}});
    return one.id;
}

std::vector<std::string> SampleCoding::codes_of(const Guid& of) const {
    std::vector<std::string> out;
    for (const Coding& one : state().units.at(of).codings)
        out.push_back(state().codes.at(one.code).name);
    std::sort(out.begin(), out.end());
    return out;
}

Project SampleCoding::project(bool with_history) const {
    Project out;
    out.name = "Sample";
    out.origin = "test";
    out.at = clock.now();
    out.state = state();
    out.sources = texts;
    if (with_history) out.history = history.entries();
    return out;
}

Guid SampleCoding::any(const auto& of) {
    if (of.empty()) return new_guid(random);
    const auto at = random.below(static_cast<std::uint32_t>(of.size()));
    return std::next(of.begin(), static_cast<std::ptrdiff_t>(at))->first;
}

std::string SampleCoding::any_name() {
    constexpr std::array kNames = {"Hope",       "\"Proof\" & <doubt>",
                                   "  spaces  ", "Håb 🙂",
                                   "أمل",        "]]>",
                                   "a\\b/c",     "'single'",
                                   "&amp;x",     "<!-- no -->",
                                   "0",          "%s"};
    return std::string(kNames.at(random.below(kNames.size()))) + std::to_string(random.below(100));
}

std::string SampleCoding::any_prose() {
    constexpr std::array kProse = {"",
                                   " ",
                                   "\n\n",
                                   "One line.",
                                   "Two\nlines\twith a tab. ",
                                   "I want <someone> to \"see\" it & believe me 🙂",
                                   "]]>&lt;"};
    return kProse.at(random.below(kProse.size()));
}

Unit SampleCoding::any_unit() {
    Unit out;
    const Source& text = texts.at(random.below(static_cast<std::uint32_t>(texts.size())));
    const auto length = code_points_in(text.text).value();
    out.id = new_guid(random);
    out.text = text.id;
    out.from = random.below(length);
    out.to = out.from + 1 + random.below(length - out.from);
    out.note = any_prose();
    out.made = made();
    if (!state().codes.empty()) out.codings.push_back(coding_of(any(state().codes)));
    return out;
}

Step SampleCoding::any_code_step() {
    Code code;
    code.id = new_guid(random);
    code.parent = random.below(3) == 0 ? Guid() : any(state().codes);
    code.name = any_name();
    code.description = any_prose();
    code.colour = random.below(2) == 0 ? "" : "#12aBcD";
    code.codable = random.below(4) != 0;
    const Guid one = any(state().codes), other = any(state().codes);
    switch (random.below(8)) {
        case 0:
            return ChangeCode{one, code.name, code.description, code.colour, code.codable};
        case 1:
            return MoveCode{one, code.parent, random.below(4)};
        case 2:
            return MergeCodes{one, other};
        case 3: {
            SplitCode split{one, code, {}};
            for (const auto& [id, unit] : state().units)
                if (random.below(2) == 0 &&
                    std::any_of(unit.codings.begin(), unit.codings.end(),
                                [&](const auto& c) { return c.code == one; }))
                    split.units.push_back(id);
            return split;
        }
        case 4:
            return RemoveCode{one};
        default:
            return AddCode{code};
    }
}

Step SampleCoding::any_unit_step() {
    const Guid one = any(state().units), other = any(state().units);
    const Guid code = any(state().codes), second = any(state().codes);
    const Unit fresh = any_unit();
    switch (random.below(14)) {
        case 0:
            return CodeUnit{one, coding_of(code)};
        case 1:
            return UncodeUnit{one, code};
        case 2:
        case 3:
            return MoveUnit{one, code, second};
        case 4:
            return NoteUnit{one, any_prose()};
        case 5:
            return MergeUnits{one, other};
        case 6:
            return RemoveUnit{one};
        case 7:
            if (const auto found = state().units.find(one); found != state().units.end()) {
                const Unit& it = found->second;
                SplitUnit split{one, it.from + random.below(it.to - it.from + 1), fresh.id, {}};
                for (std::size_t i = 0; i < it.codings.size(); ++i)
                    split.codings.push_back(new_guid(random));
                return split;
            }
            return MarkUnit{fresh};
        case 8:
            if (const auto found = state().units.find(one); found != state().units.end())
                return SpanUnit{one, found->second.from, found->second.from + 1};
            return MarkUnit{fresh};
        default:
            return MarkUnit{fresh};
    }
}

Step SampleCoding::any_writing() {
    std::set<Guid> units, condensates;
    for (const auto& [id, unit] : state().units)
        if (random.below(3) == 0) units.insert(id);
    for (const auto& [id, one] : state().condensates)
        if (random.below(2) == 0) condensates.insert(id);
    const bool again = random.below(3) == 0;
    const Guid condensate = again ? any(state().condensates) : new_guid(random);
    const Guid synthesis = again ? any(state().syntheses) : new_guid(random);
    const Guid group = any(state().codes);
    switch (random.below(9)) {
        case 0:
        case 1:
            return WriteCondensate{{condensate, group, any_name(), any_prose(),
                                    units.empty() ? Guid() : *units.begin(), units, made()}};
        case 2:
            return RemoveCondensate{any(state().condensates)};
        case 3:
            return WriteSynthesis{
                {synthesis, group, any_name(), any_prose(), condensates, {}, made()}};
        case 4:
            return RemoveSynthesis{any(state().syntheses)};
        case 5:
            return WriteTheme{{new_guid(random), any_name(), made()}};
        case 6:
            return RemoveTheme{any(state().themes)};
        case 7:
            return ReadText{texts.at(random.below(3)).id, user_id("Dr Dahl")};
        default:
            return CheckUnit{any(state().syntheses), any(state().units),
                             static_cast<Verdict>(random.below(3))};
    }
}

Step SampleCoding::any_step() {
    switch (random.below(3)) {
        case 0:
            return any_code_step();
        case 1:
            return any_unit_step();
        default:
            return any_writing();
    }
}

void SampleCoding::at_random(int entries) {
    done({AddUser{{user_id("Dr Dahl"), "Dr Dahl"}}});
    for (int i = 0; i < entries; ++i) {
        // What cannot be done is refused, and changes nothing.
        const State before = state();
        std::vector<Step> steps;
        for (std::uint32_t n = 1 + random.below(3); n > 0; --n) steps.push_back(any_step());
        if (!tried(std::move(steps))) REQUIRE(state() == before);
        if (random.below(12) == 0 && history.standing().size() > 1) undone();
    }
}

Arrival arrived(const SampleCoding& it, const Bytes& file) {
    const auto read = read_qdpx(file);
    if (!read) FAIL(read.error().sentence());
    Entry mine;
    mine.id = guid(200);
    mine.by = "Dr Dahl";
    mine.at = 1'795'510'680'000;
    auto arrival = arrive(it.history, *read, it.texts, std::move(mine));
    if (!arrival) FAIL(arrival.error().sentence());
    return std::move(*arrival);
}

void take(SampleCoding& it, const Arrival& arrival) {
    for (const Entry& one : arrival.entries) REQUIRE(it.history.add(one));
}

}  // namespace spine::test
