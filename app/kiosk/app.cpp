#include "kiosk/app.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "config/languages.h"
#include "kiosk/notes.h"
#include "ui/language.h"

namespace spine::kiosk {

using session::StepKind;

namespace {

constexpr std::int64_t veil_ms = 160;
constexpr std::int64_t frame_ms = 16;
constexpr std::int64_t first_chime_ms = 30'000;
constexpr std::int64_t between_chimes_ms = 5'000;
constexpr std::int64_t slow_write_ms = 300;

}  // namespace

App::App(Desk& desk, const ui::Strings& strings, const Clock& clock, AppSettings settings)
    : desk_(desk),
      clock_(clock),
      settings_(std::move(settings)),
      room_{desk,
            strings,
            ui::kiosk_calm(),
            false,
            ui::Print::Normal,
            desk.configuration().settings.speech.reads,
            settings_.tablet_name,
            desk.configuration().settings.default_language,
            {},
            false,
            false,
            false,
            0,
            static_cast<bool>(settings_.check_pin),
            false,
            false,
            config::offered_languages(desk.configuration()),
            {}},
      listening_(room_, settings_.speech),
      tasks_(settings_.wake),
      serving_(room_, settings_.service, tasks_, clock_) {}

std::string App::place_name() const {
    std::string name = std::to_string(static_cast<int>(desk_.scene()));
    if (desk_.scene() == Scene::Walking) name += "/" + desk_.walk()->step().id;
    return name;
}

std::string App::screen_name() const {
    return room_.language + "/" + place_name();
}

ScreenPtr App::next_screen() {
    const std::string place = place_name();
    const bool asked = is_asked(desk_.scene());
    if (asked && under_ == nullptr) {
        under_ = std::exchange(screen_, nullptr);
        under_place_ = place_;
    }
    place_ = place;
    if (under_ != nullptr && place == under_place_) return std::exchange(under_, nullptr);
    // Whoever does not answer the countdown comes back to nothing.
    if (!asked && desk_.scene() != Scene::StillThere) under_.reset();
    return screen_for(room_);
}

bool App::nobody() const {
    return desk_.scene() == Scene::Welcome || desk_.scene() == Scene::NoRoom ||
           is_staffs(desk_.scene());
}

ui::Print App::print() const {
    return nobody() ? ui::Print::Normal : room_.print;
}

bool App::still() const {
    return desk_.configuration().settings.reduce_motion;
}

const std::string& App::language() const {
    if (desk_.walk() != nullptr && !is_staffs(desk_.scene())) return desk_.walk()->language();
    return nobody() ? desk_.configuration().settings.default_language : room_.language;
}

bool App::mirrored() const {
    return ui::rules_of(language()).right_to_left;
}

ui::Glyphs App::script() const {
    return ui::rules_of(language()).glyphs;
}

void App::renew_screen(ui::Frame& frame) {
    room_.language = language();
    const bool gone = nobody() && desk_.walk() == nullptr;
    if (gone && room_.strong) room_.set_strong(false);
    if (gone) room_.print = ui::Print::Normal;
    const std::string name = screen_name();
    const bool turned = std::exchange(turned_, false);
    if (screen_ != nullptr && name == shown_ && !turned) return;
    const bool first = screen_ == nullptr;
    if (first || name != shown_) screen_ = next_screen();
    shown_ = name;
    room_.note.clear();
    room_.pin_wrong = false;
    const bool next_patient = desk_.walk() == nullptr && desk_.scene() != Scene::Stopped;
    focus_.new_screen();
    exploring_.new_screen();
    if (next_patient) focus_.reset();
    // Whoever has come upon the lock finds the first screen as it was.
    const bool beside_lock = std::exchange(staffs_, is_staffs(desk_.scene())) || staffs_;
    if (next_patient && !beside_lock) room_.reads = desk_.configuration().settings.speech.reads;
    ++screens_;
    listening_.new_screen(next_patient);
    if (first) return;  // nothing was there that a veil could hide
    shown_since_ = frame.now_ms;
    frame.targets.new_screen(frame.now_ms);
}

struct App::Apply {
    App& app;
    Desk& desk;
    Room& room;
    bool& refused;  // an answer was not taken: what came after it in this frame is dropped

