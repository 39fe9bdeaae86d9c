// An attacker who has several data sets of one clinic, as files, and nothing else. Knows nothing of
// how they were made.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace spine::test {

// Of a data.csv, the header first.
[[nodiscard]] std::vector<std::vector<std::string>> rows_of(const std::filesystem::path& csv);

// Rows with the same answers in what all files have are one person's. People who are alike in every
// file, or missing from the same ones, are a group.
struct Joined {
    std::size_t people = 0;
    std::size_t in_several = 0;  // of them
    std::size_t smallest = 0;    // group; 0 where there is nobody
};
[[nodiscard]] Joined joined(const std::vector<std::filesystem::path>& csvs);

}  // namespace spine::test
