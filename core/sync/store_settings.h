// store.toml of KIOSK and CLINIC: where the sealed objects go, and how we get in there. Never in
// the published configuration, and readable by its owner alone (design.md, "Where settings live").
//
//     address            a folder's path, https://… (WebDAV) or s3://bucket/prefix
//     ca                 PEM file of the CA that signed the server's certificate; else the system's
//     client_certificate, client_key   PEM files, the key without a passphrase
//     proxy              host:port; the environment's http_proxy does not count
//   WebDAV
//     user, password     basic authentication
//   S3
//     region             such as "eu-central-1"; "us-east-1" where it is not given
//     endpoint           https://…; else Amazon's of the region
//     access_key, secret_key
#pragma once

#include <filesystem>
#include <string>
#include <utility>

#include "base/files.h"
#include "base/result.h"
#include "crypto/secret.h"

namespace spine::sync {

namespace causes {
inline constexpr Cause store_settings_malformed = "store-settings-malformed";
}

// Whoever holds it owns its secrets, in locked memory; copies are made by copy() alone. What TOML's
// reader held of them meanwhile is overwritten as far as it can be reached.
struct StoreSettings {
    StoreSettings() = default;
    // A folder needs no more. Not explicit: a path may stand wherever settings may.
    StoreSettings(std::string of_store)  // NOLINT(google-explicit-constructor)
        : address(std::move(of_store)) {}
    StoreSettings(const char* of_store)  // NOLINT(google-explicit-constructor)
        : address(of_store) {}
    [[nodiscard]] StoreSettings copy() const;
    // The same store by the same way, as the same user.
    friend bool operator==(const StoreSettings& a, const StoreSettings& b);

    std::string address;
    std::string ca, client_certificate, client_key, proxy;
    std::string user, region, endpoint, access_key;
    crypto::SecretBytes password, secret_key;  // empty: none
};

// Faults: file_missing with what to do; store_settings_malformed, with "file:line" in `where`, for
// what is no TOML, an unknown key, a value that is no text, a missing address, a user without a
// password or a certificate without its key (and the other way round), and for a file with secrets
// that others than its owner may read.
[[nodiscard]] Result<StoreSettings> load_store_settings(Files& files,
                                                        const std::filesystem::path& file);
// Replaces the whole file, 0600. Paths are written as they are reached from everywhere: absolute.
[[nodiscard]] Status save_store_settings(Files& files, const std::filesystem::path& file,
                                         const StoreSettings& settings);

}  // namespace spine::sync
