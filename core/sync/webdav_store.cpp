#include "sync/webdav_store.h"

#include <algorithm>
#include <utility>

#include "sync/store_listing.h"
#include "sync/web_address.h"

namespace spine::sync {
namespace {

constexpr std::string_view kAskForKind =
    R"(<?xml version="1.0" encoding="utf-8"?>)"
    R"(<D:propfind xmlns:D="DAV:"><D:prop><D:resourcetype/></D:prop></D:propfind>)";

constexpr std::uint64_t kMostListing = 64ULL * 1024 * 1024;

// What a folder holds, or why that is not to be had.
bool is_listing(const HttpReply& reply) {
    return reply.trouble == HttpTrouble::None && reply.status == 207;
}

bool is_missing(const HttpReply& reply) {
    return reply.trouble == HttpTrouble::None && (reply.status == 404 || reply.status == 409);
}

}  // namespace

Result<std::unique_ptr<WebDavStore>> WebDavStore::open(Files& files, const StoreSettings& settings,
                                                       const crypto::ClinicId& clinic) {
    const auto address = read_web_address(settings.address);
    if (!address) return fail(address.error());
    auto http = connect(files, settings, WebKind::WebDav);
    if (!http) return fail(std::move(http));
    return std::make_unique<WebDavStore>(std::move(*http), *address, clinic);
}

WebDavStore::WebDavStore(std::unique_ptr<Http> http, const std::string& address,
                         const crypto::ClinicId& clinic)
    : WebStore(std::move(http), WebKind::WebDav, address),
      base_(address),
      part_(address + "/" + clinic.hex()) {}

std::string WebDavStore::url_of(std::string_view place, std::string_view name) const {
    return part_ + "/" + std::string(place) + "/" + std::string(name);
}

HttpReply WebDavStore::find(const std::string& folder, int depth) {
    HttpRequest request;
    request.method = "PROPFIND";
    request.url = folder + "/";
    request.headers = {"Depth: " + std::to_string(depth), "Content-Type: application/xml"};
    request.body = as_bytes(kAskForKind);
    request.limit = kMostListing;
    return ask(std::move(request));
}

HttpReply WebDavStore::make_folder(const std::string& folder) {
    HttpRequest request;
    request.method = "MKCOL";
    request.url = folder + "/";  // nginx makes none without the slash
    return ask(std::move(request));
}

Result<bool> WebDavStore::part_there() {
    const HttpReply reply = find(part_, 0);
    if (is_missing(reply)) return false;
    if (!is_listing(reply)) return fail(fault_of(reply));
    return true;
}

Status WebDavStore::set_up() {
    // 405 says that it is there (or that there is no WebDAV), and somebody else may just be making
    // it: what counts is that it is there afterwards.
    const HttpReply made = make_folder(part_);
    const auto there = part_there();
    if (!there) return fail(there.error());
    if (*there) return reachable();
    return fail(fault_of(made));
}

Status WebDavStore::make_place(std::string_view place) {
    std::string folder = part_;
    HttpReply made;
    while (!place.empty()) {
        const std::string_view part = place.substr(0, place.find('/'));
        place.remove_prefix(std::min(place.size(), part.size() + 1));
        folder.append("/").append(part);
        made = make_folder(folder);
    }
    const bool there =
        made.trouble == HttpTrouble::None && (made.status == 201 || made.status == 405);
    // Without the clinic's part nothing is made under it: it is that which is missing.
    return there ? Status() : still_reachable();
}

Result<std::vector<std::string>> WebDavStore::list(std::string_view place) {
    if (auto there = reachable(); !there) return fail(std::move(there));
    const HttpReply reply = find(part_ + "/" + std::string(place), 1);
    if (is_missing(reply)) {
        if (auto there = still_reachable(); !there) return fail(std::move(there));
        return std::vector<std::string>();
    }
    auto entries = is_listing(reply) ? read_multistatus(reply.body) : std::nullopt;
    if (!entries) return fail(fault_of(reply));
    std::vector<std::string> names;
    for (DavEntry& entry : *entries)
        if (!entry.folder && is_object_name(entry.name)) names.push_back(std::move(entry.name));
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

Result<std::vector<crypto::ClinicId>> WebDavStore::clinics() {
    const HttpReply reply = find(base_, 1);
    const auto entries = is_listing(reply) ? read_multistatus(reply.body) : std::nullopt;
    if (!entries) return fail(fault_of(reply));
    std::vector<crypto::ClinicId> clinics;
    for (const DavEntry& entry : *entries)
        if (const auto clinic = crypto::ClinicId::from_hex(entry.name)) clinics.push_back(*clinic);
    std::sort(clinics.begin(), clinics.end());
    return clinics;
}

}  // namespace spine::sync
