#include "sync/store.h"

#include <algorithm>

#include "crypto/object_common.h"
#include "sync/folder_store.h"
#include "sync/s3_store.h"
#include "sync/web_faults.h"
#include "sync/webdav_store.h"

namespace spine::sync {
namespace {

enum class Kind { Folder, WebDav, S3, Unknown };

Kind kind_of(const std::string& address) {
    if (address.starts_with("https://") || address.starts_with("http://")) return Kind::WebDav;
    if (address.starts_with("s3://")) return Kind::S3;
    return address.find("://") == std::string::npos ? Kind::Folder : Kind::Unknown;
}

tl::unexpected<Fault> unknown_kind(const std::string& address) {
    // Only what stands before the colon: the rest may hold a password.
    return fail(causes::store_refused, "There is no store of this kind.",
                "Name the path of a folder, https://… for WebDAV, or s3://bucket/prefix.",
                address.substr(0, address.find(':') + 1));
}

template <typename T>
Result<std::unique_ptr<Store>> as_store(Result<std::unique_ptr<T>> opened) {
    if (!opened) return fail(std::move(opened));
    return std::unique_ptr<Store>(std::move(*opened));
}

Result<std::vector<crypto::ClinicId>> clinics_in_folder(Files& files, const std::string& folder) {
    const auto entries = files.list(folder);
    if (!entries) return fail(entries.error());
    std::vector<crypto::ClinicId> clinics;
    for (const FolderEntry& entry : *entries)
        if (const auto clinic = crypto::ClinicId::from_hex(entry.name)) clinics.push_back(*clinic);
    return clinics;
}

}  // namespace

bool concerns_whole_store(Cause cause) {
    return cause == causes::store_unreachable || cause == causes::store_denied ||
           cause == causes::store_untrusted || cause == causes::store_gave_way;
}

std::string places::receipts(const crypto::DeviceId& device) {
    return "receipts/" + device.hex();
}

bool is_object_name(std::string_view name) {
    return name.size() == 2 * crypto::Hash::size &&
           name.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Status Store::put_all(std::string_view place, std::span<const Bytes> objects) {
    for (const Bytes& object : objects)
        if (auto put = put_object(*this, place, object); !put) return fail(std::move(put));
    return {};
}

std::vector<Result<Put>> Store::put_each(std::string_view place,
                                         std::span<const ByteView> objects) {
    std::vector<Result<Put>> results;
    for (const ByteView object : objects) {
        if (!goes_on()) break;
        results.push_back(put_object(*this, place, object));
        if (!results.back() && concerns_whole_store(results.back().error().cause)) break;
    }
    return results;
}

std::vector<Result<Bytes>> Store::get_each(std::string_view place,
                                           std::span<const std::string> names, std::uint64_t limit,
                                           std::uint64_t most) {
    std::vector<Result<Bytes>> results;
    std::uint64_t held = 0;
    for (const std::string& name : names) {
        if (held >= most || !goes_on()) break;
        results.push_back(get(place, name, limit));
        if (results.back())
            held += results.back()->size();
        else if (concerns_whole_store(results.back().error().cause))
            break;
    }
    return results;
}

Status read_ahead(Store& store, std::string_view place, std::span<const std::string> names,
                  std::uint64_t limit,
                  const std::function<Status(const std::string&, Result<Bytes>)>& use) {
    while (!names.empty()) {
        auto some = store.get_each(place, names.first(std::min(names.size(), kObjectsAhead)), limit,
                                   kBytesAhead);
        if (some.empty()) some.emplace_back(fail(gave_way_fault(store.address())));
        for (Result<Bytes>& bytes : some) {
            const bool last = !bytes && concerns_whole_store(bytes.error().cause);
            if (auto used = use(names.front(), std::move(bytes)); !used || last) return used;
            names = names.subspan(1);
        }
    }
    return {};
}

Result<Put> put_object(Store& store, std::string_view place, ByteView content) {
    return store.put(place, crypto::object_name(content), content);
}

Result<std::unique_ptr<Store>> open_store(Files& files, const StoreSettings& settings,
                                          const crypto::ClinicId& clinic) {
    switch (kind_of(settings.address)) {
        case Kind::WebDav:
            return as_store(WebDavStore::open(files, settings, clinic));
        case Kind::S3:
            return as_store(S3Store::open(files, settings, clinic));
        case Kind::Unknown:
            return unknown_kind(settings.address);
        case Kind::Folder:
            break;
    }
    auto store = std::make_unique<FolderStore>(files, settings.address, clinic,
                                               FolderStore::Part::MustBeThere);
    if (auto there = store->folder_there(); !there) return fail(std::move(there));
    return std::unique_ptr<Store>(std::move(store));
}

Result<std::vector<crypto::ClinicId>> clinics_in(Files& files, const StoreSettings& settings) {
    switch (kind_of(settings.address)) {
        case Kind::WebDav: {
            auto store = WebDavStore::open(files, settings, {});
            if (!store) return fail(std::move(store));
            return (*store)->clinics();
        }
        case Kind::S3: {
            auto store = S3Store::open(files, settings, {});
            if (!store) return fail(std::move(store));
            return (*store)->clinics();
        }
        case Kind::Unknown:
            return unknown_kind(settings.address);
        case Kind::Folder:
            break;
    }
    return clinics_in_folder(files, settings.address);
}

}  // namespace spine::sync
