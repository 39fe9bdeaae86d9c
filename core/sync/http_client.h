// HTTP by libcurl: what a web store asks, over kept connections, several at a time.
//
// What it holds to, whatever the server does:
//   TLS 1.2 or later, the certificate and its name verified always; with `ca` that CA alone counts.
//   A redirection is never followed: a 3xx is handed back as it is.
//   A body is read up to its limit and no further, headers up to 64 KiB.
//   A transfer that takes longer than the limits ends, and sooner if its caller has to go on with
//   something more urgent (GoOn). Only the system's resolver is waited for as long as it takes.
//   Nothing of the environment counts: no http_proxy, no .netrc, no cookies.
//   User, password and keys are sent to the host of the request's URL and nobody else; they stand
//   in no reply and no message. libcurl's memory is wiped when it is freed.
#pragma once

#include <memory>

#include "crypto/secret.h"
#include "sync/http.h"

namespace spine::sync {

enum class HttpAuth {
    None,
    Basic,  // user and password, RFC 7617
    SigV4   // access key and secret key, AWS Signature Version 4 for S3; the caller gives the
            // header x-amz-content-sha256, which libcurl 7.88 does not make for an upload
};

// Whom we ask, and as whom.
struct HttpPeer {
    std::string ca;                              // PEM file; empty: the system's CAs
    std::string client_certificate, client_key;  // PEM files, the key without a passphrase
    std::string proxy;                           // empty: none
    HttpAuth auth = HttpAuth::None;
    std::string user;              // or the access key
    crypto::SecretBytes password;  // or the secret key
    std::string region;            // for SigV4
};

struct HttpLimits {
    std::chrono::milliseconds connect{10'000};  // name, connection and TLS
    // Slower than this many bytes a second for that long, in either direction: TimedOut.
    long slowest = 100;
    std::chrono::seconds slow_for{20};
    // A whole transfer: this long and a millisecond more for every 16 bytes to send or receive,
    // but never longer than `longest`.
    std::chrono::milliseconds shortest{60'000}, longest{600'000};
    std::size_t parallel = 8;  // transfers at a time
    std::chrono::milliseconds give_way = kGiveWayWithin;
};

class HttpClient final : public Http {
  public:
    explicit HttpClient(HttpPeer peer, HttpLimits limits = {});
    ~HttpClient() override;
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    [[nodiscard]] std::vector<HttpReply> send(std::span<const HttpRequest> requests,
                                              const GoOn& go_on) override;

  private:
    class Transfers;
    std::unique_ptr<Transfers> transfers_;
};

}  // namespace spine::sync
