#include "config/package.h"

#include <fmt/format.h>

#include <algorithm>

#include "config/signed.h"
#include "crypto/causes.h"
#include "crypto/constants.h"

namespace spine::config {
namespace {

constexpr std::string_view kLabel = "spine-config----";
constexpr std::uint16_t kPackageVersion = 1;
constexpr const char* kGetAgain =
    "Fetch the configuration from the clinic again; ask who signs it if that does not help.";

tl::unexpected<Fault> malformed(std::string happened) {
    return fail(causes::package_malformed, std::move(happened), kGetAgain, "package");
}

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

Bytes make_package(const crypto::Manifest& manifest, ByteView signed_manifest,
                   const Snapshot& snapshot) {
    ByteWriter writer;
    writer.text(kLabel).u16(kPackageVersion);
    writer.u32(static_cast<std::uint32_t>(signed_manifest.size())).bytes(signed_manifest);
    for (const crypto::ManifestFile& file : manifest.files)
        writer.bytes(snapshot.files.find(file.path)->second);
    return writer.take();
}

Result<Unpacked> open_package(ByteView package, const crypto::SignPublicKey& root) {
    ByteReader reader(package);
    if (as_text(reader.bytes(kLabel.size())) != kLabel)
        return malformed("This is no package of a configuration.");
    if (reader.u16() != kPackageVersion)
        return malformed("The package is of a version that this program does not know.");
    const std::uint32_t size = reader.u32();
    if (size > crypto::kMaxManifestSize) return malformed("The package's manifest is too large.");
    const ByteView signed_manifest = reader.bytes(size);
    if (!reader.ok()) return malformed("The package is cut off.");
    auto manifest = verify(signed_manifest, root);
    if (!manifest) return fail(std::move(manifest).error());
    Unpacked unpacked;
    for (const crypto::ManifestFile& file : manifest->files) {
        if (file.size > reader.left()) return malformed("The package is cut off.");
        const ByteView content = reader.bytes(static_cast<std::size_t>(file.size));
        unpacked.snapshot.files.emplace(file.path, Bytes(content.begin(), content.end()));
    }
    if (!reader.finished()) return malformed("The package holds more than its manifest lists.");
    unpacked.snapshot.files.insert_or_assign(std::string(kManifestName),
                                             Bytes(signed_manifest.begin(), signed_manifest.end()));
    if (auto same = compare(*manifest, unpacked.snapshot); !same) return fail(std::move(same));
    return unpacked;
}

}  // namespace spine::config
