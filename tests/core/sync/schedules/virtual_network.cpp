#include "virtual_network.h"

#include <algorithm>
#include <utility>

namespace spine::test {
namespace {

using sync::HttpReply;
using sync::HttpTrouble;

constexpr std::int64_t kNetworkMinute = 60'000;
constexpr std::uint32_t kMostHoursLate = 8;
constexpr std::size_t kListingsKept = 8;
constexpr std::string_view kSignIn = "<html>Please sign in to the guests' network</html>";

WebRequest as_server_sees(const sync::HttpRequest& asked) {
    WebRequest request;
    request.method = asked.method;
    const std::size_t host = asked.url.find("//") + 2;
    request.target = asked.url.substr(asked.url.find_first_of("/?", host));
    for (const std::string& header : asked.headers) {
        const std::size_t colon = header.find(':');
        std::string name = header.substr(0, colon);
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        request.headers[name] = header.substr(colon + 2);
    }
    if (asked.body) request.body = as_text(*asked.body);
    return request;
}

// Names the listing that is asked for; empty where something else is.
std::string listing_of(const WebRequest& request) {
    if (request.method == "PROPFIND") return request.target + request.headers.at("depth");
    const bool query = request.method == "GET" && request.target.find('?') != std::string::npos;
    return query ? request.target : std::string();
}

HttpReply troubled(HttpTrouble trouble) {
    HttpReply reply;
    reply.trouble = trouble;
    return reply;
}

// What libcurl hands over of an answer.
HttpReply received(const sync::HttpRequest& asked, const WebAnswer& answer) {
    const bool well = answer.status >= 200 && answer.status < 300;
    const std::uint64_t limit = well ? asked.limit : sync::kSmallReply;
    if (well && answer.body.size() > limit) return troubled(HttpTrouble::TooLarge);
    HttpReply reply;
    reply.trouble = HttpTrouble::None;
    reply.status = answer.status;
    const ByteView body = as_bytes(answer.body);
    reply.body.assign(body.begin(), body.begin() + static_cast<std::ptrdiff_t>(
                                                       std::min<std::size_t>(body.size(), limit)));
    return reply;
}

WebAnswer reply_with(int code) {
    WebAnswer answer;
    answer.status = code;
    answer.body = kSignIn;
    return answer;
}

// libcurl with several transfers under way: those that were begun come to their end.
class Client final : public sync::Http {
  public:
    explicit Client(VirtualNetwork& network) : network_(network) {}
    [[nodiscard]] std::vector<HttpReply> send(std::span<const sync::HttpRequest> requests,
                                              const sync::GoOn& go_on) override {
        std::vector<HttpReply> replies(requests.size());
        std::uint32_t under_way = 0;
        std::uint64_t held = 0;
        bool stopped = false;
        for (std::size_t i = 0; i < requests.size(); ++i) {
            if (stopped && under_way-- == 0) break;
            if (!stopped && (!go_on() || held >= requests[i].only_below)) break;
            replies[i] = network_.ask(requests[i], go_on);
            held += replies[i].body.size();
            const bool fails =
                replies[i].trouble != HttpTrouble::None || sync::worth_another_try(replies[i]);
            if (!fails || stopped) continue;
            stopped = true;
            under_way = network_.random().below(8);
        }
        return replies;
    }

