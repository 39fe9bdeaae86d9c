// FHIR's extensions: finding them, and which of them a kiosk honours, may leave aside, or must
// refuse. Internal to the module.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>
#include <vector>

#include "questionnaire/fhir_fields.h"
#include "questionnaire/model.h"

namespace spine::questionnaire {

// The name by which this module knows an extension: the last part of an HL7 url
// ("questionnaire-hidden"), "urn:spine-kiosk:…" as it stands, and any other url as it stands, so
// that a stranger's "…/questionnaire-hidden" is not mistaken for HL7's.
[[nodiscard]] std::string_view extension_name(std::string_view url);

// The first extension of that name in a list of extensions (which may be null), else null.
[[nodiscard]] const nlohmann::json* find_extension(const nlohmann::json* extensions,
                                                   std::string_view name);

// All of that name.
[[nodiscard]] std::vector<const nlohmann::json*> find_extensions(const nlohmann::json* extensions,
                                                                 std::string_view name);

// Refuses two of an extension that can say only one thing about an item.
void refuse_doubles(const Fields& fields, const nlohmann::json* extensions);

// A primitive with its translations: fields.text(name) and the translation extensions of "_name".
// Blank words count as none, and words in translation only are refused: whoever reads the
// questionnaire's own language would meet an empty line.
[[nodiscard]] Text read_text(const Fields& fields, const char* name);

// Refuses what changes what is shown or stored and cannot be honoured: a closed list of known
// extensions, every modifierExtension, implicitRules, and, wherever it stands in `json`, every
// extension that carries an expression and is not known to be harmless. Child items are left out:
// each is looked at by itself.
void refuse_what_needs_a_server(const Fields& fields);

}  // namespace spine::questionnaire
