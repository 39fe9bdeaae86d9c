#include "sync/configurations.h"

#include <utility>

#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/refusal.h"

namespace spine::sync {
namespace {

Status check_content(const crypto::ClinicId& clinic, const crypto::ManifestFile& file,
                     ByteView content) {
    if (content.size() == file.size && crypto::file_hash(clinic, content) == file.content)
        return {};
    return crypto::refuse(crypto::causes::name_wrong, file.path);
}

}  // namespace

Status publish_configuration(Store& store, Files& files, const std::filesystem::path& folder,
                             ByteView signed_manifest, const crypto::SignPublicKey& root) {
    const auto manifest = crypto::verify_manifest(signed_manifest, root);
    if (!manifest) return fail(manifest.error());
    for (const crypto::ManifestFile& file : manifest->files) {
        const auto content = files.read(folder / file.path, file.size);
        if (!content) return fail(content.error());
        if (auto same = check_content(manifest->clinic, file, *content); !same) return same;
        if (auto put = store.put(places::contents, file.content.hex(), *content); !put)
            return fail(std::move(put));
    }
    auto put = put_object(store, places::configs, signed_manifest);
    if (!put) return fail(std::move(put));
    return {};
}

Status Configurations::refresh(Store& store) {
    const auto names = store.list(places::configs);
    if (!names) return fail(names.error());
    for (const std::string& name : *names) {
        const auto hash = crypto::Hash::from_hex(name);
        if (!hash || manifests_.contains(*hash)) continue;
        auto bytes = store.get(places::configs, name, crypto::kMaxManifestSize);
        if (!bytes && concerns_whole_store(bytes.error().cause)) return fail(bytes.error());
        // Read torn, or still being written: what is not of its name is tried again.
        if (!bytes || crypto::configuration_hash(*bytes) != *hash) continue;
        auto manifest = crypto::verify_manifest(*bytes, root_);
        if (manifest) {
            manifests_.emplace(*hash, KnownManifest{std::move(*manifest), std::move(*bytes)});
        } else {
            manifests_.emplace(*hash, std::nullopt);
        }
    }
    return {};
}

const KnownManifest* Configurations::find(const crypto::Hash& configuration) const {
    const auto found = manifests_.find(configuration);
    return found == manifests_.end() || !found->second ? nullptr : &*found->second;
}

std::vector<const KnownManifest*> Configurations::all() const {
    std::vector<const KnownManifest*> out;
    for (const auto& [hash, known] : manifests_)
        if (known) out.push_back(&*known);
    return out;
}

const KnownManifest* Configurations::newest() const {
    const KnownManifest* newest = nullptr;
    for (const auto& [hash, known] : manifests_) {
        if (known && (newest == nullptr || newest->manifest.version < known->manifest.version))
            newest = &*known;
    }
    return newest;
}

Status fetch_configuration(Store& store, Files& files, const KnownManifest& wanted,
                           const std::filesystem::path& folder) {
    if (auto made = files.make_folders(folder); !made) return made;
    for (const crypto::ManifestFile& file : wanted.manifest.files) {
        const auto path = folder / file.path;
        const auto there = files.read(path, file.size);
        if (there && check_content(wanted.manifest.clinic, file, *there)) continue;
        const auto content = store.get(places::contents, file.content.hex(), file.size);
        if (!content) return fail(content.error());
        if (auto same = check_content(wanted.manifest.clinic, file, *content); !same) return same;
        if (auto made = files.make_folders(path.parent_path()); !made) return made;
        if (auto kept = files.write(path, *content, Access::Everyone); !kept) return kept;
    }
    const auto there = files.read(folder / kManifestFile, wanted.bytes.size());
    if (there && *there == wanted.bytes) return {};
    return files.write(folder / kManifestFile, wanted.bytes, Access::Everyone);
}

}  // namespace spine::sync
