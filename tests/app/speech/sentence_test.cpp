#include "speech/sentence.h"

#include <catch2/catch.hpp>

#include "heard.h"

using namespace spine;
using Catch::Equals;

TEST_CASE("what is there for the eye alone is not spoken") {
    const auto said = [](std::string_view text) {
        return test::words_of(speech::sentence(text, "da"));
    };
    CHECK_THAT(said("Your code: 482\u00A0913"), Equals("Your code: 482 913"));
    CHECK_THAT(said("\u2067\u0645\u2069 \u2066112\u2069"), Equals("\u0645 112"));
    CHECK_THAT(said("two\nlines,\r\n  and\tmore "), Equals("two lines, and more"));
    CHECK_THAT(said("dis\u00ADkus\u200Bprolaps"), Equals("diskusprolaps"));
    CHECK_THAT(said(std::string_view("a\0b\x7F", 4)), Equals("a b"));
    CHECK_THAT(said("\u00A0 \u00AD\n"), Equals(""));
    CHECK_THAT(said("æøå ł ğı Україна"), Equals("æøå ł ğı Україна"));
}
