#include "bench/import.h"

#include <chrono>
#include <ctime>
#include <optional>
#include <span>
#include <string>

#include "bench/import_clinic.h"
#include "bench/import_floor.h"
#include "bench/place.h"
#include "crypto/constants.h"
#include "import/importer.h"

namespace spine::bench {
namespace {

namespace fs = std::filesystem;

// What a part of the work takes: on the wall, and of processor time, all threads together.
struct Took {
    double wall = 0, cpu = 0;  // seconds
    Took& operator+=(const Took& more) {
        wall += more.wall;
        cpu += more.cpu;
        return *this;
    }
};

class Stopwatch {
  public:
    [[nodiscard]] Took took() const {
        const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - wall_;
        return {wall.count(), cpu_now() - cpu_};
    }

  private:
    static double cpu_now() {
        timespec now{};
        ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
        return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
    }
    std::chrono::steady_clock::time_point wall_ = std::chrono::steady_clock::now();
    double cpu_ = cpu_now();
};

// What the listed calls take over these bundles; reading the files is not timed.
std::optional<Took> floor_of(std::span<const fs::path> bundles, const ImportClinic& clinic) {
    const FloorKeys keys{clinic.tablet_key(), clinic.clinic_key().public_key,
                         clinic.clinic_key().secret_key.view()};
    SystemFiles files;
    Took total;
    for (const fs::path& file : bundles) {
        const auto bundle = files.read(file, crypto::kMaxBundleSize);
        if (!bundle) return std::nullopt;
        const Stopwatch watch;
        if (!run_floor(*bundle, keys)) return std::nullopt;
        total += watch.took();
    }
    return total;
}

}  // namespace

Result<ImportFigures> bench_import(const fs::path& folder, std::size_t sessions) {
    const Place place(folder, "import");
    ImportClinic clinic(place.path());
    if (auto made = clinic.set_up(); !made) return fail(std::move(made));
    if (auto sealed = clinic.seal(sessions); !sealed) return fail(std::move(sealed));
    // What set-up has written reaches the disk now and not while the import is timed.
    ::sync();
    const std::span<const fs::path> bundles(clinic.bundles());
    auto floor = floor_of(bundles.first(sessions / 2), clinic);
    importing::Importer importer(clinic.archive(), clinic.store(), clinic.clock(), {});
    const Stopwatch watch;
    const auto result = importer.run();
    const Took took = watch.took();
    const auto rest = floor_of(bundles.subspan(sessions / 2), clinic);
    if (!result) return fail(result.error());
    if (!floor || !rest || result->imported != sessions || !result->refused.empty())
        return failed("A session of the measurement was refused.");
    *floor += *rest;
    const auto count = static_cast<double>(sessions);
    return ImportFigures{count / took.wall, count / floor->wall, floor->wall / took.wall,
                         floor->cpu / took.cpu};
}

}  // namespace spine::bench
