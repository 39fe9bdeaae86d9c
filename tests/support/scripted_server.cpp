#include "support/scripted_server.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace spine::test {
namespace {

// Reads on until `text` holds `bytes`; false when the other side has gone.
bool read_up_to(int connection, std::string& text, std::size_t bytes) {
    std::array<char, 16'384> piece{};
    while (text.size() < bytes) {
        const ssize_t got = ::recv(connection, piece.data(), piece.size(), 0);
        if (got <= 0) return false;
        text.append(piece.data(), static_cast<std::size_t>(got));
    }
    return true;
}

// The next request, taken off `text`.
std::optional<WebRequest> read_request(int connection, std::string& text) {
    std::size_t end = 0;
    while ((end = text.find("\r\n\r\n")) == std::string::npos)
        if (!read_up_to(connection, text, text.size() + 1)) return std::nullopt;
    WebRequest request;
    std::istringstream head(text.substr(0, end));
    head >> request.method >> request.target;
    std::string line;
    std::getline(head, line);
    while (std::getline(head, line)) {
        const std::size_t colon = line.find(':');
        if (colon == std::string::npos) continue;
        std::string name = line.substr(0, colon);
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        std::string value = line.substr(std::min(line.size(), colon + 2));
        if (value.ends_with('\r')) value.pop_back();
        request.headers[name] = std::move(value);
    }
    const auto length = request.headers.find("content-length");
    const std::size_t size = length == request.headers.end() ? 0 : std::stoul(length->second);
    if (!read_up_to(connection, text, end + 4 + size)) return std::nullopt;
    request.body = text.substr(end + 4, size);
    text.erase(0, end + 4 + size);
    return request;
}

bool send_all(int connection, std::string_view text) {
    while (!text.empty()) {
        const ssize_t sent = ::send(connection, text.data(), text.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

}  // namespace

ScriptedServer::ScriptedServer(std::function<WebAnswer(const WebRequest&)> answer)
    : answer_(std::move(answer)), listening_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* where = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listening_, where, size) != 0 || ::listen(listening_, 64) != 0 ||
        ::getsockname(listening_, where, &size) != 0)
        throw std::runtime_error("no port to listen on");
    port_ = ntohs(address.sin_port);
    accepting_ = std::thread([this] { accept_all(); });
}

ScriptedServer::~ScriptedServer() {
    ending_ = true;
    ::shutdown(listening_, SHUT_RDWR);
    accepting_.join();
    ::close(listening_);
    {
        const std::lock_guard lock(mutex_);
        for (const int connection : open_) ::shutdown(connection, SHUT_RDWR);
    }
    for (std::thread& one : serving_) one.join();
}

std::string ScriptedServer::url() const {
    return "http://127.0.0.1:" + std::to_string(port_);
}

std::vector<std::string> ScriptedServer::seen() const {
    const std::lock_guard lock(mutex_);
    return seen_;
}

void ScriptedServer::accept_all() {
    while (!ending_) {
        const int connection = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
        if (connection < 0) continue;
        const int at_once = 1;
        ::setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
        ++connections_;
        const std::lock_guard lock(mutex_);
        open_.insert(connection);
        serving_.emplace_back([this, connection] { serve(connection); });
    }
}

void ScriptedServer::serve(int connection) {
    std::string text;
    while (!ending_) {
        const auto request = read_request(connection, text);
        if (!request) break;
        WebAnswer answer;
        {
            const std::lock_guard lock(mutex_);
            seen_.push_back(request->method + " " + request->target);
            answer = answer_(*request);
        }
        if (!send_answer(connection, answer, request->method != "HEAD")) break;
    }
    const std::lock_guard lock(mutex_);
    open_.erase(connection);
    ::close(connection);
}

bool ScriptedServer::send_answer(int connection, const WebAnswer& answer, bool with_body) {
    if (answer.dropped) return false;
    if (answer.raw) {
        send_all(connection, *answer.raw);
        return false;
    }
    std::string head = "HTTP/1.1 " + std::to_string(answer.status) + " As said\r\n";
    for (const std::string& header : answer.headers) head += header + "\r\n";
    if (!answer.endless) head += "Content-Length: " + std::to_string(answer.body.size()) + "\r\n";
    if (!send_all(connection, head + "\r\n") || !with_body) return with_body;
    do {
        std::string_view body = answer.body;
        if (answer.cut_after) body = body.substr(0, *answer.cut_after);
        const bool slowly = answer.between_bytes.count() > 0;
        while (!body.empty()) {
            const std::string_view piece = slowly ? body.substr(0, 1) : body;
            if (ending_ || !send_all(connection, piece)) return false;
            written_ += piece.size();
            body.remove_prefix(piece.size());
            if (slowly) std::this_thread::sleep_for(answer.between_bytes);
        }
    } while (answer.endless);
    return !answer.cut_after;
}

}  // namespace spine::test
