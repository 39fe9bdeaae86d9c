#include "bench/push_peers.h"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "bench/process.h"

namespace spine::bench {
namespace {

namespace fs = std::filesystem;

bool on_path(const std::string& name) {
    const char* path = std::getenv("PATH");
    std::istringstream folders(std::string(path != nullptr ? path : "") + ":/usr/sbin");
    for (std::string folder; std::getline(folders, folder, ':');)
        if (::access((fs::path(folder) / name).c_str(), X_OK) == 0) return true;
    return false;
}

Result<std::chrono::duration<double>> time_of(const std::vector<std::string>& words) {
    const auto start = std::chrono::steady_clock::now();
    auto run = Child::start(words);
    if (!run) return fail(std::move(run));
    const bool well = (*run)->ended_well();
    const auto took = std::chrono::steady_clock::now() - start;
    if (!well)
        return fail(causes::program_failed, "A program that is compared with ended with a fault.",
                    "Run it alone to see why.", words.front());
    return took;
}

}  // namespace

Status check_program(const std::string& name, const std::string& package) {
    if (on_path(name)) return {};
    return fail(causes::program_missing, name + " is not there.",
                "Install Debian's package " + package + ", or run tests/run once.");
}

Result<std::chrono::duration<double>> send_with_curl(const Errand& errand) {
    const fs::path list = errand.scratch / "curl.list";
    std::ofstream out(list);
    for (const auto& entry : fs::directory_iterator(errand.from))
        out << "url = \"" << errand.to << '/' << entry.path().filename().string()
            << "\"\nupload-file = \"" << entry.path().string() << "\"\n";
    if (!out.flush())
        return fail(causes::program_failed, "The list for curl could not be written.",
                    "Check the folder's rights and space.", list.string());
    return time_of({"curl", "--parallel", "--fail", "--no-progress-meter", "--cacert", errand.ca,
                    "--config", list.string()});
}

Result<std::chrono::duration<double>> send_with_rclone(const Errand& errand,
                                                       std::size_t transfers) {
    // An empty configuration of its own, not the user's.
    const fs::path none = errand.scratch / "rclone.conf";
    std::ofstream(none).flush();
    return time_of({"rclone", "copy", errand.from.string(), ":webdav:", "--webdav-url", errand.to,
                    "--ca-cert", errand.ca, "--config", none.string(), "--transfers",
                    std::to_string(transfers), "--retries", "1", "--quiet"});
}

}  // namespace spine::bench
