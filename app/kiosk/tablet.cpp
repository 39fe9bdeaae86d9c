#include "kiosk/tablet.h"

#include <fmt/format.h>

#include <charconv>
#include <utility>

#include "config/signed.h"

namespace spine::kiosk {
namespace {

namespace fs = std::filesystem;

// The highest configuration version that this tablet ever used: an older one, however well signed,
// is refused.
fs::path highest_file(const journal::KioskFolder& folder) {
    return folder.root / "configuration.highest";
}
// Where sync puts a newer configuration, complete when its manifest is there.
fs::path next_folder(const journal::KioskFolder& folder) {
    return folder.root / "config.next";
}

// The one that is being replaced, until the newer one has its place.
fs::path previous_folder(const journal::KioskFolder& folder) {
    return folder.root / "config.previous";
}

}  // namespace

Tablet::Tablet(fs::path folder, Files& files, Clock& clock, Random& random)
    : folder_{std::move(folder)}, files_(files), clock_(clock), random_(random) {}

Result<std::uint64_t> Tablet::lowest_version() const {
    if (!files_.exists(highest_file(folder_))) return 1;
    const auto bytes = files_.read(highest_file(folder_), 32);
    if (!bytes) return fail(bytes.error());
    std::uint64_t version = 0;
    const std::string_view text = as_text(*bytes);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
    if (error != std::errc{}) {
        return fail(config::causes::older_version,
                    "The note of the newest configuration version is damaged.",
                    "Enrol this tablet anew.", highest_file(folder_).string());
    }
    return version;
}

Status Tablet::adopt_next_configuration() {
    const fs::path next = next_folder(folder_);
    if (!files_.exists(next / sync::kManifestFile)) return {};
    const auto lowest = lowest_version();
    if (!lowest) return fail(lowest.error());
    const auto loaded = config::load_signed(files_, next, enrolment_.root, *lowest);
    std::error_code error;
    // What does not verify is thrown away: the tablet goes on with what it has.
    if (!loaded) {
        fs::remove_all(next, error);
        return {};
    }
    // At every moment one complete configuration stands under a name that a start looks at.
    const fs::path previous = previous_folder(folder_);
    fs::remove_all(previous, error);
    fs::rename(folder_.config(), previous, error);
    fs::rename(next, folder_.config(), error);
    if (!error) fs::remove_all(previous, error);
    return {};
}

Status Tablet::load_configuration() {
    // The power went, or a rename failed, while one configuration replaced the other.
    std::error_code error;
    if (!files_.exists(folder_.config() / sync::kManifestFile) &&
        files_.exists(previous_folder(folder_) / sync::kManifestFile)) {
        fs::remove_all(folder_.config(), error);
        fs::rename(previous_folder(folder_), folder_.config(), error);
    }
    if (auto adopted = adopt_next_configuration(); !adopted) return adopted;
    const auto lowest = lowest_version();
    if (!lowest) return fail(lowest.error());
    auto loaded = config::load_signed(files_, folder_.config(), enrolment_.root, *lowest);
    if (!loaded) return fail(std::move(loaded));
    config_ = std::move(loaded->config);
    manifest_ = std::move(loaded->manifest);
    configuration_ = loaded->hash;
    if (manifest_.version == *lowest && files_.exists(highest_file(folder_))) return {};
    return files_.write(highest_file(folder_), as_bytes(fmt::format("{}", manifest_.version)),
                        Access::Everyone);
}

Result<std::unique_ptr<Tablet>> Tablet::open(const fs::path& folder, std::string program,
                                             Files& files, Clock& clock, Random& random) {
    std::unique_ptr<Tablet> tablet(new Tablet(folder, files, clock, random));
    auto enrolment = sync::load_enrolment(files, tablet->folder_);
    if (!enrolment) return fail(std::move(enrolment));
    tablet->enrolment_ = std::move(*enrolment);
    auto identity = journal::load_identity(files, tablet->folder_);
    if (!identity) return fail(std::move(identity));
    if (tablet->enrolment_.admission.id() != identity->device)
        return fail(sync::causes::admission_of_other_device,
                    "This tablet's admission was given to another tablet.",
                    "Enrol this tablet anew, in an empty folder.",
                    (folder / "admission.signed").string());
    journal::JournalOptions options;
    options.program = std::move(program);
    auto journal = journal::Journal::open(tablet->folder_, std::move(*identity), clock, random,
                                          files, options);
    if (!journal) return fail(std::move(journal));
    tablet->journal_ = std::move(*journal);
    if (auto loaded = tablet->load_configuration(); !loaded) return fail(std::move(loaded));
    return tablet;
}

std::string Tablet::name_in(const fs::path& folder, Files& files) {
    auto enrolment = sync::load_enrolment(files, journal::KioskFolder{folder});
    return enrolment ? std::move(enrolment->admission.name) : std::string();
}

Result<std::unique_ptr<JournalKeeper>> Tablet::make_keeper(std::function<void()> wake) {
    const journal::CodeRules codes{
        config_.settings.code_length == 8 ? CodeLength::Eight : CodeLength::Six,
        enrolment_.admission.number};
    const journal::SessionInputs inputs{configuration_, manifest_.recipients(), {}};
    std::vector<crypto::SealPublicKey> computers;
    for (const crypto::ManifestComputer& computer : manifest_.computers) {
        computers.push_back(computer.attention);
    }
    auto identity = journal::load_identity(files_, folder_);
    if (!identity) return fail(std::move(identity));
    AttentionDesk attention{std::move(*identity), std::move(computers), enrolment_.admission.number,
                            enrolment_.admission.name};
    return std::make_unique<JournalKeeper>(*journal_, clock_, random_, codes, inputs,
                                           std::move(attention), std::move(wake));
}

Status Tablet::connect(const sync::StoreSettings& other) {
    sync::StoreSettings settings = other.copy();
    if (settings.address.empty()) {
        auto saved = sync::load_store_settings(files_, folder_.store_settings());
        if (!saved) return fail(std::move(saved));
        settings = std::move(*saved);
    }
    if (uploader_ && settings == connected_) return {};
    auto store = sync::open_store(files_, settings, enrolment_.admission.clinic);
    if (!store) return fail(std::move(store));
    sync::UploaderOptions options;
    options.retention_hours = config_.settings.retention.kiosk_hours;
    auto uploader = std::make_unique<sync::Uploader>(journal_->outbox(), **store, enrolment_.root,
                                                     enrolment_.admission.id(), options);
    uploader_ = std::move(uploader);  // before the store that the previous one used goes
    store_ = std::move(*store);
    connected_ = std::move(settings);
    return {};
}

Status Tablet::send_attention(ByteView object) {
    if (auto connected = connect({}); !connected) return connected;
    const auto put = sync::put_object(*store_, sync::places::attention, object);
    return put ? Status() : Status(fail(put.error()));
}

Result<sync::SyncResult> Tablet::sync_once(const sync::StoreSettings& store) {
    journal_->look_for_room();
    auto done = sync_with(store);
    // What the clinic has may be gone from here, and nobody waits for the next look.
    journal_->look_for_room();
    return done;
}

Result<sync::SyncResult> Tablet::sync_with(const sync::StoreSettings& store) {
    if (auto connected = connect(store); !connected) return fail(std::move(connected));
    auto done = uploader_->run();
    if (!done || done->newest_configuration <= manifest_.version) return done;
    const sync::KnownManifest* newest = uploader_->configurations().newest();
    if (newest == nullptr) return done;
    auto fetched = uploader_->fetch(files_, *newest, next_folder(folder_));
    if (!fetched)
        done->failed.push_back({"configuration", std::string(fetched.error().cause.name())});
    return done;
}

bool Tablet::has_staff_pin() const {
    return sync::has_staff_pin(files_, folder_);
}

bool Tablet::staff_pin_fits(std::string_view pin) const {
    return sync::staff_pin_fits(files_, folder_, pin);
}

}  // namespace spine::kiosk
