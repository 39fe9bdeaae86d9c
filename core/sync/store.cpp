#include "sync/store.h"

#include "crypto/object_common.h"
#include "sync/folder_store.h"

namespace spine::sync {

std::string places::receipts(const crypto::DeviceId& device) {
    return "receipts/" + device.hex();
}

Status Store::put_all(std::string_view place, std::span<const Bytes> objects) {
    for (const Bytes& object : objects)
        if (auto put = put_object(*this, place, object); !put) return fail(std::move(put));
    return {};
}

Result<Put> put_object(Store& store, std::string_view place, ByteView content) {
    return store.put(place, crypto::object_name(content), content);
}

Result<std::unique_ptr<Store>> open_store(Files& files, const std::string& address,
                                          const crypto::ClinicId& clinic) {
    if (address.find("://") != std::string::npos) {
        return fail(causes::store_refused, "This version can use only a folder as store.",
                    "Name the path of a folder.", address);
    }
    auto store =
        std::make_unique<FolderStore>(files, address, clinic, FolderStore::Part::MustBeThere);
    if (auto there = store->folder_there(); !there) return fail(std::move(there));
    return std::unique_ptr<Store>(std::move(store));
}

}  // namespace spine::sync
