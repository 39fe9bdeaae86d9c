#include "config/known_files.h"

#include <algorithm>
#include <array>

#include "config/snapshot.h"

namespace spine::config {
namespace {

using namespace std::string_view_literals;

constexpr std::array kNames = {"kiosk.toml"sv,    "scoring.toml"sv,       "pages.toml"sv,
                               "evidence.toml"sv, "guide.toml"sv,         "CONTENT.md"sv,
                               "STAFF.md"sv,      "study.example.toml"sv, kManifestName};

}  // namespace

bool is_known_file(std::string_view path) {
    if (path.starts_with('.') || path.find("/.") != std::string_view::npos) return false;
    const auto folders = std::count(path.begin(), path.end(), '/');
    if (path.starts_with("questionnaires/")) return folders == 1 && path.ends_with(".json");
    if (path.starts_with("pages/")) return folders == 2 && path.ends_with(".md");
    return std::find(kNames.begin(), kNames.end(), path) != kNames.end() ||
           (folders == 0 && path.ends_with(".service"));
}

}  // namespace spine::config
