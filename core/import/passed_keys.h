// The clinic's keys as computers have passed them on. Internal to the module.
#pragma once

#include <functional>
#include <set>

#include "archive/archive.h"
#include "crypto/passed_key.h"
#include "sync/clinic_objects.h"
#include "sync/configurations.h"

namespace spine::importing {

// Each whose author counts.
void each_passed(const sync::ClinicObjects& objects,
                 const std::function<void(const crypto::PassedKey&)>& use);
// Fingerprints of the clinic's keys that the root has signed into a configuration.
[[nodiscard]] std::set<crypto::Hash> signed_keys(const crypto::ClinicId& clinic,
                                                 const sync::Configurations& configurations);
// Those that other computers passed to the archive's, as far as the root has signed them into a
// configuration. None is in use by that, unless it is the first.
[[nodiscard]] Status take_passed_keys(archive::Archive& archive, const sync::ClinicObjects& objects,
                                      const sync::Configurations& configurations);

}  // namespace spine::importing
