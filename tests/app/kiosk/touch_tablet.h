// A tablet without a display: the real configuration and strings, a keeper in memory, and a finger.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "fake_service.h"
#include "heard_speech.h"
#include "kiosk/app.h"
#include "memory_keeper.h"
#include "support/support.h"
#include "ui/headless.h"

namespace spine::test {

// The project's own kiosk-config under a test sign-off, so that no band stands above the layout.
[[nodiscard]] config::Config touch_configuration();
// The same where the clinic offers all seven languages.
[[nodiscard]] config::Config configuration_of_all_languages();
[[nodiscard]] ui::Strings touch_strings();
[[nodiscard]] std::unique_ptr<ui::Fonts> touch_fonts();
// The same with a walk through these items alone: a JSON list, in English.
[[nodiscard]] config::Config configuration_of_items(std::string_view items);

// Words as speech is given them.
[[nodiscard]] std::string spoken(std::string_view words);
// The first answer that excludes the others, or else the first; of a number 4.
[[nodiscard]] std::string answer_words(const questionnaire::Item& item,
                                       const std::string& language);

class TouchTablet {
  public:
    explicit TouchTablet(config::Config configuration = touch_configuration(),
                         ui::Pixels display = {1280, 800}, std::string name = "Tablet 3");

    // Taps; fails the test if there is no such target or it lies outside the page. Waits out the
    // 300 ms after a new screen first.
    void tap(std::string_view key);
    void next() { tap("next"); }
    // On the screen for text and colours, which is opened and left.
    void set_colours(bool strong) { appear(strong ? "colours:strong" : "colours:calm"); }
    void set_print(ui::Print print) {
        appear(print == ui::Print::Large ? "print:large" : "print:normal");
    }
    void appear(std::string_view as) {
        tap("appearance");
        tap(as);
        tap("appearance-done");
    }
    void write(std::string_view words);   // on the keyboard, a key at a time
    void digits(std::string_view typed);  // on the number pad
    void answer(std::string_view link_id, std::string_view code) {
        tap("answer:" + std::string(link_id) + ":" + std::string(code));
    }
    void pass_seconds(int seconds);
    // Waits until a check of the PIN, or a look at the tablet, has come back from its worker.
    void settle();
    // The same until `there` says so, which may draw frames of its own.
    void settle_until(const std::function<bool()>& there);
    [[nodiscard]] std::string at() const;  // step id, or the scene's name
    // A line on the screen holds these words.
    [[nodiscard]] bool shows(std::string_view words) const;
    // Nothing else can be tapped by a patient; the lock is the staff's.
    [[nodiscard]] bool offers_only_listen() const;
    // Looks at what stands on the screen: targets inside and high enough, texts in their boxes,
    // every character drawn. Photographs it under SPINE_PHOTOS as <name>.png, which takes thirty
    // times as long as looking.
    void look(const std::string& name, bool photographed = true);
    // What `prefers` says, or the first answer on the screen that is no refusal.
    void answer_plainly();
    // Answers whatever stands on the screen with its first answer and goes on, until `step`.
    void walk_to(std::string_view step, bool look_at_each = false);
    // The same to the thank-you; `at_each` is done on every screen, before it is answered and
    // after.
    void walk_to_the_end(const std::function<void()>& at_each);
    void consent(std::string_view language);

  private:
    void wait_for_worker();
    // Before the app, whose worker uses them until its end.
    std::mutex mutex_;
    std::condition_variable woken_;
    bool result_waits_ = false;

  public:
    config::Config config;
    MemoryKeeper keeper;
    ManualClock clock;
    kiosk::Desk desk;
    ui::Strings strings;
    HeardSpeech speech;
    FakeService service;
    kiosk::App app;
    ui::Stage stage;
    ui::Headless screen;
    int chimes = 0;
    std::atomic<bool> hold_checks = false;  // of the PIN: they wait for it to be false
    // linkId -> code that walk_to() answers instead of the first one.
    std::map<std::string, std::string, std::less<>> prefers;
};

}  // namespace spine::test
