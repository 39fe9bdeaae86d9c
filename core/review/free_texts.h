// Every free text that may be in research data at all, as its patient wrote it.
//
// That is: of a session that has ended, with one end that counts, whose consent to research was
// given and not withdrawn, and that was not erased. What was answered after the visit, and own
// words beside the options of a choice, are none of them. Whether a text was released is another
// matter (archive/texts.h).
//
// One thread, the archive's.
#pragma once

#include <functional>
#include <string>

#include "archive/archive.h"
#include "archive/texts.h"
#include "config/config.h"
#include "questionnaire/model.h"

namespace spine::review {

// True for an item that is answered in the patient's own words alone.
[[nodiscard]] bool is_free_text(const questionnaire::Item& item);

// A session's configuration by its hash; null if it is not here.
using ConfigurationOf = std::function<const config::Config*(const crypto::Hash&)>;

struct FreeText {
    crypto::SessionRef session;
    std::string link_id, language, words;  // language: the session's, the last one shown
};

// What people call a text by: the first 16 hexadecimal digits of its name. The same on every
// computer; says nothing of code, patient or text.
[[nodiscard]] std::string text_id(const archive::TextRef& text);

// For a clinician or a researcher; no word in the audit trail. Sessions that were asked under a
// configuration that is not here, or that do not open, have none. Faults: the archive's.
[[nodiscard]] Status each_free_text(archive::Archive& archive,
                                    const ConfigurationOf& configuration_of,
                                    const std::function<void(const FreeText&)>& visit);

}  // namespace spine::review
