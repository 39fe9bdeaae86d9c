#include "speech/speaker.h"

#include <catch2/catch.hpp>

#include "heard.h"

using namespace spine;
using speech::State;

namespace {

using Words = std::vector<std::string>;

std::vector<speech::Sentence> sentences(const Words& words) {
    std::vector<speech::Sentence> all;
    for (const std::string& one : words) all.push_back(speech::sentence(one, "da"));
    return all;
}

// A speaker whose sound the test lets go on, a buffer at a time.
struct Held {
    explicit Held(int pieces) : voice(pieces) {}
    ~Held() { player.take(10'000); }

    test::HeardVoice voice;
    test::HeldPlayer player;
    std::counting_semaphore<100> ended{0};
    std::vector<Fault> faults;
    speech::Speaker speaker{
        voice,
        player,
        {.speed = 150, .volume = 50},
        {[this] { ended.release(); }, [this](const Fault& fault) { faults.push_back(fault); }}};
};

}  // namespace

TEST_CASE("sentences are said in their order, and then it is silent by itself") {
    Held held(2);
    CHECK(held.speaker.state() == State::Silent);
    held.speaker.say(sentences({"one", "two"}));
    CHECK(held.speaker.state() == State::Speaking);
    held.player.take(4);
    held.ended.acquire();
    held.speaker.settle();
    CHECK(held.speaker.state() == State::Silent);
    CHECK(held.voice.said() == Words{"da: one", "da: two"});
    REQUIRE(held.player.buffers().size() == 4);
    CHECK(held.player.buffers()[0] == std::vector<std::int16_t>(20, 500));
    CHECK(held.player.dropped() == 0);
    CHECK(held.voice.forgotten() == 1);
}

TEST_CASE("stop ends it within one buffer, and nothing more is said") {
    Held held(1'000);
    held.speaker.say(sentences({"one", "two"}));
    for (int i = 0; i < 3; ++i) {
        held.player.wait_for_buffer();
        if (i < 2) held.player.take(1);
    }
    held.speaker.stop();
    CHECK(held.speaker.state() == State::Silent);
    held.player.take(1);  // the third is on its way
    held.speaker.settle();
    CHECK(held.player.buffers().size() == 3);
    CHECK(held.player.dropped() == 1);
    CHECK(held.voice.said() == Words{"da: one"});
    CHECK_FALSE(held.ended.try_acquire());
}

TEST_CASE("a pause is silent at once, and goes on with the sentence that it broke off") {
    Held held(2);
    held.speaker.go_on();
    held.speaker.repeat();
    CHECK(held.speaker.state() == State::Silent);
    held.speaker.say(sentences({"one", "two", "three"}));
    held.player.take(2);
    for (int i = 0; i < 3; ++i) held.player.wait_for_buffer();
    held.speaker.pause();
    CHECK(held.speaker.state() == State::Paused);
    held.player.take(1);
    held.speaker.go_on();
    CHECK(held.speaker.state() == State::Speaking);
    held.player.take(4);
    held.ended.acquire();
    CHECK(held.voice.said() == Words{"da: one", "da: two", "da: two", "da: three"});
}

TEST_CASE("repeat begins again, also from a pause") {
    Held held(1);
    held.speaker.say(sentences({"one", "two"}));
    held.player.take(1);
    for (int i = 0; i < 2; ++i) held.player.wait_for_buffer();
    held.speaker.pause();
    held.speaker.repeat();
    held.player.take(3);
    held.ended.acquire();
    CHECK(held.voice.said() == Words{"da: one", "da: two", "da: one", "da: two"});
}

TEST_CASE("what is to be said next takes the place of what is being said") {
    Held held(1'000);
    held.speaker.say(sentences({"one", "two"}));
    held.player.wait_for_buffer();
    held.speaker.say(sentences({"three"}));
    held.player.take(1);
    held.player.wait_for_buffer();
    CHECK(held.voice.said() == Words{"da: one", "da: three"});
    CHECK(held.player.dropped() == 1);
    CHECK(held.voice.forgotten() == 1);
    held.speaker.say({});
    CHECK(held.speaker.state() == State::Silent);
}

TEST_CASE("speed and volume go by steps within their bounds, and back for the next patient") {
    Held held(1);
    held.player.take(1'000);
    const auto say = [&held] {
        held.speaker.say(sentences({"one"}));
        held.ended.acquire();
        return std::pair(held.voice.speeds().back(), held.player.buffers().back().front());
    };
    CHECK(say() == std::pair(150, std::int16_t{500}));
    held.speaker.faster();
    held.speaker.louder();
    CHECK(say() == std::pair(175, std::int16_t{600}));
    for (int i = 0; i < 50; ++i) held.speaker.faster(), held.speaker.louder();
    CHECK(say() == std::pair(speech::fastest_speed, std::int16_t{1000}));
    for (int i = 0; i < 50; ++i) held.speaker.slower(), held.speaker.softer();
    CHECK(say() == std::pair(speech::slowest_speed, std::int16_t{100}));
    held.speaker.reset();
    CHECK(say() == std::pair(150, std::int16_t{500}));
}

TEST_CASE("a sentence that no voice can say is reported, and the next one is said") {
    Held held(1);
    held.player.take(10);
    auto list = sentences({"one", "two"});
    list.insert(list.begin() + 1, speech::sentence("unknown", "xx"));
    held.speaker.say(std::move(list));
    held.ended.acquire();
    CHECK(held.voice.said() == Words{"da: one", "da: two"});
    REQUIRE(held.faults.size() == 1);
    CHECK(held.faults[0].cause == speech::causes::voice_missing);
}
