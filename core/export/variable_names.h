// Names of columns that REDCap, SPSS and SQL all take. Internal to the module.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace spine::exporting {

// As research_table.h wants a Variable's name.
[[nodiscard]] bool is_variable_name(std::string_view name);

// Makes names from linkIds and domains, no two alike.
class VariableNames {
  public:
    // "hope.picture.after" -> "hope_picture_after"; what is too long is cut before its last word,
    // and what is taken already gets a number behind it.
    [[nodiscard]] std::string make(std::string_view from);
    // The name as it is, from now on taken; false if it was.
    [[nodiscard]] bool take(const std::string& name);

  private:
    std::set<std::string> taken_;
};

}  // namespace spine::exporting
