#include "ui/strings.h"

#include <toml++/toml.h>

namespace spine::ui {

namespace {

constexpr std::uint64_t largest_file = 1U << 20U;

void flatten(const toml::table& table, const std::string& before, Strings::Table& out) {
    for (const auto& [key, node] : table) {
        const std::string name = before + std::string(key.str());
        if (const auto* inner = node.as_table()) {
            flatten(*inner, name + ".", out);
        } else if (const auto text = node.value<std::string>()) {
            out[name] = *text;
        }
    }
}

Result<Strings::Table> read_table(Files& files, const std::filesystem::path& file) {
    auto bytes = files.read(file, largest_file);
    if (!bytes) return fail(std::move(bytes));
    try {
        const toml::table table = toml::parse(as_text(*bytes), file.string());
        Strings::Table out;
        flatten(table, "", out);
        return out;
    } catch (const toml::parse_error& error) {
        return fail(causes::strings_malformed,
                    std::string("A file of interface words is no TOML: ") +
                        std::string(error.description()) + ".",
                    "Correct the file.",
                    file.string() + ":" + std::to_string(error.source().begin.line));
    }
}

}  // namespace

Strings::Strings(std::map<std::string, Table, std::less<>> tables) : tables_(std::move(tables)) {}

Result<Strings> Strings::load(Files& files, const std::filesystem::path& folder,
                              const std::vector<std::string>& languages,
                              std::span<const std::string_view> required) {
    std::map<std::string, Table, std::less<>> tables;
    Table all;
    for (const std::string& language : languages) {
        auto table = read_table(files, folder / (language + ".toml"));
        if (!table) return fail(std::move(table));
        all.insert(table->begin(), table->end());
        tables[language] = std::move(*table);
    }
    for (const std::string_view key : required) all.emplace(key, "");
    for (const auto& [language, table] : tables) {
        for (const auto& [key, text] : all) {
            const auto found = table.find(key);
            if (found != table.end() && !found->second.empty()) continue;
            return fail(causes::strings_incomplete, "An interface text is missing: " + key + ".",
                        "Add the text to the file.", (folder / (language + ".toml")).string());
        }
    }
    return Strings(std::move(tables));
}

const std::string& Strings::get(std::string_view language, std::string_view key) const {
    auto table = tables_.find(language);
    if (table == tables_.end()) table = tables_.begin();
    if (table != tables_.end()) {
        const auto text = table->second.find(key);
        if (text != table->second.end()) return text->second;
    }
    const std::lock_guard lock(unknown_->mutex);
    return unknown_->keys.try_emplace(std::string(key), key).first->second;
}

std::string fill_in(std::string_view text,
                    std::initializer_list<std::pair<std::string_view, std::string_view>> values) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t open = text.find('{', at);
        const std::size_t shut = open == std::string_view::npos ? open : text.find('}', open);
        if (shut == std::string_view::npos) {
            out += text.substr(at);
            break;
        }
        out += text.substr(at, open - at);
        const std::string_view name = text.substr(open + 1, shut - open - 1);
        std::string_view value = text.substr(open, shut - open + 1);
        for (const auto& [known, known_value] : values) {
            if (known == name) value = known_value;
        }
        out += value;
        at = shut + 1;
    }
    return out;
}

}  // namespace spine::ui
