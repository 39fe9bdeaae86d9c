#include "config/kiosk_values.h"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <map>

namespace spine::config {
namespace {

class Walk {
  public:
    void table(const toml::table& table, const std::string& path, std::string_view left_out) {
        std::map<std::string, const toml::node*> sorted;
        for (const auto& [key, node] : table) sorted.emplace(std::string(key.str()), &node);
        for (const auto& [key, node] : sorted) {
            if (key != left_out) value(*node, path.empty() ? key : fmt::format("{}.{}", path, key));
        }
    }

    ByteWriter writer;

  private:
    void value(const toml::node& node, const std::string& path) {
        if (const auto* inner = node.as_table()) return table(*inner, path, {});
        if (const auto* list = node.as_array()) {
            std::size_t at = 0;
            for (const toml::node& entry : *list) value(entry, fmt::format("{}[{}]", path, at++));
            return;
        }
        const std::string words = text(node);
        writer.text16(path).u32(static_cast<std::uint32_t>(words.size())).text(words);
    }

    static std::string text(const toml::node& node) {
        if (const auto* words = node.as_string()) return words->get();
        if (const auto* whole = node.as_integer()) return fmt::format("{}", whole->get());
        if (const auto* number = node.as_floating_point()) return fmt::format("{}", number->get());
        if (const auto* flag = node.as_boolean()) return flag->get() ? "true" : "false";
        // Dates and times: no key of kiosk.toml has one, so that it is a fault in any case.
        return {};
    }
};

}  // namespace

std::optional<Bytes> values_of(std::string_view toml, std::string_view left_out) {
    try {
        Walk walk;
        walk.table(toml::parse(toml), "", left_out);
        return walk.writer.take();
    } catch (const toml::parse_error&) {
        return std::nullopt;
    }
}

}  // namespace spine::config
