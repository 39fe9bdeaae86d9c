// A command's options as CLI11 takes them. Its header costs every source that sees it seven seconds
// of a compiler's time, so option.cpp, command.cpp and main.cpp alone do.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace spine::tool {

// One option or positional argument. A handle: the command owns it.
class Option {
  public:
    explicit Option(CLI::Option& option) : option_(&option) {}
    // Each of them makes what does not hold a wrong usage (exit 2).
    Option& required();
    Option& excludes(const Option& other);
    Option& one_of(const std::vector<std::string>& words);
    Option& between(std::int64_t least, std::int64_t most);
    Option& within(double least, double most);
    // `complaint` says what is wrong with a text, or nothing.
    Option& checked(const std::function<std::string(const std::string& text)>& complaint);
    // Several in one word, with this between them.
    Option& separated_by(char separator);
    // The heading under which --help shows it.
    Option& under(const std::string& heading);

  private:
    CLI::Option* option_;
};

// `names`: "--name" or "-n,--name"; without a dash it is an argument by its place. `into` keeps its
// value where the option is not given; it must outlive the command. `help` is one line.
Option add_option(CLI::App& command, const std::string& names, std::string& into,
                  const std::string& help);
Option add_option(CLI::App& command, const std::string& names, std::filesystem::path& into,
                  const std::string& help);
Option add_option(CLI::App& command, const std::string& names,
                  std::optional<std::filesystem::path>& into, const std::string& help);
Option add_option(CLI::App& command, const std::string& names, unsigned& into,
                  const std::string& help);
Option add_option(CLI::App& command, const std::string& names, std::uint64_t& into,
                  const std::string& help);
Option add_option(CLI::App& command, const std::string& names, double& into,
                  const std::string& help);
Option add_option(CLI::App& command, const std::string& names, std::optional<double>& into,
                  const std::string& help);
Option add_option(CLI::App& command, const std::string& names, std::vector<std::string>& into,
                  const std::string& help);
Option add_option(CLI::App& command, const std::string& names,
                  std::vector<std::filesystem::path>& into, const std::string& help);
// True where it is given.
Option add_flag(CLI::App& command, const std::string& names, bool& into, const std::string& help);
// Called once all options have their values: what does not hold between them is a wrong usage.
// `complaint` says what that is, or nothing; it must outlive the command.
void add_check(CLI::App& command, std::function<std::string()> complaint);

}  // namespace spine::tool
