#include <fmt/format.h>

#include <algorithm>

#include "config/reading.h"
#include "information/readability.h"

namespace spine::config {
namespace {

struct Measure {
    std::string_view name;
    double value = 0, highest = 0;
};

// The figure by which a language is judged; nothing where evidence.md names none.
std::optional<Measure> judged_by(std::string_view language, const information::Readability& text) {
    if (language == "da") return Measure{"LIX", text.lix, kHighestLix};
    if (language == "en") return Measure{"Flesch-Kincaid grade", text.grade, kHighestGrade};
    return std::nullopt;
}

void check_page(Reading& reading, const information::Page& page) {
    const std::string file = fmt::format("pages/{}/{}.md", page.language, page.id);
    const auto text = information::measure(information::running_text(page));
    int& longest = reading.checked.longest_sentence[page.id][page.language];
    longest = std::max(longest, text.longest_sentence);
    if (text.longest_sentence > kLongestSentence)
        reading.fault(causes::too_hard_to_read, file, "text",
                      fmt::format("A sentence has {} words, over {}: \"{}\"", text.longest_sentence,
                                  kLongestSentence, text.longest));
    const auto measure = judged_by(page.language, text);
    if (!measure) return;
    auto& shown = reading.checked.readability[page.id];
    const auto [at, first] = shown.emplace(page.language, measure->value);
    if (!first) at->second = std::max(at->second, measure->value);
    if (measure->value > measure->highest)
        reading.fault(
            causes::too_hard_to_read, file, "text",
            fmt::format("{} is {:.1f}, over {}.", measure->name, measure->value, measure->highest));
}

}  // namespace

void check_readability(Reading& reading) {
    for (const auto& [id, languages] : reading.config.library.pages) {
        for (const auto& [language, page] : languages) check_page(reading, page);
    }
}

}  // namespace spine::config
