#include "process.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <csignal>
#include <cstdlib>
#include <thread>

#include "support/support.h"

namespace spine::test {

using namespace std::chrono_literals;

namespace {

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> all;
    all.reserve(texts.size() + 1);
    for (std::string& text : texts) all.push_back(text.data());
    all.push_back(nullptr);
    return all;
}

std::vector<std::string> environment_with(const std::map<std::string, std::string>& more) {
    std::vector<std::string> all;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string text = *entry;
        if (!more.contains(text.substr(0, text.find('=')))) all.push_back(text);
    }
    for (const auto& [name, value] : more) all.emplace_back(name).append("=").append(value);
    return all;
}

void send_to(int descriptor, const char* file) {
    const int opened = ::open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (opened >= 0) ::dup2(opened, descriptor);
}

}  // namespace

Process::Process(const Start& start) {
    // Everything that allocates comes before the fork.
    std::vector<std::string> command = start.command;
    std::vector<std::string> environment = environment_with(start.environment);
    const std::vector<char*> arguments = pointers(command);
    const std::vector<char*> variables = pointers(environment);
    const std::string out = start.out.empty() ? "/dev/null" : start.out.string();
    const std::string err = start.err.empty() ? "/dev/null" : start.err.string();
    pid_ = ::fork();
    if (pid_ < 0) FAIL("cannot start " << start.command.front());
    if (pid_ > 0) return;
    // A test that crashes must not leave its windows behind.
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    send_to(STDOUT_FILENO, out.c_str());
    send_to(STDERR_FILENO, err.c_str());
    if (start.kept_descriptor >= 0) ::fcntl(start.kept_descriptor, F_SETFD, 0);
    ::execvpe(arguments.front(), arguments.data(), variables.data());
    ::_exit(127);
}

std::optional<int> Process::ended_within(std::chrono::milliseconds time) {
    (void)comes_true(time, [this] {
        if (code_) return true;
        int status = 0;
        if (::waitpid(pid_, &status, WNOHANG) != pid_) return false;
        code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        return true;
    });
    return code_;
}

Process::~Process() {
    if (pid_ <= 0 || !running()) return;
    ::kill(pid_, SIGTERM);
    if (ended_within(5s)) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
}

std::string built(const std::string& name) {
    return std::string(SPINE_BIN) + "/" + name;
}

Said run_program(const std::vector<std::string>& command) {
    const TemporaryFolder said;
    Process program({command, {}, said / "out", said / "err"});
    const auto code = program.ended_within(120s);
    INFO(command.at(0) << " " << (command.size() > 1 ? command[1] : ""));
    REQUIRE(code);
    return {*code, slurp(said / "out"), slurp(said / "err")};
}

double within(double seconds) {
    double load = 0;
    const bool known = ::getloadavg(&load, 1) == 1;
    const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
    return known && load > 2.0 * cores ? std::max(3.0, load / cores) * seconds : seconds;
}

void let_others_work() {
    std::this_thread::sleep_for(40ms);
}

}  // namespace spine::test
