// Strict reading of TOML: every key that the reader did not ask for is a problem.
//
// A misspelt key that silently falls back to a default is how a clinic ends up with a time-out or
// a warning rule that nobody chose; so a table knows which keys were asked for, and done() names
// the rest. Problems are collected, not thrown: whoever checks a configuration wants all of them.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace spine::information {

namespace causes {
inline constexpr Cause toml_malformed = "toml-malformed";
inline constexpr Cause key_unknown = "key-unknown";
inline constexpr Cause key_missing = "key-missing";
inline constexpr Cause value_unfit = "value-unfit";
}  // namespace causes

// One thing that is wrong in one file.
struct Problem {
    Cause cause;
    std::string where;  // "line 12, page.title"
    std::string what;   // what is wrong and what to write instead
};
using Problems = std::vector<Problem>;

// A view of one table. Copies share the document and the record of asked keys; the Problems given
// to parse() must outlive them all. One thread.
class TomlTable {
  public:
    // Nothing, and one problem with its line, if `text` is not TOML.
    [[nodiscard]] static std::optional<TomlTable> parse(std::string_view text, Problems& problems);

    // Required: a missing, empty or otherwise typed value is a problem, and "" or 0 is returned.
    [[nodiscard]] std::string text(std::string_view key);
    [[nodiscard]] double number(std::string_view key);

    // Optional: only a value of the wrong type, or outside low..high, is a problem.
    [[nodiscard]] std::string text_or(std::string_view key, std::string_view fallback);
    [[nodiscard]] double number_or(std::string_view key, double fallback);
    [[nodiscard]] int whole_or(std::string_view key, int fallback, int low, int high);
    [[nodiscard]] bool flag_or(std::string_view key, bool fallback);
    [[nodiscard]] std::vector<std::string> texts(std::string_view key);
    // [["a", "b"], ["c"]]
    [[nodiscard]] std::vector<std::vector<std::string>> text_lists(std::string_view key);
    // A table whose values are all strings, such as one with a text for each language.
    [[nodiscard]] std::map<std::string, std::string> text_map(std::string_view key);
    [[nodiscard]] std::optional<TomlTable> table(std::string_view key);
    [[nodiscard]] std::vector<TomlTable> tables(std::string_view key);

    [[nodiscard]] bool has(std::string_view key) const;
    // All keys of this table, for tables whose keys are data ([walk.<questionnaire>]).
    [[nodiscard]] std::vector<std::string> keys() const;

    // Every key that was not asked for becomes a problem.
    void done();
    // A problem of this key (or of the table itself, for ""), with its place.
    void report(Cause cause, std::string_view key, std::string what);
    // "line 12, walk.before-assessment.tier_a"
    [[nodiscard]] std::string place(std::string_view key) const;

  private:
    struct Impl;
    explicit TomlTable(std::shared_ptr<Impl> impl) : impl_(std::move(impl)) {}
    std::shared_ptr<Impl> impl_;
};

}  // namespace spine::information
