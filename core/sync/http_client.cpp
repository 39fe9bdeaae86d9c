#include "sync/http_client.h"

#include <curl/curl.h>
#include <malloc.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <numeric>
#include <string_view>
#include <utility>

namespace spine::sync {
namespace {

constexpr std::size_t kMostHeaders = 64UL * 1024;

// libcurl's copies of passwords and of what was sent are gone with the memory they lay in.
void wipe_and_free(void* memory) {
    if (memory == nullptr) return;
    crypto::wipe({static_cast<std::uint8_t*>(memory), malloc_usable_size(memory)});
    std::free(memory);
}
void* move_and_wipe(void* memory, std::size_t size) {
    void* moved = std::malloc(size);
    if (memory == nullptr || moved == nullptr) return moved;
    std::memcpy(moved, memory, std::min(size, malloc_usable_size(memory)));
    wipe_and_free(memory);
    return moved;
}

// libcurl counts who has started it, and is safe to be started from any thread.
struct Library {
    Library() {
        curl_global_init_mem(CURL_GLOBAL_DEFAULT, std::malloc, wipe_and_free, move_and_wipe,
                             ::strdup, std::calloc);
    }
    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;
    ~Library() { curl_global_cleanup(); }
};

template <auto Free>
struct Freed {
    template <typename T>
    void operator()(T* held) const {
        Free(held);
    }
};
using Easy = std::unique_ptr<CURL, Freed<&curl_easy_cleanup>>;
using Multi = std::unique_ptr<CURLM, Freed<&curl_multi_cleanup>>;
using HeaderList = std::unique_ptr<curl_slist, Freed<&curl_slist_free_all>>;

struct Transfer {
    Easy easy{curl_easy_init()};
    HeaderList headers;
    const HttpRequest* request = nullptr;
    HttpReply* reply = nullptr;
    std::size_t header_bytes = 0;
    bool over_limit = false;  // more headers or body than may be
    std::array<char, CURL_ERROR_SIZE> said{};

    [[nodiscard]] long code(CURLINFO which) const {
        long code = 0;
        curl_easy_getinfo(easy.get(), which, &code);
        return code;
    }
    [[nodiscard]] bool asked_for() const {
        const long status = code(CURLINFO_RESPONSE_CODE);
        return status >= 200 && status < 300;
    }
};

std::size_t take_header(const char* data, std::size_t, std::size_t size, void* to) {
    auto& transfer = *static_cast<Transfer*>(to);
    transfer.header_bytes += size;
    if (transfer.header_bytes > kMostHeaders) {
        transfer.over_limit = true;
        return 0;
    }
    constexpr std::string_view name = "retry-after:";
    const std::string_view line(data, size);
    if (size <= name.size() || ::strncasecmp(data, name.data(), name.size()) != 0) return size;
    const std::size_t from = line.find_first_not_of(' ', name.size());
    std::uint32_t seconds = 0;
    if (from != std::string_view::npos &&
        std::from_chars(data + from, data + size, seconds).ec == std::errc())
        transfer.reply->retry_after = std::chrono::seconds(seconds);
    return size;
}

std::size_t take_body(const char* data, std::size_t, std::size_t size, void* to) {
    auto& transfer = *static_cast<Transfer*>(to);
    Bytes& body = transfer.reply->body;
    const std::uint64_t limit = transfer.asked_for() ? transfer.request->limit : kSmallReply;
    if (body.size() + size > limit) {
        transfer.over_limit = true;
        return 0;
    }
    body.insert(body.end(), data, data + size);
    return size;
}

// What the caller says of going on, and since when.
class Asking {
  public:
    using Time = std::chrono::steady_clock;
    Asking(const GoOn& go_on, std::chrono::milliseconds give_way)
        : go_on_(go_on), give_way_(give_way) {}

    bool now() {
        asked_ = Time::now();
        if (goes_on_ && !go_on_()) {
            goes_on_ = false;
            end_ = asked_ + give_way_;
        }
        return goes_on_;
    }
    bool now_and_then() {
        if (goes_on_ && Time::now() - asked_ >= kAskEvery) (void)now();
        return goes_on_;
    }
    [[nodiscard]] bool must_end() const { return !goes_on_ && Time::now() >= end_; }

