#include "bench/import_clinic.h"

#include <fstream>

#include "bench/sample_session.h"
#include "crypto/admission.h"
#include "crypto/bundle.h"
#include "crypto/manifest.h"
#include "crypto/object_common.h"
#include "sync/configurations.h"

namespace spine::bench {
namespace {

namespace fs = std::filesystem;
constexpr std::string_view kPassphrase = "a passphrase for measuring";
constexpr crypto::DeriveCost kSmallCost{1, 8192};

crypto::Admission admission(const crypto::ClinicId& clinic, crypto::Role role,
                            const crypto::SignPublicKey& key, std::string name) {
    crypto::Admission out;
    out.clinic = clinic;
    out.role = role;
    out.signing = key;
    out.name = std::move(name);
    return out;
}

// Without the care of Files: nobody's data, and synced once at the end.
bool lay(const fs::path& file, ByteView content) {
    std::ofstream out(file, std::ios::binary);
    const std::string_view text = as_text(content);
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    return out.flush().good();
}

}  // namespace

ImportClinic::ImportClinic(const fs::path& folder)
    : root_(crypto::make_sign_pair(random_)),
      computer_(crypto::make_sign_pair(random_)),
      tablet_(crypto::make_sign_pair(random_)),
      clinic_key_(crypto::make_seal_pair(random_)),
      recovery_(crypto::make_seal_pair(random_)),
      join_(crypto::make_seal_pair(random_)),
      attention_(crypto::make_seal_pair(random_)),
      id_(crypto::clinic_id_of(root_.public_key)),
      tablet_signer_(tablet_.secret_key),
      folder_(folder),
      store_(files_, folder / "store", id_) {}

Status ImportClinic::set_up() {
    for (const char* made : {"clinic", "store"})
        if (auto done = files_.make_folders(folder_ / made); !done) return done;
    auto made = archive::Archive::create(
        {folder_ / "clinic"}, root_.public_key,
        {clinic_key_.secret_key.copy(), computer_.secret_key.copy(), join_.secret_key.copy(),
         attention_.secret_key.copy()},
        {{"Measurer", archive::Role::Clinician}, as_bytes(kPassphrase), kSmallCost}, files_, clock_,
        random_);
    if (!made) return fail(std::move(made));
    archive_ = std::move(*made);
    if (auto open = archive_->unlock(as_bytes(kPassphrase)); !open) return open;
    auto computer = admission(id_, crypto::Role::Computer, computer_.public_key, "Computer 1");
    computer.sealing = join_.public_key;
    computer.attention = attention_.public_key;
    const auto tablet = admission(id_, crypto::Role::Kiosk, tablet_.public_key, "Tablet 1");
    for (const crypto::Admission& admitted : {computer, tablet}) {
        const auto bytes = crypto::make_admission(admitted, root_.secret_key);
        if (!bytes) return fail(bytes.error());
        if (auto put = sync::put_object(store_, sync::places::objects, *bytes); !put)
            return fail(std::move(put));
    }
    crypto::Manifest manifest;
    manifest.clinic = id_;
    manifest.version = 1;
    manifest.root = root_.public_key;
    manifest.clinic_key = clinic_key_.public_key;
    manifest.recovery_key = recovery_.public_key;
    const auto bytes = crypto::make_manifest(manifest, root_.secret_key);
    if (!bytes) return fail(bytes.error());
    configuration_ = crypto::configuration_hash(*bytes);
    return sync::publish_configuration(store_, files_, folder_, *bytes, root_.public_key);
}

Result<Bytes> ImportClinic::seal_one(std::uint64_t counter, crypto::Hash& previous) {
    const auto key = crypto::SessionKey::random(random_);
    crypto::SessionStart start{
        id_, crypto::device_id_of(id_, tablet_.public_key), counter, {}, previous, configuration_};
    random_.fill(start.session.bytes);
    auto header = crypto::make_session_header(start, {clinic_key_.public_key, recovery_.public_key},
                                              key, tablet_signer_);
    if (!header) return header;
    const crypto::Hash hash = crypto::header_hash(*header);
    crypto::RecordSealer sealer(key.copy(), hash, crypto::RecordChain(id_, hash));
    Bytes records;
    const auto keep = [&](const Result<Bytes>& sealed) {
        if (sealed) records.insert(records.end(), sealed->begin(), sealed->end());
        return sealed.has_value();
    };
    for (const session::Event& event : sample_session(clock_.now(), counter))
        if (auto sealed = sealer.seal(as_bytes(session::encode(event)), random_); !keep(sealed))
            return sealed;
    if (auto fill = sealer.fill(as_bytes(session::encode({})), random_); !keep(fill)) return fill;
    const auto decoded = crypto::decode_header(*header);
    if (!decoded) return fail(decoded.error());
    const Bytes head = crypto::make_head(*decoded, hash, sealer.chain(),
                                         crypto::SessionStatus::Complete, tablet_signer_);
    previous = crypto::head_hash(head);
    return crypto::make_bundle(*header, records, head);
}

Status ImportClinic::seal(std::size_t sessions) {
    const fs::path place = folder_ / "store" / id_.hex() / sync::places::bundles;
    if (auto made = files_.make_folders(place); !made) return made;
    crypto::Hash previous;
    for (std::uint64_t counter = 1; counter <= sessions; ++counter) {
        const auto bundle = seal_one(counter, previous);
        if (!bundle) return fail(bundle.error());
        bundles_.push_back(place / crypto::object_name(*bundle));
        if (!lay(bundles_.back(), *bundle))
            return fail(spine::causes::file_write_failed, "A bundle could not be written.",
                        "Check the folder's rights and space.", place.string());
    }
    return {};
}

}  // namespace spine::bench
