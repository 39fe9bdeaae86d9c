#include "config/listed_files.h"

#include <fmt/format.h>

#include <algorithm>

#include "config/signed.h"
#include "crypto/causes.h"

namespace spine::config {
namespace {

constexpr const char* kGetAgain =
    "Fetch the configuration from the clinic again; ask who signs it if that does not help.";

tl::unexpected<Fault> refused_file(Cause cause, std::string happened, const std::string& file) {
    return fail(cause, std::move(happened), kGetAgain, file);
}

}  // namespace

Result<crypto::Manifest> verify(ByteView signed_manifest, const crypto::SignPublicKey& root) {
    auto manifest = crypto::verify_manifest(signed_manifest, root);
    if (manifest) return manifest;
    Fault fault = std::move(manifest).error();
    const bool other = fault.cause == crypto::causes::other_clinic;
    return refused_file(
        other ? causes::wrong_clinic : causes::file_altered,
        fmt::format("The manifest is refused ({}): {}", fault.cause.name(), fault.happened),
        std::string(kManifestName));
}

Status compare(const crypto::Manifest& manifest, const Snapshot& snapshot) {
    for (const crypto::ManifestFile& listed : manifest.files) {
        const auto found = snapshot.files.find(listed.path);
        if (found == snapshot.files.end())
            return refused_file(causes::file_missing, "The file is signed, and is not there.",
                                listed.path);
        if (found->second.size() != listed.size ||
            crypto::file_hash(manifest.clinic, found->second) != listed.content)
            return refused_file(causes::file_altered, "The file was changed after it was signed.",
                                listed.path);
    }
    for (const auto& file : snapshot.files) {
        const std::string& path = file.first;
        const bool listed =
            std::any_of(manifest.files.begin(), manifest.files.end(),
                        [&](const crypto::ManifestFile& one) { return one.path == path; });
        if (!listed && path != kManifestName)
            return refused_file(causes::file_extra, "The file is there, and nobody signed it.",
                                path);
    }
    return {};
}

}  // namespace spine::config
