// How a session's events are packed before they are sealed, and what of older programs is read.
#include "archive/packed_events.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "archive/response.h"
#include "archive/schema.h"
#include "core/import/clinic_world.h"

using namespace spine;
using archive::kMostUnpacked;
using archive::pack_events;
using archive::unpack_events;

namespace {

// Repeats itself less the higher `letters` is.
Bytes text_of(std::size_t size, std::uint32_t letters) {
    Bytes out;
    std::uint32_t state = 12'345;
    while (out.size() < size) {
        state = state * 1'664'525 + 1'013'904'223;
        out.push_back(static_cast<std::uint8_t>((state >> 16U) % letters));
    }
    return out;
}

std::optional<Bytes> back(ByteView packed) {
    crypto::WipedBytes room;
    const auto clear = unpack_events(packed, room);
    if (!clear) return std::nullopt;
    return Bytes(clear->begin(), clear->end());
}

void put(ByteWriter& out, std::string_view words) {
    out.u32(static_cast<std::uint32_t>(words.size())).text(words);
}

}  // namespace

TEST_CASE("events come back from their packing byte for byte, whatever they are") {
    for (const std::uint32_t letters : {1U, 2U, 16U, 256U}) {
        for (const std::size_t size : {0U, 1U, 12U, 1023U, 1024U, 9'700U, 700'000U}) {
            const Bytes clear = text_of(size, letters);
            const auto packed = pack_events(clear);
            CHECK(back(packed) == clear);
            CHECK(packed.size() % 1024 == 0);
            CHECK(packed.size() * kMostUnpacked >= clear.size());
        }
    }
}

TEST_CASE("events of different lengths have one packed length") {
    CHECK(pack_events(text_of(700, 256)).size() == pack_events(text_of(1, 1)).size());
    CHECK(pack_events(text_of(700'000, 2)).size() < 400'000);
    // Behind what was packed there is nothing left of it.
    const auto packed = pack_events(text_of(700, 2));
    ByteReader in(packed);
    in.u32();
    const std::size_t block = in.u32();
    in.bytes(block);
    REQUIRE(in.left() > 500);
    for (std::size_t left = in.left(); left > 0; --left) REQUIRE(in.u8() == 0);
}

TEST_CASE("packed events that are cut, or promise more than an eighth can hold, are none") {
    const Bytes clear = text_of(5'000, 16);
    const auto packed = pack_events(clear);
    const std::size_t block = ByteReader(ByteView(packed).subspan(4)).u32();
    for (std::size_t size = 0; size < 8 + block; ++size)
        CHECK_FALSE(back(ByteView(packed).first(size)));
    CHECK(back(ByteView(packed).first(8 + block)) == clear);
    for (const std::uint32_t promised : {0U, 4'999U, 5'001U, 0x7FFF'FFFFU, 0xFFFF'FFFFU}) {
        ByteWriter sizes;
        sizes.u32(promised);
        auto other = packed;
        std::copy(sizes.view().begin(), sizes.view().end(), other.begin());
        CHECK_FALSE(back(other));
    }
    // What LZ4 alone would make 100,000 bytes of.
    auto bomb = pack_events(text_of(100'000, 1));
    bomb.resize(1024);
    CHECK_FALSE(back(bomb));
}

TEST_CASE("a response whose events an older program sealed apart, and did not pack, is read") {
    ByteWriter answers, events;
    answers.u8(2).u8(0);
    for (const char* words : {"131873", "questionnaire", "da", ""}) put(answers, words);
    answers.u64(100).u64(200).u32(0).u32(0);
    events.u32(1);
    put(events, "the event");
    const auto read = archive::decode_response(answers.view(), ByteView(events.view()));
    REQUIRE(read);
    CHECK(read->events == std::vector<std::string>{"the event"});
    archive::Response today = *read;
    const auto encoded = archive::encode(today);
    CHECK(archive::decode_response(encoded.answers, ByteView(encoded.events)).value() == today);
    CHECK_FALSE(archive::decode_response(encoded.answers, ByteView(events.view())));
}

TEST_CASE("an archive of the version before opens, with what it has, and then says its version") {
    test::ClinicWorld world;
    archive::SessionPlace place;
    archive::Response response;
    response.code = "131873";
    response.events = {"the event"};
    REQUIRE(
        world.archive->transact([&] { return world.archive->put_response(place, response, {}); }));
    world.alter_archive("PRAGMA user_version = 8");
    CHECK(world.archive->response(place.ref()).value() == response);
    world.archive.reset();
    // The program of that version knows eight steps, and says so before it touches anything.
    database::Options options;
    options.file = world.clinic_folder.database();
    options.schema = archive::schema();
    options.schema.steps.pop_back();
    options.program = "the version before";
    const auto old = database::Database::open(options);
    REQUIRE_FALSE(old);
    CHECK(old.error().cause == database::causes::newer);
}
