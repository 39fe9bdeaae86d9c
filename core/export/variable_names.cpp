#include "export/variable_names.h"

#include <algorithm>
#include <array>

#include "export/research_table.h"

namespace spine::exporting {
namespace {

// Words that SPSS or SQL keep for themselves, as far as somebody might call an answer so.
constexpr std::array<std::string_view, 48> kReserved = {
    "all",   "analyse", "analyze", "and",   "any",     "as",        "by",     "case",
    "check", "column",  "current", "date",  "default", "desc",      "do",     "else",
    "end",   "eq",      "false",   "from",  "ge",      "grant",     "group",  "gt",
    "in",    "le",      "limit",   "lt",    "ne",      "not",       "null",   "offset",
    "on",    "only",    "or",      "order", "primary", "record_id", "select", "some",
    "table", "then",    "time",    "to",    "true",    "user",      "when",   "with"};

bool is_letter(char c) {
    return c >= 'a' && c <= 'z';
}
bool is_name_character(char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '_';
}
bool is_reserved(std::string_view name) {
    return std::find(kReserved.begin(), kReserved.end(), name) != kReserved.end();
}

std::string snake(std::string_view from) {
    std::string name;
    for (char c : from) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (is_name_character(c) && c != '_')
            name += c;
        else if (!name.empty() && name.back() != '_')
            name += '_';
    }
    while (!name.empty() && name.back() == '_') name.pop_back();
    if (name.empty() || !is_letter(name.front()) || is_reserved(name)) name.insert(0, "v_");
    return name;
}

// Keeps `tail` and as much in front of it as there is room for.
std::string fitted(std::string name, const std::string& tail) {
    if (name.size() + tail.size() > kLongestName) name.resize(kLongestName - tail.size());
    while (!name.empty() && name.back() == '_') name.pop_back();
    return name.append(tail);
}

std::string shortened_name(const std::string& name) {
    if (name.size() <= kLongestName) return name;
    const auto last = name.rfind('_');
    const std::string tail = last == std::string::npos ? std::string() : name.substr(last);
    if (tail.size() > kLongestName / 2) return fitted(name, {});
    return fitted(name.substr(0, last), tail);
}

}  // namespace

bool is_variable_name(std::string_view name) {
    return !name.empty() && name.size() <= kLongestName && is_letter(name.front()) &&
           name.back() != '_' && std::all_of(name.begin(), name.end(), is_name_character) &&
           !is_reserved(name);
}

bool VariableNames::take(const std::string& name) {
    return taken_.insert(name).second;
}

std::string VariableNames::make(std::string_view from) {
    const std::string whole = shortened_name(snake(from));
    std::string name = whole;
    for (int number = 2; !take(name); ++number) {
        std::string tail = "_";
        name = fitted(whole, tail.append(std::to_string(number)));
    }
    return name;
}

}  // namespace spine::exporting
