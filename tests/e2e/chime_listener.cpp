#include "chime_listener.h"

#include <algorithm>

#include "support/support.h"

namespace spine::test {

namespace {
constexpr std::ptrdiff_t enough = 8'820;  // bytes that are not 0: a tenth of a second at 44.1 kHz
}

ChimeListener::ChimeListener(const std::filesystem::path& folder)
    : settings_(folder / "sound.conf"), sound_(folder / "sound.raw") {
    spit(settings_,
         "pcm.nobody { type null }\npcm.!default { type file slave.pcm nobody format raw file \"" +
             sound_.string() + "\" }\n");
}

std::map<std::string, std::string> ChimeListener::environment() const {
    return {{"ALSA_CONFIG_PATH", settings_.string()}};
}

bool ChimeListener::heard() const {
    if (!std::filesystem::exists(sound_)) return false;
    const std::string sound = slurp(sound_);
    return static_cast<std::ptrdiff_t>(sound.size()) -
               std::count(sound.begin(), sound.end(), '\0') >
           enough;
}

}  // namespace spine::test
