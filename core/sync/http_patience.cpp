#include "sync/http_patience.h"

#include <algorithm>
#include <thread>
#include <utility>

namespace spine::sync {

bool worth_another_try(const HttpReply& reply) {
    switch (reply.trouble) {
        case HttpTrouble::NameUnknown:
        case HttpTrouble::Unconnected:
        case HttpTrouble::TimedOut:
        case HttpTrouble::Cut:
            return true;
        case HttpTrouble::Proxy:
            return reply.status == 0;
        case HttpTrouble::None:
            break;
        default:
            return false;
    }
    static constexpr std::array passing = {408, 425, 429, 500, 502, 503, 504};
    return std::find(passing.begin(), passing.end(), reply.status) != passing.end();
}

Patience real_patience() {
    Patience patience;
    patience.wait = [](std::chrono::milliseconds time, const GoOn& go_on) {
        using Time = std::chrono::steady_clock;
        const auto until = Time::now() + time;
        for (auto now = Time::now(); now < until && go_on(); now = Time::now())
            std::this_thread::sleep_for(std::min<Time::duration>(kAskEvery, until - now));
    };
    return patience;
}

PatientHttp::PatientHttp(std::unique_ptr<Http> behind, Patience patience,
                         std::unique_ptr<Random> random)
    : behind_(std::move(behind)), patience_(std::move(patience)), random_(std::move(random)) {}

std::chrono::milliseconds PatientHttp::wait_after(const HttpReply& reply, unsigned failures) {
    auto range = patience_.first;
    for (unsigned i = 1; i < failures && range < patience_.longest; ++i) range *= 2;
    range = std::min(range, patience_.longest);
    const auto half = static_cast<std::uint32_t>(range.count() / 2);
    const std::chrono::milliseconds drawn{half + random_->below(half + 1)};
    if (!reply.retry_after) return drawn;
    const auto most_asked = std::chrono::duration_cast<std::chrono::seconds>(patience_.most_asked);
    return std::max<std::chrono::milliseconds>(drawn, std::min(*reply.retry_after, most_asked));
}

std::vector<HttpReply> PatientHttp::send(std::span<const HttpRequest> requests, const GoOn& go_on) {
    std::vector<HttpReply> replies(requests.size());
    std::vector<unsigned> attempts(requests.size(), 0);
    std::vector<std::size_t> pending(requests.size());
    for (std::size_t i = 0; i < pending.size(); ++i) pending[i] = i;
    bool stopped = false;
    const GoOn until_stopped = [&] { return !stopped && !(stopped = !go_on()); };
    unsigned failures = 0;
    bool given_up = false;
    std::uint64_t held = 0;
    while (!pending.empty() && !stopped && !given_up) {
        std::vector<HttpRequest> sent;
        sent.reserve(pending.size());
        for (const std::size_t index : pending) {
            sent.push_back(requests[index]);
            std::uint64_t& below = sent.back().only_below;
            if (attempts[index] == 0) below -= std::min(below, held);
        }
        std::vector<HttpReply> got = behind_->send(sent, until_stopped);
        std::vector<std::size_t> again;
        const HttpReply* last_failure = nullptr;
        bool well = false;
        for (std::size_t i = 0; i < pending.size(); ++i) {
            const std::size_t index = pending[i];
            if (got[i].trouble == HttpTrouble::NotBegun) {
                again.push_back(index);
                continue;
            }
            const bool failed = worth_another_try(got[i]);
            well = well || !failed;
            replies[index] = std::move(got[i]);
            if (!failed) {
                held += replies[index].body.size();
                continue;
            }
            last_failure = &replies[index];
            again.push_back(index);
            given_up = given_up || ++attempts[index] >= patience_.attempts;
        }
        pending = std::move(again);
        if (last_failure == nullptr) break;
        failures = well ? 1 : failures + 1;
        if (!stopped && !given_up)
            patience_.wait(wait_after(*last_failure, failures), until_stopped);
    }
    // Another attempt would have followed.
    for (const std::size_t index : pending) {
        if (!stopped || given_up || replies[index].trouble == HttpTrouble::NotBegun) continue;
        replies[index] = {};
        replies[index].trouble = HttpTrouble::GaveWay;
    }
    return replies;
}

}  // namespace spine::sync
