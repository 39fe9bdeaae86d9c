#include "bench/push.h"

#include <unistd.h>

#include <array>
#include <string>

#include "bench/figure.h"
#include "bench/place.h"
#include "bench/push_peers.h"
#include "bench/push_tablet.h"
#include "support/web_servers.h"

namespace spine::bench {
namespace {

namespace fs = std::filesystem;
using Took = std::chrono::duration<double>;
// More than curl has connections (50): with fewer Apache closes some of them in mid-request, and
// curl ends with a fault.
constexpr int kWorkers = 64;

// The server, and the files that everybody sends to it.
class Race {
  public:
    explicit Race(const fs::path& folder)
        : place_(folder, "push"),
          server_({test::Kind::Apache, false, false, kWorkers}, ca_),
          tablet_(place_.path()) {}

    [[nodiscard]] Status seal(std::size_t sessions) {
        sessions_ = sessions;
        return tablet_.seal(sessions, files());
    }
    [[nodiscard]] std::size_t bytes() const { return tablet_.bytes(); }

    [[nodiscard]] Result<Took> ours() {
        sync::StoreSettings settings(server_.url());
        settings.ca = ca_.file("ca.pem");
        auto store = sync::open_store(system_files_, settings, tablet_.clinic());
        if (!store) return fail(std::move(store));
        if (auto made = (*store)->set_up(); !made) return fail(std::move(made));
        return arrived(tablet_.push(**store, sessions_),
                       server_.data() / tablet_.clinic().hex() / sync::places::bundles);
    }
    [[nodiscard]] Result<Took> curl() {
        const Errand errand = prepared();
        return arrived(send_with_curl(errand), server_.data() / kPeers);
    }
    [[nodiscard]] Result<Took> rclone(std::size_t transfers) {
        const Errand errand = prepared();
        return arrived(send_with_rclone(errand, transfers), server_.data() / kPeers);
    }

  private:
    static constexpr const char* kPeers = "peers";

    [[nodiscard]] fs::path files() const { return place_.path() / "files"; }
    [[nodiscard]] Errand prepared() {
        const fs::path folder = server_.data() / kPeers;
        fs::create_directories(folder);
        fs::permissions(folder, fs::perms::all);  // the server is somebody else
        ::sync();
        return {files(), server_.url() + "/" + kPeers, ca_.file("ca.pem"), place_.path()};
    }
    // Everything is there, byte for byte by number and size; then it goes.
    [[nodiscard]] Result<Took> arrived(Result<Took> took, const fs::path& folder) {
        if (!took) return took;
        std::size_t files = 0;
        std::uintmax_t bytes = 0;
        for (const auto& entry : fs::recursive_directory_iterator(folder)) {
            if (!entry.is_regular_file() || entry.path().filename().string().size() != 64) continue;
            ++files;
            bytes += entry.file_size();
        }
        for (const auto& entry : fs::directory_iterator(server_.data())) fs::remove_all(entry);
        if (files != sessions_ || bytes != tablet_.bytes())
            return failed("Not everything arrived at the server.");
        return took;
    }

    Place place_;
    test::TestCa ca_;
    test::WebServer server_;
    SystemFiles system_files_;
    PushTablet tablet_;
    std::size_t sessions_ = 0;
};

// With how many transfers rclone is fastest here, tried once each.
Status find_best(Race& race, std::size_t sessions, PushFigures& figures) {
    for (const std::size_t transfers :
         {kUsualTransfers, 2 * kUsualTransfers, 4 * kUsualTransfers}) {
        const auto took = race.rclone(transfers);
        if (!took) return fail(took.error());
        const double rate = static_cast<double>(sessions) / took->count();
        if (transfers == kUsualTransfers) figures.rclone_usual = rate;
        if (rate <= figures.rclone) continue;
        figures.rclone = rate;
        figures.transfers = transfers;
    }
    return {};
}

}  // namespace

Result<PushFigures> bench_push(const fs::path& folder, std::size_t sessions, int rounds) {
    for (const auto& [name, package] :
         {std::pair{"apache2", "apache2-bin"}, {"curl", "curl"}, {"rclone", "rclone"}})
        if (auto there = check_program(name, package); !there) return fail(std::move(there));
    Race race(folder);
    if (auto sealed = race.seal(sessions); !sealed) return fail(std::move(sealed));
    PushFigures figures;
    if (auto found = find_best(race, sessions, figures); !found) return fail(std::move(found));
    const auto count = static_cast<double>(sessions);
    figures.bytes = static_cast<double>(race.bytes()) / count;
    std::array<std::vector<double>, 3> rates;
    // The first round brings files and programs into the system's memory and does not count.
    for (int round = -1; round < rounds; ++round) {
        const std::array<Result<Took>, 3> took = {race.ours(), race.curl(),
                                                  race.rclone(figures.transfers)};
        for (std::size_t i = 0; i < took.size(); ++i) {
            if (!took[i]) return fail(took[i].error());
            if (round >= 0) rates[i].push_back(count / took[i]->count());
        }
        if (round < 0) continue;
        figures.to_curl.push_back(rates[0].back() / rates[1].back());
        figures.to_rclone.push_back(rates[0].back() / rates[2].back());
    }
    figures.ours = median(rates[0]);
    figures.curl = median(rates[1]);
    figures.rclone = median(rates[2]);
    return figures;
}

}  // namespace spine::bench