    void note(std::string_view key) const {
        room.note = key;
        app.listening_.noted();
    }
    void operator()(act::Start& a) const {
        if (a.after_visit) {
            desk.start_after_visit(std::move(a.language));
        } else {
            desk.start(std::move(a.language));
        }
    }
    void operator()(act::Answer& a) const {
        room.note.clear();
        if (const auto problem = desk.answer(a.link_id, std::move(a.answer))) {
            note(note_for_refused(*problem));
            refused = true;
        }
    }
    void operator()(act::Decline& a) const {
        room.note.clear();
        desk.decline(a.link_id);
    }
    void operator()(act::Clear& a) const {
        room.note.clear();
        desk.clear(a.link_id);
    }
    void operator()(act::Note& a) const { note(a.key); }
    void operator()(act::EnterCode& a) const {
        if (!desk.enter_code(a.typed)) {
            note("kiosk.note.code-wrong");
        } else if (desk.scene() == Scene::Walking &&
                   desk.walk()->step().kind == StepKind::EnterCode) {
            (void)desk.next();
        }
    }
    void operator()(act::Pin& a) const { app.check_pin(std::move(a.typed)); }
    void operator()(act::Next&) const {
        if (const auto held = desk.next()) {
            const auto* item = desk.walk()->content().questionnaire.find(held->link_id);
            note(note_for_held(desk.walk()->step(), item, held->problem));
        }
    }
    void operator()(act::AskLanguage&) const { desk.ask_language(); }
    void operator()(act::AskAppearance&) const { desk.ask_appearance(); }
    void operator()(act::AskAloud&) const { desk.ask_aloud(); }
    void operator()(act::Reads& a) const {
        room.reads = a.reads;
        app.listening_.reads_changed();
    }
    void operator()(act::ChangeVoice& a) const { app.listening_.change_voice(a.change); }
    void operator()(act::Language& a) const { desk.set_language(std::move(a.language)); }
    void operator()(act::Back&) const { desk.back(); }
    void operator()(act::AskStop&) const { desk.ask_stop(); }
    void operator()(act::GoOn&) const { desk.go_on(); }
    void operator()(act::Stop& a) const { desk.stop(a.how); }
    void operator()(act::Print& a) const { room.print = a.print; }
    void operator()(act::Colours& a) const { room.set_strong(a.strong); }
    void operator()(act::Turn&) const { app.turned_ = true; }
    void operator()(act::Listen&) const { app.listening_.pressed(); }
    void operator()(act::SayCode&) const { app.listening_.say_code(); }
    void operator()(act::Done&) const { desk.done(); }
    void operator()(act::Finish&) const { desk.finish(); }
    void operator()(act::AskStaff&) const { desk.ask_staff(); }
    void operator()(act::StaffLeave&) const { desk.staff_leave(); }
    void operator()(act::SendNow&) const { app.serving_.send_now(); }
    void operator()(act::TestCode&) const { app.serving_.test_code(); }
    void operator()(act::Ring&) const {
        if (app.settings_.chime) app.settings_.chime();
    }
    void operator()(act::ShutDown&) const { app.serving_.shut_down(); }
};

void App::apply(Actions actions) {
    // A typed answer that is refused on the way out keeps the patient where it can be mended.
    bool refused = false;
    for (Action& action : actions) {
        if (refused) break;
        std::visit(Apply{*this, desk_, room_, refused}, action);
    }
}

// A write blocks this thread. Where the last one took long, "Saving" is shown first: this frame
// asks for it, the next one shows it, the one after that writes.
void App::take(Actions actions, ui::Frame& frame) {
    if (saving_ == Saving::Wanted) saving_ = Saving::Shown;
    if (saving_ == Saving::No && !slow_disk_) {
        if (actions.empty()) return;
        write(std::move(actions));
    } else if (!actions.empty()) {
        std::move(actions.begin(), actions.end(), std::back_inserter(waiting_));
        if (saving_ == Saving::No) saving_ = Saving::Wanted;
        room_.saving = true;
    } else if (saving_ == Saving::No) {
        return;
    }
    frame.draw_again_at(frame.now_ms);
}

void App::write(Actions actions) {
    const std::int64_t before = clock_.steady_ms();
    apply(std::move(actions));
    slow_disk_ = clock_.steady_ms() - before > slow_write_ms;
}

void App::write_what_waits() {
    if (saving_ != Saving::Shown) return;
    write(std::exchange(waiting_, {}));
    saving_ = Saving::No;
    room_.saving = false;
}

void App::check_pin(std::string typed) {
    if (!settings_.check_pin || room_.pin_checking) return;
    if (guard().wait_ms(clock_.steady_ms()) > 0) return;
    room_.pin_checking = true;
    tasks_.start([check = settings_.check_pin,
                  typed = std::move(typed)](ui::TaskState&) { return check(typed); },
                 [this, asked_on = screens_, &guard = guard()](bool right) {
                     room_.pin_checking = false;
                     room_.pin_wrong = !right;
                     if (!right) {
                         guard.was_wrong(clock_.steady_ms());
                         return;
                     }
                     guard.was_right();
                     if (asked_on != screens_) return;  // who gave it has left
                     desk_.staff_leads_on();
                     desk_.staff_come_in();
                 });
}

// What was tried at the lock does not keep staff from the red screen.
PinGuard& App::guard() {
    return is_staffs(desk_.scene()) ? lock_guard_ : red_guard_;
}

// The seconds count down on whatever pad stands.
void App::mind_pin(ui::Frame& frame) {
    room_.pin_wait = static_cast<int>((guard().wait_ms(clock_.steady_ms()) + 999) / 1000);
    if (room_.pin_wait > 0) frame.draw_again_at(frame.now_ms + 1000);
}

void App::mind_time(ui::Frame& frame) {
    if (const auto in = desk_.next_tick_in()) frame.draw_again_at(frame.now_ms + *in);
}

// The chime: after 30 s on the red screen, and again until staff have come.
void App::call_out_loud(ui::Frame& frame) {
    const bool here = desk_.scene() == Scene::Walking || is_asked(desk_.scene());
    const bool red = here && desk_.walk()->step().kind == StepKind::TellStaff;
    if (!red) {
        chime_at_.reset();
        return;
    }
    if (!chime_at_) chime_at_ = frame.now_ms + first_chime_ms;
    if (frame.now_ms >= *chime_at_) {
        if (settings_.chime) settings_.chime();
        chime_at_ = frame.now_ms + between_chimes_ms;
    }
    frame.draw_again_at(*chime_at_);
}

void App::draw_band(ui::Frame& frame) const {
    if (!desk_.demonstration()) return;
    ui::Canvas& canvas = frame.canvas;
    // The band stands above the layout: at negative heights, in the layout's own units.
    const float h = canvas.scale().band_pixels().h / canvas.scale().factor();
    const float w = canvas.scale().display().w / canvas.scale().factor();
    const ui::Rect band{640 - w / 2, -h, w, h};
    canvas.fill(band, room_.theme.note);
    canvas.fill({band.x, -2, w, 2}, room_.theme.note_edge);
    canvas.label(band, {ui::Weight::Bold, 26, 34}, room_.theme.ink, room_.text("kiosk.band"),
                 ui::Align::Centre);
}

// A new screen stands at once under a veil of paper that fades.
void App::draw_veil(ui::Frame& frame) const {
    const std::int64_t age = frame.now_ms - shown_since_;
    if (shown_since_ == 0 || age >= veil_ms || still()) return;
    const float t = static_cast<float>(age) / static_cast<float>(veil_ms);
    const float eased = 1 - t * t * (3 - 2 * t);
    frame.canvas.fill(frame.canvas.scale().page(), screen_->background().faded(eased * 0.85F));
    frame.draw_again_at(frame.now_ms + frame_ms);
}

ui::Color App::background() const {
    return screen_ == nullptr ? room_.theme.paper : screen_->background();
}

void App::draw(ui::Frame& frame) {
    closed_ = closed_ || frame.input.close;
    tasks_.deliver();
    write_what_waits();
    const bool heard = listening_.active();
    if (heard || frame.input.pointer.went_down || !frame.input.keys.empty()) desk_.touched();
    desk_.tick();
    renew_screen(frame);
    mind_pin(frame);
    serving_.mind(frame);
    if (!frame.canvas.scale().landscape()) {
        frame.canvas.block({40, 300, 1200, 180}, ui::type::heading, room_.theme.ink,
                           room_.text("kiosk.portrait"), ui::Align::Centre);
        return;
    }
    frame.canvas.fill_display(background());
    take_keys(frame);
    listening_.begin(frame);
    Actions actions = screen_->draw(frame);
    end_keys(frame);
    end_finger(frame);
    mind_hold(frame);
    draw_band(frame);
    listening_.end(frame, (focus_.pressed() && focus_.key() == "listen") ||
                              (exploring_.pressed() && exploring_.chosen_key() == "listen"));
    draw_veil(frame);
    take(std::move(actions), frame);
    mind_time(frame);
    call_out_loud(frame);
    // The last picture says so: it stands until a round of sync has come to its end.
    if (std::exchange(last_frame_, room_.service.going_off)) closed_ = true;
    if (room_.service.going_off) frame.draw_again_at(frame.now_ms);
}

}  // namespace spine::kiosk
