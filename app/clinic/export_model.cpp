#include "clinic/export_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace spine::clinic {
namespace {

constexpr double kSteps = 3;
constexpr std::int64_t kWhileItRunsMs = 100, kIdleMs = 60'000;

}  // namespace

ExportModel::ExportModel(Data& data, ui::Tasks& tasks, const Clock& clock)
    : data_(data), tasks_(tasks), clock_(clock) {}

ExportModel::~ExportModel() {
    cancel();
    stop_preview();
}

bool ExportModel::may_write() const {
    // Tables have no format.
    return preview_ && !stale() && !writing() && !to_.empty() &&
           (preview_->tables_only || !formats_.empty());
}

exporting::ExportStep ExportModel::step() const {
    using Step = exporting::ExportStep;
    if (!writing_) return {};
    const double done = writing_->done;
    const int step = std::clamp(static_cast<int>(done), 0, 2);
    return {static_cast<Step::Step>(step), done - step};
}

double ExportModel::progress() const {
    return writing_ ? std::min(1.0, writing_->done / kSteps) : 0;
}

int ExportModel::seconds_left() const {
    const double done = progress();
    if (done < 0.02) return 0;
    const auto spent = static_cast<double>(clock_.steady_ms() - writing_since_);
    return static_cast<int>(spent / done * (1 - done) / 1000) + 1;
}

void ExportModel::come() {
    shown_ = true;
    if (awaited_ && !due_ && !preview_task_) due_ = clock_.steady_ms();
    tasks_.start([&data = data_](ui::TaskState&) { return data.studies(); },
                 [this, epoch = epoch_](Result<std::vector<StudyFile>> found) {
                     if (epoch != epoch_) return;
                     if (!found) {
                         fault_ = found.error();
                         return;
                     }
                     studies_ = std::move(*found);
                 });
}

void ExportModel::leave() {
    shown_ = false;
    stop_preview();
}

void ExportModel::choose(const std::filesystem::path& file) {
    if (writing()) return;
    close();
    stop_preview();  // the worker is wanted
    tasks_.start(
        [&data = data_, file](ui::TaskState&) -> Read {
            auto text = data.study_text(file);
            if (!text) return fail(std::move(text));
            auto study = exporting::read_study(*text, file.filename().string());
            if (!study) return fail(std::move(study));
            return exporting::ChosenStudy{std::move(*text), std::move(*study)};
        },
        [this, file, epoch = epoch_](Read read) {
            if (epoch == epoch_ && !writing()) take_study(file, std::move(read));
        });
}

void ExportModel::take_study(const std::filesystem::path& file, Read read) {
    if (!read) {
        fault_ = read.error();
        if (awaited_) due_ = clock_.steady_ms();
        return;
    }
    const exporting::Study& study = read->study;
    name_ = file.filename().string();
    choices_ = exporting::choices_of(study);
    formats_ = study.formats.empty() ? std::vector<std::string>{"csv"} : study.formats;
    const std::string day = to_rfc3339(clock_.now()).substr(0, 10);
    to_ = file.parent_path() / fmt::format("{}-{}", file.stem().string(), day);
    preview_.reset();
    study_ = file_ = std::move(*read);
    ++chosen_;
    change();
}

void ExportModel::choose(exporting::StudyChoices choices) {
    if (writing() || !file_ || choices == choices_) return;
    close();
    choices_ = std::move(choices);
    change();
}

void ExportModel::change() {
    stop_preview();
    refused_.reset();
    awaited_ = true;
    due_ = clock_.steady_ms() + kPreviewAfterMs;
}

void ExportModel::stop_preview() {
    if (preview_task_) preview_task_->cancel();
    preview_task_.reset();
    due_.reset();
}

void ExportModel::start_preview() {
    due_.reset();
    preview_task_ = tasks_.start(
        [&data = data_, file = *file_, choices = choices_, name = name_](ui::TaskState& state) {
            auto study = exporting::with_choices(file.text, file.study, choices, name);
            if (!study) return Counted{std::move(study), {}};
            const ExportOrder order{study->text, name, {}, {}, true};
            auto result = data.export_study(
                order, [&state](const exporting::ExportStep&) { return !state.cancelled(); });
            return Counted{std::move(study), std::move(result)};
        },
        [this, epoch = epoch_](Counted counted) {
            if (epoch == epoch_) take_preview(std::move(counted));
        });
}

void ExportModel::take_preview(Counted counted) {
    preview_task_.reset();
    awaited_ = false;
    if (!counted.study)
        refused_ = counted.study.error();
    else if (!counted.result)
        refused_ = counted.result.error();
    if (refused_) return;
    study_ = std::move(*counted.study);
    preview_ = std::move(*counted.result);
}

void ExportModel::choose_format(const std::string& name, bool chosen) {
    if (writing()) return;
    close();
    std::erase(formats_, name);
    if (chosen) formats_.push_back(name);
}

void ExportModel::write() {
    if (!may_write()) return;
    close();
    writing_ = std::make_shared<Writing>();
    writing_since_ = clock_.steady_ms();
    const ExportOrder order{study_->text, name_, formats_, to_, false};
    tasks_.start(
        [&data = data_, order, writing = writing_](ui::TaskState&) {
            return data.export_study(order, [&](const exporting::ExportStep& step) {
                writing->done = static_cast<double>(step.step) + std::clamp(step.share, 0.0, 0.999);
                return !writing->stop;
            });
        },
        [this, to = to_, epoch = epoch_](Result<exporting::ExportResult> result) {
            if (epoch == epoch_)
                take_written(to, std::move(result));
            else
                take_cut_off(to, std::move(result));
        });
}

void ExportModel::take_written(const std::filesystem::path& to,
                               Result<exporting::ExportResult> result) {
    writing_.reset();
    keep_outcome(to, std::move(result));
    if (written_) change();
}

// It may have been whole by then.
void ExportModel::take_cut_off(const std::filesystem::path& to,
                               Result<exporting::ExportResult> result) {
    if (!result && result.error().cause == exporting::causes::export_cancelled)
        result = fail(causes::export_locked, "The program was locked while files were written.",
                      "Nothing was kept; start it again when you like.");
    keep_outcome(to, std::move(result));
}

void ExportModel::keep_outcome(const std::filesystem::path& to,
                               Result<exporting::ExportResult> result) {
    if (!result) {
        failed_ = result.error();
        return;
    }
    written_ = WrittenExport{to,
                             std::move(result->files),
                             result->rows,
                             result->tables_only,
                             result->people,
                             std::move(result->left_beside)};
}

void ExportModel::cancel() {
    if (writing_) writing_->stop = true;
}

void ExportModel::close() {
    written_.reset();
    failed_.reset();
    fault_.reset();
}

void ExportModel::drop() {
    cancel();
    stop_preview();
    ++epoch_;
    writing_.reset();
    shown_ = false;
    studies_.clear();
    name_.clear();
    file_.reset();
    study_.reset();
    preview_.reset();
    refused_.reset();
    awaited_ = false;
    fault_.reset();
}

std::int64_t ExportModel::tick() {
    const std::int64_t now = clock_.steady_ms();
    const double done = progress();
    const bool further = done != std::exchange(seen_, done);
    moved_ = writing() && further;
    if (due_ && now >= *due_ && !writing() && shown_) start_preview();
    if (due_ && shown_) return std::max<std::int64_t>(1, *due_ - now);
    return writing() ? kWhileItRunsMs : kIdleMs;
}

}  // namespace spine::clinic
