// Real web servers, started by a test on loopback with a configuration of its own and ended with
// it: Apache's mod_dav, nginx with libnginx-mod-http-dav-ext, OpenStack Swift's S3 layer, and a
// strict S3 store of our own (s3_verifier.py), which knows If-None-Match and lists seven keys a
// page. The system's instances are left alone. What does not start is thrown (support.h).
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "support/support.h"

namespace spine::test {

// A CA of the test's own, a server certificate for localhost, a client's, and a second CA that has
// signed nothing here; made by openssl.
class TestCa {
  public:
    TestCa();
    [[nodiscard]] std::string file(const std::string& name) const;  // "ca.pem", "server.key"

  private:
    TemporaryFolder folder_;
};

enum class Kind { Apache, Nginx, OwnS3, Swift };

[[nodiscard]] constexpr bool is_s3(Kind kind) {
    return kind == Kind::OwnS3 || kind == Kind::Swift;
}

struct ServerSettings {
    Kind kind = Kind::Apache;
    bool client_certificates = false;  // Apache: nobody comes in without one
    bool user = false;                 // Apache: "tablet" with the password "seven grey herons"
    int workers = 25;                  // Apache: requests at a time, 64 at most
};

inline constexpr const char* kUser = "tablet";
inline constexpr const char* kPassword = "seven grey herons";
inline constexpr const char* kAccessKey = "test:tester";  // as Swift's tempauth wants it
inline constexpr const char* kRegion = "eu-test-1";
inline constexpr const char* kSecretKey = "a-secret/key+of=S3";

class WebServer {
  public:
    WebServer(ServerSettings settings, const TestCa& ca);
    WebServer(const WebServer&) = delete;
    WebServer& operator=(const WebServer&) = delete;
    ~WebServer();

    // "https://localhost:PORT/dav"; of S3 the endpoint, with the bucket "clinic" (Swift's has to
    // be made).
    [[nodiscard]] std::string url() const;
    [[nodiscard]] int port() const { return port_; }
    // Where what is put comes to lie, by the path below the address; not of Swift.
    [[nodiscard]] std::filesystem::path data() const { return folder_ / "data"; }
    void kill();   // SIGKILL: no goodbye on any connection
    void start();  // with the same port and data; returns when it answers

  private:
    [[nodiscard]] std::vector<std::string> prepare();

    ServerSettings settings_;
    const TestCa& ca_;
    TemporaryFolder folder_;
    int port_ = 0;
    std::vector<std::string> command_;
    int process_ = -1;
};

}  // namespace spine::test
