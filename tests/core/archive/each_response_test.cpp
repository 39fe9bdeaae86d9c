// Reading all responses in one pass, on several threads.
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <thread>
#include <vector>

#include "archive/archive.h"
#include "core/import/clinic_world.h"
#include "support/weight.h"

using namespace spine;
using archive::Events;
using test::ClinicWorld;

namespace {

// As each_response() has it: a batch a thread and the one that is filled, of 256 rows or a
// megabyte.
std::size_t batches() {
    return std::clamp(std::thread::hardware_concurrency(), 1U, 8U) + 1;
}
// More than all batches hold together, so that each is used again.
const std::size_t kRows = batches() * 256 * 2;
const int kMany = static_cast<int>(kRows);

crypto::SessionId session_id(int number) {
    crypto::SessionId id;
    id.bytes[0] = static_cast<std::uint8_t>(number * 7);  // not the order in which they come
    id.bytes[1] = static_cast<std::uint8_t>(number >> 8);
    id.bytes[2] = static_cast<std::uint8_t>(number);
    return id;
}

// Of other lengths and words for each, so that none passes for its neighbour's.
std::vector<std::string> events_of(int number) {
    std::vector<std::string> out{"the first of " + std::to_string(number)};
    for (int i = 0; i < number % 7; ++i)
        out.push_back(
            std::string(static_cast<std::size_t>(number % 900), static_cast<char>('a' + i)));
    return out;
}

void put_many(ClinicWorld& world) {
    REQUIRE(world.archive->transact([&]() -> Status {
        for (int number = 0; number < kMany; ++number) {
            archive::SessionPlace place;
            place.session = session_id(number);
            place.counter = static_cast<std::uint64_t>(number) + 1;
            archive::Response response;
            response.code = std::to_string(100'000 + number);
            response.answers = {{"pain.now", std::to_string(number % 11)}};
            response.events = events_of(number);
            archive::Summary summary;
            summary.code = response.code;
            if (auto done = world.archive->put_response(place, response, summary); !done)
                return done;
        }
        return {};
    }));
}

std::string number_of(int number) {
    return std::to_string(100'000 + number);
}

struct Seen {
    std::vector<std::string> codes;
    std::size_t events = 0;
};

auto into(Seen& seen) {
    return [&seen](const crypto::SessionRef&, const archive::ResponseView& response) -> Status {
        seen.codes.emplace_back(response.code);
        seen.events += response.events.empty() ? 0 : 1;
        return {};
    };
}

}  // namespace

TEST_CASE("all responses are read in the order in which they came, each with its answers") {
    ClinicWorld world;
    put_many(world);
    int number = 0;
    const auto read = world.archive->each_response(
        Events::LeftOut,
        [&](const crypto::SessionRef& place, const archive::ResponseView& response) -> Status {
            CHECK(place.session == session_id(number));
            CHECK(response.code == number_of(number));
            CHECK(response.answer("pain.now") == std::to_string(number % 11));
            CHECK_FALSE(response.answer("pain.then"));
            CHECK(response.events.empty());
            ++number;
            return {};
        });
    CHECK(read);
    CHECK(number == kMany);
}

TEST_CASE("each response is read with its own events, as they were") {
    ClinicWorld world;
    put_many(world);
    int number = 0;
    const auto read = world.archive->each_response(
        Events::Kept,
        [&](const crypto::SessionRef&, const archive::ResponseView& response) -> Status {
            const std::vector<std::string> events(response.events.begin(), response.events.end());
            if (events != events_of(number) || response.code != number_of(number)) FAIL(number);
            ++number;
            return {};
        });
    CHECK(read);
    CHECK(number == kMany);
}

TEST_CASE("who asks for the events has them, and a response whose events do not open is named") {
    ClinicWorld world;
    put_many(world);
    world.alter_archive("UPDATE response SET events = zeroblob(length(events)) WHERE session = x'" +
                        session_id(700).hex() + "'");
    Seen seen;
    std::vector<crypto::SessionRef> damaged;
    REQUIRE(world.archive->each_response(Events::Kept, into(seen), &damaged));
    CHECK(seen.events == kRows - 1);
    REQUIRE(damaged.size() == 1);
    CHECK(damaged.front().session == session_id(700));
    CHECK(world.archive->unreadable().value() == damaged);
    // Nor is it told from one without events where they were taken out of the file.
    world.alter_archive("UPDATE response SET events = NULL WHERE session = x'" +
                        session_id(700).hex() + "'");
    damaged.clear();
    REQUIRE(world.archive->each_response(Events::Kept, into(seen), &damaged));
    CHECK(damaged.size() == 1);
    CHECK(world.archive->unreadable().value() == damaged);
    // Its answers open without them.
    Seen answers;
    REQUIRE(world.archive->each_response(Events::LeftOut, into(answers)));
    CHECK(answers.codes.size() == kRows);
    CHECK(answers.events == 0);
}

TEST_CASE("long responses among short ones are read whole, each once") {
    ClinicWorld world;
    put_many(world);
    REQUIRE(world.archive->transact([&]() -> Status {
        for (int number = 0; number < 12; ++number) {
            archive::SessionPlace place;
            place.session = session_id(number);
            archive::Response response;
            response.code = "long";
            response.answers = {{"words", std::string(std::size_t{1} << 20U, 'a')}};
            if (auto done = world.archive->put_response(place, response, {}); !done) return done;
        }
        return {};
    }));
    int longer = 0, all = 0;
    REQUIRE(world.archive->each_response(
        Events::Kept, [&](const crypto::SessionRef&, const archive::ResponseView& view) -> Status {
            ++all;
            if (view.answer("words").value_or("").size() == std::size_t{1} << 20U) ++longer;
            return {};
        }));
    CHECK(all == kMany);
    CHECK(longer == 12);
}

TEST_CASE("of very long responses only a few are in memory at a time") {
    constexpr std::size_t mb = std::size_t{1} << 20U;
    // A megabyte a batch and the response that filled it; as it was read, which may take twice its
    // size, and opened.
    const std::size_t most = batches() * 3 * 2 * mb;
    const std::size_t responses = batches() * 20;
    ClinicWorld world;
    for (std::size_t number = 0; number < responses; ++number) {
        archive::SessionPlace place;
        place.session = session_id(static_cast<int>(number));
        archive::Response response;
        response.answers = {{"words", std::string(mb, 'a')}};
        REQUIRE(world.archive->transact(
            [&] { return world.archive->put_response(place, response, {}); }));
    }
    REQUIRE(world.archive->tidy());
    const std::size_t before = test::weigh().in_use;
    std::size_t seen = 0, held = 0;
    REQUIRE(world.archive->each_response(
        Events::LeftOut, [&](const crypto::SessionRef&, const archive::ResponseView&) -> Status {
            ++seen;
            held = std::max(held, test::weigh().in_use - before);
            return {};
        }));
    CHECK(seen == responses);
    if (test::memory_means_something()) CHECK(held <= most);
}

TEST_CASE("of very long events, which pack to little, only a few are in memory at a time") {
    constexpr std::size_t mb = std::size_t{1} << 20U;
    ClinicWorld world;
    const std::size_t rounds = batches() * 4;
    REQUIRE(world.archive->transact([&]() -> Status {
        int number = 0;
        const auto put = [&](std::size_t size) -> Status {
            archive::SessionPlace place;
            place.session = session_id(++number);
            archive::Response response;
            response.events = {std::string(size, 'a')};
            return world.archive->put_response(place, response, {});
        };
        // Short ones between them, a number that changes: a long one meets another place in a
        // batch.
        for (std::size_t round = 0; round < rounds; ++round) {
            for (std::size_t i = 0; i < 10 + 20 * (round % 12); ++i)
                if (auto done = put(10); !done) return done;
            for (int i = 0; i < 2; ++i)
                if (auto done = put(4 * mb); !done) return done;
        }
        return {};
    }));
    REQUIRE(world.archive->tidy());
    const std::size_t before = test::weigh().in_use;
    // A batch holds a megabyte and the response that filled it, packed to an eighth at the least.
    const std::size_t most = batches() * (8 * mb + 4 * mb + 3 * 2 * mb);
    std::size_t seen = 0, held = 0;
    REQUIRE(world.archive->each_response(
        Events::Kept,
        [&](const crypto::SessionRef&, const archive::ResponseView& response) -> Status {
            if (response.events.front().size() == 4 * mb) ++seen;
            held = std::max(held, test::weigh().in_use - before);
            return {};
        }));
    CHECK(seen == rounds * 2);
    if (test::memory_means_something()) CHECK(held <= most);
}

TEST_CASE("whoever has seen enough responses is asked no more") {
    ClinicWorld world;
    put_many(world);
    int seen = 0;
    const auto read = world.archive->each_response(
        Events::LeftOut, [&](const crypto::SessionRef&, const archive::ResponseView&) -> Status {
            if (++seen < 300) return {};
            return fail("enough", "Enough.", "Go on.");
        });
    REQUIRE(!read);
    CHECK(read.error().cause == Cause("enough"));
    CHECK(seen == 300);
}

TEST_CASE("a response that does not open is named and hides no other") {
    ClinicWorld world;
    put_many(world);
    // As a failing disk leaves it.
    world.alter_archive("UPDATE response SET sealed = zeroblob(length(sealed)) WHERE session = x'" +
                        session_id(700).hex() + "'");
    Seen seen;
    std::vector<crypto::SessionRef> damaged;
    REQUIRE(world.archive->each_response(Events::LeftOut, into(seen), &damaged));
    REQUIRE(damaged.size() == 1);
    CHECK(damaged.front().session == session_id(700));
    REQUIRE(seen.codes.size() == kRows - 1);
    CHECK(seen.codes[699] == number_of(699));
    CHECK(seen.codes[700] == number_of(701));
    // Who does not ask for those is told that there is one.
    Seen until;
    const auto read = world.archive->each_response(Events::LeftOut, into(until));
    REQUIRE(!read);
    CHECK(read.error().cause == archive::causes::archive_damaged);
}

TEST_CASE("a locked archive, and one with nothing in it, give no responses") {
    ClinicWorld world;
    Seen seen;
    CHECK(world.archive->each_response(Events::LeftOut, into(seen)));
    put_many(world);
    world.archive->lock();
    const auto read = world.archive->each_response(Events::LeftOut, into(seen));
    REQUIRE(!read);
    CHECK(read.error().cause == archive::causes::archive_locked);
    CHECK(seen.codes.empty());
}
