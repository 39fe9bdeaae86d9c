#include "clinic_window.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "config/config.h"

namespace spine::test {

using namespace std::chrono_literals;

namespace {

constexpr auto patience = 60s;
constexpr ui::Point corner{1439, 899};

std::map<std::string, std::string> with_display(const XDisplay& display,
                                                std::map<std::string, std::string> more) {
    more["DISPLAY"] = display.name();
    return more;
}

}  // namespace

void expect_clinic_of(const Site& site, ExpectedData& data) {
    SystemFiles files;
    const auto config = config::load(files, site.config());
    REQUIRE(config);
    data.card = site.key_card();
    data.name = config->settings.clinic_name;
    data.not_for_patients = !config->signed_off;
}

ClinicWindow::ClinicWindow(const Site& site, const std::string& language, std::string photos)
    : photos_(std::move(photos)),
      display_(1440, 900),
      ear_(site.file("")),
      said_(site.file("clinic.said")),
      program_({{built("clinic"), site.clinic().string(), "--window", "1440x900", "--language",
                 language},
                with_display(display_, ear_.environment()),
                {},
                said_}) {
    display_.point_at(corner);
}

void ClinicWindow::unlock(const std::string& passphrase, ClinicTwin& twin) {
    wait_until_like({twin.picture()}, whole(), "unlock");
    display_.type(passphrase);
    twin.type(passphrase);
    wait_until_like({twin.picture()}, whole(), "passphrase typed");
    display_.press("Return");
    twin.unlock();
    // The rail counts the seconds to the next lock.
    wait_until_like({twin.picture()}, whole(), "worklist", {twin.area_of({0, 820, 80, 80})});
}

void ClinicWindow::tap(ui::Point pixels) {
    display_.tap(pixels);
    display_.point_at(corner);
}

void ClinicWindow::wait_until_like(const std::vector<ui::Picture>& pictures, const Area& area,
                                   const std::string& what, const std::vector<Area>& except) {
    const bool came = comes_true(patience, [&] {
        return std::any_of(pictures.begin(), pictures.end(), [&](const ui::Picture& picture) {
            return looks_like(picture, area, except);
        });
    });
    if (came) return;
    photograph("differs-window");
    ui::write_png(pictures.front(), photo_file(photos_ + "-differs-twin"));
    FAIL("the clinic's window does not come to look like its twin: " << what << ". It said: "
                                                                     << slurp(said_));
}

bool ClinicWindow::looks_like(const ui::Picture& picture, const Area& area,
                              const std::vector<Area>& except) const {
    return differing_blocks(display_.picture(), picture, area, except) == 0;
}

void ClinicWindow::photograph(const std::string& name) const {
    CHECK(ui::write_png(display_.picture(), photo_file(photos_ + "-" + name)));
}

int ClinicWindow::close() {
    display_.ask_to_close();
    const auto code = program_.ended_within(patience);
    INFO("it said: " << slurp(said_));
    REQUIRE(code);
    CHECK(*code == 0);
    return *code;
}

}  // namespace spine::test
