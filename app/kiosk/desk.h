// One tablet, without its window: who sits there, what is saved, when it is given up.
//
// The desk joins the walk (core/session) with the keeper: whatever the walk says happened is
// durable before saved() says so. The window (app/kiosk), `kioskctl session run` and
// `kioskctl demo` all use it, so that they cannot differ in what they store.
//
// One thread, the one that draws. A durable write blocks that thread for its commit (well under a
// millisecond on a healthy disk); nothing else here does. Time comes from the clock's steady_ms()
// through touched() and tick(): nothing happens by itself.
//
// The care of time-outs (look/kiosk.md): idle 120 s, 240 s on pages and explanations, then
// StillThere counts 60 s down (all three configured); the tell-staff screen has none, and comes
// back after 30 s from the languages, or the text and colours, that were asked for on it.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "config/config.h"
#include "kiosk/keeper.h"
#include "session/walk.h"

namespace spine::kiosk {

namespace causes {
inline constexpr Cause questionnaire_missing = "questionnaire-missing";
}

enum class Scene {
    Welcome,          // nobody is here: choose a language
    Walking,          // walk().step() says what stands on the screen
    StopAsked,        // go on, stop and keep, stop and delete
    LanguageAsked,    // which language from now on; then the place that it was asked from
    AppearanceAsked,  // text and colours; then the place that they were asked from
    AloudAsked,       // what is read aloud, and how; then that place, too
    StillThere,       // the countdown; answers are hidden
    Stopped,          // stop and keep: the code once more, until done()
    StaffAsked,       // somebody wants the staff's screen, and a PIN is asked for
    Staff,            // what staff see of the tablet, and do; no patient is here
    NoRoom,  // the disk has no room for a patient: nobody can begin, until there is room again
    Fault    // no more answers are taken; fault() says what happened, until the program restarts.
             // It waits while a patient with a Tier A sign stands on tell-staff.
};

// What stands before a place that comes back as it was.
[[nodiscard]] constexpr bool is_asked(Scene scene) {
    return scene == Scene::LanguageAsked || scene == Scene::AppearanceAsked ||
           scene == Scene::AloudAsked;
}
// Where staff are, or somebody who says so.
[[nodiscard]] constexpr bool is_staffs(Scene scene) {
    return scene == Scene::StaffAsked || scene == Scene::Staff;
}

enum class SaveState { Nothing, Saved };

// How a patient's session ended, for whoever reports on sessions.
struct EndedSession {
    std::string code, session;  // both empty when nothing was stored
    session::WalkStatus status = session::WalkStatus::Running;
    session::Tier tier = session::Tier::None;
};

// Why Next did not go on.
struct Held {
    questionnaire::Problem problem = questionnaire::Problem::Missing;
    std::string link_id;
};

class Desk {
  public:
    // All three must outlive the desk. Scene is Welcome, or Fault if the configuration lacks the
    // questionnaire that it names.
    Desk(const config::Config& config, Keeper& keeper, const Clock& clock);
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;
    ~Desk();

    [[nodiscard]] Scene scene() const { return scene_; }
    // The walk; only in Walking, StopAsked, StillThere and, if a patient was here, Fault.
    [[nodiscard]] const session::Walk* walk() const { return walk_.get(); }
    [[nodiscard]] bool has_after_visit() const;
    // True while the configuration is not signed off: "Demonstration, not for patients".
    [[nodiscard]] bool demonstration() const { return !config_.signed_off; }
    // Of the screen's last change; Nothing after a movement, since the new screen has none.
    [[nodiscard]] SaveState saved() const { return saved_; }
    // The current patient's code, also on Stopped and Fault; empty if there is none.
    [[nodiscard]] const std::string& code() const { return code_; }
    // On Fault, and on NoRoom (journal::causes::no_room).
    [[nodiscard]] const std::optional<spine::Fault>& fault() const { return fault_; }
    // Told of every session that ends; for kioskctl, which reports on sessions. The desk itself
    // forgets a patient's code with the patient.
    void on_ended(std::function<void(const EndedSession&)> told) { told_ = std::move(told); }
    // On tell-staff: whether the call went out; "no network" is said by the screen.
    [[nodiscard]] CallState call_state() const { return keeper_.call_state(); }
    [[nodiscard]] const config::Config& configuration() const { return config_; }

