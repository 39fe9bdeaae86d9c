// What an item offers to choose from: answerOption, or a value set that travels inside the
// questionnaire. Internal to the module.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "questionnaire/fhir_fields.h"
#include "questionnaire/model.h"

namespace spine::questionnaire {

inline constexpr std::size_t most_options = 2'000;

// The resources contained in a questionnaire, found by "#id" or url, and the options of each value
// set once it was read: many items may ask for the same one.
struct Contained {
    // `resources` is the questionnaire's `contained`, or null; it must outlive this.
    explicit Contained(const nlohmann::json* resources);
    // By "#id", by url, or by "url|version"; all that answer to it.
    [[nodiscard]] std::vector<const nlohmann::json*> find(std::string_view type,
                                                          std::string_view reference) const;

    std::multimap<std::string, const nlohmann::json*, std::less<>> places;  // "ValueSet #id"
    std::map<std::string, std::vector<Option>, std::less<>> value_sets;     // by reference
};

[[nodiscard]] std::vector<Option> read_options(const Fields& item, Contained& contained);

}  // namespace spine::questionnaire
