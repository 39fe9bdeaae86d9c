// A clinic whose patients have said two things in their own words, and what researchers make of
// them.
#pragma once

#include <algorithm>
#include <catch2/catch.hpp>

#include "coding/words.h"
#include "coding/zip_file.h"
#include "review/coding_desk.h"
#include "review/text_queue.h"
#include "study_world.h"

namespace spine::test {

using coding::Guid;
using review::CodingDesk;
using review::QueuedText;

inline constexpr const char* kHopeItem = "words.hope";
inline constexpr const char* kFirst =
    "jeg 🙂 Kanariegoes, siger Kanarietaken og håber på ro i ryggen";
inline constexpr const char* kSecond = "bare vide hvad det er";

struct Coded : StudyWorld {
    Coded() {
        first = says(kFirst);
        second = says(kSecond);
    }
    crypto::SessionRef says(const std::string& text) {
        return add_saying(
            {{kHopeItem, std::string("\"").append(text).append("\"")}, {"about.age", "\"40-49\""}});
    }
    [[nodiscard]] review::ConfigurationOf shelf() {
        return [this](const crypto::Hash& hash) {
            return hash == world.configuration ? &config : nullptr;
        };
    }
    [[nodiscard]] QueuedText with(const std::string& word) {
        auto queue = review::text_queue(*world.archive, shelf());
        REQUIRE(queue);
        const auto found = std::find_if(queue->begin(), queue->end(), [&](const QueuedText& one) {
            return one.text.find(word) != std::string::npos;
        });
        INFO(word);
        REQUIRE(found != queue->end());
        return *found;
    }
    void release(const std::string& word) {
        const auto done = review::release(*world.archive, with(word));
        if (!done) FAIL(done.error().sentence());
    }
    void redact(const std::string& word, review::RedactionKind kind = review::RedactionKind::Name) {
        const QueuedText text = with(word);
        const auto at = text.text.find(word);
        const auto from = *coding::code_points_in(text.text.substr(0, at));
        REQUIRE(
            review::redact(*world.archive, text, from, from + *coding::code_points_in(word), kind));
    }
    [[nodiscard]] CodingDesk desk() {
        auto opened = CodingDesk::open(*world.archive, shelf(), world.clock, random);
        if (!opened) FAIL(opened.error().sentence());
        return std::move(*opened);
    }
    void unlock_as(const std::string& name, archive::Roles roles) {
        REQUIRE(world.archive->add_slot({{name, roles}, as_bytes(name), kSmallCost}));
        world.archive->lock();
        REQUIRE(world.archive->unlock(as_bytes(name)));
    }

    crypto::SessionRef first, second;
};

// The guid of the unit that was marked around these words.
inline Guid mark(CodingDesk& desk, std::uint8_t number, const std::string& words,
                 const Guid& code = {}) {
    for (const coding::Source& text : desk.texts()) {
        const auto at = text.text.find(words);
        if (at == std::string::npos) continue;
        coding::Unit unit;
        unit.id.bytes.fill(number);
        unit.text = text.id;
        unit.from = *coding::code_points_in(text.text.substr(0, at));
        unit.to = unit.from + *coding::code_points_in(words);
        if (!code.is_zero()) {
            coding::Coding coding{unit.id, code, {}};
            coding.id.bytes[0] = 0x77;
            unit.codings.push_back(coding);
        }
        const auto done = desk.record({coding::MarkUnit{unit}});
        if (!done) FAIL(done.error().sentence());
        return unit.id;
    }
    FAIL("these words are in no released text");
    return {};
}

inline Guid add_code(CodingDesk& desk, std::uint8_t number, const std::string& name) {
    coding::Code code;
    code.id.bytes.fill(number);
    code.name = name;
    REQUIRE(desk.record({coding::AddCode{code}}));
    return code.id;
}

inline std::string words_of(const CodingDesk& desk, const Guid& unit) {
    const coding::State state = desk.shown();
    const auto found = state.units.find(unit);
    if (found == state.units.end()) return "(aside)";
    for (const coding::Source& text : desk.texts())
        if (text.id == found->second.text)
            return std::string(coding::part_of(text.text, found->second.from, found->second.to));
    return {};
}

// Every byte that a .qdpx unpacks to, and the names of its files.
inline std::string unpacked(CodingDesk& desk, bool with_history = true) {
    const auto bytes = desk.project({"Coding", "test", with_history});
    if (!bytes) FAIL(bytes.error().sentence());
    const auto zip = coding::ZipFile::open(*bytes, 1000);
    REQUIRE(zip);
    std::string all;
    for (std::size_t i = 0; i < zip->names().size(); ++i) {
        const auto part = zip->read(i, 10'000'000);
        REQUIRE(part);
        all.append(zip->names()[i]).append("\n").append(as_text(*part)).append("\n");
    }
    return all;
}

}  // namespace spine::test
