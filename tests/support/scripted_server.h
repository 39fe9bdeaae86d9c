// A web server on loopback that answers as a test says: well, wrongly, by halves, slowly or not at
// all. Plain HTTP/1.1, one thread a connection.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace spine::test {

struct WebRequest {
    std::string method, target;                  // "PUT", "/dav/x"
    std::map<std::string, std::string> headers;  // names in lower case
    std::string body;
};

struct WebAnswer {
    int status = 200;
    std::string body;
    std::vector<std::string> headers;            // "Retry-After: 3"
    std::optional<std::string> raw;              // instead of all above, as it is
    bool dropped = false;                        // the connection is closed without a word
    std::optional<std::size_t> cut_after;        // bytes of the body; then it is closed
    bool endless = false;                        // the body, again and again
    std::chrono::milliseconds between_bytes{0};  // of the body
};

class ScriptedServer {
  public:
    // `answer` is called from several threads, one at a time.
    explicit ScriptedServer(std::function<WebAnswer(const WebRequest&)> answer);
    ScriptedServer(const ScriptedServer&) = delete;
    ScriptedServer& operator=(const ScriptedServer&) = delete;
    ~ScriptedServer();

    [[nodiscard]] std::string url() const;  // "http://127.0.0.1:PORT"
    // "PUT /dav/x", in the order in which they came.
    [[nodiscard]] std::vector<std::string> seen() const;
    [[nodiscard]] int connections() const { return connections_; }
    // Bytes that were written to a body.
    [[nodiscard]] std::uint64_t written() const { return written_; }

  private:
    void accept_all();
    void serve(int connection);
    bool send_answer(int connection, const WebAnswer& answer, bool with_body);

    std::function<WebAnswer(const WebRequest&)> answer_;
    int listening_ = -1;
    int port_ = 0;
    mutable std::mutex mutex_;
    std::vector<std::string> seen_;
    std::set<int> open_;
    std::vector<std::thread> serving_;
    std::atomic<bool> ending_ = false;
    std::atomic<int> connections_ = 0;
    std::atomic<std::uint64_t> written_ = 0;
    std::thread accepting_;
};

}  // namespace spine::test
