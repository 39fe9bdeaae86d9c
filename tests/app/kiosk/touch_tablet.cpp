#include "touch_tablet.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <filesystem>

#include "app/ui/measured.h"
#include "base/files.h"
#include "config/check_snapshot.h"
#include "config/snapshot.h"
#include "kiosk/kiosk_screen.h"
#include "questionnaire/parser.h"

namespace spine::test {

using kiosk::Scene;

namespace {

// Exact pixels at the usual size; what is read back must be what was asked for.
std::filesystem::path photo_folder() {
    const char* folder = std::getenv("SPINE_PHOTOS");
    return folder == nullptr ? std::filesystem::path() : std::filesystem::path(folder);
}

}  // namespace

namespace {

// As if somebody had read every language and signed.
config::Config signed_off(Result<config::Config> loaded) {
    if (!loaded) FAIL(loaded.error().sentence());
    config::Config config = std::move(*loaded);
    config.signed_off = true;
    for (const std::string& language : config.settings.languages) {
        config.settings.reviewed[language] = {"A reader", "2026-11-25"};
    }
    for (auto& [id, languages] : config.library.pages) {
        for (auto& [language, page] : languages) page.review = information::Review::Human;
    }
    return config;
}

}  // namespace

config::Config touch_configuration() {
    SystemFiles files;
    return signed_off(config::load(files, project() / "kiosk-config"));
}

config::Config configuration_of_all_languages() {
    SystemFiles files;
    auto snapshot = config::take_snapshot(files, project() / "kiosk-config");
    if (!snapshot) FAIL(snapshot.error().sentence());
    Bytes& bytes = snapshot->files.at("kiosk.toml");
    std::string content(bytes.begin(), bytes.end());
    const std::size_t at = content.find("offered = ");
    REQUIRE(at != std::string::npos);
    content.replace(at, content.find('\n', at) - at,
                    R"(offered = ["da", "en", "de", "pl", "tr", "uk", "ar"])");
    bytes.assign(content.begin(), content.end());
    return signed_off(config::load_snapshot(*snapshot));
}

ui::Strings touch_strings() {
    SystemFiles files;
    auto strings =
        ui::Strings::load(files, project() / "assets/strings",
                          {"da", "en", "de", "pl", "tr", "uk", "ar"}, kiosk::required_strings());
    if (!strings) FAIL(strings.error().sentence());
    return std::move(*strings);
}

std::string spoken(std::string_view words) {
    const auto text = speech::sentence(words, "da").text;
    return {text.begin(), text.end()};
}

std::string answer_words(const questionnaire::Item& item, const std::string& language) {
    if (item.options.empty()) return "4";
    const auto excludes = [](const auto& option) { return option.exclusive; };
    const auto found = std::find_if(item.options.begin(), item.options.end(), excludes);
    const auto& chosen = found == item.options.end() ? item.options.front() : *found;
    return chosen.display.in(language);
}

config::Config configuration_of_items(std::string_view items) {
    config::Config config = touch_configuration();
    auto parsed = questionnaire::parse(
        R"({"resourceType":"Questionnaire","id":"any","url":"urn:any","version":"1",
            "status":"draft","language":"en","item":)" +
        std::string(items) + "}");
    if (!parsed) FAIL(parsed.error().sentence());
    config.questionnaires["any"] = std::move(*parsed);
    config.settings.walk_questionnaire = "any";
    return config;
}

std::unique_ptr<ui::Fonts> touch_fonts() {
    auto fonts = ui::Fonts::load();
    if (!fonts) FAIL(fonts.error().sentence());
    return std::move(*fonts);
}

TouchTablet::TouchTablet(config::Config configuration, ui::Pixels display, std::string name)
    : config(std::move(configuration)),
      desk(config, keeper, clock),
      strings(touch_strings()),
      app(desk, strings, clock,
          {std::move(name),
           [this](const std::string& pin) {
               hold_checks.wait(true);
               return pin == "2580";
           },
           [this] { ++chimes; },
           [this] {
               const std::lock_guard lock(mutex_);
               result_waits_ = true;
               woken_.notify_all();
           },
           &speech, &service}),
      stage(ui::kiosk_design, touch_fonts()),
      screen(stage, app, clock, display) {}

void TouchTablet::tap(std::string_view key) {
    clock.advance_ms(ui::deaf_after_new_screen_ms);
    INFO("tap " << key << " at " << at());
    const ui::Target* target = stage.targets().find(key);
    REQUIRE(target != nullptr);
    CHECK(stage.scale().page().contains(target->press_at));
    CHECK(screen.tap(key));
    clock.advance_ms(ui::deaf_after_new_screen_ms);
    screen.frame();
}

void TouchTablet::write(std::string_view words) {
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t from = at;
        (void)ui::next_character(words, at);
        std::string key(words.substr(from, at - from));
        if (key == " ") key = "space";
        if (!screen.has("key:" + key)) tap("key:numbers");
        tap("key:" + key);
    }
}

void TouchTablet::digits(std::string_view typed) {
    for (const char digit : typed) tap(std::string("pad:") + digit);
}

void TouchTablet::pass_seconds(int seconds) {
    for (int i = 0; i < seconds; ++i) {
        clock.advance_ms(1000);
        screen.frame();
    }
}

void TouchTablet::wait_for_worker() {
    std::unique_lock lock(mutex_);
    REQUIRE(woken_.wait_for(lock, std::chrono::seconds(30), [this] { return result_waits_; }));
    result_waits_ = false;
}

