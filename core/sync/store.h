// Where sealed objects lie between tablets and clinic: a folder, a WebDAV server, an S3 store.
//
// A store is never trusted: it can delay, not read or change. What it hands back is verified by
// whoever asked. Objects are created once and never altered; a name is the hash of the content, so
// that writing the same object twice is no fault.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/files.h"
#include "base/result.h"
#include "crypto/keys.h"
#include "sync/store_settings.h"

namespace spine::sync {

namespace causes {
// The stick is not in, the server does not answer, the clinic's part is not there: nothing is
// lost, the next round tries again.
inline constexpr Cause store_unreachable = "store-unreachable";
// The server does not know us, or does not let us in: password, key or client certificate.
inline constexpr Cause store_denied = "store-denied";
// The server does not prove that it is the one of the address.
inline constexpr Cause store_untrusted = "store-untrusted";
// An address, a name or a request that may not be, or an answer that no store gives.
inline constexpr Cause store_refused = "store-refused";
// Broken off because Store::go_on_while() said no: met by nobody but who set it.
inline constexpr Cause store_gave_way = "store-gave-way";
}  // namespace causes

// True where the next object would meet the same: unreachable, denied, untrusted, gave way.
[[nodiscard]] bool concerns_whole_store(Cause cause);

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

// 64 lower-case hexadecimal digits. Whatever else lies in a store is not ours, and is passed over.
[[nodiscard]] bool is_object_name(std::string_view name);

enum class Put { Created, Already };

// One clinic's part of a store. Any thread, one at a time. Calls may take as long as the network's
// time-out and never hold a database meanwhile. After a fault nothing half is visible.
class Store {
  public:
    Store() = default;
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;
    virtual ~Store() = default;

    // While something more urgent may come up: `go_on` is asked before each object of put_each()
    // and get_each(), and, while a server is waited for, a few times a second, all on the calling
    // thread. Once it says no, a call to a server ends within kGiveWayWithin (http.h), with
    // store_gave_way unless it had come to its end; what it asked for may be done. Holds until it
    // is set again. Nothing: each call takes the time that it takes.
    void go_on_while(std::function<bool()> go_on) { go_on_ = std::move(go_on); }

    // Makes the clinic's part where it is missing: for whoever sets a store up (`clinic sign`) and
    // nobody else, since a store without it is taken for one that is out of reach.
    [[nodiscard]] virtual Status set_up() { return {}; }
    // Durable when it returns, as far as the server's word goes; the receipt is the proof. `name`
    // is 64 hexadecimal digits. What lies damaged under the name is replaced.
    [[nodiscard]] virtual Result<Put> put(std::string_view place, std::string_view name,
                                          ByteView content) = 0;
    // Each under the hash of its content, all durable when it returns; a store may wait for its
    // disk once for all of them. After a fault some may be there.
    [[nodiscard]] virtual Status put_all(std::string_view place, std::span<const Bytes> objects);
    // Each under the hash of its content, begun in their order, some at a time. A fault that
    // concerns_whole_store(), and go_on_while(), leave the rest. As many results as were begun, in
    // the order of the objects.
    [[nodiscard]] virtual std::vector<Result<Put>> put_each(std::string_view place,
                                                            std::span<const ByteView> objects);
    // Faults: file_missing, file_too_large (over `limit` bytes), not_this_format (a folder, link or
    // pipe in an object's place), store_unreachable.
    [[nodiscard]] virtual Result<Bytes> get(std::string_view place, std::string_view name,
                                            std::uint64_t limit) = 0;
    // Each as by get(), begun in their order, some at a time. What leaves the rest is as in
    // put_each(), and no further one is begun once those that came have `most` bytes together: what
    // a call holds is that and what was under way, eight objects at most. As many results as were
    // begun, in the order of the names. read_ahead() asks for all of them.
    [[nodiscard]] virtual std::vector<Result<Bytes>> get_each(std::string_view place,
                                                              std::span<const std::string> names,
                                                              std::uint64_t limit,
                                                              std::uint64_t most);
    // Names in rising order; none if nothing was ever put there.
    [[nodiscard]] virtual Result<std::vector<std::string>> list(std::string_view place) = 0;
    // For erasure and retention. Removing what is not there is no fault.
    [[nodiscard]] virtual Status remove(std::string_view place, std::string_view name) = 0;
    // For messages: a path or an address, without credentials.
    [[nodiscard]] virtual std::string address() const = 0;

  protected:
    // What go_on_while() says now.
    [[nodiscard]] bool goes_on() const { return !go_on_ || go_on_(); }

  private:
    std::function<bool()> go_on_;
};

// put() under the hash of the content.
[[nodiscard]] Result<Put> put_object(Store& store, std::string_view place, ByteView content);

// How far read_ahead() is ahead of `use`.
inline constexpr std::size_t kObjectsAhead = 64;
inline constexpr std::uint64_t kBytesAhead = std::uint64_t{16} << 20U;

// Fetches each as by get() and gives it to `use`, in the order of the names, some being fetched
// ahead; the store is free while `use` runs. Ends with what `use` says first, if it is a fault; a
// fault that concerns_whole_store() is the last thing that `use` is given.
[[nodiscard]] Status read_ahead(
    Store& store, std::string_view place, std::span<const std::string> names, std::uint64_t limit,
    const std::function<Status(const std::string& name, Result<Bytes> bytes)>& use);

// STORE of cli.md, as store.toml or a command line names it. A folder path is opened as it is and
// must exist: a stick that was pulled out must not be mistaken for an empty folder. Nor must the
// folder on which it is mounted: until set_up() has made the clinic's part, every other call says
// store_unreachable. A server is not asked yet. Faults: store_unreachable, store_refused.
[[nodiscard]] Result<std::unique_ptr<Store>> open_store(Files& files, const StoreSettings& settings,
                                                        const crypto::ClinicId& clinic);

// The clinics that have a part in that store, in rising order: for who knows only a fingerprint.
// Faults: those of open_store() and Store::list().
[[nodiscard]] Result<std::vector<crypto::ClinicId>> clinics_in(Files& files,
                                                               const StoreSettings& settings);

}  // namespace spine::sync
