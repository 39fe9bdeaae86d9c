// When things happened in one session, read from its sealed events (core/session/event.h).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "archive/response.h"
#include "clinic/data.h"
#include "questionnaire/model.h"

namespace spine::clinic {

// The last thing that was sealed; 0 if nothing can be read.
[[nodiscard]] UnixMs last_moment(const archive::Response& response);

// The languages that were shown, each once, in the order in which they came.
[[nodiscard]] std::vector<std::string> languages_of(const archive::Response& response);

// `asked` may be null: then no sign has a time. `warning` is the page's, in `language`.
[[nodiscard]] Moments moments_of(const archive::Response& response,
                                 const questionnaire::Questionnaire* asked,
                                 const review::WarningStrip& warning, std::string_view language);

}  // namespace spine::clinic