void TouchTablet::settle_until(const std::function<bool()>& there) {
    while (!there()) {
        wait_for_worker();
        screen.frames(2);
    }
}

void TouchTablet::settle() {
    wait_for_worker();
    screen.frames(2);
    clock.advance_ms(ui::deaf_after_new_screen_ms);
    screen.frame();
}

std::string TouchTablet::at() const {
    switch (desk.scene()) {
        case Scene::Welcome:
            return "welcome";
        case Scene::Walking:
            return desk.walk()->step().id;
        case Scene::StopAsked:
            return "stop-asked";
        case Scene::LanguageAsked:
            return "language-asked";
        case Scene::AppearanceAsked:
            return "appearance-asked";
        case Scene::AloudAsked:
            return "aloud-asked";
        case Scene::StillThere:
            return "still-there";
        case Scene::Stopped:
            return "stopped";
        case Scene::NoRoom:
            return "no-room";
        case Scene::StaffAsked:
            return "staff-asked";
        case Scene::Staff:
            return "staff";
        case Scene::Fault:
            break;
    }
    return "fault";
}

bool TouchTablet::shows(std::string_view words) const {
    const auto& lines = stage.lines();
    return std::any_of(lines.begin(), lines.end(), [&](const ui::DrawnLine& line) {
        return line.text.find(words) != std::string::npos;
    });
}

bool TouchTablet::offers_only_listen() const {
    const auto& targets = stage.targets().all();
    return screen.has("listen") && std::all_of(targets.begin(), targets.end(), [](const auto& one) {
               return one.key == "listen" || one.key == "staff";
           });
}

void TouchTablet::look(const std::string& name, bool photographed) {
    clock.advance_ms(ui::deaf_after_new_screen_ms);
    screen.frames(2);
    INFO("screen " << name << " at " << at());
    const ui::Rect page = stage.scale().page();
    for (const ui::Target& target : stage.targets().all()) {
        INFO("target " << target.key << " " << target.rect.x << "," << target.rect.y << " "
                       << target.rect.w << "x" << target.rect.h);
        CHECK(page.holds(target.rect));
        CHECK(target.rect.h >= 71);
        CHECK(target.rect.w >= 71);
    }
    for (const ui::Misfit& misfit : stage.misfits()) {
        FAIL_CHECK("does not fit: '" << misfit.text << "' in " << misfit.box.w << "x"
                                     << misfit.box.h << " needs " << misfit.needed_w << "x"
                                     << misfit.needed_h);
    }
    const auto& glyphs = stage.glyphs();
    const auto missing = [](const ui::DrawnGlyph& glyph) { return !glyph.baked; };
    const auto lacks = std::find_if(glyphs.begin(), glyphs.end(), missing);
    if (lacks != glyphs.end()) FAIL_CHECK("no picture for character or glyph " << lacks->id);
    // The band stands above the page.
    const ui::Rect shown{page.x, desk.demonstration() ? -60 : page.y, page.w,
                         desk.demonstration() ? page.h + 60 : page.h};
    for (const std::string& line : spoilt_lines(stage.lines(), shown)) FAIL_CHECK(line);
    if (const auto folder = photo_folder(); photographed && !folder.empty()) {
        std::filesystem::create_directories(folder);
        CHECK(screen.photograph(folder / (name + ".png")));
    }
}

void TouchTablet::walk_to_the_end(const std::function<void()>& at_each) {
    for (int guard = 0; at() != "show.finish"; ++guard) {
        INFO("at " << at());
        REQUIRE(guard < 120);
        at_each();
        if (desk.walk()->step().kind == session::StepKind::Items) answer_plainly();
        at_each();
        next();
    }
    at_each();
}

void TouchTablet::consent(std::string_view language) {
    tap("language:" + std::string(language));
    answer("consent.care", "yes");
    answer("consent.research", "no");
    next();
}

void TouchTablet::answer_plainly() {
    const auto& targets = stage.targets().all();
    std::vector<std::string> keys;
    for (const ui::Target& target : targets) {
        if (target.key.rfind("answer:", 0) == 0) keys.push_back(target.key);
    }
    const session::Step step = desk.walk()->step();
    for (const questionnaire::Item* item : step.items) {
        if (desk.walk()->answer_of(item->link_id) != nullptr) continue;
        const std::string prefix = "answer:" + item->link_id + ":";
        std::string key;
        for (const std::string& one : keys) {
            if (key.empty() && one.rfind(prefix, 0) == 0) key = one;
            if (one == prefix + "none") key = one;
        }
        const auto rather = prefers.find(item->link_id);
        if (rather != prefers.end()) key = prefix + rather->second;
        for (int page = 0; !key.empty() && !screen.has(key) && page < 4; ++page)
            tap("more-answers");
        if (!key.empty()) tap(key);
    }
}

void TouchTablet::walk_to(std::string_view step, bool look_at_each) {
    for (int guard = 0; at() != step; ++guard) {
        INFO("on the way to " << step << " at " << at());
        REQUIRE(guard < 120);
        if (look_at_each)
            look(desk.walk()->language() + "-" + std::to_string(100 + guard) + "-" + at());
        if (desk.walk()->step().kind == session::StepKind::Items) answer_plainly();
        next();
    }
}

}  // namespace spine::test
