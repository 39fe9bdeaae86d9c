#include <fmt/format.h>

#include "clinic/archive_data.h"
#include "export/formats.h"

namespace spine::clinic {
namespace {

constexpr std::uint64_t kLargestStudy = std::uint64_t{1} << 20U;
constexpr const char* kStudies = "studies";  // in CLINIC; a person puts them there

Status decided(archive::Archive& archive, const review::QueuedText& text,
               const TextDecision& decision) {
    switch (decision.kind) {
        case TextDecision::Release:
            return review::release(archive, text);
        case TextDecision::Withhold:
            return review::withhold(archive, text);
        case TextDecision::Redact:
            return review::redact(archive, text, decision.from, decision.to, decision.stands_for);
        case TextDecision::Keep:
            return review::keep(archive, text, decision.from, decision.to);
        case TextDecision::Undo:
            break;
    }
    return review::undo(archive, text);
}

Result<exporting::ExportRequest> request_of(const ExportOrder& order) {
    exporting::ExportRequest request;
    request.study_text = order.study_text;
    request.study_name = order.study_name;
    auto study = exporting::read_study(order.study_text, order.study_name);
    if (!study) return fail(std::move(study));
    request.study = std::move(*study);
    for (const std::string& name : order.formats) {
        auto format = exporting::make_format(name);
        if (!format) return fail(std::move(format));
        request.formats.push_back(std::move(*format));
    }
    request.program = fmt::format("spine-kiosk {}", SPINE_VERSION);
    request.to = order.to;
    request.dry_run = order.dry_run;
    return request;
}

}  // namespace

Person ArchiveData::person() {
    if (archive_->locked()) return {};
    return {archive_->user().name, archive_->user().roles};
}

Result<std::vector<review::QueuedText>> ArchiveData::texts() {
    return review::text_queue(*archive_, [this](const auto& hash) { return shelf_.find(hash); });
}

Result<archive::TextReading> ArchiveData::decide(const review::QueuedText& text,
                                                 const TextDecision& decision) {
    coding_.reset();  // other texts may be coded then
    if (auto done = decided(*archive_, text, decision); !done) return fail(std::move(done));
    const auto readings = archive_->text_readings();
    if (!readings) return fail(readings.error());
    const auto found = readings->find(text.ref.name);
    return found == readings->end() ? archive::TextReading() : found->second;
}

Result<std::vector<StudyFile>> ArchiveData::studies() {
    std::vector<StudyFile> studies;
    const auto folder = archive_->folder().root / kStudies;
    if (!files_.exists(folder)) return studies;
    const auto listed = files_.list(folder);
    if (!listed) return fail(listed.error());
    for (const FolderEntry& entry : *listed)
        if (!entry.folder && entry.name.ends_with(".toml"))
            studies.push_back({folder / entry.name, entry.name});
    return studies;
}

Result<std::string> ArchiveData::study_text(const std::filesystem::path& file) {
    const auto bytes = files_.read(file, kLargestStudy);
    if (!bytes) return fail(bytes.error());
    return std::string(as_text(*bytes));
}

Result<exporting::ExportResult> ArchiveData::export_study(
    const ExportOrder& order, const exporting::ExportProgress& progress) {
    auto request = request_of(order);
    if (!request) return fail(std::move(request));
    const auto hashes = archive_->configurations();
    if (!hashes) return fail(hashes.error());
    request->newest_first = shelf_.newest_first(*hashes);
    request->configuration_of = [this](const auto& hash) { return shelf_.find(hash); };
    if (!request->newest_first.empty())
        request->clinic_name = request->newest_first.front()->settings.clinic_name;
    request->made = to_rfc3339(clock_.now()).substr(0, 10);
    return exporting::export_research(*archive_, *request, random_, progress);
}

}  // namespace spine::clinic
