#include "sync/s3_store.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <utility>

#include "sync/store_listing.h"
#include "sync/web_address.h"

namespace spine::sync {
namespace {

constexpr std::uint64_t kMostPage = 4ULL * 1024 * 1024;
constexpr int kKeysAPage = 1'000;
constexpr int kMostPages = 2'000;

std::string sha256_hex(ByteView bytes) {
    std::array<std::uint8_t, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), bytes.data(), bytes.size());
    return to_hex(hash);
}

struct BucketAddress {
    std::string bucket, prefix;  // "a/b/" or empty
};

// What need not be encoded, so that it is signed as it is sent.
bool is_plain(std::string_view part) {
    return !part.empty() && part != "." && part != ".." &&
           part.find_first_not_of(
               "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
               "-._~") == std::string_view::npos;
}

std::optional<BucketAddress> read_bucket_address(std::string_view address) {
    address.remove_prefix(std::string_view("s3://").size());
    while (address.ends_with('/')) address.remove_suffix(1);
    BucketAddress read;
    bool first = true;
    do {
        const std::string_view part = address.substr(0, address.find('/'));
        if (!is_plain(part)) return std::nullopt;
        if (first) {
            read.bucket = part;
        } else {
            read.prefix.append(part).append("/");
        }
        first = false;
        address.remove_prefix(std::min(address.size(), part.size() + 1));
    } while (!address.empty());
    return read;
}

tl::unexpected<Fault> refused_bucket(std::string happened, std::string next,
                                     std::string where = {}) {
    return fail(causes::store_refused, std::move(happened), std::move(next), std::move(where));
}

}  // namespace

Result<std::unique_ptr<S3Store>> S3Store::open(Files& files, const StoreSettings& settings,
                                               const crypto::ClinicId& clinic) {
    const auto address = read_bucket_address(settings.address);
    // The address is not repeated: somebody may have written a key into it.
    if (!address)
        return refused_bucket(
            "This is not the address of a bucket.",
            "Write it as s3://bucket/prefix, of letters, digits and - . _ alone.");
    if (settings.access_key.empty() || settings.secret_key.empty())
        return refused_bucket(
            "An S3 store is opened with an access key and a secret key.",
            "Give --access-key and --secret-key-file, or write both in store.toml.",
            settings.address);
    const std::string region = settings.region.empty() ? "us-east-1" : settings.region;
    if (!is_plain(region))
        return refused_bucket("This is not the name of a region.", "Write it as eu-central-1.",
                              region);
    const auto endpoint = read_web_address(
        settings.endpoint.empty() ? "https://s3." + region + ".amazonaws.com" : settings.endpoint);
    if (!endpoint) return fail(endpoint.error());
    auto http = connect(files, settings, WebKind::S3);
    if (!http) return fail(std::move(http));
    return std::make_unique<S3Store>(std::move(*http), settings.address,
                                     *endpoint + "/" + address->bucket, address->prefix, clinic);
}

S3Store::S3Store(std::unique_ptr<Http> http, std::string shown, std::string bucket,
                 std::string prefix, const crypto::ClinicId& clinic)
    : WebStore(std::move(http), WebKind::S3, std::move(shown)),
      bucket_(std::move(bucket)),
      prefix_(std::move(prefix)),
      part_(prefix_ + clinic.hex() + "/") {}

std::string S3Store::url_of(std::string_view place, std::string_view name) const {
    return bucket_ + "/" + part_ + std::string(place) + "/" + std::string(name);
}

void S3Store::complete(HttpRequest& request) const {
    request.headers.push_back("x-amz-content-sha256: " +
                              sha256_hex(request.body ? *request.body : ByteView()));
}

HttpReply S3Store::page(const std::string& prefix, bool folders, int most,
                        const std::string& token) {
    // In the order of the names: it is signed in that order.
    std::string query;
    if (!token.empty()) query += "continuation-token=" + percent_encoded(token) + "&";
    if (folders) query += "delimiter=%2F&";
    query += "list-type=2&max-keys=" + std::to_string(most) + "&prefix=" + percent_encoded(prefix);
    HttpRequest request;
    request.method = "GET";
    request.url = bucket_ + "?" + query;
    request.limit = kMostPage;
    return ask(std::move(request));
}

Result<std::vector<std::string>> S3Store::names_under(const std::string& prefix, bool folders) {
    std::vector<std::string> names;
    std::string token;
    for (int pages = 0; pages < kMostPages; ++pages) {
        const HttpReply reply = page(prefix, folders, kKeysAPage, token);
        const bool came = reply.trouble == HttpTrouble::None && reply.status == 200;
        const auto read = came ? read_bucket_page(reply.body) : std::nullopt;
        if (!read) return fail(fault_of(reply));
        for (std::string_view name : folders ? read->prefixes : read->keys) {
            if (!name.starts_with(prefix)) continue;
            name.remove_prefix(prefix.size());
            if (name.ends_with('/')) name.remove_suffix(1);
            names.emplace_back(name);
        }
        if (read->next.empty()) {
            std::sort(names.begin(), names.end());
            names.erase(std::unique(names.begin(), names.end()), names.end());
            return names;
        }
        if (read->next == token) break;
        token = read->next;
    }
    return refused_bucket("The store's listing has no end.",
                          "Look whether the endpoint is that of an S3 store.", address());
}

Result<bool> S3Store::part_there() {
    const HttpReply reply = page(part_, false, 1, {});
    const bool came = reply.trouble == HttpTrouble::None && reply.status == 200;
    const auto read = came ? read_bucket_page(reply.body) : std::nullopt;
    if (!read) return fail(fault_of(reply));
    return !read->keys.empty();
}

Status S3Store::set_up() {
    const auto there = part_there();
    if (!there) return fail(there.error());
    if (*there) return {};
    HttpRequest request;
    request.method = "PUT";
    request.url = bucket_ + "/" + part_;
    request.headers = {"Content-Type: application/octet-stream"};
    request.body = ByteView();
    const HttpReply reply = ask(std::move(request));
    const bool made =
        reply.trouble == HttpTrouble::None && (reply.status == 200 || reply.status == 201);
    return made ? Status() : Status(fail(fault_of(reply)));
}

Result<std::vector<std::string>> S3Store::list(std::string_view place) {
    if (auto there = reachable(); !there) return fail(std::move(there));
    auto names = names_under(part_ + std::string(place) + "/", false);
    if (names) std::erase_if(*names, [](const auto& name) { return !is_object_name(name); });
    return names;
}

Result<std::vector<crypto::ClinicId>> S3Store::clinics() {
    const auto names = names_under(prefix_, true);
    if (!names) return fail(names.error());
    std::vector<crypto::ClinicId> clinics;
    for (const std::string& name : *names)
        if (const auto clinic = crypto::ClinicId::from_hex(name)) clinics.push_back(*clinic);
    return clinics;
}

}  // namespace spine::sync
