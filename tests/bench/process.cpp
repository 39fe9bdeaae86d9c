#include "bench/process.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <system_error>

namespace spine::bench {

namespace fs = std::filesystem;

ScratchFolder::ScratchFolder() {
    std::string name = fs::temp_directory_path() / "spine-bench-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) {
        throw std::system_error(errno, std::generic_category(), name);
    }
    path_ = name;
}

ScratchFolder::~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

namespace {

// In the child: becomes the program, or ends.
[[noreturn]] void become(const std::vector<std::string>& words, const Child::Variables& more) {
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    const int nowhere = ::open("/dev/null", O_RDWR);
    ::dup2(nowhere, STDIN_FILENO);
    ::dup2(nowhere, STDOUT_FILENO);
    for (const auto& [name, value] : more) ::setenv(name.c_str(), value.c_str(), 1);
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    ::execvp(arguments.front(), arguments.data());
    ::_exit(127);
}

}  // namespace

Result<std::unique_ptr<Child>> Child::start(const std::vector<std::string>& words,
                                            const Variables& more, int keep) {
    const pid_t pid = ::fork();
    if (pid < 0) {
        return fail(causes::program_failed, "A program could not be started.",
                    "Close other programs.", words.front());
    }
    if (pid == 0) {
        if (keep >= 0) ::fcntl(keep, F_SETFD, 0);
        become(words, more);
    }
    return std::unique_ptr<Child>(new Child(pid));
}

Child::~Child() {
    if (!runs()) return;
    ::kill(pid_, SIGTERM);
    (void)ended_well();
}

bool Child::runs() {
    if (!over_) over_ = ::waitpid(pid_, &status_, WNOHANG) == pid_;
    return !over_;
}

bool Child::ended_well() {
    while (!over_) {
        over_ = ::waitpid(pid_, &status_, 0) == pid_ || errno == ECHILD;
    }
    return WIFEXITED(status_) && WEXITSTATUS(status_) == 0;
}

std::int64_t Child::cpu_ns() const {
    clockid_t clock{};
    timespec used{};
    if (::clock_getcpuclockid(pid_, &clock) != 0 || ::clock_gettime(clock, &used) != 0) return 0;
    return std::int64_t{used.tv_sec} * 1'000'000'000 + used.tv_nsec;
}

Result<std::unique_ptr<Display>> Display::open() {
    auto display = std::make_unique<Display>();
    const char* named = std::getenv("DISPLAY");
    if (named != nullptr && *named != '\0') return display;
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0) {
        return fail(causes::program_failed, "No pipe could be made.", "Close other programs.");
    }
    auto server = Child::start({"Xvfb", "-displayfd", std::to_string(pipe[1]), "-screen", "0",
                                "1280x800x24", "-nolisten", "tcp"},
                               {}, pipe[1]);
    ::close(pipe[1]);
    std::string number;
    std::array<char, 16> block{};
    // The server writes its number when it takes connections; if it ends, so does this.
    for (ssize_t got = 1; got > 0 && number.find('\n') == std::string::npos;) {
        got = ::read(pipe[0], block.data(), block.size());
        if (got > 0) number.append(block.data(), static_cast<std::size_t>(got));
    }
    ::close(pipe[0]);
    if (!server) return fail(server.error());
    if (number.find('\n') == std::string::npos) {
        return fail(causes::program_missing, "There is no display and no Xvfb.",
                    "Install the Debian package xvfb, or start this from a desktop.");
    }
    ::setenv("DISPLAY", (":" + number.substr(0, number.find('\n'))).c_str(), 1);
    display->server_ = std::move(*server);
    return display;
}

Result<fs::path> make_demonstration(const fs::path& programs, const fs::path& folder) {
    const fs::path tool = programs / "kioskctl";
    const fs::path demo = folder / "demo";
    const fs::path config = fs::path(SPINE_SOURCE_DIR) / "kiosk-config";
    auto run = Child::start(
        {tool.string(), "demo", demo.string(), "--patients", "1", "--config", config.string()});
    if (!run) return fail(run.error());
    if (!(*run)->ended_well()) {
        return fail(causes::program_failed, "The demonstration could not be made.",
                    "Run kioskctl demo alone to see why.", tool.string());
    }
    return demo / "kiosk-1";
}

}  // namespace spine::bench
