// Which languages a patient may choose, and which of them a person has read.
#pragma once

#include <string>
#include <vector>

#include "config/config.h"

namespace spine::config {

// Somebody has reviewed the language's questionnaires (kiosk.toml, languages.reviewed) and every
// one of its pages (their heads).
[[nodiscard]] bool is_reviewed(const Config& config, const std::string& language);

// The clinic's own language first, then the others as kiosk.toml has them. A demonstration offers
// all; under a sign-off a language that is not reviewed is left out, but for the clinic's own,
// without which nobody could be asked (`config check` warns of it).
[[nodiscard]] std::vector<std::string> offered_languages(const Config& config);

}  // namespace spine::config
