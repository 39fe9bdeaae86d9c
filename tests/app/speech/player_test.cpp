#include "speech/alsa_player.h"

#include <catch2/catch.hpp>

using namespace spine;
using std::chrono::microseconds;

TEST_CASE("without a sound card it is silent, and takes the time that the sound would") {
    microseconds waited{0};
    speech::AlsaPlayer player("no such card", [&](microseconds time) { waited += time; });
    const speech::Samples piece(441, 1000);
    for (int i = 0; i < 50; ++i) player.play(22'050, piece);
    player.play(44'100, piece);
    player.finish();
    CHECK(waited == microseconds(1'010'000));
    player.play(22'050, piece);
    player.drop();
    player.drop();
    CHECK(waited == microseconds(1'030'000));
}

TEST_CASE("a sound card gets all that is played") {
    microseconds waited{0};
    // ALSA's card that swallows what it is given, as fast as it comes.
    speech::AlsaPlayer player("null", [&](microseconds time) { waited += time; });
    const speech::Samples piece(441, 1000);
    for (int i = 0; i < 200; ++i) player.play(22'050, piece);
    player.finish();
    CHECK(waited == microseconds(0));
}
