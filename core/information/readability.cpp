#include "information/readability.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <vector>

namespace spine::information {
namespace {

struct Point {
    char32_t code = 0;
    std::size_t size = 1;
};

// The code point at `at`; a byte that is no UTF-8 counts as itself.
Point point_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(at);
    const std::size_t size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (size == 1 || at + size > text.size()) return {first, 1};
    char32_t code = first & (0xFFU >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) code = (code << 6U) | (byte(at + i) & 0x3FU);
    return {code, size};
}

bool is_letter(char32_t code) {
    if (code < 0x80) return std::isalpha(static_cast<int>(code)) != 0;
    if (code < 0xC0) return code == 0xAA || code == 0xB5 || code == 0xBA;
    if (code == 0xD7 || code == 0xF7) return false;  // times and divided by
    return code < 0x2000 || (code >= 0x2C00 && code < 0xFE00);
}

bool is_digit(char32_t code) {
    return code >= '0' && code <= '9';
}

bool joins(char32_t code) {
    return code == '-' || code == '\'' || code == 0x2019;
}

bool ends_sentence(char32_t code) {
    return code == '.' || code == '!' || code == '?' || code == 0x2026 || code == 0x061F;
}

bool is_blank_or_end(std::string_view text, std::size_t at) {
    return at >= text.size() || std::string_view(" \n\t\"')").find(text[at]) != text.npos ||
           text.substr(at, 3) == "\u201D";
}

struct Sentence {
    std::string text;
    std::vector<std::string_view> words;
};

// Reads words and sentence ends in one pass.
class Splitter {
  public:
    explicit Splitter(std::string_view text) : text_(text) {}

    std::vector<Sentence> split() {
        for (std::size_t at = 0; at < text_.size();) {
            const Point point = point_at(text_, at);
            if (is_letter(point.code) || is_digit(point.code)) {
                at = word(at);
                continue;
            }
            at += point.size;
            if (point.code == '\n' || (ends_sentence(point.code) && is_blank_or_end(text_, at)))
                end(at);
        }
        end(text_.size());
        return std::move(sentences_);
    }

  private:
    std::size_t word(std::size_t from) {
        std::size_t to = from;
        while (to < text_.size()) {
            const Point point = point_at(text_, to);
            const bool inside = is_letter(point.code) || is_digit(point.code);
            // A joiner, or the point of a decimal number, belongs to the word if it goes on.
            const std::size_t after = to + point.size;
            const bool goes_on = after < text_.size() && (is_letter(point_at(text_, after).code) ||
                                                          is_digit(point_at(text_, after).code));
            const bool decimal = (point.code == '.' || point.code == ',') && to > from &&
                                 is_digit(point_at(text_, to - 1).code);
            if (!inside && !(goes_on && (joins(point.code) || decimal))) break;
            to = after;
        }
        current_.words.push_back(text_.substr(from, to - from));
        return to;
    }

    void end(std::size_t at) {
        if (!current_.words.empty()) {
            current_.text = std::string(text_.substr(began_, at - began_));
            sentences_.push_back(std::move(current_));
        }
        current_ = {};
        began_ = at;
        while (began_ < text_.size() && (text_[began_] == ' ' || text_[began_] == '\n')) ++began_;
    }

    std::string_view text_;
    std::size_t began_ = 0;
    Sentence current_;
    std::vector<Sentence> sentences_;
};

}  // namespace

int letters(std::string_view word) {
    int count = 0;
    for (std::size_t at = 0; at < word.size();) {
        const Point point = point_at(word, at);
        if (is_letter(point.code)) ++count;
        at += point.size;
    }
    return count;
}

int english_syllables(std::string_view word) {
    std::string low;
    for (const char c : word) {
        if (std::isalpha(static_cast<unsigned char>(c)) != 0)
            low += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    const auto vowel = [](char c) {
        return std::string_view("aeiouy").find(c) != std::string::npos;
    };
    int groups = 0;
    for (std::size_t i = 0; i < low.size(); ++i) {
        if (vowel(low[i]) && (i == 0 || !vowel(low[i - 1]))) ++groups;
    }
    const auto ends = [&](std::string_view tail) {
        return low.size() > tail.size() &&
               low.compare(low.size() - tail.size(), tail.size(), tail) == 0;
    };
    const char before = low.size() > 2 ? low[low.size() - 3] : ' ';
    // "-le" after a consonant sounds ("able"); other final e, "-es" and "-ed" mostly do not.
    if (ends("le") && !vowel(before)) return std::max(groups, 1);
    const bool silent_e = ends("e") && low.size() > 1 && !vowel(low[low.size() - 2]);
    const bool silent_es = ends("es") && !vowel(before) &&
                           std::string_view("sxzcgh").find(before) == std::string::npos;
    const bool silent_ed = ends("ed") && !vowel(before) && before != 't' && before != 'd';
    if (silent_e || silent_es || silent_ed) --groups;
    return std::max(groups, 1);
}

Readability measure(std::string_view running_text) {
    Readability result;
    int long_words = 0;
    int syllables = 0;
    for (const Sentence& sentence : Splitter(running_text).split()) {
        ++result.sentences;
        const int count = static_cast<int>(sentence.words.size());
        result.words += count;
        if (count > result.longest_sentence) {
            result.longest_sentence = count;
            result.longest = sentence.text;
        }
        for (const std::string_view word : sentence.words) {
            if (letters(word) >= 7) ++long_words;
            syllables += english_syllables(word);
        }
    }
    if (result.words == 0) return result;
    const double per_sentence = static_cast<double>(result.words) / result.sentences;
    result.lix = per_sentence + 100.0 * long_words / result.words;
    result.grade = 0.39 * per_sentence + 11.8 * syllables / result.words - 15.59;
    return result;
}

}  // namespace spine::information
