#include "export/formats.h"

#include <fmt/format.h>

#include "export/csv_format.h"
#include "export/ndjson_format.h"
#include "export/psql_format.h"
#include "export/redcap_format.h"
#include "export/research_export.h"
#include "export/sav_format.h"

namespace spine::exporting {

std::vector<std::string> format_names() {
    return {"csv", "fhir", "psql", "redcap", "sav"};
}

Result<std::unique_ptr<ResearchFormat>> make_format(const std::string& name) {
    if (name == "csv") return std::make_unique<CsvFormat>();
    if (name == "fhir") return std::make_unique<NdjsonFormat>();
    if (name == "psql") return std::make_unique<PsqlFormat>();
    if (name == "redcap") return std::make_unique<RedcapFormat>();
    if (name == "sav") return std::make_unique<SavFormat>();
    return fail(causes::format_unknown,
                fmt::format("This program does not write the format \"{}\" for a study.", name),
                fmt::format("Choose among {}.", fmt::join(format_names(), ", ")));
}

}  // namespace spine::exporting
