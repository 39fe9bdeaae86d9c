// The configurations that a clinic keeps beside its archive, against the root's key.
#include <optional>
#include <set>

#include "config/config.h"
#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/manifest.h"
#include "import/verify_states.h"
#include "sync/configurations.h"

namespace spine::importing {
namespace {

std::optional<Cause> cause_of_file(Files& files, const std::filesystem::path& place,
                                   const crypto::Manifest& manifest,
                                   const crypto::ManifestFile& file) {
    const auto bytes = files.read(place / file.path, file.size);
    if (bytes && crypto::file_hash(manifest.clinic, *bytes) == file.content) return std::nullopt;
    if (bytes || bytes.error().cause == spine::causes::file_too_large)
        return crypto::causes::name_wrong;
    if (bytes.error().cause == spine::causes::file_missing) return config::causes::file_missing;
    return bytes.error().cause;
}

Result<crypto::Manifest> manifest_in(Files& files, const std::filesystem::path& place,
                                     const crypto::Hash& name, const crypto::SignPublicKey& root) {
    const auto bytes = files.read(place / sync::kManifestFile, crypto::kMaxManifestSize);
    if (!bytes) return fail(bytes.error());
    auto manifest = crypto::verify_manifest(*bytes, root);
    if (manifest && crypto::configuration_hash(*bytes) != name)
        return fail(crypto::causes::name_wrong, "This is another configuration.",
                    "It is fetched again by the next import.");
    return manifest;
}

}  // namespace

Status add_shelf(archive::Archive& archive, Files& files, VerifyReport& report) {
    const auto shelf = archive.folder().configurations();
    if (!files.exists(shelf)) return {};
    const auto listed = files.list(shelf);
    if (!listed) return fail(listed.error());
    const auto places = archive.places();
    if (!places) return fail(places.error());
    std::set<crypto::Hash> needed;
    for (const archive::SessionPlace& place : *places) needed.insert(place.configuration);
    for (const FolderEntry& entry : *listed) {
        const auto hash = crypto::Hash::from_hex(entry.name);
        if (!hash) continue;
        const auto refuse = [&](Cause cause, std::string_view file) {
            report.objects.push_back(
                {entry.name, std::string(cause.name()), {}, "configurations/" + std::string(file)});
        };
        // It comes last: an import that was broken off goes on with its files. A session that is
        // here was imported behind it.
        if (!needed.contains(*hash) && !files.exists(shelf / entry.name / sync::kManifestFile)) {
            report.not_yet_fetched.push_back(entry.name);
            continue;
        }
        const auto manifest = manifest_in(files, shelf / entry.name, *hash, archive.root());
        if (!manifest) {
            refuse(manifest.error().cause, sync::kManifestFile);
            continue;
        }
        report.configured = true;
        for (const crypto::ManifestFile& file : manifest->files)
            if (const auto cause = cause_of_file(files, shelf / entry.name, *manifest, file))
                refuse(*cause, file.path);
    }
    return {};
}

}  // namespace spine::importing
