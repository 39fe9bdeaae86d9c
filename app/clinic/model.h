// The state behind the clinic's screens: what is open, what runs, what went wrong.
//
// UI thread. Long work goes to ui::Tasks and comes back through it; screens read the fields and
// call the methods, and never wait.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "clinic/coding_model.h"
#include "clinic/data.h"
#include "clinic/export_model.h"
#include "clinic/texts_model.h"
#include "ui/tasks.h"

namespace spine::clinic {

enum class Place { Unlock, Worklist, Patient, Texts, Export };
// What is done with the patients' own words: redacted, then coded (core/coding/coding.h).
enum class TextStep { Redact, Impression, Units, Condense, Synthesis };

class Model {
  public:
    // All must outlive the model. `calls` runs what may not wait for anything: the look for tablets
    // that call.
    Model(Data& data, ui::Tasks& tasks, ui::Tasks& calls, const Clock& clock);

    [[nodiscard]] Place place() const { return place_; }
    // Whose passphrase it was; nobody while it is locked.
    [[nodiscard]] const Person& person() const { return person_; }
    // Single patients and their texts are for a clinician: a researcher's places of them say so.
    // What a clinician has released is for both to code.
    [[nodiscard]] bool refused(Place place) const {
        const bool codes = place == Place::Texts && step_ != TextStep::Redact;
        return !person_.opens_patients() && !codes && place != Place::Export &&
               place != Place::Unlock;
    }
    [[nodiscard]] TextStep step() const { return step_; }
    [[nodiscard]] const TextsModel& texts() const { return texts_; }
    [[nodiscard]] const CodingModel& coding() const { return coding_; }
    [[nodiscard]] CodingModel& coding() { return coding_; }
    [[nodiscard]] const ExportModel& exports() const { return exports_; }
    [[nodiscard]] TextsModel& texts() { return texts_; }
    [[nodiscard]] ExportModel& exports() { return exports_; }
    [[nodiscard]] bool unlocking() const { return unlocking_since_.has_value(); }
    // 0-1 by the time of the last unlock on this computer, 0.95 at most until it is done: the key
    // derivation itself reports no progress.
    [[nodiscard]] double unlock_progress() const;
    // By the same measure; 0 once it takes longer than that.
    [[nodiscard]] int unlock_seconds_left() const;
    [[nodiscard]] bool wrong_passphrase() const { return wrong_; }
    // Seconds until another try is allowed; grows with each wrong one, never destroys anything.
    [[nodiscard]] int wait_seconds() const;
    [[nodiscard]] const Worklist* worklist() const { return worklist_ ? &*worklist_ : nullptr; }
    // Another number whenever worklist() is another list.
    [[nodiscard]] unsigned worklist_version() const { return worklist_version_; }
    // Of the end of the session that is shown: the session's own, unless somebody asks for another.
    [[nodiscard]] const review::PatientPage* page() const;
    // While page() is there: of the same end; the session with all its ends; which of them is
    // shown (0: its own); and whether any of them has a stop-now sign and nobody has taken over.
    [[nodiscard]] const Moments& moments() const;
    [[nodiscard]] const Opened& opened() const { return *page_; }
    [[nodiscard]] std::size_t shown_end() const { return end_; }
    [[nodiscard]] bool stop_sign_open() const;
    [[nodiscard]] const std::vector<Attention>& attentions() const { return attentions_; }
    [[nodiscard]] const std::optional<Fault>& fault() const { return fault_; }
    // Seconds until the program locks by itself. While Place::Export shows an export that runs,
    // they begin anew whenever it has got further: whoever waits for it touches nothing. Behind
    // another place they count on, and so they do for one that stands still.
    [[nodiscard]] int seconds_to_lock() const;

    void unlock(ByteView passphrase);  // copied into locked memory
    void cancel_unlock();              // drops the result
    // Hides everything at once and forgets the keys behind what is still to be done: a decision is
    // carried out, an export is cancelled (ExportModel).
    void lock();
    void go(Place place);    // Worklist, Texts or Export; nothing while it is locked
    void go(TextStep step);  // of Texts
    // Called before a place or step is left and before the program locks: what somebody has typed
    // there is still to be stored.
    void when_leaving(std::function<void()> call) { leaving_ = std::move(call); }
    // Nothing that somebody did is on its way into the archive.
    [[nodiscard]] bool settled() const { return !texts_.deciding() && coding_.on_their_way() == 0; }
    void open(const std::string& session);
    void close_patient();
    void open_neighbour(int step);  // the next (+1) or previous (-1) row of the worklist
    void show_next_end();           // of the session that is open; behind the last one its own
    void set_reviewed(bool reviewed);
    void take_over();
    void answer_attention(const std::string& id);
    void dismiss_fault();

    void touched();  // somebody is there
    // Once a frame: starts what is due (attention every 2 s, import every 5 s) and locks when
    // idle. Returns the milliseconds until it wants to be called again.
    std::int64_t tick();

  private:
    void look_for_attention();
    void import_and_list();
    void begin(Person person);
    void take_page(Result<Opened> page, unsigned epoch);
    void reload_page();
    void report(const Fault& fault) { fault_ = fault; }
    void report_import(const Fault& fault);

    Data& data_;
    ui::Tasks& tasks_;
    ui::Tasks& calls_;
    const Clock& clock_;
    TextsModel texts_;
    CodingModel coding_;
    std::function<void()> leaving_;
    ExportModel exports_;
    Place place_ = Place::Unlock;
    TextStep step_ = TextStep::Redact;
    Person person_;
    std::optional<std::int64_t> unlocking_since_;
    std::int64_t last_unlock_ms_ = 1500;
    ui::TaskHandle unlock_task_;
    bool wrong_ = false;
    int wrong_tries_ = 0;
    std::int64_t wait_until_ = 0;
    std::optional<Worklist> worklist_;
    std::optional<Opened> page_;
    std::size_t end_ = 0;
    unsigned worklist_version_ = 0;
    std::vector<Attention> attentions_;
    std::set<std::string> answered_;  // here: a look that began before knows nothing of it
    std::optional<Fault> fault_;
    std::string dismissed_;  // what somebody has read does not come back every five seconds
    bool attention_running_ = false, import_running_ = false;
    std::int64_t next_attention_ = 0, next_import_ = 0, touched_at_ = 0;
    unsigned epoch_ = 0;  // counts locks: a result from before a lock is dropped
};

}  // namespace spine::clinic
