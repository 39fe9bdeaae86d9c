#include "config/signed.h"

#include <fmt/format.h>

#include <algorithm>

#include "config/check_snapshot.h"
#include "config/known_files.h"
#include "config/listed_files.h"

namespace spine::config {
namespace {

namespace fs = std::filesystem;

Status signable(const Snapshot& snapshot) {
    for (const auto& [path, content] : snapshot.files) {
        if (!is_known_file(path) || !crypto::is_manifest_path(path))
            return fail(causes::not_signable,
                        "No part of a configuration uses this file, and it would be published "
                        "with it.",
                        "Move it out of the configuration's folder and sign again.", path);
    }
    return {};
}

crypto::Manifest manifest_of(const Snapshot& snapshot, const crypto::SignPublicKey& root,
                             const Recipients& recipients, std::uint64_t version) {
    crypto::Manifest manifest;
    manifest.clinic = crypto::clinic_id_of(root);
    manifest.version = version;
    manifest.root = root;
    manifest.clinic_key = recipients.clinic;
    manifest.recovery_key = recipients.recovery;
    manifest.computers = recipients.computers;
    std::sort(manifest.computers.begin(), manifest.computers.end(),
              [](const auto& a, const auto& b) { return a.computer < b.computer; });
    for (const auto& [path, content] : snapshot.files) {
        if (path == kManifestName) continue;
        manifest.files.push_back(
            {path, content.size(), crypto::file_hash(manifest.clinic, content)});
    }
    return manifest;
}

// What a verified snapshot gives once it has been checked as every configuration is.
Result<Signed> load_verified(const Snapshot& snapshot, const crypto::SignPublicKey& root,
                             std::uint64_t lowest_version) {
    const Bytes& signed_manifest = snapshot.files.find(kManifestName)->second;
    auto manifest = verify(signed_manifest, root);
    if (!manifest) return fail(std::move(manifest).error());
    if (auto same = compare(*manifest, snapshot); !same) return fail(std::move(same).error());
    if (manifest->version < lowest_version)
        return fail(causes::older_version,
                    fmt::format("This configuration is version {}, and version {} was in use here.",
                                manifest->version, lowest_version),
                    "Fetch the newest configuration from the clinic.", std::string(kManifestName));
    auto config = load_snapshot(snapshot);
    if (!config) return fail(std::move(config).error());
    return Signed{std::move(*config), std::move(*manifest),
                  crypto::configuration_hash(signed_manifest)};
}

}  // namespace

Result<Signed> sign(Files& files, const fs::path& folder, const crypto::SignSecretKey& root,
                    const Recipients& recipients, std::uint64_t version) {
    auto snapshot = take_snapshot(files, folder);
    if (!snapshot) return fail(std::move(snapshot).error());
    if (auto allowed = signable(*snapshot); !allowed) return fail(std::move(allowed).error());
    if (auto config = load_snapshot(*snapshot); !config) return fail(std::move(config).error());
    const crypto::SignPublicKey public_key = crypto::public_of(root);
    auto signed_manifest =
        crypto::make_manifest(manifest_of(*snapshot, public_key, recipients, version), root);
    if (!signed_manifest) return fail(std::move(signed_manifest).error());
    const fs::path file = folder / kManifestName;
    if (auto written = files.write(file, *signed_manifest, Access::Everyone); !written)
        return fail(std::move(written).error());
    snapshot->files.insert_or_assign(std::string(kManifestName), std::move(*signed_manifest));
    return load_verified(*snapshot, public_key, version);
}

Result<Signed> load_signed(Files& files, const fs::path& folder, const crypto::SignPublicKey& root,
                           std::uint64_t lowest_version) {
    auto snapshot = take_snapshot(files, folder);
    if (!snapshot) return fail(std::move(snapshot).error());
    if (!snapshot->text(kManifestName))
        return fail(causes::unsigned_configuration, "Nobody has signed this configuration.",
                    "Sign it with `kioskctl clinic sign`, then try again.",
                    (folder / kManifestName).string());
    return load_verified(*snapshot, root, lowest_version);
}

}  // namespace spine::config
