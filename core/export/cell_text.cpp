#include "export/cell_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace spine::exporting {

std::string decimal_text(double value, int decimals) {
    std::string text = fmt::format("{:.{}f}", value, decimals);
    // "-0.0" is a zero to everybody but a computer.
    if (text.front() == '-' && text.find_first_not_of("-0.") == std::string::npos) text.erase(0, 1);
    return text;
}

std::string readable(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        const bool control =
            (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r') ||
            c == 0x7F;
        if (control) {
            out += "\xEF\xBF\xBD";
        } else {
            out += c;
        }
    }
    return out;
}

std::string one_line(std::string_view text) {
    std::string out = readable(text);
    std::replace_if(
        out.begin(), out.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    return out;
}

std::string html_text(std::string_view text) {
    std::string out;
    for (const char c : readable(text)) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::string_view cut(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
    return text.substr(0, bytes);
}

std::string_view truth_words(bool truth, std::string_view language) {
    if (language == "da") return truth ? "Ja" : "Nej";
    return truth ? "Yes" : "No";
}

std::string reason_suffix(const Table& table) {
    std::string suffix = "_missing";
    const auto taken = [&](const Variable& variable) { return variable.name.ends_with(suffix); };
    while (std::any_of(table.variables.begin(), table.variables.end(), taken)) suffix += "_why";
    return suffix;
}

namespace {

bool same_set(const Variable& a, const Variable& b) {
    return a.several && b.several && a.several->set == b.several->set;
}

}  // namespace

bool begins_set(const Table& table, std::size_t variable) {
    const auto& all = table.variables;
    return variable == 0 || !same_set(all.at(variable - 1), all.at(variable));
}

std::size_t set_end(const Table& table, std::size_t variable) {
    const auto& all = table.variables;
    std::size_t end = variable + 1;
    while (end < all.size() && same_set(all[variable], all[end])) ++end;
    return end;
}

Status check_names(const Table& table, std::string_view own) {
    const auto refuse = [](const std::string& name) {
        return fail(causes::names_clash,
                    "A column and the question or record it belongs to have the same name.",
                    "Give the column another name in the study file.", name);
    };
    for (const Variable& variable : table.variables) {
        if (variable.name == own && variable.role != Role::Pseudonym) return refuse(variable.name);
        const bool a_set =
            std::any_of(table.variables.begin(), table.variables.end(), [&](const Variable& other) {
                return other.several && other.several->set == variable.name;
            });
        if (a_set || (variable.several && variable.several->set == own))
            return refuse(variable.name);
    }
    return {};
}

}  // namespace spine::exporting
