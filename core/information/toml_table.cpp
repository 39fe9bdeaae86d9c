#include "information/toml_table.h"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <set>

namespace spine::information {

struct TomlTable::Impl {
    std::shared_ptr<const toml::table> document;
    const toml::table* table = nullptr;
    std::string path;  // "walk.before-assessment", empty for the document
    Problems* problems = nullptr;
    std::set<std::string, std::less<>> asked;

    const toml::node* ask(std::string_view key) {
        asked.emplace(key);
        return table->get(key);
    }
    [[nodiscard]] std::string path_of(std::string_view key) const {
        if (key.empty()) return path;
        return path.empty() ? std::string(key) : fmt::format("{}.{}", path, key);
    }
    [[nodiscard]] std::string place(std::string_view key) const {
        const toml::node* node = key.empty() ? nullptr : table->get(key);
        const auto line = node != nullptr ? node->source().begin.line : table->source().begin.line;
        const std::string name = path_of(key);
        if (name.empty()) return fmt::format("line {}", line);
        return fmt::format("line {}, {}", line, name);
    }
    void report(Cause cause, std::string_view key, std::string what) {
        problems->push_back({cause, place(key), std::move(what)});
    }
    void wants(std::string_view key, std::string_view kind) {
        report(causes::value_unfit, key, fmt::format("This must be {}.", kind));
    }
};

std::optional<TomlTable> TomlTable::parse(std::string_view text, Problems& problems) {
    try {
        auto impl = std::make_shared<Impl>();
        impl->document = std::make_shared<const toml::table>(toml::parse(text));
        impl->table = impl->document.get();
        impl->problems = &problems;
        return TomlTable(std::move(impl));
    } catch (const toml::parse_error& error) {
        problems.push_back({causes::toml_malformed,
                            fmt::format("line {}", error.source().begin.line),
                            fmt::format("This is not TOML: {}.", error.description())});
        return std::nullopt;
    }
}

std::string TomlTable::text(std::string_view key) {
    const toml::node* node = impl_->ask(key);
    if (node == nullptr) {
        report(causes::key_missing, "", fmt::format("\"{}\" is missing.", key));
        return {};
    }
    const auto value = node->value_exact<std::string>();
    if (!value || value->empty()) {
        impl_->wants(key, "a text in quotation marks that is not empty");
        return {};
    }
    return *value;
}

double TomlTable::number(std::string_view key) {
    if (!has(key)) {
        impl_->ask(key);
        report(causes::key_missing, "", fmt::format("\"{}\" is missing.", key));
        return 0;
    }
    return number_or(key, 0);
}

std::string TomlTable::text_or(std::string_view key, std::string_view fallback) {
    const toml::node* node = impl_->ask(key);
    if (node == nullptr) return std::string(fallback);
    if (const auto value = node->value_exact<std::string>()) return *value;
    impl_->wants(key, "a text in quotation marks");
    return std::string(fallback);
}

double TomlTable::number_or(std::string_view key, double fallback) {
    const toml::node* node = impl_->ask(key);
    if (node == nullptr) return fallback;
    if (node->is_number()) return node->value_or(fallback);
    impl_->wants(key, "a number");
    return fallback;
}

int TomlTable::whole_or(std::string_view key, int fallback, int low, int high) {
    const toml::node* node = impl_->ask(key);
    if (node == nullptr) return fallback;
    const auto value = node->value_exact<std::int64_t>();
    if (value && *value >= low && *value <= high) return static_cast<int>(*value);
    impl_->wants(key, fmt::format("a whole number from {} to {}", low, high));
    return fallback;
}

bool TomlTable::flag_or(std::string_view key, bool fallback) {
    const toml::node* node = impl_->ask(key);
    if (node == nullptr) return fallback;
    if (const auto value = node->value_exact<bool>()) return *value;
    impl_->wants(key, "true or false");
    return fallback;
}

namespace {

std::optional<std::vector<std::string>> strings_of(const toml::node& node) {
    const toml::array* list = node.as_array();
    if (list == nullptr) return std::nullopt;
    std::vector<std::string> texts;
    for (const toml::node& entry : *list) {
        const auto value = entry.value_exact<std::string>();
        if (!value || value->empty()) return std::nullopt;
        texts.push_back(*value);
    }
    return texts;
}

}  // namespace

std::vector<std::string> TomlTable::texts(std::string_view key) {
    const toml::node* node = impl_->ask(key);
    if (node == nullptr) return {};
    if (auto texts = strings_of(*node)) return *texts;
    impl_->wants(key, "a list of texts");
    return {};
}

std::vector<std::vector<std::string>> TomlTable::text_lists(std::string_view key) {
    const toml::node* node = impl_->ask(key);
    if (node == nullptr) return {};
    std::vector<std::vector<std::string>> lists;
    if (const toml::array* outer = node->as_array()) {
        for (const toml::node& inner : *outer) {
            auto texts = strings_of(inner);
            if (!texts || texts->empty()) break;
            lists.push_back(std::move(*texts));
        }
        if (lists.size() == outer->size()) return lists;
    }
    impl_->wants(key, "a list of lists of texts");
    return {};
}

std::map<std::string, std::string> TomlTable::text_map(std::string_view key) {
    const toml::node* node = impl_->ask(key);
    if (node == nullptr) return {};
    const toml::table* table = node->as_table();
    std::map<std::string, std::string> texts;
    if (table == nullptr) {
        impl_->wants(key, "a table of texts");
        return texts;
    }
    for (const auto& [name, value] : *table) {
        const auto text = value.value_exact<std::string>();
        if (text && !text->empty()) {
            texts.emplace(std::string(name.str()), *text);
        } else {
            impl_->wants(key, fmt::format("a table of texts, and \"{}\" is none", name.str()));
        }
    }
    return texts;
}

std::optional<TomlTable> TomlTable::table(std::string_view key) {
    const toml::node* node = impl_->ask(key);
    if (node == nullptr) return std::nullopt;
    const toml::table* table = node->as_table();
    if (table == nullptr) {
        impl_->wants(key, fmt::format("a table: [{}]", impl_->path_of(key)));
        return std::nullopt;
    }
    auto inner = std::make_shared<Impl>();
    inner->document = impl_->document;
    inner->table = table;
    inner->path = impl_->path_of(key);
    inner->problems = impl_->problems;
    return TomlTable(std::move(inner));
}

std::vector<TomlTable> TomlTable::tables(std::string_view key) {
    const toml::node* node = impl_->ask(key);
    if (node == nullptr) return {};
    const toml::array* list = node->as_array();
    std::vector<TomlTable> found;
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
        const toml::table* table = list->get(i)->as_table();
        if (table == nullptr) break;
        auto inner = std::make_shared<Impl>();
        inner->document = impl_->document;
        inner->table = table;
        inner->path = fmt::format("{}[{}]", impl_->path_of(key), i + 1);
        inner->problems = impl_->problems;
        found.push_back(TomlTable(std::move(inner)));
    }
    if (list == nullptr || found.size() != list->size())
        impl_->wants(key, fmt::format("a list of tables: [[{}]]", impl_->path_of(key)));
    return found;
}

bool TomlTable::has(std::string_view key) const {
    return impl_->table->contains(key);
}

std::vector<std::string> TomlTable::keys() const {
    std::vector<std::string> names;
    for (const auto& [name, value] : *impl_->table) names.emplace_back(name.str());
    return names;
}

void TomlTable::done() {
    for (const auto& [name, value] : *impl_->table) {
        if (impl_->asked.contains(name.str())) continue;
        report(causes::key_unknown, name.str(),
               fmt::format("\"{}\" is no key that is known here; check its spelling.", name.str()));
    }
}

void TomlTable::report(Cause cause, std::string_view key, std::string what) {
    impl_->report(cause, key, std::move(what));
}

std::string TomlTable::place(std::string_view key) const {
    return impl_->place(key);
}

}  // namespace spine::information
