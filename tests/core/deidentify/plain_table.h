// A table as a person would write it down, for the tests: rows of strings, and hierarchies as the
// lines of their files.
#pragma once

#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "deidentify/microdata.h"

namespace spine::test {

using Lines = std::vector<std::vector<std::string>>;

struct PlainColumn {
    std::string name;
    Lines hierarchy;
};

struct PlainTable {
    std::vector<PlainColumn> quasi_identifiers;
    std::vector<std::string> fixed, sensitive;
    Lines rows;  // cells in the order quasi-identifiers, fixed, sensitive
};

// As the engine takes it; throws where the engine refuses.
[[nodiscard]] deidentify::Microdata microdata_of(const PlainTable& table);
[[nodiscard]] std::vector<std::string_view> cells_of(const std::vector<std::string>& row);

// The cells of a file that needs no quotes, its line ends of either kind.
[[nodiscard]] Lines read_plain(const std::filesystem::path& file, char delimiter);

// Adult with its first `columns` quasi-identifiers, from the shared folder.
[[nodiscard]] PlainTable adult(const std::filesystem::path& shared, std::size_t columns);

// A small table with random hierarchies, now and then a fixed column, and two sensitive columns
// whose values are numbers. Its hierarchies have at most eight values.
[[nodiscard]] PlainTable random_table(std::mt19937& dice);

// Three quasi-identifiers on which the sensitive column hangs so that joining classes oftener
// spoils an even one than it evens out: what holds entropy l or t in fine classes fails in coarser
// ones.
[[nodiscard]] PlainTable uneven_table(std::mt19937& dice);

}  // namespace spine::test
