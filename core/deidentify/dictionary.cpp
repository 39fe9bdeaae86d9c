#include "deidentify/dictionary.h"

namespace spine::deidentify {

std::optional<Code> Dictionary::find(std::string_view value) const {
    return slots_.find(std::hash<std::string_view>{}(value),
                       [&](Code code) { return values_[code] == value; });
}

Code Dictionary::add(std::string_view value) {
    if (const auto known = find(value)) return *known;
    const auto code = static_cast<Code>(values_.size());
    values_.emplace_back(value);
    slots_.put(std::hash<std::string_view>{}(value), code);
    return code;
}

}  // namespace spine::deidentify
