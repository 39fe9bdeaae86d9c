#include "session/minutes.h"

#include <algorithm>
#include <cctype>

namespace spine::session {
namespace {

using questionnaire::Control;
using questionnaire::Item;
using questionnaire::ItemType;

constexpr double seconds_a_word = 60.0 / 150, seconds_a_choice = 3, seconds_the_drawing = 9;

bool readable(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80U || std::isalnum(byte) != 0;
}

bool typed(const Item& item) {
    switch (item.type) {
        case ItemType::String:
        case ItemType::Text:
        case ItemType::Url:
        case ItemType::Date:
        case ItemType::DateTime:
        case ItemType::Time:
        case ItemType::Quantity:
            return true;
        default:
            return false;
    }
}

}  // namespace

int count_words(std::string_view utf8) {
    int words = 0;
    bool counted = false;
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        const char c = utf8[i];
        // U+2000 to U+203F are dashes, quotation marks and spaces: no word of their own.
        if (utf8.substr(i, 2) == "\xE2\x80") {
            i += 2;
            continue;
        }
        if (c == ' ' || c == '\n' || c == '\t' || c == '\r') counted = false;
        if (!counted && readable(c)) ++words, counted = true;
    }
    return words;
}

int LengthCounter::words_of(const Item& item, std::string_view language) {
    int words = count_words(item.prefix.in(language)) + count_words(item.text.in(language)) +
                count_words(item.help.in(language));
    // The figure shows none of its parts' names at first sight: they stand in the list behind it.
    if (item.control == Control::BodyMap) return words;
    std::string labels = item.low_label.in(language) + " " + item.high_label.in(language);
    for (const questionnaire::Option& option : item.options)
        labels += " " + option.display.in(language);
    const bool scale = item.control == Control::AgreeScale ||
                       item.control == Control::NumberScale || item.control == Control::Slider;
    if (scale && !scales_read_.insert(labels).second) return words;
    return words + count_words(labels);
}

int LengthCounter::words_of(const Walk& walk) {
    const Step& step = walk.step();
    const std::string& language = walk.language();
    int words = step.group == nullptr ? 0 : count_words(step.group->text.in(language));
    for (const Item* display : step.displays) words += count_words(display->text.in(language));
    // An explanation keeps its question in view, but that was read at the step before.
    if (step.kind != StepKind::Explanation)
        for (const Item* item : step.items) words += words_of(*item, language);
    if (const information::Page* page = walk.page())
        words += count_words(information::plain_text(*page));
    return words;
}

void LengthCounter::seen(const Walk& walk) {
    if (!steps_seen_.insert(walk.step().id).second) return;
    ++screens_;
    seconds_ += words_of(walk) * seconds_a_word;
}

void LengthCounter::chose(const Item& item) {
    if (typed(item)) return;
    if (item.control != Control::BodyMap)
        seconds_ += seconds_a_choice;
    else if (drawings_.insert(item.link_id).second)
        seconds_ += seconds_the_drawing;
}

WalkLength LengthCounter::length() const {
    return {screens_, seconds_ / 60};
}

}  // namespace spine::session
