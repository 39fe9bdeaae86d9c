#include "tool/simulated_words.h"

#include <array>

namespace spine::tool {
namespace {

constexpr std::array<std::string_view, 8> hopes_en{
    "I hope somebody can help me find out what I can do to sleep again.",
    "That somebody listens, and looks at the whole of me.",
    "I want to know if it is safe to lift my children.",
    "A plan that I can follow at home.",
    "To get back to my work in the nursery.",
    "I would like to know why it keeps coming back.",
    "To hear that it is not dangerous, if that is so.",
    "Less pain in the morning. Walking the dog without stopping."};
constexpr std::array<std::string_view, 8> hopes_da{
    "At nogen kan hjælpe mig med at finde ud af, hvad jeg kan gøre for at sove igen.",
    "At nogen lytter og ser på det hele.",
    "Jeg vil gerne vide, om jeg må løfte mine børn.",
    "En plan, som jeg kan følge derhjemme.",
    "At komme tilbage til mit arbejde i børnehaven.",
    "Jeg vil gerne vide, hvorfor det bliver ved med at komme igen.",
    "At høre, at det ikke er farligt, hvis det er sådan.",
    "Færre smerter om morgenen. At gå tur med hunden uden at stoppe."};
constexpr std::array<std::string_view, 4> questions_en{
    "Can I go on holiday by car?", "May I ride my bicycle?", "Is my mattress too soft?",
    "What do I tell my employer?"};
constexpr std::array<std::string_view, 4> questions_da{"Må jeg køre langt i bil på ferien?",
                                                       "Må jeg cykle?", "Er min madras for blød?",
                                                       "Hvad skal jeg sige til min chef?"};

}  // namespace

std::span<const std::string_view> hopes_in(std::string_view language) {
    if (language == "da") return hopes_da;
    return hopes_en;
}

std::span<const std::string_view> questions_in(std::string_view language) {
    if (language == "da") return questions_da;
    return questions_en;
}

}  // namespace spine::tool
