// A clinician or a researcher at a clinic's computer: keys and pointer, without a display.
#pragma once

#include <catch2/catch.hpp>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <string>

#include "app/ui/measured.h"
#include "base/files.h"
#include "clinic/app.h"
#include "support/support.h"
#include "ui/headless.h"

namespace spine::test {

// A program without a window: waits for the worker by being woken, never by sleeping.
class Desk {
  public:
    Desk(clinic::Data& data, std::string language)
        : strings_(load_strings()),
          tasks_([this] { wake(); }),
          calls_([this] { wake(); }),
          app_(data, tasks_, calls_, clock_, strings_, std::move(language), [this] { ++chimes_; }),
          stage_(ui::clinic_design, std::move(*ui::Fonts::load())),
          screen_(stage_, app_, clock_, {1440, 900}) {
        stage_.watch_misfits(true);
        screen_.frame();
    }

    void type(std::string_view words) { screen_.type(std::u32string(words.begin(), words.end())); }
    void press(ui::Key key) { screen_.key({key, 0, false, false, false}); }
    void letter(char32_t letter, bool ctrl = false) {
        screen_.key({ui::Key::Character, letter, ctrl, false, false});
    }
    // Draws until `done` holds, a frame whenever the worker has something.
    template <typename Done>
    void until(Done done) {
        for (int round = 0; round < 1000 && !done(); ++round) {
            screen_.frame();
            if (done()) return;
            std::unique_lock lock(mutex_);
            woken_.wait_for(lock, std::chrono::milliseconds(50), [this] { return wakes_ > 0; });
            wakes_ = 0;
            clock_.advance_ms(500);
        }
        INFO("what stands on the screen: " << words());
        REQUIRE(done());
    }
    // Does what lets the worker finish, and waits until it has something for the next frame.
    template <typename Action>
    void before_the_next_frame(Action action) {
        std::unique_lock lock(mutex_);
        wakes_ = 0;
        lock.unlock();
        action();
        lock.lock();
        REQUIRE(woken_.wait_for(lock, std::chrono::minutes(1), [this] { return wakes_ > 0; }));
    }
    void unlock(std::string_view passphrase = "a right passphrase") {
        type(passphrase);
        press(ui::Key::Enter);
        until([this] {
            const auto& model = app_.model();
            return model.worklist() != nullptr || model.place() == clinic::Place::Export;
        });
        screen_.frames(2);
        clock_.advance_ms(400);  // a new screen is deaf for 300 ms
    }
    // To one of the rail's places, by its key.
    void go(char32_t number) {
        letter(number, true);
        screen_.frames(2);
        clock_.advance_ms(400);
    }
    void open(const std::string& session) {
        REQUIRE(screen_.tap("row:" + session));
        until([&] {
            return app_.model().page() != nullptr && app_.model().page()->session == session;
        });
        screen_.frames(2);
    }
    // The first line on the screen that begins so; null if there is none.
    [[nodiscard]] const ui::DrawnLine* line(std::string_view beginning) const {
        for (const ui::DrawnLine& line : stage_.lines())
            if (line.text.starts_with(beginning)) return &line;
        return nullptr;
    }
    // All that stands on the screen, in the order in which it was drawn.
    [[nodiscard]] std::string words() const {
        std::string words;
        for (const ui::DrawnLine& line : stage_.lines()) words += line.text + ' ';
        return words;
    }
    [[nodiscard]] bool says(std::string_view what) const {
        return words().find(what) != std::string::npos;
    }
    void photograph(const std::string& name) {
        screen_.frames(2);
        for (const auto& misfit : stage_.misfits()) UNSCOPED_INFO("does not fit: " << misfit.text);
        CHECK(stage_.misfits().empty());
        // The whole display: a band and calls stand above the layout.
        const ui::Rect display = stage_.scale().to_units(ui::Rect{0, 0, 1440, 900});
        for (const auto& line : spoilt_lines(stage_.lines(), display)) FAIL_CHECK(line);
        const char* folder = std::getenv("SPINE_PHOTOS");
        if (folder == nullptr) return;
        std::filesystem::create_directories(folder);
        CHECK(screen_.photograph(std::filesystem::path(folder) / name));
    }

    void turn_dark() {
        letter(U'D', true);
        dark_ = true;
    }

    ManualClock clock_;
    bool dark_ = false;
    int chimes_ = 0;

  private:
    static ui::Strings load_strings() {
        SystemFiles files;
        return ui::Strings::load(files, project() / "assets/strings/clinic", {"en", "da"}, {})
            .value();
    }
    void wake() {
        const std::lock_guard lock(mutex_);
        ++wakes_;
        woken_.notify_all();
    }
    ui::Strings strings_;
    std::mutex mutex_;
    std::condition_variable woken_;
    int wakes_ = 0;

  public:
    ui::Tasks tasks_, calls_;
    clinic::App app_;
    ui::Stage stage_;
    ui::Headless screen_;
};

}  // namespace spine::test
