#include "config/content_hash.h"

#include <algorithm>
#include <array>

#include "config/kiosk_values.h"
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
crypto::Hash hash_of(std::string_view path, const Bytes& content) {
    if (path != "kiosk.toml") return crypto::hash(content);
    const auto values = values_of(as_text(content), "clinical_signoff");
    return crypto::hash(values ? *values : content);
}

}  // namespace

std::string content_hash(const Snapshot& snapshot) {
    ByteWriter writer;
    for (const auto& [path, content] : snapshot.files) {
        if (!covered(path)) continue;
        writer.text16(path);
        writer.bytes(hash_of(path, content).view());
    }
    return crypto::hash(writer.view()).hex();
}

}  // namespace spine::config
