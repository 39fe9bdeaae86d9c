#include "import/silence.h"

#include <algorithm>

namespace spine::importing {

std::vector<Silence> silences(const sync::ClinicObjects& objects, const Chains& chains,
                              const std::map<crypto::DeviceId, UnixMs>& heard, UnixMs now) {
    std::vector<Silence> out;
    for (const auto& [device, admission] : objects.admissions()) {
        if (admission.role != crypto::Role::Kiosk || objects.revoked(device)) continue;
        const auto last = heard.find(device);
        if (last == heard.end() && chains.knows(device)) continue;
        const UnixMs since = last == heard.end() ? admission.at : last->second;
        if (now - since >= kSilentAfterMs) out.push_back({device.hex(), admission.name, since});
    }
    std::sort(out.begin(), out.end(),
              [](const Silence& a, const Silence& b) { return a.name < b.name; });
    return out;
}

}  // namespace spine::importing
