#include "bench/page.h"

#include <ctime>
#include <map>

#include "bench/figure.h"
#include "bench/touch_walk.h"
#include "config/config.h"
#include "kiosk/kiosk_screen.h"

namespace spine::bench {
namespace {

namespace fs = std::filesystem;

constexpr int frames_to_find = 12;      // the fastest of a few batches, to find the heaviest
constexpr int frames_to_measure = 100;  // a round

double thread_cpu_us() {
    timespec used{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) * 1e6 + static_cast<double>(used.tv_nsec) / 1e3;
}

double us_a_frame(ui::Headless& screen, int frames) {
    const double start = thread_cpu_us();
    screen.frames(frames);
    return (thread_cpu_us() - start) / frames;
}

// The floor: the same stage, fonts and size, and nothing on the screen.
class Nothing final : public ui::App {
  public:
    explicit Nothing(std::vector<ui::Bake> fonts) : fonts_(std::move(fonts)) {}
    void draw(ui::Frame&) override {}
    [[nodiscard]] std::vector<ui::Bake> first_fonts() const override { return fonts_; }
    [[nodiscard]] std::vector<ui::Bake> all_fonts() const override { return fonts_; }
    [[nodiscard]] ui::Color background() const override { return {255, 255, 255, 255}; }
    [[nodiscard]] bool band() const override { return false; }
    [[nodiscard]] bool mirrored() const override { return false; }
    [[nodiscard]] bool finished() const override { return false; }

  private:
    std::vector<ui::Bake> fonts_;
};

class StandingClock final : public Clock {
  public:
    [[nodiscard]] UnixMs now() const override { return 0; }
    [[nodiscard]] std::int64_t steady_ms() const override { return 0; }
};

// Where the heaviest was met: the same patient meets it again.
struct Found {
    std::string language, screen;
    ui::Print print = ui::Print::Normal;
    std::uint64_t seed = 0;
    int state = 0;  // counted from the patient's first
    double us = 0;
};

struct Search {
    Found heaviest;
    std::map<std::string, double> screens;  // each with its heaviest state
};

void search_one(Search& search, TouchedTablet& tablet, Found walk) {
    tablet.walk(walk.language, walk.print, walk.seed, [&](const std::string& screen) {
        double us = us_a_frame(tablet.screen(), frames_to_find);
        for (int i = 0; i < 2; ++i) us = std::min(us, us_a_frame(tablet.screen(), frames_to_find));
        double& known = search.screens[screen];
        known = std::max(known, us);
        walk.screen = screen;
        walk.us = us;
        if (us > search.heaviest.us) search.heaviest = walk;
        ++walk.state;
        return true;
    });
}

Search search(TouchedTablet& tablet, const config::Config& config, int patients) {
    Search search;
    for (const std::string& language : config.settings.languages) {
        for (const ui::Print print : {ui::Print::Normal, ui::Print::Large}) {
            for (int patient = 0; patient < patients; ++patient) {
                const auto seed = static_cast<std::uint64_t>(patient) + 1;
                search_one(search, tablet, {language, {}, print, seed, 0, 0});
            }
        }
    }
    return search;
}

}  // namespace

Result<PageFigures> bench_page(const fs::path& project, int rounds, int patients) {
    SystemFiles files;
    const auto config = config::load(files, project / "kiosk-config");
    if (!config) return fail(config.error());
    const auto strings = ui::Strings::load(files, project / "assets/strings",
                                           config->settings.languages, kiosk::required_strings());
    if (!strings) return fail(strings.error());
    auto fonts = ui::Fonts::load(), other_fonts = ui::Fonts::load();
    if (!fonts) return fail(fonts.error());
    if (!other_fonts) return fail(other_fonts.error());

    // Each walk on the same tablet: a patient leaves it as the next one finds it.
    TouchedTablet tablet(*config, *strings, std::move(*fonts));
    const Search found = search(tablet, *config, patients);

    StandingClock clock;
    Nothing nothing({{ui::Face::Regular, 41, ui::Glyphs::Latin, {}}});
    ui::Stage empty_stage(ui::kiosk_design, std::move(*other_fonts));
    ui::Headless empty(empty_stage, nothing, clock, {1280, 800});

    PageFigures figures;
    figures.screen = found.heaviest.screen;
    figures.screens = found.screens.size();
    std::vector<double> empties, ratios;
    int state = 0;
    const Found& heaviest = found.heaviest;
    tablet.walk(heaviest.language, heaviest.print, heaviest.seed, [&](const std::string&) {
        if (state++ < heaviest.state) return true;
        for (int round = -1; round < rounds; ++round) {
            const double ours = us_a_frame(tablet.screen(), frames_to_measure);
            const double floor = us_a_frame(empty, frames_to_measure);
            if (round < 0) continue;
            figures.rounds_us.push_back(ours);
            empties.push_back(floor);
            ratios.push_back(ours / floor);
        }
        return false;
    });
    if (ratios.empty()) {
        return fail("bench-failed", "The heaviest screen was not met again.",
                    "This is an error of the benchmark: please report it.", figures.screen);
    }
    figures.heaviest_us = median(figures.rounds_us);
    figures.empty_us = median(empties);
    figures.ratio = median(ratios);
    return figures;
}

}  // namespace spine::bench
