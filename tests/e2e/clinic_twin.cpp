#include "clinic_twin.h"

#include <catch2/catch.hpp>
#include <chrono>

namespace spine::test {

namespace {

constexpr ui::Pixels clinic_display{1440, 900};
constexpr std::int64_t next_look_ms = 6'000;  // the clinic looks every 5 s

ui::Strings load_strings() {
    SystemFiles files;
    auto strings = ui::Strings::load(files, project() / "assets/strings/clinic", {"da", "en"}, {});
    if (!strings) FAIL(strings.error().sentence());
    return std::move(*strings);
}

std::unique_ptr<ui::Fonts> load_fonts() {
    auto fonts = ui::Fonts::load();
    if (!fonts) FAIL(fonts.error().sentence());
    return std::move(*fonts);
}

}  // namespace

ClinicTwin::ClinicTwin(clinic::Data& data, const std::string& language)
    : clock_(SystemClock().now()),
      strings_(load_strings()),
      tasks_([this] { wake(); }),
      calls_([this] { wake(); }),
      app_(data, tasks_, calls_, clock_, strings_, language, {}),
      stage_(ui::clinic_design, load_fonts()),
      screen_(stage_, app_, clock_, clinic_display) {}

void ClinicTwin::wake() {
    const std::lock_guard lock(mutex_);
    result_waits_ = true;
    woken_.notify_all();
}

void ClinicTwin::until(const std::function<bool()>& stands) {
    for (int results = 0; !stands(); ++results) {
        REQUIRE(results < 20);
        {
            std::unique_lock lock(mutex_);
            (void)woken_.wait_for(lock, std::chrono::seconds(5), [this] { return result_waits_; });
            result_waits_ = false;
        }
        screen_.frame();
    }
    clock_.advance_ms(ui::deaf_after_new_screen_ms);
    screen_.frames(2);
}

void ClinicTwin::type(std::string_view ascii) {
    screen_.type(std::u32string(ascii.begin(), ascii.end()));
}

void ClinicTwin::unlock() {
    screen_.key({ui::Key::Enter});
    until([this] { return app_.model().worklist() != nullptr; });
}

void ClinicTwin::open(const std::string& key) {
    REQUIRE(screen_.tap(key));
    until([this] { return app_.model().page() != nullptr; });
}

void ClinicTwin::see_calls(std::size_t count) {
    clock_.advance_ms(next_look_ms);
    screen_.frame();
    until([this, count] { return app_.model().attentions().size() == count; });
}

ui::Picture ClinicTwin::picture() {
    screen_.frame();
    return screen_.picture();
}

ui::Rect ClinicTwin::rect_of(const std::string& key) const {
    INFO("the place of " << key);
    const ui::Target* target = stage_.targets().find(key);
    REQUIRE(target != nullptr);
    return target->rect;
}

ui::Point ClinicTwin::place_of(const std::string& key) const {
    return stage_.scale().to_pixels(rect_of(key).centre());
}

Area ClinicTwin::area_of(const ui::Rect& units) const {
    const ui::Rect pixels = stage_.scale().to_pixels(units);
    return {static_cast<int>(pixels.x), static_cast<int>(pixels.y), static_cast<int>(pixels.w),
            static_cast<int>(pixels.h)};
}

}  // namespace spine::test
