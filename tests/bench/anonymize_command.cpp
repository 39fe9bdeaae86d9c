#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <chrono>
#include <string>
#include <vector>

#include "bench/anonymize.h"
#include "bench/place.h"

namespace spine::bench {

Result<CommandFigures> run_command(const std::filesystem::path& programs,
                                   const std::filesystem::path& file,
                                   const std::filesystem::path& folder) {
    const std::string out = file.string() + ".out";
    std::vector<std::string> words = {(programs / "kioskctl").string(),
                                      "anonymize",
                                      file.string(),
                                      "--hierarchies",
                                      folder.string(),
                                      "--k",
                                      "5",
                                      "--out",
                                      out};
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t quiet{};
    ::posix_spawn_file_actions_init(&quiet);
    for (const int stream : {1, 2})
        ::posix_spawn_file_actions_addopen(&quiet, stream, "/dev/null", O_WRONLY, 0);
    const auto start = std::chrono::steady_clock::now();
    pid_t child = 0;
    const int spawned =
        ::posix_spawn(&child, arguments[0], &quiet, nullptr, arguments.data(), environ);
    ::posix_spawn_file_actions_destroy(&quiet);
    int status = 0;
    rusage used{};
    if (spawned != 0 || ::wait4(child, &status, 0, &used) != child || status != 0)
        return failed("kioskctl anonymize did not end well.");
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    return CommandFigures{took.count(), static_cast<double>(used.ru_maxrss) / 1024};
}

}  // namespace spine::bench
