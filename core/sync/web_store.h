// What a WebDAV server and an S3 store have in common: how an object is put, fetched and removed.
//
// put: PUT with "If-None-Match: *". 412 says that something lies there: it is fetched and compared,
// and replaced if it is not the same, as FolderStore does. A server that does not know the
// condition (501, 405, 400) is sent the object without it from then on, and one that takes no
// notice of it overwrites: both are harmless, since the name is the content's hash. What was
// created is not read back.
#pragma once

#include <memory>
#include <set>

#include "sync/http.h"
#include "sync/store.h"
#include "sync/web_faults.h"

namespace spine::sync {

class WebStore : public Store {
  public:
    [[nodiscard]] Result<Put> put(std::string_view place, std::string_view name,
                                  ByteView content) override;
    [[nodiscard]] Status put_all(std::string_view place, std::span<const Bytes> objects) override;
    [[nodiscard]] std::vector<Result<Put>> put_each(std::string_view place,
                                                    std::span<const ByteView> objects) override;
    [[nodiscard]] Result<Bytes> get(std::string_view place, std::string_view name,
                                    std::uint64_t limit) override;
    [[nodiscard]] std::vector<Result<Bytes>> get_each(std::string_view place,
                                                      std::span<const std::string> names,
                                                      std::uint64_t limit,
                                                      std::uint64_t most) override;
    [[nodiscard]] Status remove(std::string_view place, std::string_view name) override;
    [[nodiscard]] std::string address() const override { return shown_; }

  protected:
    // `shown`: the address for messages.
    WebStore(std::unique_ptr<Http> http, WebKind kind, std::string shown)
        : http_(std::move(http)), kind_(kind), shown_(std::move(shown)) {}

    // The URL of an object, and the headers that every request of this kind has.
    [[nodiscard]] virtual std::string url_of(std::string_view place,
                                             std::string_view name) const = 0;
    virtual void complete(HttpRequest& request) const { (void)request; }
    // Asks whether the clinic's part is there.
    [[nodiscard]] virtual Result<bool> part_there() = 0;
    // For a server that has folders: makes the one of that place, if it is not there.
    [[nodiscard]] virtual Status make_place(std::string_view place) = 0;

    [[nodiscard]] HttpReply ask(HttpRequest request);
    [[nodiscard]] std::vector<HttpReply> ask_each(std::span<const HttpRequest> requests);
    [[nodiscard]] Fault fault_of(const HttpReply& reply) const;
    // store_unreachable unless the clinic's part is there. Asked until it is, once.
    [[nodiscard]] Status reachable();
    // For a 404: either the object is missing, or the whole part is.
    [[nodiscard]] Status still_reachable();

  private:
    struct Named {
        std::string name;
        ByteView content;
    };
    enum class Meaning { Created, Already, Taken, NoConditions, NoPlace, Fault };

    [[nodiscard]] std::vector<Result<Put>> put_named(std::string_view place,
                                                     std::span<const Named> objects);
    [[nodiscard]] Status place_made(std::string_view place);
    [[nodiscard]] HttpRequest put_request(std::string_view place, const Named& object,
                                          bool conditional) const;
    [[nodiscard]] Meaning meaning_of(const HttpReply& reply, bool conditional) const;
    [[nodiscard]] Result<Put> settle(std::string_view place, const Named& object);
    [[nodiscard]] HttpRequest get_request(std::string_view place, std::string_view name,
                                          std::uint64_t limit) const;
    [[nodiscard]] Result<Bytes> object_in(HttpReply& reply, std::string_view name);

    std::unique_ptr<Http> http_;
    WebKind kind_;
    std::string shown_;
    bool part_was_there_ = false;
    std::set<std::string, std::less<>> places_made_;
    bool conditions_known_ = true;  // until the server says otherwise
};

// The client that the settings ask for, with real patience. Faults: store_refused for files that
// are not there, a proxy that may not be.
[[nodiscard]] Result<std::unique_ptr<Http>> connect(Files& files, const StoreSettings& settings,
                                                    WebKind kind);

}  // namespace spine::sync
