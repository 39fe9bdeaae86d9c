#include "speech/espeak_voice.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <map>

#include "support/support.h"

using namespace spine;

namespace {

const std::map<std::string, std::string> greetings = {
    {"da", "Velkommen. Hvor gør det ondt?"},
    {"en", "Welcome. Where does it hurt?"},
    {"de", "Willkommen. Wo tut es weh?"},
    {"pl", "Witamy. Gdzie boli?"},
    {"ar", "مرحبا. أين الألم؟"},
    {"tr", "Hoş geldiniz. Nereniz ağrıyor?"},
    {"uk", "Вітаємо. Де болить?"},
};

struct Heard {
    std::size_t samples = 0, pieces = 0, longest = 0;
    int loudest = 0, rate = 0;
};

speech::Sink into(Heard& heard, std::size_t most = SIZE_MAX) {
    return [&heard, most](int rate, speech::SampleView samples) {
        heard.rate = rate;
        heard.samples += samples.size();
        heard.longest = std::max(heard.longest, samples.size());
        for (const std::int16_t one : samples)
            heard.loudest = std::max(heard.loudest, std::abs(one));
        return ++heard.pieces < most;
    };
}

Heard said(speech::Voice& voice, std::string_view text, std::string_view language,
           int speed = speech::usual_speed) {
    Heard heard;
    REQUIRE(voice.say(speech::sentence(text, language), speed, into(heard)));
    return heard;
}

}  // namespace

TEST_CASE("each of the seven languages is spoken, without a sound card") {
    const auto voice = speech::EspeakVoice::create();
    REQUIRE(voice);
    for (const auto& [language, text] : greetings) {
        INFO(language);
        const Heard heard = said(**voice, text, language);
        CHECK(heard.rate == 22'050);
        CHECK(heard.samples > 22'050);
        CHECK(heard.loudest > 3'000);
        CHECK(heard.longest * 1000 / 22'050 < 60);
    }
}

TEST_CASE("a voice that meets another language's letters, or nothing at all, goes on") {
    const auto voice = speech::EspeakVoice::create();
    REQUIRE(voice);
    for (const auto& [language, own] : greetings) {
        INFO(language);
        for (const auto& [other, text] : greetings)
            CHECK(said(**voice, text, language).samples > 0);
        CHECK(said(**voice, "", language).loudest == 0);
        (void)said(**voice, "\xFF\xFE\xC3", language);
        (void)said(**voice, "<b>[[h@l]]</b> & \\ %s {index}", language);
        (void)said(**voice, std::string(1'000, 'a'), language);
        CHECK(said(**voice, own, language).samples > 22'050);
    }
}

TEST_CASE("a slower voice takes longer, within the bounds that are stated") {
    const auto voice = speech::EspeakVoice::create();
    REQUIRE(voice);
    const auto length = [&](int speed) {
        return said(**voice, greetings.at("da"), "da", speed).samples;
    };
    CHECK(2 * length(speech::slowest_speed) > 3 * length(speech::usual_speed));
    CHECK(10 * length(speech::fastest_speed) < 7 * length(speech::usual_speed));
    // No two readings are of one length to the sample.
    CHECK(length(-5) / 100 == Approx(length(speech::slowest_speed) / 100).margin(2));
    CHECK(length(100'000) / 100 == Approx(length(speech::fastest_speed) / 100).margin(2));
}

TEST_CASE("whoever wants no more sound gets none") {
    const auto voice = speech::EspeakVoice::create();
    REQUIRE(voice);
    Heard heard;
    CHECK((*voice)->say(speech::sentence(greetings.at("en"), "en"), 150, into(heard, 3)));
    CHECK(heard.pieces == 3);
    CHECK(said(**voice, greetings.at("en"), "en").samples > 22'050);
}

TEST_CASE("a language that no voice speaks is named, and nothing is said in another") {
    const auto voice = speech::EspeakVoice::create();
    REQUIRE(voice);
    (void)said(**voice, "Velkommen", "da");
    for (const char* language : {"xx", "", "xx-DA", "../da", "gmq/da", "Danish da"}) {
        INFO(language);
        Heard heard;
        const auto missing = (*voice)->say(speech::sentence("Welcome", language), 150, into(heard));
        REQUIRE_FALSE(missing);
        CHECK(missing.error().cause == speech::causes::voice_missing);
        CHECK(missing.error().where == language);
        CHECK(heard.pieces == 0);
    }
    CHECK(said(**voice, "Velkommen", "da-DK").loudest > 3'000);
}

TEST_CASE("without the library's data there is no voice, and it says what to install") {
    const test::TemporaryFolder empty;
    const auto none = speech::EspeakVoice::create(empty.path());
    REQUIRE_FALSE(none);
    CHECK(none.error().cause == speech::causes::voice_unavailable);
    CHECK(none.error().next.find("espeak-ng-data") != std::string::npos);
    CHECK(speech::EspeakVoice::create());
}
