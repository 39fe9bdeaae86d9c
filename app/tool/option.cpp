#include "tool/option.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <utility>

namespace spine::tool {
namespace {

template <typename Value>
Option add(CLI::App& command, const std::string& names, Value& into, const std::string& help) {
    return Option(*command.add_option(names, into, help));
}

}  // namespace

Option& Option::required() {
    option_->required();
    return *this;
}

Option& Option::excludes(const Option& other) {
    option_->excludes(other.option_);
    return *this;
}

Option& Option::one_of(const std::vector<std::string>& words) {
    option_->check(CLI::IsMember(words));
    return *this;
}

Option& Option::between(std::int64_t least, std::int64_t most) {
    option_->check(CLI::Range(least, most));
    return *this;
}

Option& Option::within(double least, double most) {
    // Not CLI::Range, which lets "nan" pass.
    return checked([least, most](const std::string& text) {
        char* end = nullptr;
        const double value = std::strtod(text.c_str(), &end);
        const bool holds = end != text.c_str() && *end == '\0' && value >= least && value <= most;
        return holds ? std::string() : fmt::format("{} is not in {} to {}", text, least, most);
    });
}

Option& Option::checked(const std::function<std::string(const std::string& text)>& complaint) {
    option_->check(CLI::Validator(complaint, ""));
    return *this;
}

Option& Option::separated_by(char separator) {
    option_->delimiter(separator);
    return *this;
}

Option& Option::under(const std::string& heading) {
    option_->group(heading);
    return *this;
}

Option add_option(CLI::App& command, const std::string& names, std::string& into,
                  const std::string& help) {
    return add(command, names, into, help);
}
Option add_option(CLI::App& command, const std::string& names, std::filesystem::path& into,
                  const std::string& help) {
    return add(command, names, into, help);
}
Option add_option(CLI::App& command, const std::string& names,
                  std::optional<std::filesystem::path>& into, const std::string& help) {
    return add(command, names, into, help);
}
Option add_option(CLI::App& command, const std::string& names, unsigned& into,
                  const std::string& help) {
    return add(command, names, into, help);
}
Option add_option(CLI::App& command, const std::string& names, std::uint64_t& into,
                  const std::string& help) {
    return add(command, names, into, help);
}
Option add_option(CLI::App& command, const std::string& names, double& into,
                  const std::string& help) {
    return add(command, names, into, help);
}
Option add_option(CLI::App& command, const std::string& names, std::optional<double>& into,
                  const std::string& help) {
    return add(command, names, into, help);
}
Option add_option(CLI::App& command, const std::string& names, std::vector<std::string>& into,
                  const std::string& help) {
    return add(command, names, into, help);
}
Option add_option(CLI::App& command, const std::string& names,
                  std::vector<std::filesystem::path>& into, const std::string& help) {
    return add(command, names, into, help);
}
Option add_flag(CLI::App& command, const std::string& names, bool& into, const std::string& help) {
    return Option(*command.add_flag(names, into, help));
}

void add_check(CLI::App& command, std::function<std::string()> complaint) {
    command.parse_complete_callback([complaint = std::move(complaint)] {
        if (const std::string said = complaint(); !said.empty()) throw CLI::ValidationError(said);
    });
}

}  // namespace spine::tool
