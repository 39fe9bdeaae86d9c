#include "clinic/model.h"

#include <algorithm>
#include <utility>

#include "archive/causes.h"
#include "crypto/secret.h"

namespace spine::clinic {
namespace {

constexpr std::int64_t kAttentionEveryMs = 2'000;
constexpr std::int64_t kImportEveryMs = 5'000;
constexpr std::int64_t kLockAfterMs = 300'000;

}  // namespace

Model::Model(Data& data, ui::Tasks& tasks, ui::Tasks& calls, const Clock& clock)
    : data_(data),
      tasks_(tasks),
      calls_(calls),
      clock_(clock),
      texts_(data, tasks, [this](const Fault& fault) { report(fault); }),
      coding_(data, tasks, [this](const Fault& fault) { report(fault); }),
      exports_(data, tasks, clock),
      touched_at_(clock.steady_ms()) {}

double Model::unlock_progress() const {
    if (!unlocking_since_) return 0;
    const auto spent = static_cast<double>(clock_.steady_ms() - *unlocking_since_);
    return std::min(0.95, spent / static_cast<double>(last_unlock_ms_));
}

int Model::unlock_seconds_left() const {
    if (!unlocking_since_) return 0;
    const std::int64_t left = last_unlock_ms_ - (clock_.steady_ms() - *unlocking_since_);
    return static_cast<int>((std::max<std::int64_t>(0, left) + 999) / 1000);
}

int Model::wait_seconds() const {
    return static_cast<int>(std::max<std::int64_t>(0, wait_until_ - clock_.steady_ms() + 999) /
                            1000);
}

int Model::seconds_to_lock() const {
    const std::int64_t left = kLockAfterMs - (clock_.steady_ms() - touched_at_);
    return static_cast<int>(std::max<std::int64_t>(0, left) / 1000);
}

void Model::touched() {
    touched_at_ = clock_.steady_ms();
}

void Model::unlock(ByteView passphrase) {
    if (unlocking_since_ || wait_seconds() > 0) return;
    unlocking_since_ = clock_.steady_ms();
    wrong_ = false;
    fault_.reset();
    auto secret = std::make_shared<crypto::SecretBytes>(passphrase);
    unlock_task_ = tasks_.start(
        [&data = data_, secret](ui::TaskState&) -> Result<Person> {
            if (auto unlocked = data.unlock(secret->view()); !unlocked)
                return fail(std::move(unlocked));
            return data.person();
        },
        [this](const Result<Person>& unlocked) {
            last_unlock_ms_ = std::max<std::int64_t>(200, clock_.steady_ms() - *unlocking_since_);
            unlocking_since_.reset();
            touched();
            if (unlocked) return begin(*unlocked);
            // Only a wrong passphrase counts as one: a full disk is no reason to wait.
            if (unlocked.error().cause != archive::causes::passphrase_wrong)
                return report(unlocked.error());
            wrong_ = true;
            // 1, 2, 4 … 60 seconds: slows guessing down and never locks anybody out for good.
            wait_until_ =
                clock_.steady_ms() + 1000LL * std::min(60, 1 << std::min(6, wrong_tries_));
            ++wrong_tries_;
        });
}

void Model::begin(Person person) {
    wrong_tries_ = 0;
    person_ = std::move(person);
    place_ = Place::Worklist;
    next_import_ = 0;
    if (!person_.opens_patients()) go(Place::Export);
}

void Model::go(Place place) {
    if (place_ == Place::Unlock) return;
    if (leaving_) leaving_();
    page_.reset();
    place_ = place;
    if (place != Place::Texts)
        texts_.leave();
    else if (person_.opens_patients())
        texts_.read();
    if (place == Place::Texts && step_ != TextStep::Redact) coding_.read();
    if (place == Place::Export)
        exports_.come();
    else
        exports_.leave();
}

void Model::go(TextStep step) {
    if (place_ != Place::Texts || step == step_) return;
    if (leaving_) leaving_();
    const bool opens = step_ == TextStep::Redact || coding_.board() == nullptr;
    step_ = step;
    // Between the coding's own steps nothing else has changed; texts may have been released since.
    if (step != TextStep::Redact && opens) coding_.read();
}

void Model::cancel_unlock() {
    if (!unlocking_since_) return;
    unlock_task_->cancel();
    unlocking_since_.reset();
    // The derivation itself cannot be stopped: what it opens is locked again behind it.
    tasks_.start([&data = data_](ui::TaskState&) { return data.lock(), 0; }, [](int) {});
}

void Model::lock() {
    if (leaving_) leaving_();
    ++epoch_;
    worklist_.reset();
    ++worklist_version_;
    page_.reset();
    texts_.drop();
    coding_.drop();
    step_ = TextStep::Redact;
    exports_.drop();
    person_ = {};
    fault_.reset();
    dismissed_.clear();
    place_ = Place::Unlock;
    tasks_.start([&data = data_](ui::TaskState&) { return data.lock(), 0; }, [](int) {});
}

void Model::take_page(Result<Opened> page, unsigned epoch) {
    if (epoch != epoch_ || (place_ != Place::Worklist && place_ != Place::Patient)) return;
    if (!page) return report(page.error());
    const bool same = page_ && page_->page.session == page->page.session;
    if (!same || end_ > page->ends.size()) end_ = 0;
    page_ = std::move(*page);
    place_ = Place::Patient;
}

const review::PatientPage* Model::page() const {
    if (!page_) return nullptr;
    return end_ == 0 ? &page_->page : &page_->ends.at(end_ - 1).page;
}

const Moments& Model::moments() const {
    return end_ == 0 ? page_->moments : page_->ends.at(end_ - 1).moments;
}

bool Model::stop_sign_open() const {
    const auto stops = [](const review::PatientPage& page) {
        return page.warning.kind == review::Warning::TierA && !page.taken_over;
    };
    return stops(page_->page) ||
           std::any_of(page_->ends.begin(), page_->ends.end(),
                       [&](const FurtherEnd& end) { return stops(end.page); });
}

void Model::show_next_end() {
    if (page_) end_ = end_ == page_->ends.size() ? 0 : end_ + 1;
}

void Model::open(const std::string& session) {
    tasks_.start(
        [&data = data_, session](ui::TaskState&) { return data.open(session); },
        [this, epoch = epoch_](Result<Opened> page) { take_page(std::move(page), epoch); });
}

void Model::close_patient() {
    page_.reset();
    if (place_ == Place::Patient) place_ = Place::Worklist;
}

void Model::open_neighbour(int step) {
    if (!page_ || !worklist_) return;
    const auto& rows = worklist_->rows;
    const auto here = std::find_if(rows.begin(), rows.end(), [this](const auto& row) {
        return row.session == page_->page.session;
    });
    if (here == rows.end()) return;
    const auto at = std::distance(rows.begin(), here) + step;
    if (at < 0 || at >= std::ssize(rows)) return;
    open(rows[static_cast<std::size_t>(at)].session);
}

void Model::reload_page() {
    next_import_ = 0;
    if (!page_) return;
    tasks_.start([&data = data_,
                  session = page_->page.session](ui::TaskState&) { return data.reread(session); },
                 [this, epoch = epoch_](Result<Opened> page) {
                     if (place_ == Place::Patient) take_page(std::move(page), epoch);
                 });
}

void Model::set_reviewed(bool reviewed) {
    // Reviewed stays off while a stop-now sign is open and nobody has taken over.
    if (!page_ || stop_sign_open()) return;
    tasks_.start([&data = data_, session = page_->page.session,
                  reviewed](ui::TaskState&) { return data.mark_reviewed(session, reviewed); },
                 [this, epoch = epoch_](const Status& marked) {
                     if (epoch != epoch_) return;
                     if (!marked) return report(marked.error());
                     reload_page();
                 });
}

void Model::take_over() {
    if (!page_) return;
    tasks_.start([&data = data_, session = page_->page.session](
                     ui::TaskState&) { return data.take_over(session); },
                 [this, epoch = epoch_](const Status& taken) {
                     if (epoch != epoch_) return;
                     if (!taken) return report(taken.error());
                     reload_page();
                 });
}

void Model::answer_attention(const std::string& id) {
    answered_.insert(id);
    std::erase_if(attentions_, [&](const Attention& attention) { return attention.id == id; });
    calls_.start([&data = data_, id](ui::TaskState&) { return data.answered(id); },
                 [this](const Status& answered) {
                     if (!answered) report(answered.error());
                 });
}

void Model::look_for_attention() {
    attention_running_ = true;
    calls_.start([&data = data_](ui::TaskState&) { return data.attentions(); },
                 [this](Result<std::vector<Attention>> found) {
                     attention_running_ = false;
                     next_attention_ = clock_.steady_ms() + kAttentionEveryMs;
                     // A store that cannot be reached for a moment does not take a call away.
                     if (!found) return;
                     std::erase_if(*found, [this](const Attention& attention) {
                         return answered_.contains(attention.id);
                     });
                     attentions_ = std::move(*found);
                 });
}

void Model::dismiss_fault() {
    if (fault_) dismissed_ = fault_->sentence();
    fault_.reset();
}

void Model::report_import(const Fault& fault) {
    if (fault.sentence() != dismissed_) report(fault);
}

void Model::import_and_list() {
    import_running_ = true;
    tasks_.start(
        [&data = data_, lists = person_.opens_patients()](ui::TaskState&) {
            // What cannot be fetched just now is fetched in five seconds; the list still stands.
            Status imported = data.import();
            return std::pair(std::move(imported), lists ? data.worklist() : Result<Worklist>());
        },
        [this, epoch = epoch_](std::pair<Status, Result<Worklist>> done) {
            import_running_ = false;
            next_import_ = clock_.steady_ms() + kImportEveryMs;
            if (epoch != epoch_) return;
            if (!done.first) report_import(done.first.error());
            if (done.first) dismissed_.clear();
            if (!done.second) return report_import(done.second.error());
            if (!person_.opens_patients()) return;
            worklist_ = std::move(*done.second);
            ++worklist_version_;
        });
}

std::int64_t Model::tick() {
    const std::int64_t now = clock_.steady_ms();
    if (!attention_running_ && now >= next_attention_) look_for_attention();
    const bool open = place_ != Place::Unlock;
    if (open && !import_running_ && now >= next_import_) import_and_list();
    const std::int64_t exports_again = exports_.tick();
    if (place_ == Place::Export && exports_.moved()) touched();
    if (open && seconds_to_lock() == 0) lock();
    // The lock's countdown in the rail changes once a second while the program is open.
    const bool every_second = open || unlocking_since_ || wait_seconds() > 0;
    return std::min(exports_again, every_second ? std::int64_t{1'000} : kAttentionEveryMs);
}

}  // namespace spine::clinic
