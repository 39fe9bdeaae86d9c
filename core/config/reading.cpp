#include "config/reading.h"

#include <fmt/format.h>

#include <algorithm>

namespace spine::config {

using information::Problem;
using information::TomlTable;

void Reading::fault(Cause cause, std::string_view file, std::string where, std::string what) {
    const auto same = [&](const Finding& known) {
        return known.file == file && known.where == where && known.what == what;
    };
    if (std::none_of(checked.faults.begin(), checked.faults.end(), same))
        checked.faults.push_back({std::string(file), std::move(where), std::move(what), cause});
}

void Reading::warning(std::string_view file, std::string where, std::string what) {
    checked.warnings.push_back({std::string(file), std::move(where), std::move(what)});
}

void Reading::take(std::string_view file, const information::Problems& problems) {
    for (const Problem& problem : problems) fault(problem.cause, file, problem.where, problem.what);
}

std::optional<TomlTable> Reading::toml(std::string_view file, information::Problems& problems) {
    const auto text = files.text(file);
    if (!text) {
        fault(causes::file_missing, file, "", "The file is missing.");
        return std::nullopt;
    }
    return TomlTable::parse(*text, problems);
}

std::map<std::string, std::string> Reading::translated(TomlTable& table, std::string_view key) {
    auto texts = table.text_map(key);
    for (const std::string& language : config.settings.languages) {
        if (!texts.contains(language))
            table.report(causes::translation_missing, key,
                         fmt::format(R"("{}" has no text in "{}".)", key, language));
    }
    return texts;
}

std::optional<questionnaire::Expression> Reading::expression(TomlTable& table,
                                                             std::string_view key) {
    const std::string text = table.text(key);
    if (text.empty()) return std::nullopt;
    auto parsed = questionnaire::Expression::parse(text);
    if (parsed) return std::move(*parsed);
    table.report(parsed.error().cause, key, parsed.error().sentence());
    return std::nullopt;
}

const questionnaire::Item* Reading::item(std::string_view link_id) const {
    for (const auto& [id, questionnaire] : config.questionnaires) {
        if (const auto* found = questionnaire.find(link_id)) return found;
    }
    return nullptr;
}

}  // namespace spine::config
