#include "clinic/archive_data.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "clinic/moments.h"
#include "review/after_visits.h"
#include "review/patient.h"
#include "review/visit.h"
#include "review/worklist.h"

namespace spine::clinic {
namespace {

constexpr UnixMs kSilentAfterMs = 24LL * 3600 * 1000;

}  // namespace

ArchiveData::ArchiveData(std::unique_ptr<archive::Archive> archive,
                         std::unique_ptr<AttentionCalls> calls, std::string language, Files& files,
                         Clock& clock, Random& random)
    : archive_(std::move(archive)),
      calls_(std::move(calls)),
      language_(std::move(language)),
      files_(files),
      clock_(clock),
      random_(random),
      shelf_(files, archive_->folder(), archive_->root()) {}

ArchiveData::~ArchiveData() = default;

Result<std::unique_ptr<ArchiveData>> ArchiveData::open(const std::filesystem::path& clinic,
                                                       std::string language, Files& files,
                                                       Clock& clock, Random& random) {
    const archive::ClinicFolder folder{clinic};
    auto archive = archive::Archive::open(folder, files, clock, random);
    if (!archive) return fail(std::move(archive));
    auto calls = AttentionCalls::open(folder, (*archive)->root(), files, clock);
    if (!calls) return fail(std::move(calls));
    std::unique_ptr<ArchiveData> data(new ArchiveData(std::move(*archive), std::move(*calls),
                                                      std::move(language), files, clock, random));
    data->read_configuration();
    return data;
}

void ArchiveData::read_configuration() {
    // Without a store in reach the configurations that are here already serve.
    if (auto reached = store()) (void)shelf_.fetch(**reached);
    const config::Config* newest = shelf_.newest();
    if (newest == nullptr) return;
    clinic_name_ = newest->settings.clinic_name;
    chime_ = newest->settings.chime;
    demonstration_ = !newest->signed_off;
}

std::string ArchiveData::key_card() const {
    return crypto::fingerprint_text(crypto::root_fingerprint(archive_->root()));
}

Result<sync::Store*> ArchiveData::store() {
    if (store_) return store_.get();
    auto settings = sync::load_store_settings(files_, archive_->folder().store_settings());
    if (!settings) return fail(std::move(settings));
    auto opened = sync::open_store(files_, *settings, archive_->clinic());
    if (!opened) return fail(std::move(opened));
    store_ = std::move(*opened);
    return store_.get();
}

Status ArchiveData::unlock(ByteView passphrase) {
    if (auto unlocked = archive_->unlock(passphrase); !unlocked) return unlocked;
    auto may = archive_->require(archive::Role::Clinician | archive::Role::Researcher);
    if (!may) lock();  // nothing here is for an administrator alone
    return may;
}

void ArchiveData::lock() {
    importer_.reset();
    known_.clear();
    coding_.reset();
    retention_ = {};
    archive_->lock();
}

Result<std::vector<Attention>> ArchiveData::attentions() {
    return calls_->now();
}

Status ArchiveData::answered(const std::string& attention) {
    return calls_->answered(attention);
}

void ArchiveData::make_importer(sync::Store& store) {
    importer_ = std::make_unique<importing::Importer>(
        *archive_, store, clock_,
        [this](const crypto::Hash& configuration, const session::Told& told,
               crypto::SessionStatus status) {
            return importing::assess(shelf_.find(configuration), told, status);
        });
}

Status ArchiveData::import() {
    auto reached = store();
    if (!reached) return fail(std::move(reached));
    if (auto fetched = shelf_.fetch(**reached); !fetched) return fetched;
    if (!importer_) make_importer(**reached);
    auto imported = importer_->run();
    // Also after a fault: batches before it were written.
    auto tidied = archive_->tidy();
    if (!imported) return fail(std::move(imported));
    retention_ = {imported->expiring, imported->expiring_at, imported->rule_held_back,
                  imported->clock_doubted};
    if (!tidied) return tidied;
    if (!shelf_.not_fetched().empty()) return fail(shelf_.not_fetched().front());
    return {};
}

Received ArchiveData::received(const std::vector<archive::Row>& rows) {
    Received received;
    std::map<std::string, UnixMs> last_of;
    for (const archive::Row& row : rows) {
        UnixMs& last = last_of[row.summary.tablet];
        last = std::max({last, row.summary.ended, row.summary.started});
        received.last = std::max(received.last, last);
    }
    received.tablets = static_cast<int>(last_of.size());
    for (const auto& [tablet, last] : last_of) {
        const UnixMs silent = clock_.now() - last;
        if (silent > kSilentAfterMs) received.silent.push_back({tablet, silent / 3'600'000});
    }
    const auto apart = archive_->quarantine();
    received.kept_apart = apart ? static_cast<int>(apart->size()) : 0;
    received.of = static_cast<int>(rows.size()) + received.kept_apart;
    received.retention = retention_;
    return received;
}

review::WorklistRow ArchiveData::list_row(const archive::Row& row) {
    const config::Config* config = shelf_.find(row.place.configuration);
    // Who answered is listed all the same: a warning sign must not wait for a configuration.
    if (config == nullptr) return review::worklist_row(row);
    if (!review::needs_visit(row)) return review::worklist_row(*config, row, nullptr, language_);
    const auto known = known_.find(row.place.ref());
    if (known != known_.end() && known->second.head == row.place.head &&
        known->second.tier == row.summary.tier) {
        review::WorklistRow made = known->second.row;
        review::set_marks(made, row.marks);
        return made;
    }
    const auto visit = visit_of(row, &archive::Archive::response_for_list);
    auto made = review::worklist_row(*config, row, visit ? &visit->visit : nullptr, language_);
    // A session that broke off has no end of its own: it is listed by when it was last heard of.
    if (visit && made.ended == 0) made.ended = last_moment(visit->response);
    if (visit)
        known_.insert_or_assign(row.place.ref(), KnownRow{row.place.head, row.summary.tier, made});
    return made;
}

Result<Worklist> ArchiveData::worklist() {
    std::vector<crypto::SessionRef> damaged;
    const auto rows = archive_->rows(0, &damaged);
    if (!rows) return fail(rows.error());
    Worklist list;
    list.rows.reserve(rows->size());
    for (const archive::Row& row : *rows) list.rows.push_back(list_row(row));
    review::join_after_visits(list.rows);
    review::order(list.rows);
    list.received = received(*rows);
    list.received.unreadable = static_cast<int>(damaged.size());
    list.received.of += list.received.unreadable;
    return list;
}

Result<ArchiveData::OpenVisit> ArchiveData::visit_of(const archive::Row& row, Read read) {
    const config::Config* config = shelf_.find(row.place.configuration);
    if (config == nullptr) {
        return fail("configuration-missing",
                    "The configuration under which this was asked is not here.",
                    "Connect the store: it is fetched by itself.");
    }
    auto response = (archive_.get()->*read)(row.place.ref());
    if (!response) return fail(std::move(response));
    return OpenVisit{review::visit_of(row, *response, *config), std::move(*response)};
}

Result<archive::Row> ArchiveData::row_of(const std::string& session) {
    const auto id = crypto::SessionRef::from_text(session);
    auto row = archive_->row(id.value_or(crypto::SessionRef{}));
    if (row || row.error().cause != archive::causes::session_unknown) return row;
    return fail(archive::causes::session_unknown, "This session is not here any more.",
                "It was erased, or the patient deleted it: go back to the list.");
}

std::vector<review::Visit> ArchiveData::after_visits_of(const archive::Row& row, Read read) {
    std::vector<review::Visit> after;
    const auto same_code = archive_->find_code(row.summary.code);
    if (!same_code) return after;
    const auto config_of = [this](const crypto::Hash& hash) { return shelf_.find(hash); };
    for (const archive::Row& one :
         review::after_visits_of(*same_code, row.place.ref(), config_of)) {
        auto opened = visit_of(one, read);
        if (opened) after.push_back(std::move(opened->visit));
    }
    return after;
}

Result<Opened> ArchiveData::page_of(const std::string& session, Read read) {
    const auto row = row_of(session);
    if (!row) return fail(row.error());
    const auto visit = visit_of(*row, read);
    if (!visit) return fail(visit.error());
    const auto after = after_visits_of(*row, read);
    const config::Config& config = *shelf_.find(row->place.configuration);
    Opened opened = page_of(*visit, after, config);
    open_ends(*row, config, opened);
    return opened;
}

Opened ArchiveData::page_of(const OpenVisit& visit, const std::vector<review::Visit>& after,
                            const config::Config& config) const {
    Opened opened{review::patient_page(config, visit.visit, after, language_), {}};
    opened.moments = moments_of(visit.response, review::questionnaire_of(config, visit.visit),
                                opened.page.warning, language_);
    // Who changed the language may have understood the one before it less well.
    const std::vector<std::string> shown = languages_of(visit.response);
    if (shown.size() < 2) return opened;
    opened.page.language_name.clear();
    for (const std::string& language : shown) {
        if (!opened.page.language_name.empty()) opened.page.language_name += " / ";
        opened.page.language_name += review::language_name(config, language);
    }
    return opened;
}

// Who opens a session opens all its ends: the audit trail names it once. One that does not open, or
// that the list of them cannot be read, takes nothing from the session's own.
void ArchiveData::open_ends(const archive::Row& row, const config::Config& config, Opened& opened) {
    std::vector<crypto::Hash> damaged;
    const auto branches = archive_->branches(row.place.ref(), &damaged);
    opened.damaged_ends = branches ? static_cast<int>(damaged.size()) : 1;
    if (!branches) return;
    for (const archive::Row& branch : *branches) {
        auto kept = archive_->kept_end(row.place.ref(), branch.place.head);
        if (!kept) {
            ++opened.damaged_ends;
            continue;
        }
        archive::Row marked = branch;
        marked.marks = row.marks;
        const OpenVisit visit{review::visit_of(marked, kept->response, config),
                              std::move(kept->response)};
        Opened end = page_of(visit, {}, config);
        opened.ends.push_back({std::move(end.page), end.moments});
    }
}

Result<Opened> ArchiveData::open(const std::string& session) {
    return page_of(session, &archive::Archive::response);
}

Result<Opened> ArchiveData::reread(const std::string& session) {
    return page_of(session, &archive::Archive::response_for_list);
}

Status ArchiveData::mark_reviewed(const std::string& session, bool reviewed) {
    const auto row = row_of(session);
    if (!row) return fail(row.error());
    return reviewed ? archive_->mark_reviewed(row->place.ref())
                    : archive_->undo_reviewed(row->place.ref());
}

Status ArchiveData::take_over(const std::string& session) {
    const auto row = row_of(session);
    if (!row) return fail(row.error());
    return archive_->take_over(row->place.ref());
}

}  // namespace spine::clinic