  private:
    VirtualNetwork& network_;
};

}  // namespace

std::string_view name_of(NetworkFault fault) {
    static constexpr std::array<std::string_view, kNetworkFaults> names = {"nothing",
                                                                           "request dropped",
                                                                           "answer dropped",
                                                                           "duplicated",
                                                                           "repeated later",
                                                                           "delayed",
                                                                           "1 B/s",
                                                                           "body cut",
                                                                           "false 200",
                                                                           "3xx",
                                                                           "4xx",
                                                                           "5xx",
                                                                           "wrong certificate",
                                                                           "endless body",
                                                                           "stale listing"};
    return names.at(static_cast<std::size_t>(fault));
}

VirtualNetwork::VirtualNetwork(Server server, ManualClock& clock, Random& random)
    : server_(std::move(server)), clock_(clock), random_(random) {}

void VirtualNetwork::worsen() {
    static constexpr std::array<std::uint32_t, 4> rates = {5, 15, 30, 60};
    percent_ = rates.at(random_.below(rates.size()));
    usual_.clear();
    // Some networks have one fault of their own, some have all.
    while (usual_.empty()) {
        for (std::size_t fault = 1; fault < kNetworkFaults; ++fault) {
            const std::uint32_t weight = random_.below(4);
            usual_.insert(usual_.end(), weight, static_cast<NetworkFault>(fault));
        }
    }
}

void VirtualNetwork::deliver() {
    while (!later_.empty() && later_.begin()->first <= clock_.steady_ms()) {
        const WebRequest request = std::move(later_.begin()->second);
        later_.erase(later_.begin());
        (void)server_(request);
    }
}

std::unique_ptr<sync::Http> VirtualNetwork::client() {
    return std::make_unique<Client>(*this);
}

int VirtualNetwork::one_of(std::span<const int> values) {
    return values[random_.below(static_cast<std::uint32_t>(values.size()))];
}

void VirtualNetwork::repeat_later(const WebRequest& request) {
    const std::int64_t after = kNetworkMinute + random_.below(kMostHoursLate * 60) * kNetworkMinute;
    later_.emplace(clock_.steady_ms() + after, request);
}

WebAnswer VirtualNetwork::done_by_server(const Asked& asked) {
    WebAnswer answer = server_(asked.seen);
    if (asked.listing.empty()) return answer;
    auto& past = listings_[asked.listing];
    past.push_back(answer);
    if (past.size() > kListingsKept) past.erase(past.begin());
    return answer;
}

NetworkFault VirtualNetwork::draw(const std::string& listing) {
    if (random_.below(100) >= percent_) return NetworkFault::Nothing;
    const auto fault = usual_[random_.below(static_cast<std::uint32_t>(usual_.size()))];
    const bool listed = !listing.empty() && listings_.contains(listing);
    return fault == NetworkFault::StaleListing && !listed ? NetworkFault::Nothing : fault;
}

void VirtualNetwork::something_happens(std::uint32_t percent) {
    if (meanwhile_ && percent_ > 0 && random_.below(100) < percent) meanwhile_();
}

sync::HttpReply VirtualNetwork::ask(const sync::HttpRequest& request, const sync::GoOn& go_on) {
    clock_.advance_ms(5 + random_.below(200));
    something_happens(1);
    deliver();
    Asked asked{request, as_server_sees(request), {}, go_on};
    asked.listing = listing_of(asked.seen);
    const NetworkFault fault = draw(asked.listing);
    ++met_.at(static_cast<std::size_t>(fault));
    return meet(fault, asked);
}

bool VirtualNetwork::wait(std::int64_t ms, const sync::GoOn& go_on) {
    something_happens(10);
    const bool goes_on = go_on();
    const std::int64_t give_way = std::chrono::milliseconds(sync::kGiveWayWithin).count();
    const bool in_time = goes_on || ms <= give_way;
    clock_.advance_ms(in_time ? ms : give_way);
    gave_way_ += in_time ? 0 : 1;
    return in_time;
}

// Slower than 100 bytes a second for 20 s: what is longer than 20 bytes does not get through.
sync::HttpReply VirtualNetwork::trickled(const Asked& asked) {
    const auto seconds = static_cast<std::size_t>(limits_.slow_for.count());
    const bool arrives = asked.seen.body.size() <= seconds;
    const WebAnswer answer = arrives ? done_by_server(asked) : WebAnswer();
    const bool comes_back = arrives && answer.body.size() <= seconds;
    const std::size_t took = comes_back ? asked.seen.body.size() + answer.body.size() : seconds;
    if (!wait(static_cast<std::int64_t>(took) * 1'000, asked.go_on))
        return troubled(HttpTrouble::GaveWay);
    return comes_back ? received(asked.request, answer) : troubled(HttpTrouble::TimedOut);
}

sync::HttpReply VirtualNetwork::too_late(const Asked& asked) {
    repeat_later(asked.seen);
    return troubled(wait(limits_.shortest.count(), asked.go_on) ? HttpTrouble::TimedOut
                                                                : HttpTrouble::GaveWay);
}

sync::HttpReply VirtualNetwork::failing(const Asked& asked) {
    static constexpr std::array codes = {500, 501, 502, 503, 504, 507};
    if (random_.below(2) == 0) (void)done_by_server(asked);
    HttpReply reply = received(asked.request, reply_with(one_of(codes)));
    if (reply.status == 503) reply.retry_after = std::chrono::seconds(random_.below(3'600));
    return reply;
}

sync::HttpReply VirtualNetwork::refused(const Asked& asked) {
    static constexpr std::array codes = {400, 401, 403, 404, 405, 408, 409, 412, 413, 423, 429};
    HttpReply reply = received(asked.request, reply_with(one_of(codes)));
    if (reply.status == 429) reply.retry_after = std::chrono::seconds(random_.below(120));
    return reply;
}

sync::HttpReply VirtualNetwork::without_end(const Asked& asked) {
    const WebAnswer answer = done_by_server(asked);
    if (answer.status < 300) return troubled(HttpTrouble::TooLarge);
    return received(asked.request, reply_with(answer.status));
}

sync::HttpReply VirtualNetwork::meet(NetworkFault fault, const Asked& asked) {
    static constexpr std::array redirections = {301, 302, 303, 307, 308};
    switch (fault) {
        case NetworkFault::RequestDropped:
            return troubled(random_.below(2) == 0 ? HttpTrouble::Unconnected : HttpTrouble::Cut);
        case NetworkFault::AnswerDropped:
            (void)done_by_server(asked);
            return troubled(HttpTrouble::Cut);
        case NetworkFault::Duplicated:
            (void)done_by_server(asked);
            break;
        case NetworkFault::RepeatedLater:
            repeat_later(asked.seen);
            break;
        case NetworkFault::Delayed:
            return too_late(asked);
        case NetworkFault::Trickling:
            return trickled(asked);
        case NetworkFault::BodyCut: {
            const WebAnswer whole = done_by_server(asked);
            return whole.body.empty() ? received(asked.request, whole) : troubled(HttpTrouble::Cut);
        }
        case NetworkFault::FalseSuccess:
            return received(asked.request, reply_with(200));
        case NetworkFault::Redirected:
            return received(asked.request, reply_with(one_of(redirections)));
        case NetworkFault::Refused:
            return refused(asked);
        case NetworkFault::Failing:
            return failing(asked);
        case NetworkFault::WrongCertificate:
            return troubled(HttpTrouble::Untrusted);
        case NetworkFault::EndlessBody:
            return without_end(asked);
        case NetworkFault::StaleListing: {
            const auto& past = listings_.at(asked.listing);
            return received(asked.request,
                            past[random_.below(static_cast<std::uint32_t>(past.size()))]);
        }
        case NetworkFault::Nothing:
            break;
    }
    return received(asked.request, done_by_server(asked));
}

}  // namespace spine::test
