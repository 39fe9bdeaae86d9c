// One import, for `kioskctl import` and `kioskctl demo`.
#pragma once

#include "import/importer.h"
#include "tool/command.h"

namespace spine::tool {

[[nodiscard]] Result<importing::ImportResult> import_once(Environment& environment,
                                                          archive::Archive& archive,
                                                          sync::Store& store);
// Scores and tiers by the configurations of `shelf`, which outlives it.
[[nodiscard]] importing::Assessor assessor_of(importing::ConfigurationShelf& shelf);
[[nodiscard]] Report report_of(const importing::ImportResult& result);

}  // namespace spine::tool
