#include "config/content_hash.h"

#include <algorithm>
#include <array>

#include "crypto/keys.h"

namespace spine::config {
namespace {

constexpr std::array<std::string_view, 2> kFolders = {"questionnaires/", "pages/"};
constexpr std::array<std::string_view, 5> kFiles = {"evidence.toml", "guide.toml", "kiosk.toml",
                                                    "pages.toml", "scoring.toml"};

bool covered(std::string_view path) {
    return std::find(kFiles.begin(), kFiles.end(), path) != kFiles.end() ||
           std::any_of(kFolders.begin(), kFolders.end(),
                       [&](std::string_view folder) { return path.starts_with(folder); });
}

// A signature cannot stand inside what it signs.
std::string without_sign_off(std::string_view toml) {
    std::string kept;
    bool inside = false;
    while (!toml.empty()) {
        const auto end = toml.find('\n');
        const std::string_view line =
            toml.substr(0, end == std::string_view::npos ? toml.size() : end + 1);
        if (line.starts_with('[')) inside = line.starts_with("[clinical_signoff]");
        const bool blank = line.find_first_not_of(" \t\r\n") == std::string_view::npos;
        if (!inside && !blank) kept += line;
        toml.remove_prefix(line.size());
    }
    return kept;
}

}  // namespace

std::string content_hash(const Snapshot& snapshot) {
    ByteWriter writer;
    for (const auto& [path, content] : snapshot.files) {
        if (!covered(path)) continue;
        writer.text16(path);
        const crypto::Hash hash = path == "kiosk.toml"
                                      ? crypto::hash(as_bytes(without_sign_off(as_text(content))))
                                      : crypto::hash(content);
        writer.bytes(hash.view());
    }
    return crypto::hash(writer.view()).hex();
}

}  // namespace spine::config
