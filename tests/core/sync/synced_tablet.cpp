#include "synced_tablet.h"

#include <catch2/catch.hpp>

#include "crypto/admission.h"

namespace spine::test {

SyncedTablet::SyncedTablet() {
    REQUIRE(folder.set_up());
    crypto::Admission computer;
    computer.clinic = clinic.id;
    computer.role = crypto::Role::Computer;
    computer.signing = clinic.computer.public_key;
    computer.sealing = clinic.clinic.public_key;
    computer.attention = clinic.recovery.public_key;
    computer.at = tablet.clock.now();
    computer.name = "Computer 1";
    put(crypto::make_admission(computer, clinic.root.secret_key).value());
    restart();
}

void SyncedTablet::restart() {
    uploader.reset();
    journal.reset();
    journal = tablet.open();
    uploader = std::make_unique<sync::Uploader>(journal->outbox(), store, clinic.root.public_key,
                                                device());
}

sync::SyncResult SyncedTablet::round() {
    auto result = uploader->run();
    if (!result) FAIL(result.error().sentence());
    return *result;
}

void SyncedTablet::receipt(const journal::OutgoingBundle& bundle) {
    const Bytes bytes = crypto::make_receipt(receipt_for(tablet, bundle),
                                             crypto::Signer(clinic.computer.secret_key));
    REQUIRE(sync::put_object(folder, sync::places::receipts(device()), bytes));
}

void SyncedTablet::put(ByteView object) {
    REQUIRE(sync::put_object(folder, sync::places::objects, object));
}

std::vector<std::filesystem::path> SyncedTablet::stored(std::string_view of) const {
    std::vector<std::filesystem::path> files;
    const auto where = place.path() / clinic.id.hex() / of;
    if (!std::filesystem::exists(where)) return files;
    for (const auto& entry : std::filesystem::directory_iterator(where))
        files.push_back(entry.path());
    return files;
}

crypto::DeviceId SyncedTablet::device() const {
    return crypto::device_id_of(clinic.id, tablet.key.public_key);
}

}  // namespace spine::test
