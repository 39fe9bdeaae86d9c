#include "config/languages.h"

#include <algorithm>

namespace spine::config {

bool is_reviewed(const Config& config, const std::string& language) {
    if (!config.settings.reviewed.contains(language)) return false;
    return std::all_of(config.library.pages.begin(), config.library.pages.end(),
                       [&](const auto& page) {
                           const auto translated = page.second.find(language);
                           return translated == page.second.end() ||
                                  translated->second.review == information::Review::Human;
                       });
}

std::vector<std::string> offered_languages(const Config& config) {
    const std::string& own = config.settings.default_language;
    std::vector<std::string> offered{own};
    for (const std::string& language : config.settings.languages) {
        if (language == own) continue;
        if (!config.signed_off || is_reviewed(config, language)) offered.push_back(language);
    }
    return offered;
}

}  // namespace spine::config
