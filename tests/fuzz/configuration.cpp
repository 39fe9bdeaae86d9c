// A clinic's configuration with one of its files replaced: the first byte says which. It is read,
// or every fault says file and place.
#include <filesystem>

#include "base/files.h"
#include "config/check_snapshot.h"
#include "config/kiosk_values.h"
#include "config/snapshot.h"
#include "fuzz.h"

namespace spine::fuzz {

namespace {

constexpr std::array<std::string_view, 5> kFiles = {"kiosk.toml", "scoring.toml", "pages.toml",
                                                    "evidence.toml", "guide.toml"};

// This repository's, with two of its pages and one of its questionnaires: a whole one takes too
// long to be read a million times.
config::Snapshot small_configuration() {
    SystemFiles files;
    auto whole =
        config::take_snapshot(files, std::filesystem::path(SPINE_SOURCE_DIR) / "kiosk-config");
    demand(whole.has_value());
    std::erase_if(whole->files, [](const auto& file) {
        const std::string& name = file.first;
        const bool page = name.starts_with("pages/");
        const bool kept_page =
            name.find("/symptoms.md") != name.npos || name.find("/changes.md") != name.npos;
        const bool long_form = name.find("before-assessment") != name.npos;
        return (page && !kept_page) || long_form;
    });
    return std::move(*whole);
}

}  // namespace

void configuration(ByteView bytes) {
    static const config::Snapshot usual = small_configuration();
    if (bytes.empty()) return;
    const std::string_view file = kFiles.at(bytes[0] % kFiles.size());
    const ByteView text = bytes.subspan(1);
    config::Snapshot snapshot = usual;
    snapshot.files[std::string(file)] = Bytes(text.begin(), text.end());
    const config::Checked checked = config::check_snapshot(snapshot);
    for (const config::Finding& fault : checked.faults)
        demand(!fault.file.empty() && !fault.what.empty());
    demand(checked.config.has_value() || !checked.faults.empty());
    (void)config::values_of(as_text(text), "clinical_signoff");
}

}  // namespace spine::fuzz
