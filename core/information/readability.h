// How hard a text is to read (evidence.md section 5). Running text only, no headings.
#pragma once

#include <string_view>

namespace spine::information {

struct Readability {
    int sentences = 0, words = 0, longest_sentence = 0;  // longest: in words
    double lix = 0;    // words/sentences + 100 * words of 7+ letters / words
    double grade = 0;  // Flesch-Kincaid: 0.39 words/sentences + 11.8 syllables/words - 15.59
};

[[nodiscard]] Readability measure(std::string_view running_text);
[[nodiscard]] int english_syllables(std::string_view word);

}  // namespace spine::information
