#include <fmt/format.h>

#include <algorithm>

#include "agreement.h"
#include "archive/ledger_entry.h"
#include "crypto/keyfile.h"
#include "crypto/ledger_part.h"
#include "crypto/manifest.h"
#include "crypto/objects.h"
#include "crypto/package.h"
#include "crypto/request.h"
#include "open/object_opening.h"
#include "open/session_opening.h"

namespace spine::test {

using namespace crypto;

namespace {

template <typename T>
std::string cause_of(const tl::expected<T, Fault>& read) {
    return read ? "accepted" : std::string(read.error().cause.name());
}

const SealSecretKey& secret_of(const SampleClinic& clinic, const std::string& opener) {
    if (opener == "recovery") return clinic.recovery.secret_key;
    return opener == "clinic" ? clinic.clinic_key.secret_key : clinic.attention.secret_key;
}

std::string bundle_line(const SampleClinic& clinic, ByteView bytes, const std::string& opener) {
    const auto verified = verify_bundle(bytes, clinic.device.public_key, clinic.clinic);
    if (!verified) return cause_of(verified);
    const std::string status(name_of(verified->head().status));
    if (opener.empty()) return "accepted " + status;
    const opening::SessionOpener with(clinic.clinic, secret_of(clinic, opener).copy());
    const auto opened = with.open(*verified);
    if (!opened) return cause_of(opened);
    ByteWriter said;
    for (std::size_t i = 0; i < opened->size(); ++i)
        said.u32(static_cast<std::uint32_t>(opened->payload(i).size())).bytes(opened->payload(i));
    return fmt::format("accepted {} {} {}{}", status, opened->size(), hash(said.view()).hex(),
                       opened->broke_off() ? " cut" : "");
}

template <typename T, typename Open>
std::string sealed_line(const SampleClinic& clinic, const Result<T>& read,
                        const std::string& opener, Open open) {
    if (!read || opener.empty()) return cause_of(read);
    return cause_of(open(*read, secret_of(clinic, opener)));
}

std::string key_file_line(ByteView bytes, const std::string& passphrase) {
    // Which purpose is wanted is the caller's to say: here the one that the file names.
    const unsigned purpose = bytes.size() > 34 ? bytes[34] : 0;
    const auto wanted =
        purpose >= 1 && purpose <= 7 ? static_cast<KeyPurpose>(purpose) : KeyPurpose::Device;
    return cause_of(decode_key_file(
        bytes, wanted,
        passphrase.empty() ? std::nullopt : std::optional<ByteView>(as_bytes(passphrase))));
}

std::string ledger_entry_line(ByteView bytes) {
    const auto head =
        archive::decode_ledger_head(bytes.first(std::min(bytes.size(), kLedgerPartContent)));
    const bool holds = head && archive::whole_size(*head) == bytes.size() &&
                       archive::people_hold(head->entry, bytes.subspan(head->people_at));
    return holds ? "accepted" : std::string(archive::causes::ledger_malformed.name());
}

std::string ledger_id_line(const SampleClinic& clinic, ByteView bytes) {
    const SessionRef session{DeviceId::from(bytes.first(16)).value(),
                             SessionId::from(bytes.last(16)).value()};
    const ExporteeIds ids(clinic.clinic, clinic.clinic_key.secret_key);
    return "accepted " + ids.of(session).hex();
}

}  // namespace

std::string our_line(const SampleClinic& clinic, ByteView bytes, const ItemKind& kind) {
    const SignPublicKey& root = clinic.root.public_key;
    const SignPublicKey& computer = clinic.computer.public_key;
    const std::string& format = kind.format;
    if (format == "bundle") return bundle_line(clinic, bytes, kind.opener);
    if (format == "manifest") return cause_of(verify_manifest(bytes, root));
    if (format == "admission") return cause_of(verify_admission(bytes, root));
    if (format == "revocation") return cause_of(verify_revocation(bytes, root));
    if (format == "endorsement") return cause_of(verify_endorsement(bytes, root));
    if (format == "request") return cause_of(verify_request(bytes));
    if (format == "package") return cause_of(verify_package(bytes));
    if (format == "passed-key")
        return sealed_line(clinic, verify_passed_key(bytes, computer, clinic.clinic), kind.opener,
                           opening::open_passed_key);
    if (format == "tombstone") return cause_of(verify_tombstone(bytes, computer, clinic.clinic));
    if (format == "receipt") return cause_of(verify_receipt(bytes, computer, clinic.clinic));
    if (format == "attention")
        return sealed_line(clinic, verify_attention(bytes, clinic.device.public_key, clinic.clinic),
                           kind.opener, opening::open_attention);
    if (format == "ledger-part")
        return sealed_line(clinic, verify_ledger_part(bytes, computer, clinic.clinic), kind.opener,
                           opening::open_ledger_part);
    if (format == "ledger-entry") return ledger_entry_line(bytes);
    if (format == "ledger-id") return ledger_id_line(clinic, bytes);
    if (format == "mark")
        return sealed_line(clinic, verify_mark(bytes, computer, clinic.clinic), kind.opener,
                           opening::open_mark);
    return key_file_line(bytes, kind.passphrase);
}

}  // namespace spine::test
