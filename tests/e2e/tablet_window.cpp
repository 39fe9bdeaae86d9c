#include "tablet_window.h"

#include <catch2/catch.hpp>
#include <cctype>
#include <thread>

#include "base/pickup_code.h"
#include "ui/text.h"

namespace spine::test {

using namespace std::chrono_literals;

namespace {

constexpr auto patience = 60s;  // for a machine that also builds
constexpr std::int64_t pause_of_a_typist_ms = 2'100;

std::map<std::string, std::string> on_display(const XDisplay& display,
                                              std::map<std::string, std::string> more) {
    more["DISPLAY"] = display.name();
    return more;
}

}  // namespace

TabletWindow::TabletWindow(const Site& site, unsigned number, std::string photos,
                           std::map<std::string, std::string> more)
    : photos_(std::move(photos)),
      twin_(site.tablet(number) / "config", "Tablet " + std::to_string(number)),
      display_(1280, 800),
      said_(site.file("kiosk-" + std::to_string(number) + ".said")),
      program_(Start{{built("kiosk"), site.tablet(number).string(), "--window", "1280x800"},
                     on_display(display_, std::move(more)),
                     {},
                     said_}) {
    expect_same("welcome");
}

TabletWindow::TabletWindow(const Site& site, unsigned number, std::string photos,
                           const Elsewhere& there)
    : photos_(std::move(photos)),
      twin_(site.tablet(number) / "config", "Tablet " + std::to_string(number), there.size),
      display_(there.display, there.user, static_cast<int>(there.size.w),
               static_cast<int>(there.size.h)) {
    expect_same("welcome");
}

bool TabletWindow::looks_same(const std::vector<Area>& except) {
    return differing_blocks(display_.picture(), twin_.picture(), display_.whole(), except) == 0;
}

void TabletWindow::expect_same(const std::string& when, const std::vector<Area>& except) {
    expect(twin_.picture(), when, except);
}

void TabletWindow::expect(const ui::Picture& expected, const std::string& when,
                          const std::vector<Area>& except) {
    ui::Picture seen;
    const bool same = comes_true(patience, [&] {
        seen = display_.picture();
        return differing_blocks(seen, expected, display_.whole(), except) == 0;
    });
    if (same) return;
    ui::write_png(seen, photo_file(photos_ + "-differs-window"));
    ui::write_png(expected, photo_file(photos_ + "-differs-twin"));
    FAIL("the window does not come to look like its twin: "
         << when << " at " << twin_.at() << ", "
         << differing_blocks(seen, expected, display_.whole(), except)
         << " blocks differ. It said: " << (said_.empty() ? "" : slurp(said_)));
}

void TabletWindow::rest() {
    std::this_thread::sleep_until(deaf_until_);
}

void TabletWindow::tap(const std::string& key) {
    rest();
    const std::string before = twin_.at();
    const ui::Picture unlike = display_.picture();
    display_.tap(twin_.place_of(key));
    twin_.tap(key);
    // The comparison can fail: what stood there before the tap does not pass for what must come.
    const ui::Picture expected = twin_.picture();
    CHECK(differing_blocks(unlike, expected, display_.whole()) > 0);
    expect(expected, "after " + key, {});
    if (twin_.at() == before) return;
    deaf_until_ =
        std::chrono::steady_clock::now() + std::chrono::milliseconds(ui::deaf_after_new_screen_ms);
}

void TabletWindow::write(std::string_view words) {
    rest();
    const auto both = [this](const std::string& key) {
        display_.tap(twin_.place_of(key));
        twin_.tap(key);
    };
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t from = at;
        (void)ui::next_character(words, at);
        std::string key(words.substr(from, at - from));
        if (key == " ") key = "space";
        // Keys have the names of their small letters; a sentence begins with a capital by itself.
        if (from == 0) key = static_cast<char>(std::tolower(key.front()));
        if (!twin_.has("key:" + key)) both("key:numbers");
        both("key:" + key);
    }
    twin_.pass_ms(pause_of_a_typist_ms);
    expect_same("after writing");
}

std::string TabletWindow::read_code(const std::vector<ui::Picture>& digits,
                                    const std::vector<Area>& places) const {
    const ui::Picture seen = display_.picture();
    std::string code;
    for (const Area& place : places) {
        std::size_t best = 0;
        for (std::size_t digit = 1; digit < digits.size(); ++digit) {
            if (difference(seen, digits[digit], place) < difference(seen, digits[best], place)) {
                best = digit;
            }
        }
        code += static_cast<char>('0' + best);
    }
    return code;
}

std::string TabletWindow::come_to_code(const std::string& language) {
    const std::vector<ui::Picture> digits = twin_.code_screens(language);
    const std::vector<Area> places = places_that_differ(digits, 24);
    REQUIRE(places.size() == 6);
    const std::vector<std::string> way = KioskTwin::way_to_code(language);
    for (const std::string& key : way) {
        if (key != way.back()) tap(key);
    }
    rest();
    display_.tap(twin_.place_of(way.back()));
    twin_.tap(way.back());
    expect_same("the code's screen, but for its digits", places);
    std::string code = read_code(digits, places);
    REQUIRE(is_pickup_code(code));
    twin_.start_over(code);
    for (const std::string& key : way) twin_.tap(key);
    expect_same("the code's screen");
    deaf_until_ =
        std::chrono::steady_clock::now() + std::chrono::milliseconds(ui::deaf_after_new_screen_ms);
    return code;
}

void TabletWindow::photograph(const std::string& name) const {
    CHECK(ui::write_png(display_.picture(), photo_file(photos_ + "-" + name)));
}

int TabletWindow::close() {
    REQUIRE(program_);
    display_.ask_to_close();
    const auto code = program_->ended_within(patience);
    INFO("it said: " << slurp(said_));
    REQUIRE(code);
    CHECK(*code == 0);
    return *code;
}

}  // namespace spine::test
