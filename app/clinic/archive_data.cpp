#include "clinic/archive_data.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "crypto/attention.h"
#include "crypto/constants.h"
#include "crypto/keyfile.h"
#include "open/object_opening.h"
#include "review/patient.h"
#include "review/visit.h"
#include "review/worklist.h"
#include "sync/store_settings.h"

namespace spine::clinic {
namespace {

constexpr std::uint64_t kLargestObject = 256ULL * 1024;
// A call that is older than a working day tells nobody anything any more.
constexpr UnixMs kAttentionLivesMs = 12LL * 3600 * 1000;
constexpr UnixMs kSilentAfterMs = 24LL * 3600 * 1000;

std::filesystem::path seen_file(const archive::ClinicFolder& folder) {
    return folder.root / "attention.seen";
}

Result<crypto::SealSecretKey> load_attention_key(Files& files,
                                                 const archive::ClinicFolder& folder) {
    auto bytes = files.read(folder.attention_key(), crypto::kMaxKeyFileSize);
    if (!bytes) return fail(std::move(bytes));
    const auto file = crypto::decode_key_file(*bytes, crypto::KeyPurpose::Attention);
    crypto::wipe(*bytes);
    if (!file) return fail(file.error());
    return file->seal_key();
}

}  // namespace

ArchiveData::ArchiveData(std::unique_ptr<archive::Archive> archive,
                         crypto::SealSecretKey attention_key, std::string language, Files& files,
                         Clock& clock)
    : archive_(std::move(archive)),
      attention_key_(std::move(attention_key)),
      language_(std::move(language)),
      files_(files),
      clock_(clock),
      shelf_(files, archive_->folder(), archive_->root()),
      objects_(archive_->root()) {
    const auto seen = files.read(seen_file(archive_->folder()), 1U << 20U);
    if (!seen) return;
    const std::string_view names = as_text(*seen);
    for (std::size_t at = 0; at + 64 <= names.size(); at += 65) {
        seen_attention_.emplace(names.substr(at, 64));
    }
}

ArchiveData::~ArchiveData() = default;

Result<std::unique_ptr<ArchiveData>> ArchiveData::open(const std::filesystem::path& clinic,
                                                       std::string language, Files& files,
                                                       Clock& clock, Random& random) {
    const archive::ClinicFolder folder{clinic};
    auto archive = archive::Archive::open(folder, files, clock, random);
    if (!archive) return fail(std::move(archive));
    auto key = load_attention_key(files, folder);
    if (!key) return fail(std::move(key));
    std::unique_ptr<ArchiveData> data(
        new ArchiveData(std::move(*archive), std::move(*key), std::move(language), files, clock));
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

Result<sync::Store*> ArchiveData::store() {
    if (store_) return store_.get();
    auto address = sync::load_store_address(files_, archive_->folder().store_settings());
    if (!address) return fail(std::move(address));
    auto opened = sync::open_store(files_, *address, archive_->clinic());
    if (!opened) return fail(std::move(opened));
    store_ = std::move(*opened);
    return store_.get();
}

Status ArchiveData::unlock(ByteView passphrase) {
    if (auto unlocked = archive_->unlock(passphrase); !unlocked) return unlocked;
    auto reached = store();
    if (!reached) return {};  // what is here can be read; import() says what is wrong
    importer_ = std::make_unique<importing::Importer>(
        *archive_, **reached, clock_,
        [this](const crypto::Hash& configuration, const session::Told& told) {
            const config::Config* config = shelf_.find(configuration);
            return config != nullptr ? importing::score_session(*config, told) : archive::Scores{};
        });
    return {};
}

void ArchiveData::lock() {
    importer_.reset();
    archive_->lock();
}

Result<Attention> ArchiveData::read_attention(const std::string& name, sync::Store& store) {
    auto bytes = store.get(sync::places::attention, name, kLargestObject);
    if (!bytes) return fail(std::move(bytes));
    // Whoever signed it must be one of the clinic's tablets.
    for (const auto& [device, admission] : objects_.admissions()) {
        if (admission.role != crypto::Role::Kiosk || objects_.revoked(device)) continue;
        const auto attention =
            crypto::verify_attention(*bytes, admission.signing, archive_->clinic());
        if (!attention) continue;
        const auto text = opening::open_attention(*attention, attention_key_);
        if (!text) return fail(text.error());
        return Attention{name, text->name, text->at};
    }
    return fail("attention-unknown", "No tablet of this clinic signed this call.",
                "Admit the tablet, or leave it.");
}

Result<std::vector<Attention>> ArchiveData::attentions() {
    auto reached = store();
    if (!reached) return fail(std::move(reached));
    if (auto read = objects_.refresh(**reached); !read) return fail(std::move(read));
    auto names = (*reached)->list(sync::places::attention);
    if (!names) return fail(std::move(names));
    std::vector<Attention> calls;
    for (const std::string& name : *names) {
        if (seen_attention_.contains(name)) continue;
        auto attention = read_attention(name, **reached);
        // One that cannot be read now may be a tablet that is admitted in a moment: tried again.
        if (!attention) continue;
        if (clock_.now() - attention->at > kAttentionLivesMs) {
            seen_attention_.insert(name);
            continue;
        }
        calls.push_back(std::move(*attention));
    }
    return calls;
}

Status ArchiveData::answered(const std::string& attention) {
    seen_attention_.insert(attention);
    std::string names;
    for (const std::string& name : seen_attention_) names += name + "\n";
    return files_.write(seen_file(archive_->folder()), as_bytes(names), Access::Owner);
}

Status ArchiveData::import() {
    auto reached = store();
    if (!reached) return fail(std::move(reached));
    if (auto fetched = shelf_.fetch(**reached); !fetched) return fetched;
    if (!importer_) return {};
    auto imported = importer_->run();
    if (!imported) return fail(std::move(imported));
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
        if (silent > kSilentAfterMs) {
            received.silent.push_back(fmt::format("{}: {} h", tablet, silent / 3'600'000));
        }
    }
    const auto apart = archive_->quarantine();
    received.kept_apart = apart ? static_cast<int>(apart->size()) : 0;
    received.of = static_cast<int>(rows.size()) + received.kept_apart;
    return received;
}

Result<Worklist> ArchiveData::worklist() {
    const auto rows = archive_->rows();
    if (!rows) return fail(rows.error());
    Worklist list;
    for (const archive::Row& row : *rows) {
        const config::Config* config = shelf_.find(row.place.configuration);
        if (config == nullptr) continue;
        std::optional<review::Visit> visit;
        if (review::needs_visit(row)) {
            auto opened = visit_of(row);
            if (opened) visit = std::move(*opened);
        }
        list.rows.push_back(
            review::worklist_row(*config, row, visit ? &*visit : nullptr, language_));
    }
    review::join_after_visits(list.rows);
    review::order(list.rows);
    list.received = received(*rows);
    return list;
}

Result<review::Visit> ArchiveData::visit_of(const archive::Row& row) {
    const config::Config* config = shelf_.find(row.place.configuration);
    if (config == nullptr) {
        return fail("configuration-missing",
                    "The configuration under which this was asked is not here.",
                    "Connect the store: it is fetched by itself.");
    }
    auto response = archive_->response(row.place.session);
    if (!response) return fail(std::move(response));
    return review::visit_of(row, *response, *config);
}

Result<archive::Row> ArchiveData::row_of(const std::string& session) {
    const auto id = crypto::SessionId::from_hex(session);
    auto rows = archive_->rows();
    if (!rows) return fail(std::move(rows));
    for (archive::Row& row : *rows) {
        if (id && row.place.session == *id) return std::move(row);
    }
    return fail(archive::causes::session_unknown, "This session is not here any more.",
                "It was erased, or its tablet's copy replaced it.");
}

Result<review::PatientPage> ArchiveData::open(const std::string& session) {
    const auto row = row_of(session);
    if (!row) return fail(row.error());
    const auto visit = visit_of(*row);
    if (!visit) return fail(visit.error());
    std::vector<review::Visit> after;
    const auto same_code = archive_->find_code(row->summary.code);
    for (const archive::Row& other : same_code ? *same_code : std::vector<archive::Row>{}) {
        if (!other.summary.after_visit) continue;
        auto opened = visit_of(other);
        if (opened) after.push_back(std::move(*opened));
    }
    return review::patient_page(*shelf_.find(row->place.configuration), *visit, after, language_);
}

Status ArchiveData::mark_reviewed(const std::string& session, bool reviewed) {
    const auto row = row_of(session);
    if (!row) return fail(row.error());
    return reviewed ? archive_->mark_reviewed(row->place.session)
                    : archive_->undo_reviewed(row->place.session);
}

Status ArchiveData::take_over(const std::string& session) {
    const auto row = row_of(session);
    if (!row) return fail(row.error());
    return archive_->take_over(row->place.session);
}

}  // namespace spine::clinic
