#include "support/support.h"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>

namespace spine::test {
namespace fs = std::filesystem;

void SeededRandom::fill(std::span<std::uint8_t> out) {
    for (std::uint8_t& byte : out) {
        state_ += 0x9E3779B97F4A7C15ULL;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
        byte = static_cast<std::uint8_t>(z ^ (z >> 31U));
    }
}

TemporaryFolder::TemporaryFolder() {
    std::string pattern = (fs::temp_directory_path() / "spine-test-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

std::string slurp(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + file.string());
    std::ostringstream content;
    content << in.rdbuf();
    return content.str();
}

void spit(const fs::path& file, std::string_view content) {
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out << content;
    if (!out.flush()) throw std::runtime_error("cannot write " + file.string());
}

fs::path project() {
    return SPINE_SOURCE_DIR;
}

std::optional<fs::path> shared_or_skip() {
    const char* named = std::getenv("SHARED_DIR");
    const fs::path folder = named != nullptr ? fs::path(named) : project().parent_path() / "shared";
    if (fs::is_directory(folder)) return folder;
    std::cout << "SKIPPED: there is no shared folder at " << folder << "\n";
    return std::nullopt;
}

bool long_form() {
    return std::getenv("SPINE_LONG") != nullptr;
}

void figure(const std::string& words) {
    std::cout << "figure: " << words << '\n';
}

}  // namespace spine::test
