// bench-idle PROGRAMS [SECONDS]: what `kiosk` on an enrolled tablet uses of a core while its first
// screen stands and nobody touches it, its sync included, beside a bare GLFW window that looks up
// once a second; and how many frames it draws in that time.
#include <iostream>
#include <thread>

#include "bench/figure.h"
#include "bench/process.h"
#include "bench/watched.h"

namespace {

using namespace spine;
namespace fs = std::filesystem;
using bench::Watched;

Result<bench::Figure> measure(const fs::path& programs, int seconds) {
    const auto display = bench::Display::open();
    if (!display) return fail(display.error());
    const bench::ScratchFolder scratch;
    const auto tablet = bench::make_demonstration(programs, scratch.path());
    if (!tablet) return fail(tablet.error());
    const std::vector<std::string> words{programs / "kiosk", *tablet, "--window", "1280x800"};
    // The bare window first, so that nothing of it falls onto the kiosk's and makes it draw.
    const auto bare = Watched::start(programs, scratch.path(), {programs / "bench-window"});
    if (!bare) return fail(bare.error());
    if (auto settled = (*bare)->settle(); !settled) return fail(settled.error());
    const auto kiosk = Watched::start(programs, scratch.path(), words);
    if (!kiosk) return fail(kiosk.error());
    if (auto settled = (*kiosk)->settle(); !settled) return fail(settled.error());

    const std::uint64_t frames = (*kiosk)->frames();
    const std::int64_t used = (*kiosk)->cpu_ns(), floor = (*bare)->cpu_ns();
    std::this_thread::sleep_for(std::chrono::seconds(seconds));
    const double percent = 100.0 / (seconds * 1e9);
    const double ours = static_cast<double>((*kiosk)->cpu_ns() - used) * percent;
    const double theirs = static_cast<double>((*bare)->cpu_ns() - floor) * percent;
    const auto drawn = static_cast<double>((*kiosk)->frames() - frames);
    return bench::Figure{"idle",
                         ours,
                         theirs,
                         theirs > 0 ? ours / theirs : 0,
                         "% of a core",
                         "at most 0.2 % of a core and no frame",
                         ours <= 0.2 && drawn == 0,
                         {{"frames", drawn},
                          {"frames_at_start", static_cast<double>(frames)},
                          {"seconds", static_cast<double>(seconds)}}};
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::cerr << "usage: bench-idle PROGRAMS [SECONDS]\n";
        return 2;
    }
    return bench::report(measure(argv[1], bench::rounds_of(argc, argv, 60)));
}
