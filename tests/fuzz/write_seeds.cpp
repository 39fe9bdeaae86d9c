// write_seeds DIR: what libFuzzer begins with, DIR/TARGET/seed-N.
#include <filesystem>
#include <fstream>
#include <iostream>

#include "fuzz.h"

int main(int count, char** words) {
    if (count != 2) return std::cerr << "write_seeds DIR\n", 2;
    for (const auto& target : spine::fuzz::kTargets) {
        const auto folder = std::filesystem::path(words[1]) / target.name;
        std::filesystem::create_directories(folder);
        int number = 0;
        for (const spine::Bytes& seed : spine::fuzz::seeds(target.name)) {
            std::ofstream out(folder / ("seed-" + std::to_string(number++)), std::ios::binary);
            out << spine::as_text(seed);
        }
    }
    return 0;
}
