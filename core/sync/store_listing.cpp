#include "sync/store_listing.h"

#include <pugixml.hpp>
#include <string_view>

#include "sync/web_address.h"

namespace spine::sync {
namespace {

// "D:response" and "response" alike: pugixml knows no namespaces, and servers choose any prefix.
std::string_view local_name(const pugi::xml_node& node) {
    const std::string_view name = node.name();
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(const pugi::xml_node& parent, std::string_view name) {
    return parent.find_child(
        [name](const pugi::xml_node& node) { return local_name(node) == name; });
}

bool is_collection(const pugi::xml_node& response) {
    for (const pugi::xml_node status : response.children()) {
        if (local_name(status) != "propstat") continue;
        if (child(child(child(status, "prop"), "resourcetype"), "collection")) return true;
    }
    return false;
}

std::string_view without_end_slash(std::string_view path) {
    while (path.ends_with('/')) path.remove_suffix(1);
    return path;
}

}  // namespace

std::optional<std::vector<DavEntry>> read_multistatus(ByteView body) {
    pugi::xml_document document;
    if (!document.load_buffer(body.data(), body.size(), pugi::parse_default)) return std::nullopt;
    const pugi::xml_node root = document.document_element();
    if (local_name(root) != "multistatus") return std::nullopt;
    std::vector<DavEntry> entries;
    for (const pugi::xml_node response : root.children()) {
        if (local_name(response) != "response") continue;
        const std::string_view href = child(response, "href").text().get();
        const std::string_view path = without_end_slash(href);
        std::string name = percent_decoded(path.substr(path.rfind('/') + 1));
        if (name.empty()) continue;
        entries.push_back({std::move(name), path.size() != href.size() || is_collection(response)});
    }
    return entries;
}

std::optional<BucketPage> read_bucket_page(ByteView body) {
    pugi::xml_document document;
    if (!document.load_buffer(body.data(), body.size(), pugi::parse_default)) return std::nullopt;
    const pugi::xml_node root = document.document_element();
    if (local_name(root) != "ListBucketResult") return std::nullopt;
    BucketPage page;
    for (const pugi::xml_node node : root.children()) {
        const std::string_view name = local_name(node);
        if (name == "Contents") page.keys.emplace_back(child(node, "Key").text().get());
        if (name == "CommonPrefixes")
            page.prefixes.emplace_back(child(node, "Prefix").text().get());
    }
    if (std::string_view(child(root, "IsTruncated").text().get()) != "true") return page;
    page.next = child(root, "NextContinuationToken").text().get();
    if (page.next.empty()) return std::nullopt;
    return page;
}

}  // namespace spine::sync
