#include "information/evidence.h"

#include <fmt/format.h>

#include "base/clock.h"

namespace spine::information {
namespace {

void read_source(TomlTable& table, Evidence& evidence) {
    Source source{table.text("id"), table.text("citation"), table.text("short"),
                  table.text("population")};
    table.done();
    const std::string id = source.id;
    if (!evidence.sources.emplace(id, std::move(source)).second)
        table.report(causes::value_unfit, "id", fmt::format("The source \"{}\" stands twice.", id));
}

void read_figure(TomlTable& table, Evidence& evidence) {
    Figure figure;
    figure.id = table.text("id");
    figure.value = table.number("value");
    figure.unit = table.text("unit");
    figure.source = table.text("source");
    figure.age = table.text_or("age", "");
    figure.checked_by = table.text_or("checked_by", "");
    figure.checked_on = table.text_or("checked_on", "");
    table.done();
    if (!figure.source.empty() && !evidence.sources.contains(figure.source))
        table.report(causes::value_unfit, "source",
                     fmt::format("There is no source \"{}\".", figure.source));
    if (figure.checked_by.empty() != figure.checked_on.empty())
        table.report(causes::value_unfit, "checked_by",
                     "A check needs both who made it and when: checked_by and checked_on.");
    if (!figure.checked_on.empty() && !from_rfc3339(figure.checked_on))
        table.report(causes::value_unfit, "checked_on", "This must be a date: YYYY-MM-DD.");
    const std::string id = figure.id;
    if (!evidence.figures.emplace(id, std::move(figure)).second)
        table.report(causes::value_unfit, "id", fmt::format("The figure \"{}\" stands twice.", id));
}

}  // namespace

Evidence read_evidence(std::string_view toml, Problems& problems) {
    Evidence evidence;
    auto document = TomlTable::parse(toml, problems);
    if (!document) return evidence;
    for (TomlTable& table : document->tables("source")) read_source(table, evidence);
    for (TomlTable& table : document->tables("figure")) read_figure(table, evidence);
    document->done();
    return evidence;
}

}  // namespace spine::information
