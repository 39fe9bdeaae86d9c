// The folder of one clinic computer (CLINIC in cli.md).
//
//     archive.db        responses, each encrypted under its own key; slots; audit; 0600
//     attention.key     opens attention objects and nothing else, 0600: a locked program needs it
//     former/           attention keys from before a rotation, likewise, until no tablet calls them
//     configurations/   signed configurations, a folder each, named by their hash
//     audit-aside       who read what while a page of archive.db does not read; sealed, 0600
//     store.toml        where the store is, 0600
#pragma once

#include <filesystem>

namespace spine::archive {

struct ClinicFolder {
    std::filesystem::path root;
    [[nodiscard]] std::filesystem::path database() const { return root / "archive.db"; }
    [[nodiscard]] std::filesystem::path attention_key() const { return root / "attention.key"; }
    [[nodiscard]] std::filesystem::path former_attention_keys() const { return root / "former"; }
    [[nodiscard]] std::filesystem::path configurations() const { return root / "configurations"; }
    [[nodiscard]] std::filesystem::path audit_aside() const { return root / "audit-aside"; }
    [[nodiscard]] std::filesystem::path store_settings() const { return root / "store.toml"; }
};

}  // namespace spine::archive
