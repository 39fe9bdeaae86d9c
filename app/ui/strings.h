// The interface's own words: assets/strings/<language>.toml, read once at start.
//
// A file is TOML: tables and keys make dotted keys ("button.next"). Every language must have the
// same keys; a key that one of them lacks is a fault at load, so that nothing is ever shown half
// translated. Immutable after loading; any thread may read.
#pragma once

#include <filesystem>
#include <initializer_list>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/files.h"
#include "base/result.h"

namespace spine::ui {

namespace causes {
inline constexpr Cause strings_malformed = "strings-malformed";
inline constexpr Cause strings_incomplete = "strings-incomplete";
}  // namespace causes

class Strings {
  public:
    // Reads <folder>/<language>.toml for each. `required` lists the keys that the program asks
    // for; strings_incomplete names file and key.
    [[nodiscard]] static Result<Strings> load(Files& files, const std::filesystem::path& folder,
                                              const std::vector<std::string>& languages,
                                              std::span<const std::string_view> required);
    // For tests and for a fault screen that must work without files: language -> key -> text.
    using Table = std::map<std::string, std::string, std::less<>>;
    explicit Strings(std::map<std::string, Table, std::less<>> tables);

    // The text. A key that was not required at load yields the key itself, which a test finds.
    [[nodiscard]] const std::string& get(std::string_view language, std::string_view key) const;
    [[nodiscard]] const std::map<std::string, Table, std::less<>>& tables() const {
        return tables_;
    }

  private:
    std::map<std::string, Table, std::less<>> tables_;
    // Behind a pointer, so that the whole can be copied and moved.
    struct Unknown {
        std::mutex mutex;
        std::map<std::string, std::string, std::less<>> keys;  // a node stays where it is
    };
    std::shared_ptr<Unknown> unknown_ = std::make_shared<Unknown>();
};

// "Question {index} of {of}" with its names filled in.
[[nodiscard]] std::string fill_in(
    std::string_view text,
    std::initializer_list<std::pair<std::string_view, std::string_view>> values);

}  // namespace spine::ui
