#include "terminal.h"

#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <csignal>

namespace spine::test {
namespace {

constexpr int kPatienceMs = 30'000;

}  // namespace

Terminal::Terminal(const std::vector<std::string>& arguments) {
    std::vector<std::string> all = {KIOSKCTL};
    all.insert(all.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    argv.reserve(all.size() + 1);
    for (std::string& argument : all) argv.push_back(argument.data());
    argv.push_back(nullptr);
    process_ = ::forkpty(&master_, nullptr, nullptr, nullptr);
    REQUIRE(process_ >= 0);
    if (process_ == 0) {
        ::execv(argv.front(), argv.data());
        ::_exit(127);
    }
}

Terminal::~Terminal() {
    if (process_ > 0) {
        ::kill(process_, SIGKILL);
        ::waitpid(process_, nullptr, 0);
    }
    ::close(master_);
}

bool Terminal::read_some() {
    pollfd ready{master_, POLLIN, 0};
    if (::poll(&ready, 1, kPatienceMs) <= 0) FAIL("nothing more is printed after: " << screen_);
    std::array<char, 512> bytes{};
    const auto count = ::read(master_, bytes.data(), bytes.size());
    if (count <= 0) return false;
    screen_.append(bytes.data(), static_cast<std::size_t>(count));
    return true;
}

void Terminal::expect(std::string_view words) {
    while (screen_.find(words) == std::string::npos)
        if (!read_some()) FAIL("it ended without: " << words << "\n" << screen_);
}

void Terminal::type(std::string_view line) {
    const std::string bytes = std::string(line) + "\n";
    REQUIRE(::write(master_, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
}

int Terminal::finish() {
    while (read_some()) {
    }
    int status = 0;
    REQUIRE(::waitpid(process_, &status, 0) == process_);
    process_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace spine::test
