// What the readers of one configuration share while they fill it. Internal to the module.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"
#include "config/snapshot.h"
#include "information/toml_table.h"

namespace spine::config {

struct Reading {
    const Snapshot& files;
    Checked checked;  // without its config, which stands below until everything has been read
    Config config;

    void fault(Cause cause, std::string_view file, std::string where, std::string what);
    void warning(std::string_view file, std::string where, std::string what);
    // Each problem of one file as a fault; the same one twice (a page of several age bands) once.
    void take(std::string_view file, const information::Problems& problems);

    // The file as a TOML document, unless it is missing or no TOML, which is a fault.
    [[nodiscard]] std::optional<information::TomlTable> toml(std::string_view file,
                                                             information::Problems& problems);
    // A text in every language offered, from a sub-table with one key a language.
    [[nodiscard]] std::map<std::string, std::string> translated(information::TomlTable& table,
                                                                std::string_view key);
    // An expression; nothing, and a problem with its column, if it is none.
    [[nodiscard]] std::optional<questionnaire::Expression> expression(information::TomlTable& table,
                                                                      std::string_view key);
    // The item in the first questionnaire that has it; null if none has.
    [[nodiscard]] const questionnaire::Item* item(std::string_view link_id) const;
};

// In this order: each uses what those before have read.
void read_kiosk_toml(Reading& reading);
void read_questionnaires(Reading& reading);  // and every text in every language
void check_walks(Reading& reading);          // what kiosk.toml names is there
void read_scoring(Reading& reading);
void read_pages(Reading& reading);  // evidence.toml, pages.toml, pages/<language>/*.md
void check_readability(Reading& reading);
void read_guide(Reading& reading);
void check_sign_off(Reading& reading);

// Every code of a choice; "true" and "false" of a boolean.
[[nodiscard]] std::vector<std::string> codes_of(const questionnaire::Item& item);

// Names and codes of an expression against what there is. `questionnaire` null: any of them.
// `facts`: further names, each with the codes that it may be compared with (none: a number).
using Facts = std::map<std::string, std::vector<std::string>, std::less<>>;
void check_expression(Reading& reading, const questionnaire::Expression& expression,
                      const questionnaire::Questionnaire* questionnaire, const Facts& facts,
                      std::string_view file, const std::string& where);

}  // namespace spine::config
