#include "sync/folder_store.h"

#include <algorithm>
#include <utility>

#include "base/file_kind.h"
#include "crypto/causes.h"
#include "crypto/object_common.h"
#include "crypto/refusal.h"

namespace spine::sync {

FolderStore::FolderStore(Files& files, std::filesystem::path folder, const crypto::ClinicId& clinic,
                         Part part)
    : files_(files), folder_(std::move(folder)), clinic_(folder_ / clinic.hex()), part_(part) {}

Status FolderStore::folder_there() const {
    if (files_.exists(folder_)) return {};
    return fail(causes::store_unreachable, "The store's folder is not there.",
                "Plug the stick in or connect the share, then try again.", folder_.string());
}

Status FolderStore::reachable() const {
    if (auto there = folder_there(); !there) return there;
    if (part_ == Part::IsMade || files_.exists(clinic_)) return {};
    return fail(
        causes::store_unreachable, "The store's folder holds nothing of this clinic.",
        "Plug the stick in or connect the share, then try again. A new store is set up with: "
        "kioskctl clinic sign CONFIG --root DIR --store STORE.",
        folder_.string());
}

Status FolderStore::set_up() {
    if (auto there = folder_there(); !there) return there;
    return files_.make_folders(clinic_);
}

Result<std::filesystem::path> FolderStore::path_of(std::string_view place,
                                                   std::string_view name) const {
    if (auto there = reachable(); !there) return fail(std::move(there));
    if (is_object_name(name)) return clinic_ / place / name;
    return fail(causes::store_refused, "This is not the name of a stored object.",
                "Report it: the program that asked is at fault.");
}

bool FolderStore::has_equal(const std::filesystem::path& file, ByteView content) const {
    // A pipe in its place, which somebody else could put there, would be waited on for ever.
    if (kind_of(file) != FileKind::Regular) return false;
    const auto there = files_.read(file, content.size());
    return there && std::equal(there->begin(), there->end(), content.begin(), content.end());
}

Result<Put> FolderStore::put(std::string_view place, std::string_view name, ByteView content) {
    const auto path = path_of(place, name);
    if (!path) return fail(path.error());
    // Looked at before it is written: what is offered again is there as a rule.
    if (has_equal(*path, content)) return Put::Already;
    if (auto made = files_.make_folders(path->parent_path()); !made) return fail(std::move(made));
    auto created = files_.create(*path, content, Access::Everyone);
    if (created) return Put::Created;
    if (created.error().cause != spine::causes::file_exists) return fail(std::move(created));
    if (has_equal(*path, content)) return Put::Already;
    // The name is the content's hash: what lies there was damaged by the disk, and ours heals it.
    if (auto healed = files_.write(*path, content, Access::Everyone); !healed)
        return fail(std::move(healed));
    return Put::Created;
}

Status FolderStore::put_all(std::string_view place, std::span<const Bytes> objects) {
    if (auto there = reachable(); !there) return there;
    std::vector<NewFile> files;
    files.reserve(objects.size());
    for (const Bytes& object : objects) files.push_back({crypto::object_name(object), object});
    if (auto made = files_.make_folders(clinic_ / place); !made) return made;
    const auto taken = files_.create_all(clinic_ / place, files, Access::Everyone);
    if (!taken) return fail(taken.error());
    // put() looks whether it is the same.
    for (const std::size_t index : *taken)
        if (auto put = this->put(place, files[index].name, objects[index]); !put)
            return fail(std::move(put));
    return {};
}

Result<Bytes> FolderStore::get(std::string_view place, std::string_view name, std::uint64_t limit) {
    const auto path = path_of(place, name);
    if (!path) return fail(path.error());
    const FileKind kind = kind_of(*path);
    // A link could lead to what is not the store's, or to something without an end.
    if (kind == FileKind::Folder || kind == FileKind::Other)
        return crypto::refuse(crypto::causes::not_this_format, path->string());
    return files_.read(*path, limit);
}

Result<std::vector<std::string>> FolderStore::list(std::string_view place) {
    if (auto there = reachable(); !there) return fail(std::move(there));
    std::vector<std::string> names;
    auto entries = files_.list(clinic_ / place);
    if (!entries && entries.error().cause == spine::causes::file_missing) return names;
    if (!entries) return fail(std::move(entries));
    for (FolderEntry& entry : *entries)
        if (is_object_name(entry.name)) names.push_back(std::move(entry.name));
    return names;
}

Status FolderStore::remove(std::string_view place, std::string_view name) {
    const auto path = path_of(place, name);
    if (!path) return fail(path.error());
    return files_.remove(*path);
}

}  // namespace spine::sync
