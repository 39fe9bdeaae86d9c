#include "bench/eager_clinic.h"

#include "crypto/admission.h"
#include "crypto/bundle.h"
#include "crypto/receipt.h"

namespace spine::bench {

EagerClinic::EagerClinic(Files& files, const std::filesystem::path& folder,
                         crypto::SystemRandom& random)
    : root_(crypto::make_sign_pair(random)),
      computer_(crypto::make_sign_pair(random)),
      signer_(computer_.secret_key),
      join_(crypto::make_seal_pair(random).public_key),
      attention_(crypto::make_seal_pair(random).public_key),
      clinic_(crypto::clinic_id_of(root_.public_key)),
      store_(files, folder, clinic_) {}

Status EagerClinic::admit(const crypto::SignPublicKey& tablet) {
    crypto::Admission computer, kiosk;
    computer.clinic = kiosk.clinic = clinic_;
    computer.role = crypto::Role::Computer;
    computer.signing = computer_.public_key;
    computer.sealing = join_;
    computer.attention = attention_;
    computer.name = "Computer 1";
    kiosk.role = crypto::Role::Kiosk;
    kiosk.signing = tablet;
    kiosk.name = "Tablet 1";
    for (const crypto::Admission& admitted : {computer, kiosk}) {
        const auto bytes = crypto::make_admission(admitted, root_.secret_key);
        if (!bytes) return fail(bytes.error());
        if (auto put = sync::put_object(store_, sync::places::objects, *bytes); !put)
            return fail(std::move(put));
    }
    return {};
}

void EagerClinic::hold() {
    const std::lock_guard lock(mutex_);
    held_ = true;
}

void EagerClinic::release() {
    {
        const std::lock_guard lock(mutex_);
        held_ = false;
    }
    go_on_.notify_all();
}

void EagerClinic::wait() {
    std::unique_lock lock(mutex_);
    go_on_.wait(lock, [this] { return !held_; });
}

Status EagerClinic::sign_receipt(ByteView bundle) {
    const auto outline = crypto::outline_bundle(bundle);
    if (!outline) return fail(outline.error());
    const crypto::Head& head = outline->head;
    const Bytes receipt = crypto::make_receipt(
        {clinic_, crypto::device_id_of(clinic_, computer_.public_key), head.device, head.session,
         head.counter, crypto::head_hash(outline->head_bytes)},
        signer_);
    auto put = sync::put_object(store_, sync::places::receipts(head.device), receipt);
    return put ? Status() : fail(std::move(put));
}

Result<sync::Put> EagerClinic::put(std::string_view place, std::string_view name,
                                   ByteView content) {
    wait();
    auto done = store_.put(place, name, content);
    if (!done || place != sync::places::bundles) return done;
    ++delivered_;
    if (auto signed_too = sign_receipt(content); !signed_too) return fail(std::move(signed_too));
    return done;
}

Result<Bytes> EagerClinic::get(std::string_view place, std::string_view name, std::uint64_t limit) {
    wait();
    return store_.get(place, name, limit);
}

Result<std::vector<std::string>> EagerClinic::list(std::string_view place) {
    wait();
    return store_.list(place);
}

Status EagerClinic::remove(std::string_view place, std::string_view name) {
    wait();
    return store_.remove(place, name);
}

}  // namespace spine::bench
