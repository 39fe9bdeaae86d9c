#include "crypto/object_common.h"

#include <algorithm>
#include <array>
#include <utility>

#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/refusal.h"

namespace spine::crypto {
namespace {

constexpr std::array<std::pair<std::string_view, ObjectKind>, 11> kKinds = {
    {{labels::header, ObjectKind::Bundle},
     {labels::manifest, ObjectKind::Manifest},
     {labels::admission, ObjectKind::Admission},
     {labels::revocation, ObjectKind::Revocation},
     {labels::tombstone, ObjectKind::Tombstone},
     {labels::receipt, ObjectKind::Receipt},
     {labels::attention, ObjectKind::Attention},
     {labels::mark, ObjectKind::Mark},
     {labels::endorsement, ObjectKind::Endorsement},
     {labels::passed_key, ObjectKind::PassedKey},
     {labels::ledger_part, ObjectKind::LedgerPart}}};

}  // namespace

std::optional<ObjectKind> kind_of(ByteView bytes) {
    if (bytes.size() < kLabelSize) return std::nullopt;
    const std::string_view label = as_text(bytes.first(kLabelSize));
    const auto* found = std::find_if(kKinds.begin(), kKinds.end(),
                                     [&](const auto& kind) { return kind.first == label; });
    if (found == kKinds.end()) return std::nullopt;
    return found->second;
}

ClinicId claimed_clinic(ByteView bytes) {
    if (bytes.size() < kPrefixSize) return {};
    return *ClinicId::from(bytes.subspan(kLabelSize, ClinicId::size));
}

DeviceId claimed_author(ByteView bytes) {
    constexpr std::size_t at = kPrefixSize + 2;
    if (bytes.size() < at + DeviceId::size) return {};
    return *DeviceId::from(bytes.subspan(at, DeviceId::size));
}

std::string object_name(ByteView bytes) {
    return hash(bytes).hex();
}

Status check_name(ByteView bytes, std::string_view name) {
    if (object_name(bytes) != name) return refuse(causes::name_wrong);
    return {};
}

}  // namespace spine::crypto
