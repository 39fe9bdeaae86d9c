// What would take a computer's memory is refused by its name before it does, however cheaply it is
// said.
#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "coding/qde.h"
#include "coding/zip_file.h"
#include "sample_coding.h"

using namespace spine;
using namespace spine::coding;
using test::SampleCoding;

namespace {

Guid numbered(std::uint32_t number) {
    Guid out;
    out.bytes.fill(0x22);
    for (std::size_t i = 0; i < 4; ++i)
        out.bytes.at(i) = static_cast<std::uint8_t>(number >> (8 * i));
    return out;
}

Entry entry_of(std::uint32_t number, std::vector<Step> steps = {}) {
    return {numbered(number), "Dr Dahl", 1, std::move(steps), {}, false};
}

Cause read_as(const Bytes& file) {
    const auto read = read_qdpx(file);
    return read ? Cause("read") : read.error().cause;
}

// A project whose history has these lines.
Bytes with_history(const std::string& lines) {
    const std::string name = to_text(history_note());
    const std::string xml =
        fmt::format(R"(<Project name="P" xmlns="urn:QDA-XML:project:1.0"><Notes><Note guid="{0}" )"
                    R"(plainTextPath="internal://{0}.txt"/></Notes></Project>)",
                    name);
    std::vector<ZipPart> parts;
    const auto add = [&](const std::string& file, const std::string& words) {
        const ByteView bytes = as_bytes(words);
        parts.push_back({file, Bytes(bytes.begin(), bytes.end())});
    };
    add("project.qde", xml);
    add("sources/" + name + ".txt", lines);
    return *write_zip(parts, 0);
}

}  // namespace

TEST_CASE("a line of a history that says more than a change can is not taken apart") {
    const std::string head = R"({"id":"11111111-1111-1111-1111-111111111111","by":"a","at":1,)";
    std::string much = head + R"("steps":[)";
    for (int i = 0; i < 2'000'001; ++i) much.append("0,");
    much.append("0]}");
    CHECK(decode_entry(much).error().cause == coding::causes::too_large);
    CHECK(decode_steps(much).error().cause == coding::causes::too_large);
    const std::string commas(3'000'000, ',');
    CHECK(decode_entry(head + R"("steps":[],"x":")" + commas + "\"}"));
    CHECK(read_as(with_history(much)) == coding::causes::too_large);
    CHECK(read_as(with_history("no line of a history")) == Cause("read"));
}

TEST_CASE("a history of too many lines or steps is refused, here and in a project") {
    const std::vector<Step> some(kMostSteps / 2, RemoveTheme{});
    std::vector<Entry> entries = {entry_of(1, some), entry_of(2, some),
                                  entry_of(3, {RemoveTheme{}})};
    CHECK(History::of(entries).error().cause == coding::causes::too_large);
    std::string lines;
    for (std::uint32_t i = 1; i <= kMostEntries; ++i)
        lines.append(encode(entry_of(i))).append("\n");
    CHECK(read_as(with_history(lines)) == Cause("read"));
    lines.append(encode(entry_of(0))).append("\n");
    CHECK(read_as(with_history(lines)) == coding::causes::too_large);
    lines.assign(kMostHistoryBytes + 1, '\n');
    CHECK(read_as(with_history(lines)) == coding::causes::too_large);
}

TEST_CASE("units that are split under many condensates stop where their links would be too many") {
    SampleCoding it;
    const Guid hope = it.code("Hope");
    const Guid unit = it.unit(0, 0, 50, {hope});
    it.done({NoteUnit{unit, "a note"}});
    std::vector<Step> steps;
    constexpr std::uint32_t kCondensates = 4'000;
    for (std::uint32_t i = 0; i < kCondensates; ++i)
        steps.emplace_back(WriteCondensate{{numbered(i), hope, "Name", "", {}, {unit}, {}}});
    it.done(steps);
    const auto split = [&](std::uint32_t at, std::uint32_t i) {
        return it.tried({SplitUnit{unit, at, numbered(10'000 + i), {numbered(20'000 + i)}}});
    };
    for (std::uint32_t i = 1; i < kMostLinks / kCondensates; ++i) REQUIRE(split(50 - i, i));
    const State before = it.state();
    CHECK(split(2, 99).error().cause == coding::causes::too_large);
    CHECK(it.state() == before);
    // A note stands once, however often its unit is split.
    CHECK(it.state().units.at(unit).note == "a note");
    CHECK(it.state().units.at(numbered(10'001)).note.empty());
    WriteCondensate more{{numbered(9'999), hope, "Name", "", {}, {unit}, {}}};
    CHECK(it.tried({more}).error().cause == coding::causes::too_large);
}

TEST_CASE("a coding has so many things, and none by the name of a part of a project") {
    SampleCoding it;
    std::vector<Step> steps;
    for (std::uint32_t i = 0; i < kMostThings; ++i)
        steps.emplace_back(WriteTheme{{numbered(i), "t", {}}});
    CHECK(it.tried(steps).error().cause == coding::causes::too_large);  // the user is one, too
    for (const Guid& reserved : {history_note(), themes_set(), condensates_set(), syntheses_set()})
        CHECK(it.tried({WriteTheme{{reserved, "t", {}}}}).error().cause == coding::causes::exists);
}
