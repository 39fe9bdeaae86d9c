#include "information/readability.h"

#include <catch2/catch.hpp>

using namespace spine::information;

TEST_CASE("one sentence of 13 words and 26 syllables is of grade 13.08") {
    // Every word has two syllables.
    const auto result = measure(
        "Many doctors never order pictures under seven simple reasons, often saying nothing "
        "useful.");
    REQUIRE(result.sentences == 1);
    REQUIRE(result.words == 13);
    CHECK(result.grade == Approx(13.08).margin(0.005));
}

TEST_CASE("LIX adds words a sentence and the share of words with seven letters or more") {
    // 10 words in 2 sentences; "skanning" and "smerterne" are long: 5 + 20.
    const auto result = measure("En skanning kan ikke vise alt. Den viser ikke smerterne.");
    REQUIRE(result.words == 10);
    REQUIRE(result.sentences == 2);
    CHECK(result.lix == Approx(25.0));
    CHECK(result.longest_sentence == 6);
    CHECK(result.longest == "En skanning kan ikke vise alt.");
}

TEST_CASE("letters are counted as Unicode letters, not as bytes") {
    CHECK(letters("æøå") == 3);
    CHECK(letters("nerverød") == 8);
    CHECK(letters("MR-skanning") == 10);
    // Six letters, nine bytes: not a long word.
    CHECK(measure("Æøåæøå.").lix == Approx(1.0));
}

TEST_CASE("a bullet without its full stop is a sentence, a decimal number is none") {
    CHECK(measure("Weak legs\nNumb skin").sentences == 2);
    CHECK(measure("About 7.5 of 100 people.").sentences == 1);
    CHECK(measure("About 7.5 of 100 people.").words == 5);
    CHECK(measure("").words == 0);
}

TEST_CASE("English syllables are counted by ear as far as spelling allows") {
    const std::pair<const char*, int> words[] = {
        {"pain", 1}, {"picture", 2}, {"table", 2},       {"used", 1},   {"wanted", 2},  {"the", 1},
        {"scan", 1}, {"bodies", 2},  {"examination", 5}, {"nerves", 1}, {"changes", 2}, {"112", 1}};
    for (const auto& [word, syllables] : words) {
        INFO(word);
        CHECK(english_syllables(word) == syllables);
    }
}
