#include "kiosk_twin.h"

#include <catch2/catch.hpp>

namespace spine::test {

using kiosk::Scene;

namespace {

config::Config load(const std::filesystem::path& folder) {
    SystemFiles files;
    auto config = config::load(files, folder);
    if (!config) FAIL(config.error().sentence());
    return std::move(*config);
}

ui::Strings load_strings(const std::vector<std::string>& languages) {
    SystemFiles files;
    auto strings = ui::Strings::load(files, project() / "assets/strings", languages,
                                     kiosk::required_strings());
    if (!strings) FAIL(strings.error().sentence());
    return std::move(*strings);
}

std::unique_ptr<ui::Fonts> load_fonts() {
    auto fonts = ui::Fonts::load();
    if (!fonts) FAIL(fonts.error().sentence());
    return std::move(*fonts);
}

}  // namespace

KioskTwin::KioskTwin(const std::filesystem::path& configuration, std::string tablet_name,
                     ui::Pixels size)
    : config_(load(configuration)),
      desk_(config_, keeper_, clock_),
      strings_(load_strings(config_.settings.languages)),
      app_(desk_, strings_, clock_,
           {std::move(tablet_name), [](const std::string&) { return false; }, [] {}, [] {},
            &speech_, &service_}),
      stage_(ui::kiosk_design, load_fonts()),
      screen_(stage_, app_, clock_, size) {}

void KioskTwin::pass_ms(std::int64_t ms) {
    clock_.advance_ms(ms);
    screen_.frame();
}

void KioskTwin::tap(const std::string& key) {
    INFO("the twin taps " << key << " at " << at());
    pass_ms(ui::deaf_after_new_screen_ms);
    REQUIRE(screen_.tap(key));
    pass_ms(ui::deaf_after_new_screen_ms);
}

ui::Point KioskTwin::place_of(const std::string& key) const {
    INFO("the place of " << key << " at " << at());
    const ui::Target* target = stage_.targets().find(key);
    REQUIRE(target != nullptr);
    return stage_.scale().to_pixels(target->press_at);
}

std::vector<std::string> KioskTwin::keys() const {
    std::vector<std::string> all;
    for (const ui::Target& target : stage_.targets().all()) all.push_back(target.key);
    return all;
}

std::string KioskTwin::at() const {
    const std::string scene = std::to_string(static_cast<int>(desk_.scene()));
    return desk_.scene() == Scene::Walking ? scene + ":" + desk_.walk()->step().id : scene;
}

ui::Picture KioskTwin::picture() {
    screen_.frame();
    return screen_.picture();
}

std::vector<std::string> KioskTwin::way_to_code(const std::string& language) {
    return {"language:" + language, "answer:consent.care:yes", "answer:consent.research:yes",
            "next"};
}

std::vector<ui::Picture> KioskTwin::code_screens(const std::string& language) {
    std::vector<ui::Picture> pictures;
    start_over("000000");
    for (char digit = '0'; digit <= '9'; ++digit) {
        keeper_.next_code = std::string(6, digit);
        for (const std::string& key : way_to_code(language)) tap(key);
        pictures.push_back(picture());
        start_over("000000");
    }
    return pictures;
}

void KioskTwin::start_over(std::string code) {
    keeper_.next_code = std::move(code);
    if (desk_.scene() != Scene::Walking) return;
    tap("stop");
    tap("stop-delete");
    REQUIRE(desk_.scene() == Scene::Welcome);
}

}  // namespace spine::test
