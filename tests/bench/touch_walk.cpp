#include "bench/touch_walk.h"

#include <algorithm>

namespace spine::bench {

using session::StepKind;

namespace {

constexpr int most_screens = 150;
constexpr std::int64_t veil_is_gone_ms = 400;
constexpr std::uint32_t most_touches = 4;
const std::u32string long_words(900, U'm');

bool leads_away(const std::string& key) {
    return key == "next" || key == "back" || key == "stop" || key == "language" ||
           key == "appearance" || key == "finished";
}

}  // namespace

// Takes everything and keeps nothing: what a disk costs is not the question here.
class TouchedTablet::Nowhere final : public kiosk::Keeper {
  public:
    [[nodiscard]] bool has_room() const override { return true; }
    [[nodiscard]] std::string new_code() override { return "131873"; }
    [[nodiscard]] Status begin(Events) override { return {}; }
    [[nodiscard]] Status record(Events) override { return {}; }
    [[nodiscard]] Status upload_early() override { return {}; }
    [[nodiscard]] Status finish(Events, crypto::SessionStatus) override { return {}; }
    [[nodiscard]] Status withdraw() override { return {}; }
    void abandon() override {}
    [[nodiscard]] std::string session_id() const override { return "1"; }
    [[nodiscard]] Status call_staff() override { return {}; }
    [[nodiscard]] kiosk::CallState call_state() const override {
        return kiosk::CallState::Unreachable;  // the state with most words
    }
    void wake_sync() override {}
};

TouchedTablet::TouchedTablet(const config::Config& config, const ui::Strings& strings,
                             std::unique_ptr<ui::Fonts> fonts)
    : keeper_(std::make_unique<Nowhere>()),
      desk_(config, *keeper_, clock_),
      app_(desk_, strings, clock_, {"Tablet 1", [](const std::string&) { return false; }, {}, {}}),
      stage_(ui::kiosk_design, std::move(fonts)),
      screen_(stage_, app_, clock_, {1280, 800}) {
    stage_.watch_misfits(false);
}

std::string TouchedTablet::at() const {
    const std::string_view size = app_.print() == ui::Print::Large ? "/large/" : "/";
    if (walking()) return desk_.walk()->language() + std::string(size) + desk_.walk()->step().id;
    return "scene-" + std::to_string(static_cast<int>(desk_.scene()));
}

bool TouchedTablet::rest(const Seen& seen) {
    clock_.ms += veil_is_gone_ms;
    desk_.touched();
    screen_.frames(2);
    return seen(at());
}

bool TouchedTablet::tap(const std::string& key, const Seen& seen) {
    (void)screen_.tap(key);
    return rest(seen);
}

// Touches some of what can be touched and stays on the screen; types into an open field.
bool TouchedTablet::answer_somehow(Random& random, const Seen& seen) {
    const std::string here = at();
    for (std::uint32_t i = 0; i < most_touches && at() == here; ++i) {
        std::vector<std::string> keys;
        for (const ui::Target& target : stage_.targets().all()) {
            const bool letter = target.key.rfind("key:", 0) == 0;
            if (target.on && !leads_away(target.key) && !letter) keys.push_back(target.key);
        }
        if (keys.empty()) break;
        const auto which = random.below(static_cast<std::uint32_t>(keys.size()));
        if (!tap(keys[which], seen)) return false;
        if (screen_.has("key:space")) {
            screen_.type(long_words);
            if (!rest(seen)) return false;
        }
    }
    return true;
}

// The screens that stand before a step for a moment.
bool TouchedTablet::look_aside(const Seen& seen) {
    desk_.ask_stop();
    if (!rest(seen)) return false;
    desk_.go_on();
    return rest(seen);
}

void TouchedTablet::walk(const std::string& language, ui::Print print, std::uint64_t seed,
                         const Seen& seen) {
    tool::DemoRandom random(seed);
    if (!rest(seen) || !tap("language:" + language, seen)) return;
    if (print == ui::Print::Large) {
        for (const char* key : {"appearance", "print:large", "appearance-done"}) {
            if (!tap(key, seen)) return;
        }
    }
    for (int i = 0; i < most_screens && walking(); ++i) {
        const std::string before = at();
        const StepKind kind = desk_.walk()->step().kind;
        if (i % 10 == 5 && !look_aside(seen)) return;
        if (kind == StepKind::TellStaff) desk_.staff_leads_on();
        if (kind == StepKind::Items && !answer_somehow(random, seen)) return;
        if (kind == StepKind::Finished) break;
        if (walking() && at() == before && !tap("next", seen)) return;
        // What was touched does not suffice: the first of each question then.
        for (const ui::Target& target : std::vector(stage_.targets().all())) {
            if (!walking() || at() != before) break;
            if (target.key.rfind("answer:", 0) == 0 && !tap(target.key, seen)) return;
        }
        if (walking() && at() == before && !tap("next", seen)) return;
    }
    desk_.finish();
    // Who came to no end gives up: the next walk begins where the first did.
    desk_.ask_stop();
    desk_.stop(session::Stop::Keep);
    if (!rest(seen)) return;
    desk_.done();
    (void)rest(seen);
}

}  // namespace spine::bench
