#include "config/retention.h"

namespace spine::config {
namespace {

constexpr int kHoursPerDay = 24;

std::optional<int> days(information::TomlTable& table, std::string_view key) {
    if (!table.has(key)) return std::nullopt;
    return table.whole_or(key, kMostRetentionDays, kFewestRetentionDays, kMostRetentionDays);
}

}  // namespace

Retention read_retention(information::TomlTable& document) {
    Retention out;
    auto table = document.table("retention");
    if (!table) return out;
    // As it was called before everything was counted in days: what was signed then is read as ever.
    constexpr std::string_view hours = "kiosk_hours_after_receipt";
    if (table->has(hours))
        out.kiosk_hours = table->whole_or(hours, out.kiosk_hours, 0, 30 * kHoursPerDay);
    if (table->has("kiosk_days")) {
        if (table->has(hours))
            table->report(information::causes::value_unfit, "kiosk_days",
                          "Say kiosk_days alone: kiosk_hours_after_receipt is its older name.");
        out.kiosk_hours = kHoursPerDay * table->whole_or("kiosk_days", 1, 0, 30);
    }
    out.store_days = days(*table, "store_days");
    out.archive_days = days(*table, "archive_days");
    table->done();
    return out;
}

std::optional<Retention> retention_of(std::string_view kiosk_toml) {
    information::Problems problems;
    auto document = information::TomlTable::parse(kiosk_toml, problems);
    if (!document) return std::nullopt;
    const Retention read = read_retention(*document);
    return problems.empty() ? std::optional(read) : std::nullopt;
}

}  // namespace spine::config
