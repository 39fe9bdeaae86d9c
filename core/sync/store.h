// Where sealed objects lie between tablets and clinic: a folder, later WebDAV or S3.
//
// A store is never trusted: it can delay, not read or change. What it hands back is verified by
// whoever asked. Objects are created once and never altered; a name is the hash of the content, so
// that writing the same object twice is no fault.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/files.h"
#include "base/result.h"
#include "crypto/keys.h"

namespace spine::sync {

namespace causes {
// The stick is not in, the server does not answer, the clinic's part is not there: nothing is
// lost, the next round tries again.
inline constexpr Cause store_unreachable = "store-unreachable";
inline constexpr Cause store_refused = "store-refused";  // an address or a name that may not be
}  // namespace causes

// Folders below a clinic's prefix. Receipts lie apart for each tablet, so that it lists its own.
namespace places {
inline constexpr std::string_view bundles = "bundles";
inline constexpr std::string_view objects =
    "objects";  // admissions, revocations, tombstones, marks
inline constexpr std::string_view attention = "attention";
inline constexpr std::string_view configs = "configs";    // manifests, by configuration hash
inline constexpr std::string_view contents = "contents";  // their files, by crypto::file_hash()
[[nodiscard]] std::string receipts(const crypto::DeviceId& device);
}  // namespace places

enum class Put { Created, Already };

// One clinic's part of a store. Any thread, one at a time. Calls may take as long as the network's
// time-out and never hold a database meanwhile. After a fault nothing half is visible.
class Store {
  public:
    Store() = default;
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;
    virtual ~Store() = default;

    // Makes the clinic's part where it is missing: for whoever sets a store up (`clinic sign`) and
    // nobody else, since a store without it is taken for one that is out of reach.
    [[nodiscard]] virtual Status set_up() { return {}; }
    // Durable when it returns. `name` is 64 hexadecimal digits.
    [[nodiscard]] virtual Result<Put> put(std::string_view place, std::string_view name,
                                          ByteView content) = 0;
    // Each under the hash of its content, all durable when it returns; a store may wait for its
    // disk once for all of them. After a fault some may be there.
    [[nodiscard]] virtual Status put_all(std::string_view place, std::span<const Bytes> objects);
    // Faults: file_missing, file_too_large (over `limit` bytes), not_this_format (a folder, link or
    // pipe in an object's place), store_unreachable.
    [[nodiscard]] virtual Result<Bytes> get(std::string_view place, std::string_view name,
                                            std::uint64_t limit) = 0;
    // Names in rising order; none if nothing was ever put there.
    [[nodiscard]] virtual Result<std::vector<std::string>> list(std::string_view place) = 0;
    // For erasure and retention. Removing what is not there is no fault.
    [[nodiscard]] virtual Status remove(std::string_view place, std::string_view name) = 0;
    // For messages: a path or an address, without credentials.
    [[nodiscard]] virtual std::string address() const = 0;
};

// put() under the hash of the content.
[[nodiscard]] Result<Put> put_object(Store& store, std::string_view place, ByteView content);

// STORE of cli.md. A folder path is opened as it is and must exist: a stick that was pulled out
// must not be mistaken for an empty folder. Nor must the folder on which it is mounted: until
// set_up() has made the clinic's part, every other call says store_unreachable. Faults:
// store_unreachable, store_refused (https:// and s3:// are not in this version).
[[nodiscard]] Result<std::unique_ptr<Store>> open_store(Files& files, const std::string& address,
                                                        const crypto::ClinicId& clinic);

}  // namespace spine::sync
