#include "sync/web_store.h"

#include <algorithm>
#include <utility>

#include "crypto/object_common.h"
#include "crypto/random.h"
#include "sync/http_client.h"
#include "sync/http_patience.h"
#include "sync/web_address.h"

namespace spine::sync {
namespace {

constexpr const char* kCondition = "If-None-Match: *";
constexpr const char* kAnyBytes = "Content-Type: application/octet-stream";
// The object itself, once without its condition, once more after its folder was made.
constexpr int kPasses = 4;

// It gave way: nothing is known of what it asked for.
bool broken_off(const HttpReply& reply) {
    return reply.trouble == HttpTrouble::GaveWay || reply.trouble == HttpTrouble::NotBegun;
}

tl::unexpected<Fault> not_a_name() {
    return fail(causes::store_refused, "This is not the name of a stored object.",
                "Report it: the program that asked is at fault.");
}

Status check_file(Files& files, const std::string& file) {
    if (file.empty() || files.exists(file)) return {};
    return fail(causes::store_refused, "A file that the store's settings name is not there.",
                "Name it anew: --ca, --client-certificate, --client-key, or in store.toml.", file);
}

}  // namespace

HttpReply WebStore::ask(HttpRequest request) {
    complete(request);
    return std::move(ask_each({&request, 1}).front());
}

std::vector<HttpReply> WebStore::ask_each(std::span<const HttpRequest> requests) {
    return http_->send(requests, [this] { return goes_on(); });
}

Fault WebStore::fault_of(const HttpReply& reply) const {
    return web_fault(reply, kind_, shown_);
}

Status WebStore::reachable() {
    return part_was_there_ ? Status() : still_reachable();
}

Status WebStore::still_reachable() {
    const auto there = part_there();
    part_was_there_ = there && *there;
    if (!there) return fail(there.error());
    return part_was_there_ ? Status() : Status(fail(no_part_fault(shown_)));
}

Status WebStore::place_made(std::string_view place) {
    if (places_made_.contains(place)) return {};
    if (auto made = make_place(place); !made) return made;
    places_made_.emplace(place);
    return {};
}

HttpRequest WebStore::put_request(std::string_view place, const Named& object,
                                  bool conditional) const {
    HttpRequest request;
    request.method = "PUT";
    request.url = url_of(place, object.name);
    request.headers = {kAnyBytes};
    request.body = object.content;
    if (conditional) request.headers.emplace_back(kCondition);
    complete(request);
    return request;
}

WebStore::Meaning WebStore::meaning_of(const HttpReply& reply, bool conditional) const {
    if (reply.trouble != HttpTrouble::None) return Meaning::Fault;
    const bool dav = kind_ == WebKind::WebDav;
    switch (reply.status) {
        case 201:
            return Meaning::Created;
        case 200:
        case 204:  // WebDAV (RFC 4918, 9.7.1): something was there. S3 always says 200.
            return dav ? Meaning::Already : Meaning::Created;
        case 412:
            return conditional ? Meaning::Taken : Meaning::Fault;
        case 400:
        case 405:
        case 501:
            return conditional ? Meaning::NoConditions : Meaning::Fault;
        case 404:
            return dav ? Meaning::NoPlace : Meaning::Fault;
        case 409:  // S3: somebody else is just putting the same
            return dav ? Meaning::NoPlace : Meaning::Taken;
        default:
            return Meaning::Fault;
    }
}

Result<Put> WebStore::settle(std::string_view place, const Named& object) {
    const HttpRequest request = get_request(place, object.name, object.content.size());
    const HttpReply there = std::move(ask_each({&request, 1}).front());
    if (broken_off(there)) return fail(fault_of(there));
    const bool whole = there.trouble == HttpTrouble::None && there.status == 200;
    const bool other = there.trouble == HttpTrouble::TooLarge ||
                       (whole && !std::equal(there.body.begin(), there.body.end(),
                                             object.content.begin(), object.content.end()));
    // What cannot be looked at now is taken at the server's word: the receipt is the proof.
    if (!other) return Put::Already;
    const HttpRequest again = put_request(place, object, false);
    const HttpReply healed = std::move(ask_each({&again, 1}).front());
    const Meaning meaning = meaning_of(healed, false);
    if (meaning == Meaning::Created || meaning == Meaning::Already) return Put::Created;
    return fail(fault_of(healed));
}

std::vector<Result<Put>> WebStore::put_named(std::string_view place,
                                             std::span<const Named> objects) {
    if (objects.empty()) return {};
    if (auto there = reachable(); !there) return {fail(std::move(there))};
    if (auto made = place_made(place); !made) return {fail(std::move(made))};
    std::vector<std::optional<Result<Put>>> done(objects.size());
    std::vector<std::size_t> pending(objects.size());
    for (std::size_t i = 0; i < pending.size(); ++i) pending[i] = i;
    for (int pass = 0; pass < kPasses && !pending.empty(); ++pass) {
        const bool conditional = conditions_known_;
        std::vector<HttpRequest> requests;
        requests.reserve(pending.size());
        for (const std::size_t index : pending)
            requests.push_back(put_request(place, objects[index], conditional));
        const auto replies = ask_each(requests);
        std::vector<std::size_t> again;
        bool no_place = false;
        for (std::size_t i = 0; i < pending.size(); ++i) {
            const std::size_t index = pending[i];
            if (replies[i].trouble == HttpTrouble::NotBegun) {
                done[index].reset();
                continue;
            }
            const Meaning meaning = meaning_of(replies[i], conditional);
            if (meaning == Meaning::NoConditions) conditions_known_ = false;
            no_place = no_place || meaning == Meaning::NoPlace;
            if (meaning == Meaning::NoConditions || meaning == Meaning::NoPlace) {
                again.push_back(index);
                done[index] = fail(fault_of(replies[i]));  // unless another pass does better
            } else if (meaning == Meaning::Taken) {
                done[index] = settle(place, objects[index]);
            } else if (meaning == Meaning::Fault) {
                places_made_.clear();  // nginx says 500 where the folder has gone
                done[index] = fail(fault_of(replies[i]));
            } else {
                done[index] = meaning == Meaning::Created ? Put::Created : Put::Already;
            }
        }
        pending = std::move(again);
        if (!no_place) continue;
        if (auto made = make_place(place); !made) {
            for (const std::size_t index : pending) done[index] = fail(made.error());
            break;
        }
    }
    std::vector<Result<Put>> results;
    for (auto& result : done) {
        if (!result) break;  // this one and all behind it were not begun
        results.push_back(std::move(*result));
    }
    return results;
}

Result<Put> WebStore::put(std::string_view place, std::string_view name, ByteView content) {
    if (!is_object_name(name)) return not_a_name();
    const Named object{std::string(name), content};
    auto put = put_named(place, {&object, 1});
    if (put.empty()) return fail(gave_way_fault(shown_));
    return std::move(put.front());
}

std::vector<Result<Put>> WebStore::put_each(std::string_view place,
                                            std::span<const ByteView> objects) {
    std::vector<Named> named;
    named.reserve(objects.size());
    for (const ByteView object : objects) named.push_back({crypto::object_name(object), object});
    return put_named(place, named);
}

Status WebStore::put_all(std::string_view place, std::span<const Bytes> objects) {
    const std::vector<ByteView> views(objects.begin(), objects.end());
    auto puts = put_each(place, views);
    for (auto& put : puts)
        if (!put) return fail(std::move(put));
    return puts.size() == objects.size() ? Status() : Status(fail(gave_way_fault(shown_)));
}

Result<Bytes> WebStore::get(std::string_view place, std::string_view name, std::uint64_t limit) {
    if (!is_object_name(name)) return not_a_name();
    if (auto there = reachable(); !there) return fail(std::move(there));
    const HttpRequest request = get_request(place, name, limit);
    HttpReply reply = std::move(ask_each({&request, 1}).front());
    return object_in(reply, name);
}

std::vector<Result<Bytes>> WebStore::get_each(std::string_view place,
                                              std::span<const std::string> names,
                                              std::uint64_t limit, std::uint64_t most) {
    if (names.empty()) return {};
    if (!std::all_of(names.begin(), names.end(), &is_object_name))
        return Store::get_each(place, names, limit, most);
    if (auto there = reachable(); !there) return {fail(std::move(there))};
    std::vector<HttpRequest> requests;
    requests.reserve(names.size());
    for (const std::string& name : names) {
        requests.push_back(get_request(place, name, limit));
        requests.back().only_below = most;
    }
    auto replies = ask_each(requests);
    std::vector<Result<Bytes>> results;
    for (std::size_t i = 0; i < replies.size(); ++i) {
        if (replies[i].trouble == HttpTrouble::NotBegun) break;  // and all behind it
        results.push_back(object_in(replies[i], names[i]));
    }
    return results;
}

HttpRequest WebStore::get_request(std::string_view place, std::string_view name,
                                  std::uint64_t limit) const {
    HttpRequest request;
    request.method = "GET";
    request.url = url_of(place, name);
    request.limit = limit;
    complete(request);
    return request;
}

Result<Bytes> WebStore::object_in(HttpReply& reply, std::string_view name) {
    if (reply.trouble == HttpTrouble::None && reply.status == 200) return std::move(reply.body);
    const std::string where = shown_ + ": " + std::string(name);
    if (reply.trouble == HttpTrouble::TooLarge)
        return fail(spine::causes::file_too_large, "This object is larger than it may be.",
                    "It was put there by somebody else; remove it from the store.", where);
    if (reply.trouble != HttpTrouble::None || reply.status != 404) return fail(fault_of(reply));
    if (auto there = still_reachable(); !there) return fail(std::move(there));
    return fail(spine::causes::file_missing, "This object is not in the store.",
                "Try again after the next import or sync.", where);
}

Status WebStore::remove(std::string_view place, std::string_view name) {
    if (!is_object_name(name)) return not_a_name();
    if (auto there = reachable(); !there) return there;
    HttpRequest request;
    request.method = "DELETE";
    request.url = url_of(place, name);
    const HttpReply reply = ask(std::move(request));
    const bool gone = reply.trouble == HttpTrouble::None &&
                      (reply.status == 200 || reply.status == 204 || reply.status == 404);
    if (gone) return reply.status == 404 ? still_reachable() : Status();
    return fail(fault_of(reply));
}

Result<std::unique_ptr<Http>> connect(Files& files, const StoreSettings& settings, WebKind kind) {
    for (const std::string& file :
         {settings.ca, settings.client_certificate, settings.client_key}) {
        if (auto there = check_file(files, file); !there) return fail(std::move(there));
    }
    if (auto proxy = settings.proxy.empty() ? Status() : check_proxy(settings.proxy); !proxy)
        return fail(std::move(proxy));
    const bool s3 = kind == WebKind::S3;
    HttpPeer peer;
    peer.ca = settings.ca;
    peer.client_certificate = settings.client_certificate;
    peer.client_key = settings.client_key;
    peer.proxy = settings.proxy;
    if (s3) {
        peer.auth = HttpAuth::SigV4;
    } else if (!settings.user.empty()) {
        peer.auth = HttpAuth::Basic;
    }
    peer.user = s3 ? settings.access_key : settings.user;
    peer.password = crypto::SecretBytes((s3 ? settings.secret_key : settings.password).view());
    peer.region = settings.region.empty() ? "us-east-1" : settings.region;
    auto client = std::make_unique<HttpClient>(std::move(peer));
    return std::unique_ptr<Http>(std::make_unique<PatientHttp>(
        std::move(client), real_patience(), std::make_unique<crypto::SystemRandom>()));
}

}  // namespace spine::sync
