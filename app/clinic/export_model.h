// A research export in the making: which study, what was chosen in it, what that would give away,
// and the writing.
//
// UI thread. The preview is a dry run on a task: a change cancels the one that runs, and the next
// begins when nothing has changed for a moment; so does one after an export, since that is then
// among those that have left. Each stands in the audit trail. Nobody waits for one while another
// place is shown: leave() cancels it, come() begins it again.
//
// An export goes on while other places are shown. The lock cancels it: its keys must go, and so
// nothing is kept of it. What became of the last one, before the lock or by it, is said to whoever
// comes next (written(), failed()), until somebody has read it: it names answers in clear.
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "clinic/data.h"
#include "export/study_choices.h"
#include "ui/tasks.h"

namespace spine::clinic {

inline constexpr std::int64_t kPreviewAfterMs = 300;

namespace causes {
inline constexpr Cause export_locked = "export-locked";  // the lock cancelled it
}  // namespace causes

struct WrittenExport {
    std::filesystem::path to;
    std::vector<exporting::ExportFolder::Kept> files;
    std::uint64_t rows = 0;
    bool tables_only = false;
    std::uint64_t people = 0;  // in the tables
    // Exports that were cut off: answers in clear, for a person to remove.
    std::vector<std::filesystem::path> left_beside;
};

class ExportModel {
  public:
    // All must outlive it.
    ExportModel(Data& data, ui::Tasks& tasks, const Clock& clock);
    ExportModel(const ExportModel&) = delete;
    ExportModel& operator=(const ExportModel&) = delete;
    ~ExportModel();  // cancels what is being written

    [[nodiscard]] const std::vector<StudyFile>& studies() const { return studies_; }
    // As it was when it was last counted, or is in its file; null until one is chosen. choices()
    // are as they are now.
    [[nodiscard]] const exporting::Study* study() const {
        return study_ ? &study_->study : nullptr;
    }
    // Another number whenever a study has been chosen, the same one too.
    [[nodiscard]] unsigned chosen() const { return chosen_; }
    [[nodiscard]] const std::string& study_name() const { return name_; }
    [[nodiscard]] const exporting::StudyChoices& choices() const { return choices_; }
    [[nodiscard]] const std::vector<std::string>& formats() const { return formats_; }
    // Where the new folder is to be; of a study that was chosen just now, beside its file.
    [[nodiscard]] const std::filesystem::path& to() const { return to_; }

    // Of study(); null if there is none yet.
    [[nodiscard]] const exporting::ExportResult* preview() const {
        return preview_ ? &*preview_ : nullptr;
    }
    // The preview is not of the choices as they are: one is awaited, or none can be.
    [[nodiscard]] bool stale() const { return awaited_ || refused_.has_value(); }
    [[nodiscard]] bool awaited() const { return awaited_; }
    // Why nothing can be exported as it is chosen.
    [[nodiscard]] const std::optional<Fault>& refused() const { return refused_; }
    [[nodiscard]] bool may_write() const;

    [[nodiscard]] bool writing() const { return writing_ != nullptr; }
    [[nodiscard]] bool cancelling() const { return writing_ && writing_->stop; }
    [[nodiscard]] exporting::ExportStep step() const;
    [[nodiscard]] double progress() const;   // of all steps, 0 to 1
    [[nodiscard]] int seconds_left() const;  // 0: not known yet
    // It has got further between the last tick() and the one before: not while it waits behind
    // other work, or for a disk.
    [[nodiscard]] bool moved() const { return moved_; }
    [[nodiscard]] const std::optional<WrittenExport>& written() const { return written_; }
    // Of the last writing: export_cancelled and export_locked, too.
    [[nodiscard]] const std::optional<Fault>& failed() const { return failed_; }
    // There is something to read of the last writing before the next one.
    [[nodiscard]] bool ended() const { return written_ || failed_; }
    // Why there are no studies, or one could not be chosen.
    [[nodiscard]] const std::optional<Fault>& fault() const { return fault_; }

    void come();   // the screen is shown: looks which studies there are
    void leave();  // another is
    void choose(const std::filesystem::path& file);
    void choose(exporting::StudyChoices choices);
    void choose_format(const std::string& name, bool chosen);
    void choose_target(std::filesystem::path to) { to_ = std::move(to); }
    void write();
    void cancel();  // what is being written; it is gone when writing() ends
    void close();   // what was said of writing or choosing has been read
    void drop();    // the program locks; what is to be read stays
    // Once a frame; returns the milliseconds until it wants to be called again.
    std::int64_t tick();

  private:
    struct Writing {
        std::atomic<bool> stop{false};
        std::atomic<double> done{0};  // steps, and the share of the one that runs
    };
    // A study file as it is, or with choices made in it.
    using Read = Result<exporting::ChosenStudy>;
    // What a preview comes to: the study with the choices, and what it gives away.
    struct Counted {
        Read study;
        Result<exporting::ExportResult> result;
    };
    void take_study(const std::filesystem::path& file, Read read);
    void change();
    void stop_preview();
    void start_preview();
    void take_preview(Counted counted);
    void take_written(const std::filesystem::path& to, Result<exporting::ExportResult> result);
    // The same of what was written while the program locked.
    void take_cut_off(const std::filesystem::path& to, Result<exporting::ExportResult> result);
    void keep_outcome(const std::filesystem::path& to, Result<exporting::ExportResult> result);

    Data& data_;
    ui::Tasks& tasks_;
    const Clock& clock_;
    std::vector<StudyFile> studies_;
    std::string name_;
    std::optional<exporting::ChosenStudy> file_, study_;  // as in the file; as it was counted
    unsigned chosen_ = 0;
    exporting::StudyChoices choices_;
    std::vector<std::string> formats_;
    std::filesystem::path to_;
    std::optional<exporting::ExportResult> preview_;
    std::optional<Fault> refused_, failed_, fault_;
    std::optional<WrittenExport> written_;
    std::optional<std::int64_t> due_;
    ui::TaskHandle preview_task_;
    bool awaited_ = false, shown_ = false;
    std::shared_ptr<Writing> writing_;
    std::int64_t writing_since_ = 0;
    double seen_ = 0;  // of Writing::done, in the last tick()
    bool moved_ = false;
    unsigned epoch_ = 0;
};

}  // namespace spine::clinic
