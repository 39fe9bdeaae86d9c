#include "ui/headless.h"

#include "imgui.h"

namespace spine::ui {

Headless::Headless(Stage& stage, App& app, const Clock& clock, Pixels display)
    : stage_(stage), app_(app), clock_(clock), display_(display) {
    stage_.watch_misfits(true);
    frames(2);
}

void Headless::run_frame() {
    drawn_ = stage_.draw(app_, display_, queue_.take(), clock_.steady_ms(), {});
}

void Headless::frame() {
    run_frame();
}

void Headless::frames(int count) {
    for (int i = 0; i < count; ++i) run_frame();
}

void Headless::press(Point units) {
    queue_.pressed(stage_.scale().to_pixels(units));
    run_frame();
}

void Headless::move(Point units) {
    queue_.moved(stage_.scale().to_pixels(units));
    run_frame();
}

void Headless::release(Point units) {
    queue_.released(stage_.scale().to_pixels(units));
    run_frame();
}

bool Headless::tap(std::string_view key) {
    const Target* target = stage_.targets().find(key);
    if (target == nullptr) return false;
    return tap(target->press_at);
}

bool Headless::tap(Point units) {
    if (!Rect{0, 0, display_.w, display_.h}.contains(stage_.scale().to_pixels(units))) return false;
    press(units);
    release(units);
    frames(2);
    return true;
}

void Headless::type(std::u32string_view characters) {
    for (const char32_t c : characters) queue_.typed(c);
    frames(2);
}

void Headless::key(KeyPress press) {
    queue_.key(press);
    frames(2);
}

void Headless::keys(const std::vector<KeyPress>& presses) {
    for (const KeyPress& press : presses) queue_.key(press);
    frames(2);
}

void Headless::close() {
    queue_.close();
    frames(2);
}

void Headless::scroll(float lines) {
    queue_.scrolled(lines);
    frames(2);
}

bool Headless::has(std::string_view key) const {
    return stage_.targets().find(key) != nullptr;
}

Picture Headless::picture() {
    return rasterise(*drawn_, app_.background());
}

bool Headless::photograph(const std::filesystem::path& file) {
    return write_png(picture(), file);
}

}  // namespace spine::ui
