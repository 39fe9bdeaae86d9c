#include "information/substitution.h"

#include <fmt/format.h>

#include <algorithm>

namespace spine::information {
namespace {

constexpr std::string_view kIf = "{if:";

// "rest:bulge" -> "rest", and leaves "bulge".
std::string_view take_prefix(std::string_view& name) {
    const auto colon = name.find(':');
    if (colon == std::string_view::npos) return {};
    const std::string_view prefix = name.substr(0, colon);
    name.remove_prefix(colon + 1);
    return prefix;
}

}  // namespace

Substitution::Substitution(const PageContext& context, std::string_view language,
                           std::vector<std::string> plain_numbers, Problems& problems)
    : context_(context),
      language_(language),
      plain_numbers_(std::move(plain_numbers)),
      problems_(problems) {}

void Substitution::report(Cause cause, std::string_view where, std::string what) {
    if (reported_.insert(what).second)
        problems_.push_back({cause, std::string(where), std::move(what)});
}

const Figure* Substitution::figure(std::string_view name, std::string_view where) {
    const auto by_age = context_.figures.find(std::string(name));
    const std::string_view id = by_age != context_.figures.end() ? by_age->second : name;
    const auto found = context_.evidence.figures.find(id);
    if (found == context_.evidence.figures.end()) {
        report(causes::figure_unknown, where,
               fmt::format("The figure \"{}\" is not in evidence.toml.", id));
        return nullptr;
    }
    if (!found->second.checked()) {
        report(causes::figure_unchecked, where,
               fmt::format("Nobody has checked the figure \"{}\" against its source yet, so no "
                           "patient may see it.",
                           id));
        return nullptr;
    }
    if (std::find(figures_.begin(), figures_.end(), id) == figures_.end())
        figures_.emplace_back(id);
    return &found->second;
}

std::string Substitution::value_of(std::string_view name, std::string_view where) {
    const std::string_view whole = name;
    const std::string_view prefix = take_prefix(name);
    if (prefix == "clinic") {
        const auto set = context_.clinic.find(std::string(name));
        if (set != context_.clinic.end() && !set->second.empty()) return set->second;
        report(causes::page_malformed, where,
               fmt::format("{{{}}} needs \"{}\" in kiosk.toml [clinic].", whole, name));
        return {};
    }
    if (!prefix.empty() && prefix != "rest" && prefix != "age") {
        report(causes::page_malformed, where,
               fmt::format("{{{}}} is nothing that a page can show.", whole));
        return {};
    }
    const Figure* found = figure(name, where);
    if (found == nullptr) return {};
    if (prefix == "age") {
        if (found->age.empty())
            report(causes::page_malformed, where,
                   fmt::format("The figure \"{}\" is not about one age.", found->id));
        return found->age;
    }
    if (prefix == "rest") {
        if (!found->share())
            report(causes::page_malformed, where,
                   fmt::format("The figure \"{}\" is no share of 100.", found->id));
        return number_text(100 - found->value, language_);
    }
    return number_text(found->value, language_);
}

void Substitution::refuse_typed_numbers(std::string_view literal, std::string_view where) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    for (std::size_t at = 0; at < literal.size(); ++at) {
        if (!digit(literal[at])) continue;
        std::size_t end = at;
        while (end < literal.size() && digit(literal[end])) ++end;
        const std::string_view number = literal.substr(at, end - at);
        if (number != "100" &&
            std::find(plain_numbers_.begin(), plain_numbers_.end(), number) == plain_numbers_.end())
            report(causes::figure_typed, where,
                   fmt::format("The number {} is typed. Name a figure of evidence.toml, or list it "
                               "in plain_numbers if it is no finding.",
                               number));
        at = end;
    }
}

std::string Substitution::fill(std::string_view text, std::string_view where) {
    std::string filled;
    while (!text.empty()) {
        const auto open = text.find('{');
        refuse_typed_numbers(text.substr(0, open), where);
        filled += text.substr(0, open);
        if (open == std::string_view::npos) break;
        const auto close = text.find('}', open);
        if (close == std::string_view::npos) {
            report(causes::page_malformed, where, "A brace { is opened and not closed.");
            break;
        }
        filled += value_of(text.substr(open + 1, close - open - 1), where);
        text.remove_prefix(close + 1);
    }
    return filled;
}

bool Substitution::shown(std::string& text, std::string_view where) {
    if (!text.starts_with(kIf)) return true;
    const auto close = text.find('}');
    if (close == std::string::npos) return true;  // fill() reports it
    const std::string name = text.substr(kIf.size(), close - kIf.size());
    if (!context_.age_names.contains(name))
        report(causes::page_malformed, where,
               fmt::format("{{if:{}}} asks for a name that no [[age]] of pages.toml has.", name));
    text.erase(0, close + 1);
    text.erase(0, text.find_first_not_of(' '));
    return context_.figures.contains(name);
}

}  // namespace spine::information
