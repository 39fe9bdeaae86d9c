#include "bench/push.h"

#include <unistd.h>

#include <string>
#include <utility>
#include <vector>

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
        if (auto sealed = tablet_.seal(sessions, files()); !sealed) return sealed;
        fs::create_directories(few());
        const std::size_t wanted = (sessions + kFewOf - 1) / kFewOf;
        for (const auto& entry : fs::directory_iterator(files())) {
            if (size_of(few()).files == wanted) break;
            fs::create_hard_link(entry, few() / entry.path().filename());
        }
        return {};
    }
    [[nodiscard]] std::size_t bytes() const { return tablet_.bytes(); }

    [[nodiscard]] Result<Took> ours() {
        sync::StoreSettings settings(server_.url());
        settings.ca = ca_.file("ca.pem");
        auto store = sync::open_store(system_files_, settings, tablet_.clinic());
        if (!store) return fail(std::move(store));
        if (auto made = (*store)->set_up(); !made) return fail(std::move(made));
        return arrived(tablet_.push(**store, sessions_), files(),
                       server_.data() / tablet_.clinic().hex() / sync::places::bundles);
    }
    [[nodiscard]] Result<Took> curl() {
        const Errand errand = prepared(files());
        return arrived(send_with_curl(errand), errand.from, server_.data() / kPeers);
    }
    [[nodiscard]] Result<Took> rclone(std::size_t transfers) {
        const Errand errand = prepared(files());
        return arrived(send_with_rclone(errand, transfers), errand.from, server_.data() / kPeers);
    }
    // Files a second, of a part of them.
    [[nodiscard]] Result<double> rclone_at_few(std::size_t transfers) {
        const Errand errand = prepared(few());
        const auto took =
            arrived(send_with_rclone(errand, transfers), errand.from, server_.data() / kPeers);
        if (!took) return fail(took.error());
        return static_cast<double>(size_of(few()).files) / took->count();
    }

  private:
    static constexpr const char* kPeers = "peers";
    static constexpr std::size_t kFewOf = 8;  // of so many files one

    struct Size {
        std::size_t files = 0;
        std::uintmax_t bytes = 0;
        friend bool operator==(const Size&, const Size&) = default;
    };

    [[nodiscard]] fs::path files() const { return place_.path() / "files"; }
    [[nodiscard]] fs::path few() const { return place_.path() / "few"; }
    static Size size_of(const fs::path& folder) {
        Size size;
        for (const auto& entry : fs::recursive_directory_iterator(folder)) {
            if (!entry.is_regular_file() || entry.path().filename().string().size() != 64) continue;
            ++size.files;
            size.bytes += entry.file_size();
        }
        return size;
    }
    [[nodiscard]] Errand prepared(const fs::path& from) {
        const fs::path folder = server_.data() / kPeers;
        fs::create_directories(folder);
        fs::permissions(folder, fs::perms::all);  // the server is somebody else
        ::sync();
        return {from, server_.url() + "/" + kPeers, ca_.file("ca.pem"), place_.path()};
    }
    // Everything is there, by number and size; then it goes.
    [[nodiscard]] Result<Took> arrived(Result<Took> took, const fs::path& sent,
                                       const fs::path& folder) {
        if (!took) return took;
        const bool whole = size_of(folder) == size_of(sent);
        for (const auto& entry : fs::directory_iterator(server_.data())) fs::remove_all(entry);
        if (!whole) return failed("Not everything arrived at the server.");
        return took;
    }

    Place place_;
    test::TestCa ca_;
    test::WebServer server_;
    SystemFiles system_files_;
    PushTablet tablet_;
    std::size_t sessions_ = 0;
};

// With how many transfers rclone is fastest here.
Status find_best(Race& race, PushFigures& figures) {
    double best = 0;
    for (const std::size_t transfers :
         {kUsualTransfers, 2 * kUsualTransfers, 4 * kUsualTransfers}) {
        const auto rate = race.rclone_at_few(transfers);
        if (!rate) return fail(rate.error());
        if (transfers == kUsualTransfers) figures.rclone_usual = *rate;
        if (*rate <= best) continue;
        best = *rate;
        figures.transfers = transfers;
    }
    return {};
}

// Ours and curl, one behind the other.
Status race_curl(Race& race, double count, PushFigures& figures, std::vector<double>& ours,
                 std::vector<double>& curl) {
    const auto first = race.ours();
    if (!first) return fail(first.error());
    const auto second = race.curl();
    if (!second) return fail(second.error());
    ours.push_back(count / first->count());
    curl.push_back(count / second->count());
    figures.to_curl.push_back(ours.back() / curl.back());
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
    if (auto found = find_best(race, figures); !found) return fail(std::move(found));
    const auto count = static_cast<double>(sessions);
    figures.bytes = static_cast<double>(race.bytes()) / count;
    // The first sending brings files and programs into the system's memory and does not count.
    if (const auto warm = race.ours(); !warm) return fail(warm.error());
    std::vector<double> ours, curl, rclone;
    for (int round = 0; round < rounds; ++round) {
        // Thrice: together they take a fifth of rclone's time.
        for (int pair = 0; pair < 3; ++pair)
            if (auto done = race_curl(race, count, figures, ours, curl); !done)
                return fail(std::move(done));
        const auto took = race.rclone(figures.transfers);
        if (!took) return fail(took.error());
        rclone.push_back(count / took->count());
        figures.to_rclone.push_back(ours.back() / rclone.back());
    }
    figures.ours = median(ours);
    figures.curl = median(curl);
    figures.rclone = median(rclone);
    return figures;
}

}  // namespace spine::bench
