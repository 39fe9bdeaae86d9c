#include "small_clinic.h"

#include <catch2/catch.hpp>

#include "crypto/admission.h"
#include "crypto/manifest.h"
#include "session/event.h"
#include "sync/configurations.h"

namespace spine::test {
namespace {

constexpr std::string_view kPassphrase = "correct horse battery staple";
constexpr crypto::DeriveCost kSmallCost{1, 8192};

}  // namespace

SmallClinic::SmallClinic() {
    for (crypto::SignPair& tablet : tablets_) tablet = crypto::make_sign_pair(random_);
    const crypto::SealPair join = crypto::make_seal_pair(random_);
    const crypto::SealPair attention = crypto::make_seal_pair(random_);
    std::filesystem::create_directory(folder_ / "clinic");
    SystemFiles files;
    ManualClock clock;
    const auto archive = archive::Archive::create(
        {folder_ / "clinic"}, root_.public_key,
        {clinic_key_.secret_key.copy(), computer_.secret_key.copy(), join.secret_key.copy(),
         attention.secret_key.copy()},
        {{"Dr Lind", archive::Role::Clinician | archive::Role::Administrator},
         as_bytes(kPassphrase),
         kSmallCost},
        files, clock, random_);
    if (!archive) FAIL(archive.error().sentence());
    crypto::Admission admission;
    admission.clinic = id_;
    admission.at = clock.now();
    for (std::size_t i = 0; i < kMostTablets; ++i) {
        admission.signing = tablets_.at(i).public_key;
        admission.number = static_cast<std::uint8_t>(i + 1);
        admission.name = "Tablet " + std::to_string(i + 1);
        admissions_.push_back(crypto::make_admission(admission, root_.secret_key).value());
    }
    admission = {id_,
                 crypto::Role::Computer,
                 computer_.public_key,
                 join.public_key,
                 attention.public_key,
                 0,
                 clock.now(),
                 "Computer 1"};
    admissions_.push_back(crypto::make_admission(admission, root_.secret_key).value());
    crypto::Manifest manifest;
    manifest.clinic = id_;
    manifest.version = 1;
    manifest.root = root_.public_key;
    manifest.clinic_key = clinic_key_.public_key;
    manifest.recovery_key = recovery_.public_key;
    manifest_ = crypto::make_manifest(manifest, root_.secret_key).value();
}

Result<std::unique_ptr<archive::Archive>> SmallClinic::copy_archive(
    const std::filesystem::path& into, Files& files, Clock& clock, Random& of_system) const {
    std::filesystem::copy(folder_ / "clinic", into, std::filesystem::copy_options::recursive);
    auto archive = archive::Archive::open({into}, files, clock, of_system);
    if (!archive) return archive;
    if (auto unlocked = (*archive)->unlock(as_bytes(kPassphrase)); !unlocked)
        return fail(std::move(unlocked));
    return archive;
}

Status SmallClinic::publish(sync::Store& store, Files& files) const {
    if (auto made = store.set_up(); !made) return made;
    if (auto put = store.put_all(sync::places::objects, admissions_); !put) return put;
    return sync::publish_configuration(store, files, folder_.path(), manifest_, root_.public_key);
}

journal::SessionInputs SmallClinic::inputs() const {
    return {crypto::configuration_hash(manifest_),
            {clinic_key_.public_key, recovery_.public_key},
            session::encode({})};
}

journal::DeviceIdentity SmallClinic::identity(std::size_t tablet) const {
    return journal::make_identity(id_, tablets_.at(tablet).secret_key);
}

crypto::DeviceId SmallClinic::device(std::size_t tablet) const {
    return crypto::device_id_of(id_, tablets_.at(tablet).public_key);
}

crypto::DeviceId SmallClinic::computer() const {
    return crypto::device_id_of(id_, computer_.public_key);
}

}  // namespace spine::test
