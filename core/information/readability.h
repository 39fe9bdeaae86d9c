// How hard a text is to read (evidence.md section 5). Running text only, no headings.
//
// A sentence ends at . ! ? or … before a blank or the end, and at every line break: a bullet is
// a sentence although it may lack its full stop. A word is a run of letters and digits; hyphens
// and apostrophes inside it join ("MR-skanning" is one word). Letters are counted as Unicode
// letters, so that "æøå" are three.
#pragma once

#include <string>
#include <string_view>

namespace spine::information {

struct Readability {
    int sentences = 0, words = 0;
    int longest_sentence = 0;  // in words
    std::string longest;       // that sentence
    double lix = 0;            // words/sentences + 100 * words of 7+ letters / words
    double grade = 0;  // Flesch-Kincaid: 0.39 words/sentences + 11.8 syllables/words - 15.59
};

// All zero for a text without words.
[[nodiscard]] Readability measure(std::string_view running_text);

// An estimate by spelling, at least 1: groups of vowels, less a silent e at the end. A word of
// digits counts one syllable, as readability formulas do.
[[nodiscard]] int english_syllables(std::string_view word);

// Unicode letters of a word of UTF-8.
[[nodiscard]] int letters(std::string_view word);

}  // namespace spine::information