  private:
    const GoOn& go_on_;
    std::chrono::milliseconds give_way_;
    bool goes_on_ = true;
    Time::time_point asked_ = Time::now(), end_;
};

HttpTrouble trouble_of(CURLcode code, const Transfer& transfer, bool by_proxy) {
    if (by_proxy && transfer.code(CURLINFO_HTTP_CONNECTCODE) >= 400) return HttpTrouble::Proxy;
    // TLS 1.3 tells a client that its certificate is wanted or not taken after the handshake: the
    // alert's name is all that is left of it.
    const std::string_view said(transfer.said.data());
    const auto says = [said](std::string_view word) {
        return said.find(word) != std::string_view::npos;
    };
    const bool of_certificate = says("alert") && (says("certificate") || says("unknown ca"));
    switch (code) {
        case CURLE_OK:
            return HttpTrouble::None;
        case CURLE_COULDNT_RESOLVE_PROXY:
        case CURLE_PROXY:
            return HttpTrouble::Proxy;
        case CURLE_COULDNT_RESOLVE_HOST:
            return HttpTrouble::NameUnknown;
        case CURLE_COULDNT_CONNECT:
        case CURLE_INTERFACE_FAILED:
            return by_proxy ? HttpTrouble::Proxy : HttpTrouble::Unconnected;
        case CURLE_OPERATION_TIMEDOUT:
            return HttpTrouble::TimedOut;
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_ISSUER_ERROR:
        case CURLE_SSL_INVALIDCERTSTATUS:
            return HttpTrouble::Untrusted;
        case CURLE_SSL_CACERT_BADFILE:
            return HttpTrouble::CaUnusable;
        case CURLE_SSL_CERTPROBLEM:
            return HttpTrouble::ClientCertificate;
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_RECV_ERROR:
        case CURLE_SEND_ERROR:
            return of_certificate ? HttpTrouble::ClientCertificate : HttpTrouble::Cut;
        case CURLE_GOT_NOTHING:
        case CURLE_PARTIAL_FILE:
            return HttpTrouble::Cut;
        default:
            return HttpTrouble::Malformed;
    }
}

}  // namespace

class HttpClient::Transfers {
  public:
    Transfers(HttpPeer peer, HttpLimits limits)
        : peer_(std::move(peer)),
          limits_(limits),
          slots_(std::max<std::size_t>(1, limits.parallel)) {
        // libcurl wants a zero behind it.
        crypto::SecretBytes ended(peer_.password.size() + 1);
        std::copy(peer_.password.view().begin(), peer_.password.view().end(),
                  ended.writable().begin());
        peer_.password = std::move(ended);
    }
    Transfers(const Transfers&) = delete;
    Transfers& operator=(const Transfers&) = delete;
    ~Transfers() {
        for (Transfer& slot : slots_)
            if (slot.request != nullptr) curl_multi_remove_handle(multi_.get(), slot.easy.get());
    }

    std::vector<HttpReply> send(std::span<const HttpRequest> requests, const GoOn& go_on) {
        std::vector<HttpReply> replies(requests.size());
        Asking asking(go_on, limits_.give_way);
        std::size_t next = 0;
        bool stopped = false;
        for (;;) {
            for (Transfer& slot : slots_) {
                if (slot.request != nullptr || stopped || next == requests.size()) continue;
                stopped = !asking.now() || held(replies) >= requests[next].only_below;
                if (stopped) break;
                begin(slot, requests[next], replies[next]);
                ++next;
            }
            int running = 0;
            curl_multi_perform(multi_.get(), &running);
            const std::size_t ended = take_ended(stopped);
            stopped = !asking.now_and_then() || stopped;
            if (asking.must_end()) break_off();
            if (idle() && (stopped || next == requests.size())) return replies;
            if (ended == 0)
                curl_multi_poll(multi_.get(), nullptr, 0, static_cast<int>(kAskEvery.count()),
                                nullptr);
        }
    }

  private:
    [[nodiscard]] bool idle() const {
        return std::all_of(slots_.begin(), slots_.end(),
                           [](const Transfer& slot) { return slot.request == nullptr; });
    }

    // The bodies that came, and what there is of those that are coming.
    static std::uint64_t held(std::span<const HttpReply> replies) {
        return std::accumulate(
            replies.begin(), replies.end(), std::uint64_t{0},
            [](std::uint64_t sum, const HttpReply& reply) { return sum + reply.body.size(); });
    }

    void break_off() {
        for (Transfer& slot : slots_) {
            if (slot.request == nullptr) continue;
            curl_multi_remove_handle(multi_.get(), slot.easy.get());
            *slot.reply = {};
            slot.reply->trouble = HttpTrouble::GaveWay;
            slot.request = nullptr;
        }
    }

    std::size_t take_ended(bool& stopped) {
        std::size_t ended = 0;
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
            const auto slot = std::find_if(slots_.begin(), slots_.end(), [&](const Transfer& one) {
                return one.easy.get() == message->easy_handle;
            });
            const CURLcode code = message->data.result;
            curl_multi_remove_handle(multi_.get(), slot->easy.get());
            finish(*slot, code);
            stopped = stopped || slot->reply->trouble != HttpTrouble::None ||
                      worth_another_try(*slot->reply);
            slot->request = nullptr;
            ++ended;
        }
        return ended;
    }

    void finish(const Transfer& transfer, CURLcode code) const {
        HttpReply& reply = *transfer.reply;
        reply.status = static_cast<int>(transfer.code(CURLINFO_RESPONSE_CODE));
        // The beginning of an error is all that is wanted of it.
        const bool enough =
            transfer.over_limit && !transfer.asked_for() && transfer.header_bytes <= kMostHeaders;
        if (enough) {
            reply.trouble = HttpTrouble::None;
        } else if (transfer.over_limit) {
            reply.trouble = transfer.header_bytes > kMostHeaders ? HttpTrouble::Malformed
                                                                 : HttpTrouble::TooLarge;
        } else {
            reply.trouble = trouble_of(code, transfer, !peer_.proxy.empty());
        }
        if (reply.trouble == HttpTrouble::None) return;
        reply.status = reply.trouble == HttpTrouble::Proxy
                           ? static_cast<int>(transfer.code(CURLINFO_HTTP_CONNECTCODE))
                           : 0;
        reply.body.clear();
    }

