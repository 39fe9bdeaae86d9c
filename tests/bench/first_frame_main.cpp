// bench-first-frame PROGRAMS [ROUNDS]: from the start of `kiosk` on an enrolled tablet to its first
// frame, against a bare GLFW window that clears; both 1280x800, taking turns.
#include <iostream>

#include "bench/figure.h"
#include "bench/process.h"
#include "bench/watched.h"

namespace {

using namespace spine;
namespace fs = std::filesystem;

Result<double> first_frame_ms(const fs::path& programs, const fs::path& scratch,
                              const std::vector<std::string>& words) {
    auto program = bench::Watched::start(programs, scratch, words);
    if (!program) return fail(program.error());
    return (*program)->first_frame_ms();
}

Result<bench::Figure> measure(const fs::path& programs, int rounds) {
    const auto display = bench::Display::open();
    if (!display) return fail(display.error());
    const bench::ScratchFolder scratch;
    const auto tablet = bench::make_demonstration(programs, scratch.path());
    if (!tablet) return fail(tablet.error());
    const std::vector<std::string> kiosk{programs / "kiosk", *tablet, "--window", "1280x800"};
    const std::vector<std::string> bare{programs / "bench-window"};
    std::vector<double> ours, theirs, ratios;
    // The first round fills the shader cache and does not count.
    for (int round = -1; round < rounds; ++round) {
        const bool we_first = round % 2 == 0;
        const auto one = first_frame_ms(programs, scratch.path(), we_first ? kiosk : bare);
        if (!one) return fail(one.error());
        const auto other = first_frame_ms(programs, scratch.path(), we_first ? bare : kiosk);
        if (!other) return fail(other.error());
        if (round < 0) continue;
        ours.push_back(we_first ? *one : *other);
        theirs.push_back(we_first ? *other : *one);
        ratios.push_back(ours.back() / theirs.back());
    }
    const double ratio = bench::median(ratios);
    bench::Figure figure{"first-frame",
                         bench::median(ours),
                         bench::median(theirs),
                         ratio,
                         "ms",
                         "at most 1.6 times a bare window that clears",
                         ratio <= 1.6,
                         {}};
    bench::add_spread(figure, "ratio", ratios);
    return figure;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::cerr << "usage: bench-first-frame PROGRAMS [ROUNDS]\n";
        return 2;
    }
    return bench::report(measure(argv[1], bench::rounds_of(argc, argv, 15)));
}
