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
    if (preview_task_) preview_task_->cancel();
}

bool ExportModel::may_write() const {
    return preview_ && !stale() && !writing() && !formats_.empty() && !to_.empty();
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

ExportOrder ExportModel::order(bool dry_run) const {
    ExportOrder order{study_->text, name_, {}, to_, dry_run};
    if (!dry_run) order.formats = formats_;
    return order;
}

void ExportModel::look() {
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

void ExportModel::choose(const std::filesystem::path& file) {
    if (writing()) return;
    close();
    tasks_.start([&data = data_, file](ui::TaskState&) { return data.study_text(file); },
                 [this, file, epoch = epoch_](Result<std::string> text) {
                     if (epoch == epoch_ && !writing()) take_study(file, std::move(text));
                 });
}

void ExportModel::take_study(const std::filesystem::path& file, Result<std::string> text) {
    if (!text) {
        fault_ = text.error();
        return;
    }
    const std::string name = file.filename().string();
    auto study = exporting::read_study(*text, name);
    if (!study) {
        fault_ = study.error();
        return;
    }
    name_ = name;
    file_text_ = std::move(*text);
    choices_ = exporting::choices_of(*study);
    formats_ = study->formats.empty() ? std::vector<std::string>{"csv"} : study->formats;
    const std::string day = to_rfc3339(clock_.now()).substr(0, 10);
    to_ = file.parent_path() / fmt::format("{}-{}", file.stem().string(), day);
    preview_.reset();
    file_study_ = *study;
    study_ = exporting::ChosenStudy{file_text_, std::move(*study)};
    change();
}

void ExportModel::choose(exporting::StudyChoices choices) {
    if (writing() || !file_study_ || choices == choices_) return;
    close();
    choices_ = std::move(choices);
    auto chosen = exporting::with_choices(file_text_, *file_study_, choices_, name_);
    if (chosen) {
        study_ = std::move(*chosen);
        return change();
    }
    if (preview_task_) preview_task_->cancel();
    awaited_ = false;
    due_.reset();
    refused_ = chosen.error();
}

void ExportModel::change() {
    if (preview_task_) preview_task_->cancel();
    refused_.reset();
    awaited_ = true;
    due_ = clock_.steady_ms() + kPreviewAfterMs;
}

void ExportModel::start_preview() {
    due_.reset();
    preview_task_ = tasks_.start(
        [&data = data_, order = order(true)](ui::TaskState& state) {
            return data.export_study(
                order, [&state](const exporting::ExportStep&) { return !state.cancelled(); });
        },
        [this, epoch = epoch_](Result<exporting::ExportResult> result) {
            if (epoch != epoch_) return;
            awaited_ = false;
            if (result)
                preview_ = std::move(*result);
            else
                refused_ = result.error();
        });
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
    tasks_.start(
        [&data = data_, order = order(false), writing = writing_](ui::TaskState&) {
            return data.export_study(order, [&](const exporting::ExportStep& step) {
                writing->done = static_cast<double>(step.step) + std::clamp(step.share, 0.0, 0.999);
                return !writing->stop;
            });
        },
        [this, to = to_, epoch = epoch_](Result<exporting::ExportResult> result) {
            if (epoch == epoch_) take_written(to, std::move(result));
        });
}

void ExportModel::take_written(const std::filesystem::path& to,
                               Result<exporting::ExportResult> result) {
    writing_.reset();
    if (result)
        written_ = WrittenExport{to, std::move(result->files), result->rows};
    else
        fault_ = result.error();
}

void ExportModel::cancel() {
    if (writing_) writing_->stop = true;
}

void ExportModel::close() {
    written_.reset();
    fault_.reset();
}

void ExportModel::drop() {
    cancel();
    if (preview_task_) preview_task_->cancel();
    ++epoch_;
    writing_.reset();
    studies_.clear();
    name_.clear();
    file_text_.clear();
    file_study_.reset();
    study_.reset();
    preview_.reset();
    refused_.reset();
    due_.reset();
    awaited_ = false;
    close();
}

std::int64_t ExportModel::tick() {
    const std::int64_t now = clock_.steady_ms();
    if (due_ && now >= *due_ && !writing()) start_preview();
    if (due_) return std::max<std::int64_t>(1, *due_ - now);
    return writing() ? kWhileItRunsMs : kIdleMs;
}

}  // namespace spine::clinic
