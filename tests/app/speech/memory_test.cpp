// Nothing of what was said stays in memory: looked for in all that this program may write to.
#include <catch2/catch.hpp>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <sstream>

#include "heard.h"
#include "speech/espeak_voice.h"
#include "speech/speaker.h"
#include "support/support.h"

using namespace spine;

namespace {

// Kept with every bit turned over, so that the search does not find what it looks for in itself.
std::string turned(std::string text) {
    for (char& c : text) c = static_cast<char>(~c);
    return text;
}

std::size_t hits_in(const unsigned char* memory, std::size_t size, const std::string& away) {
    std::size_t hits = 0;
    const auto first = static_cast<unsigned char>(~away[0]);
    const unsigned char* at = memory;
    const unsigned char* const end = memory + size;
    while (at + away.size() <= end) {
        at = static_cast<const unsigned char*>(
            std::memchr(at, first, static_cast<std::size_t>(end - at)));
        if (at == nullptr || at + away.size() > end) break;
        std::size_t same = 1;
        while (same < away.size() && at[same] == static_cast<unsigned char>(~away[same])) ++same;
        if (same == away.size()) ++hits;
        ++at;
    }
    return hits;
}

// How often a text stands in this program's memory; read where it lies, so that no copy is made.
std::size_t found(const std::string& away) {
    std::ifstream maps("/proc/self/maps");
    std::size_t hits = 0;
    for (std::string line; std::getline(maps, line);) {
        std::size_t from = 0, to = 0;
        std::array<char, 5> rights{};
        if (std::sscanf(line.c_str(), "%zx-%zx %4s", &from, &to, rights.data()) != 3) continue;
        if (std::strncmp(rights.data(), "rw", 2) != 0) continue;
        if (line.find("[v") != std::string::npos) continue;  // the kernel's own
        hits += hits_in(reinterpret_cast<const unsigned char*>(from), to - from, away);
    }
    return hits;
}

// "zanzibarq quetzalxy", which nothing else holds, whole only in what is to be said.
speech::Sentence canary(const std::string& away) {
    crypto::WipedBytes text;
    text.reserve(away.size());
    for (const char c : away) text.push_back(static_cast<std::uint8_t>(~c));
    return speech::sentence(as_text(ByteView(text)), "en");
}

}  // namespace

TEST_CASE("what was said, or was to be said, is nowhere in memory once it is over") {
    const std::string away = turned("zanzibarq quetzalxy");
    const std::string word = away.substr(0, 9);
    auto voice = speech::EspeakVoice::create();
    REQUIRE(voice);
    test::HeldPlayer player;
    {
        speech::Speaker speaker(**voice, player, {}, {[] {}, [](const Fault&) {}});
        const auto say = [&] {
            std::vector<speech::Sentence> list;
            for (int i = 0; i < 3; ++i) list.push_back(canary(away));
            speaker.say(std::move(list));
            player.wait_for_buffer();
        };
        CHECK(found(word) == 0);
        say();
        CHECK(found(word) >= 3);  // the control: while it is being said it is there
        speaker.stop();
        player.take(1);
        speaker.settle();
        CHECK(found(word) == 0);
        say();
        CHECK(found(word) >= 3);
        player.take(10'000);
        speaker.settle();
        CHECK(found(word) == 0);
    }
}

TEST_CASE("a voice that does not forget keeps what it said") {
    const std::string away = turned("wolframite xenotimes");
    auto voice = speech::EspeakVoice::create();
    REQUIRE(voice);
    {
        const speech::Sentence said = canary(away);
        REQUIRE((*voice)->say(said, 150, [](int, speech::SampleView) { return true; }));
    }
    CHECK(found(away.substr(0, 10)) > 0);
    (*voice)->forget();
    CHECK(found(away.substr(0, 10)) == 0);
}
