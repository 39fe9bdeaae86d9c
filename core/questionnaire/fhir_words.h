// FHIR's words for what the model has an enumerator for. Internal to the module.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace spine::questionnaire {

template <typename T>
struct Word {
    std::string_view name;
    T meaning;
};

template <typename T, std::size_t N>
std::optional<T> meaning_of(const std::array<Word<T>, N>& words, std::string_view name) {
    for (const auto& word : words) {
        if (word.name == name) return word.meaning;
    }
    return std::nullopt;
}

}  // namespace spine::questionnaire