    void begin(Transfer& slot, const HttpRequest& request, HttpReply& reply) {
        slot.request = &request;
        slot.reply = &reply;
        slot.header_bytes = 0;
        slot.over_limit = false;
        slot.said = {};
        reply = {};
        reply.trouble = HttpTrouble::Malformed;
        CURL* easy = slot.easy.get();
        curl_easy_reset(easy);
        set_request(slot);
        set_trust(easy);
        set_credentials(easy);
        set_limits(easy, request);
        // What could not be begun for want of memory would never end.
        if (curl_multi_add_handle(multi_.get(), easy) != CURLM_OK) slot.request = nullptr;
    }

    void set_request(Transfer& slot) const {
        CURL* easy = slot.easy.get();
        const HttpRequest& request = *slot.request;
        slot.headers.reset();
        const auto add = [&slot](const char* header) {
            slot.headers.reset(curl_slist_append(slot.headers.release(), header));
        };
        // No larger upload waits for leave to be sent. libcurl 7.88 would sign an "Expect" that is
        // left out.
        curl_easy_setopt(easy, CURLOPT_EXPECT_100_TIMEOUT_MS, 1L);
        if (peer_.auth != HttpAuth::SigV4) add("Expect:");
        for (const std::string& header : request.headers) add(header.c_str());
        curl_easy_setopt(easy, CURLOPT_URL, request.url.c_str());
        if (request.body) {
            curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE,
                             static_cast<curl_off_t>(request.body->size()));
            // An empty body has no address, and libcurl would ask for one by a callback.
            curl_easy_setopt(easy, CURLOPT_POSTFIELDS,
                             request.body->empty() ? "" : as_text(*request.body).data());
        }
        curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
        curl_easy_setopt(easy, CURLOPT_HTTPHEADER, slot.headers.get());
        curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &take_header);
        curl_easy_setopt(easy, CURLOPT_HEADERDATA, &slot);
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &take_body);
        curl_easy_setopt(easy, CURLOPT_WRITEDATA, &slot);
        curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, slot.said.data());
    }

    void set_trust(CURL* easy) const {
        curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "https,http");
        curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
        curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
        curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
        curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        if (!peer_.ca.empty()) {
            curl_easy_setopt(easy, CURLOPT_CAINFO, peer_.ca.c_str());
            curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);
        }
        // An empty one says none, and not what http_proxy says.
        curl_easy_setopt(easy, CURLOPT_PROXY, peer_.proxy.c_str());
        curl_easy_setopt(easy, CURLOPT_NOPROXY, "");
        curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
        curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    }

    void set_credentials(CURL* easy) const {
        if (!peer_.client_certificate.empty()) {
            curl_easy_setopt(easy, CURLOPT_SSLCERT, peer_.client_certificate.c_str());
            curl_easy_setopt(easy, CURLOPT_SSLKEY, peer_.client_key.c_str());
        }
        if (peer_.auth == HttpAuth::None) return;
        curl_easy_setopt(easy, CURLOPT_USERNAME, peer_.user.c_str());
        curl_easy_setopt(easy, CURLOPT_PASSWORD, as_text(peer_.password.view()).data());
        if (peer_.auth == HttpAuth::Basic) {
            curl_easy_setopt(easy, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
        } else {
            const std::string as = "aws:amz:" + peer_.region + ":s3";
            curl_easy_setopt(easy, CURLOPT_AWS_SIGV4, as.c_str());
        }
    }

    void set_limits(CURL* easy, const HttpRequest& request) const {
        const std::uint64_t bytes = (request.body ? request.body->size() : 0) + request.limit;
        const auto whole =
            std::min(limits_.shortest + std::chrono::milliseconds(bytes / 16), limits_.longest);
        curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS,
                         static_cast<long>(limits_.connect.count()));
        curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(whole.count()));
        curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, limits_.slowest);
        curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(limits_.slow_for.count()));
    }

    Library library_;
    HttpPeer peer_;
    HttpLimits limits_;
    Multi multi_{curl_multi_init()};
    std::vector<Transfer> slots_;  // each its own easy handle, used again and again
};

HttpClient::HttpClient(HttpPeer peer, HttpLimits limits)
    : transfers_(std::make_unique<Transfers>(std::move(peer), limits)) {}

HttpClient::~HttpClient() = default;

std::vector<HttpReply> HttpClient::send(std::span<const HttpRequest> requests, const GoOn& go_on) {
    return transfers_->send(requests, go_on);
}

}  // namespace spine::sync
