#include "session/toggle.h"

#include <algorithm>

namespace spine::session {

using questionnaire::Answer;
using questionnaire::Item;
using questionnaire::Option;
using questionnaire::Value;

Answer toggled(const Item& item, const Answer* current, const Option& option) {
    Answer answer;
    if (!item.repeats) {
        answer.values = {option.value};
        return answer;
    }
    if (current != nullptr) answer.values = current->values;
    auto& values = answer.values;
    const auto chosen = std::find(values.begin(), values.end(), option.value);
    if (chosen != values.end()) {
        values.erase(chosen);
        return answer;
    }
    if (option.exclusive) values.clear();
    const auto exclusive = [&](const Value& value) {
        return std::any_of(item.options.begin(), item.options.end(), [&](const Option& other) {
            return other.exclusive && other.value == value;
        });
    };
    values.erase(std::remove_if(values.begin(), values.end(), exclusive), values.end());
    values.push_back(option.value);
    return answer;
}

}  // namespace spine::session