    // Welcome: a patient sits down, unless there is no room: then NoRoom.
    void start(std::string language);
    void start_after_visit(std::string language);
    // From Walking and StopAsked; on the tell-staff screen, too, which comes back by itself.
    void ask_language();
    void ask_appearance();
    void ask_aloud();  // also from AppearanceAsked
    // No answer and no place is lost. From LanguageAsked it leads back; saved() stays as it was.
    void set_language(std::string language);

    // Why it was refused, in which case nothing changed. What is refused because there is no
    // patient, or the item is not on the screen, is ReadOnly.
    std::optional<questionnaire::Problem> answer(std::string_view link_id,
                                                 questionnaire::Answer answer);
    void decline(std::string_view link_id);
    void clear(std::string_view link_id);
    // Nothing: it went on (or the scene changed).
    std::optional<Held> next();
    void back();
    // False if the check digit is wrong.
    bool enter_code(std::string_view typed);
    // Only after the staff PIN was right; checking it is the caller's.
    void staff_leads_on();
    // "I am finished" on the last screen: sealed, and Welcome for the next patient.
    void finish();

    void ask_stop();  // nothing on the tell-staff screen
    void go_on();     // from StopAsked, StillThere and what is asked, to the same place
    // From StopAsked. Keep: Stopped, with the code. Delete: Welcome. A warning sign that no screen
    // was shown for comes first: then the scene is Walking again, on tell-staff.
    // From StillThere, where somebody else may hold the tablet: Welcome also after Keep; a walk
    // that stood on its last screen is complete, as when its time runs out.
    void stop(session::Stop how);
    void done();  // from Stopped: Welcome

    // From Welcome, NoRoom and Fault alone, where nobody is answering: StaffAsked.
    void ask_staff();
    // From StaffAsked, only after the staff PIN was right; checking it is the caller's.
    void staff_come_in();
    // From StaffAsked and Staff, back to where they came from; Staff also by the idle time-out.
    void staff_leave();

    // Any touch, key, or sound that is being read aloud.
    void touched();
    // Looks at the clock, and while nobody is here whether there is room; true if the scene or the
    // countdown's second changed.
    bool tick();
    // On StillThere: whole seconds that are left, at least 0.
    [[nodiscard]] int seconds_left() const;
    // Milliseconds until tick() has something to do; nothing: wait for a touch.
    [[nodiscard]] std::optional<std::int64_t> next_tick_in() const;

  private:
    void sit_down(const std::string& questionnaire, std::string language);
    [[nodiscard]] bool walking() const;
    [[nodiscard]] bool on_tell_staff() const;
    // Makes `events` durable and acts on what they tell; false: the scene is now Fault.
    bool keep(session::Events events);
    bool keep_moved(session::Events events);
    bool begin_if_wanted();
    bool call_staff_if_needed();
    bool succeeded(Status status);
    // Fault, or NoRoom where the fault is that; there nothing of the patient is left.
    void show_fault();
    bool look_for_room();
    // A disk that fails must not take the tell-staff screen away from who needs it: true if
    // somebody does.
    bool tell_staff_in_spite_of_fault();
    void end_if_over(session::Events events);
    void reset();
    void forget_code();
    void expire();
    [[nodiscard]] std::optional<std::int64_t> idle_limit_ms() const;

    const config::Config& config_;
    Keeper& keeper_;
    const Clock& clock_;
    const questionnaire::WalkRules no_rules_;
    Scene scene_ = Scene::Welcome, before_countdown_ = Scene::Walking;
    Scene before_asked_ = Scene::Walking, before_staff_ = Scene::Welcome;
    SaveState saved_ = SaveState::Nothing;
    std::unique_ptr<session::Walk> walk_;  // on the heap, whose memory is wiped when it goes
    std::string code_;
    bool staff_called_ = false;
    std::optional<spine::Fault> fault_;
    std::function<void(const EndedSession&)> told_;
    std::int64_t touched_at_ = 0;      // steady ms
    std::int64_t countdown_from_ = 0;  // steady ms
    int second_shown_ = 0;
};

}  // namespace spine::kiosk
