#include "child.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <csignal>

namespace spine::test {
namespace {

constexpr int silence_ms = 540'000;  // a machine under load takes its time

struct Pipe {
    Pipe() { REQUIRE(::pipe2(ends.data(), O_CLOEXEC) == 0); }
    std::array<int, 2> ends{};
};
// A pipe whose writer survives that nobody reads any more.
struct Socket {
    Socket() { REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) == 0); }
    std::array<int, 2> ends{};
};

}  // namespace

Child::Child(const Arguments& arguments) {
    std::vector<std::string> copies = arguments;
    std::vector<char*> argv;
    argv.reserve(copies.size() + 1);
    for (std::string& argument : copies) argv.push_back(argument.data());
    argv.push_back(nullptr);
    const Pipe out;
    const Socket in;
    pid_ = ::fork();
    REQUIRE(pid_ >= 0);
    if (pid_ == 0) {
        ::dup2(in.ends[0], STDIN_FILENO);
        ::dup2(out.ends[1], STDOUT_FILENO);
        ::execv(argv[0], argv.data());
        ::_exit(127);
    }
    ::close(in.ends[0]);
    ::close(out.ends[1]);
    out_ = out.ends[0];
    in_ = in.ends[1];
}

Child::~Child() {
    if (!code_) {
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
    }
    end_input();
    ::close(out_);
}

bool Child::read_more() {
    pollfd ready{out_, POLLIN, 0};
    if (::poll(&ready, 1, silence_ms) == 0) FAIL("the child process says nothing any more");
    std::array<char, 4096> some{};
    const ssize_t got = ::read(out_, some.data(), some.size());
    if (got > 0) text_.append(some.data(), static_cast<std::size_t>(got));
    return got > 0;
}

std::optional<std::string> Child::line() {
    std::size_t end = 0;
    while ((end = text_.find('\n')) == std::string::npos) {
        if (!read_more()) return std::nullopt;
    }
    std::string first = text_.substr(0, end);
    text_.erase(0, end + 1);
    return first;
}

void Child::kill() {
    ::kill(pid_, SIGKILL);
    (void)wait();
}

void Child::halt() {
    ::kill(pid_, SIGSTOP);
    int status = 0;
    ::waitpid(pid_, &status, WUNTRACED);
    REQUIRE(WIFSTOPPED(status));
}

void Child::go_on() {
    ::kill(pid_, SIGCONT);
}

void Child::say(const std::string& line) {
    const std::string whole = line + "\n";
    (void)::send(in_, whole.data(), whole.size(), MSG_NOSIGNAL);
}

bool Child::leaves_core() {
    ::kill(pid_, SIGABRT);
    int status = 0;
    REQUIRE(::waitpid(pid_, &status, 0) == pid_);
    code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return WCOREDUMP(status);
}

void Child::nod() {
    // To one that has ended it says nothing.
    (void)::send(in_, "\n", 1, MSG_NOSIGNAL);
}

void Child::end_input() {
    if (in_ >= 0) ::close(in_);
    in_ = -1;
}

int Child::wait() {
    if (code_) return *code_;
    int status = 0;
    REQUIRE(::waitpid(pid_, &status, 0) == pid_);
    code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return *code_;
}

std::string output_of(const Arguments& arguments) {
    Child child(arguments);
    child.end_input();
    std::string all;
    while (const auto line = child.line()) all += *line + "\n";
    std::string command;
    for (const std::string& argument : arguments) command += argument + " ";
    INFO(command);
    REQUIRE(child.wait() == 0);
    return all;
}

}  // namespace spine::test
