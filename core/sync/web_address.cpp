#include "sync/web_address.h"

#include <arpa/inet.h>
#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/bytes.h"
#include "sync/store.h"

namespace spine::sync {
namespace {

using Url = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

std::string part(const Url& url, CURLUPart which) {
    char* text = nullptr;
    if (curl_url_get(url.get(), which, &text, 0) != CURLUE_OK) return {};
    std::string copy(text);
    curl_free(text);
    return copy;
}

bool is_loopback(const std::string& host) {
    std::array<unsigned char, 4> v4{};
    if (::inet_pton(AF_INET, host.c_str(), v4.data()) == 1) return v4[0] == 127;
    return host == "localhost" || host == "[::1]";
}

bool has_strange_characters(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return c <= ' ' || c == '\\' || c == '"' || c == '\x7f'; });
}

tl::unexpected<Fault> refused_address(std::string happened, std::string next,
                                      std::string where = {}) {
    return fail(causes::store_refused, std::move(happened), std::move(next), std::move(where));
}

tl::unexpected<Fault> with_credentials() {
    return refused_address(
        "A user or password may not stand in an address, where everybody sees it.",
        "Write it without; give --user and --password-file.");
}

bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

}  // namespace

Result<std::string> read_web_address(std::string_view address) {
    const std::string text(address);
    const Url url(curl_url(), &curl_url_cleanup);
    const bool readable =
        !has_strange_characters(text) &&
        curl_url_set(url.get(), CURLUPART_URL, text.c_str(), CURLU_NON_SUPPORT_SCHEME) == CURLUE_OK;
    if (text.find('@') != std::string::npos && (!readable || !part(url, CURLUPART_USER).empty()))
        return with_credentials();
    if (!readable)
        return refused_address("This is not the address of a web server.",
                               "Write it as https://host/folder, with %20 for a blank.", text);
    if (!part(url, CURLUPART_QUERY).empty() || !part(url, CURLUPART_FRAGMENT).empty())
        return refused_address("A store's address has no ? and no #.",
                               "Write only https://host/folder.", text);
    const std::string scheme = part(url, CURLUPART_SCHEME);
    if (scheme != "https" && !(scheme == "http" && is_loopback(part(url, CURLUPART_HOST))))
        return refused_address(
            "A store is reached by https:// only, so that nobody on the way listens in.",
            "Give the server a certificate and write https://; a certificate of your "
            "own CA will do, with --ca.",
            text);
    std::string whole = part(url, CURLUPART_URL);
    while (whole.ends_with('/')) whole.pop_back();
    return whole;
}

Status check_proxy(std::string_view proxy) {
    if (proxy.find('@') != std::string_view::npos) return with_credentials();
    const Url url(curl_url(), &curl_url_cleanup);
    const std::string text(proxy);
    if (!has_strange_characters(text) &&
        curl_url_set(url.get(), CURLUPART_URL, text.c_str(), CURLU_GUESS_SCHEME) == CURLUE_OK)
        return {};
    return refused_address("This is not the address of a proxy.", "Write it as host:port.", text);
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : text) {
        if (is_unreserved(c)) {
            encoded += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        encoded += '%';
        encoded += digits[byte >> 4U];
        encoded += digits[byte & 15U];
    }
    return encoded;
}

std::string percent_decoded(std::string_view text) {
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded += text[i];
            continue;
        }
        const auto byte = from_hex(text.substr(i + 1, 2));
        if (!byte || byte->size() != 1) return {};
        decoded += static_cast<char>(byte->front());
        i += 2;
    }
    return decoded;
}

}  // namespace spine::sync
