// How long what a patient said is kept (kiosk.toml [retention]).
#pragma once

#include <optional>
#include <string_view>

#include "information/toml_table.h"

namespace spine::config {

// Days of 24 hours. Nothing: until it is erased.
struct Retention {
    int kiosk_hours = 24;           // a tablet's copy, from its receipt on; at most 30 days
    std::optional<int> store_days;  // a bundle in the store, from its import on; never longer than
                                    // the archive keeps its answers
    std::optional<int> archive_days;  // answers at the clinic, from their import on
    friend bool operator==(const Retention&, const Retention&) = default;
};

// Shorter than this no clinic's retention may be: what a wrong clock can take away too early is a
// few days (import/retention.h).
inline constexpr int kFewestRetentionDays = 30;
inline constexpr int kMostRetentionDays = 36'500;

// Reads the table; what is unfit is a problem of the document.
[[nodiscard]] Retention read_retention(information::TomlTable& document);

// Of a kiosk.toml alone, whoever signed it: for the importer, which needs no more of it. Nothing if
// the text is no TOML or its [retention] does not hold.
[[nodiscard]] std::optional<Retention> retention_of(std::string_view kiosk_toml);

}  // namespace spine::config
