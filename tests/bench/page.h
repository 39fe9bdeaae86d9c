// What drawing costs: the heaviest screen of the real kiosk-config, built without a renderer.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace spine::bench {

struct PageFigures {
    double heaviest_us = 0;  // CPU of the drawing thread for a frame, median over the rounds
    double empty_us = 0;     // the same of a frame of the same size in which nothing is drawn
    double ratio = 0;        // median of the rounds' ratios
    std::vector<double> rounds_us;
    std::string screen;   // the heaviest: "da/signs.a"
    std::size_t screens;  // different ones that were met, in all languages
};

// `project` holds kiosk-config and assets. Walks `patients` patients a language by touch, each
// with other answers, through every screen that they meet, with every state that a touch leads to
// (open lists, the keyboard, a filled field), Stop, still-there and tell-staff included; then
// walks to the heaviest again and measures it in `rounds` rounds, taking turns with the empty
// frame. A frame is what Stage::draw() does, NewFrame to Render, at 1280x800 with baked fonts.
[[nodiscard]] Result<PageFigures> bench_page(const std::filesystem::path& project, int rounds = 15,
                                             int patients = 12);

}  // namespace spine::bench
