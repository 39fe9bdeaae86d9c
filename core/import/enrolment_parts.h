// What enrolment on one machine and across two have in common. Internal to the module.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "import/enrolment.h"

namespace spine::importing {

inline constexpr const char* kRecoveryKeyFile = "recovery.key";

// By the root's own copies or by the store's: a revocation from another copy of ROOT counts too.
[[nodiscard]] Result<std::set<crypto::DeviceId>> revoked_devices(
    const std::vector<SignedAdmission>& admissions,
    const std::vector<SignedRevocation>& revocations, const ClinicCard& card, sync::Store& store);
// Two digits where the newest configuration has codes of eight, else one (design.md, "Code"). The
// number of a revoked tablet is given again once no other is left.
[[nodiscard]] Result<std::uint8_t> next_number(const std::vector<SignedAdmission>& admissions,
                                               const std::set<crypto::DeviceId>& revoked,
                                               int code_length);
// Fault: key_in_clinic, if `out` lies in the clinic's folder.
[[nodiscard]] Status key_leaves(const std::filesystem::path& clinic,
                                const std::filesystem::path& out);
[[nodiscard]] Status check_name(const std::string& name);
// Into the tablet's folder. Fault: configuration_missing.
[[nodiscard]] Status fetch_newest(const std::filesystem::path& kiosk,
                                  const crypto::SignPublicKey& root, sync::Store& store,
                                  Files& files);
[[nodiscard]] tl::unexpected<Fault> nothing_signed();
// `use` is given the names in as many parts as it takes endorsements (crypto::kMaxEndorsed); each
// name once. Ends with what `use` says first, if it is a fault.
[[nodiscard]] Status each_some(std::vector<crypto::Hash> names,
                               const std::function<Status(std::vector<crypto::Hash>)>& use);
// Among the objects of the store; the fault of `object` where there is one.
[[nodiscard]] Status put_signed(sync::Store& store, const Result<Bytes>& object);

}  // namespace spine::importing
