// Tablets of which nothing comes: switched off, without network, or somebody between holds their
// sessions back. The clinic cannot tell these apart, and says so to people who can look.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/clock.h"
#include "import/chains.h"
#include "sync/clinic_objects.h"

namespace spine::importing {

// A day without a session is one on which somebody should look; on a Monday that says no more than
// that it was a weekend, which is why silence is told and refuses nothing.
inline constexpr UnixMs kSilentAfterMs = UnixMs{24} * 60 * 60 * 1000;

struct Silence {
    std::string device;  // hex
    std::string name;    // as the root admitted it
    UnixMs since = 0;    // when its newest session came; of one that never sent, its admission
    friend bool operator==(const Silence&, const Silence&) = default;
};

// Of the tablets that the root has admitted and not revoked, by name. `heard`: Archive::heard(). A
// tablet with sessions that is not in it is passed over: they came before arrivals were noted.
[[nodiscard]] std::vector<Silence> silences(const sync::ClinicObjects& objects,
                                            const Chains& chains,
                                            const std::map<crypto::DeviceId, UnixMs>& heard,
                                            UnixMs now);

}  // namespace spine::importing
