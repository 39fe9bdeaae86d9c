// The distinct values of a column, numbered in the order of their first appearance.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace spine::deidentify {

class Dictionary {
  public:
    // The value's number; a new one gets the next.
    std::uint32_t add(std::string_view value);
    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view value) const;
    [[nodiscard]] std::size_t size() const { return values_.size(); }
    [[nodiscard]] const std::string& value(std::uint32_t number) const { return *values_[number]; }

  private:
    // A node of a map stays where it is, so its key is kept once.
    std::map<std::string, std::uint32_t, std::less<>> numbers_;
    std::vector<const std::string*> values_;
};

}  // namespace spine::deidentify
