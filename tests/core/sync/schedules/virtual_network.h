// The network between tablets, a clinic and their store, in virtual time: nothing waits, and one
// seed is one course of events.
//
// A fault is drawn for each request where libcurl would meet it: below PatientHttp and the stores,
// above the server's memory. What libcurl makes of slowness and of bodies without end is done as
// http_client.h says that HttpClient does it; web_store_test has these on real sockets.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "support/scripted_server.h"
#include "support/support.h"
#include "sync/http_client.h"

namespace spine::test {

enum class NetworkFault {
    Nothing,
    RequestDropped,    // it never came to the server
    AnswerDropped,     // the server has done it, and nobody hears of it
    Duplicated,        // the server does it twice; the second answer comes
    RepeatedLater,     // done and answered, and some hours later done once more
    Delayed,           // the client has given up when the server does it, minutes or hours later
    Trickling,         // 1 byte a second, both ways
    BodyCut,           // the connection breaks in the middle of the answer
    FalseSuccess,      // 200 and a page to sign in: nothing was done
    Redirected,        // 3xx
    Refused,           // 4xx: nothing was done
    Failing,           // 5xx: done or not
    WrongCertificate,  // the server of somebody else
    EndlessBody,       // done, and an answer that never ends
    StaleListing       // as the listing was before
};
inline constexpr std::size_t kNetworkFaults = 15;
[[nodiscard]] std::string_view name_of(NetworkFault fault);

class VirtualNetwork {
  public:
    using Server = std::function<WebAnswer(const WebRequest&)>;
    VirtualNetwork(Server server, ManualClock& clock, Random& random);

    // Draws how often something goes wrong from here on, and which faults are the usual ones.
    void worsen();
    // Nothing goes wrong any more, but what is still on its way arrives.
    void calm() { percent_ = 0; }
    [[nodiscard]] bool on_its_way() const { return !later_.empty(); }
    // Requests that are due arrive at the server.
    void deliver();

    // What may happen while a request is under way.
    void meanwhile(std::function<void()> happens) { meanwhile_ = std::move(happens); }
    // A client of it, as libcurl is one.
    [[nodiscard]] std::unique_ptr<sync::Http> client();
    [[nodiscard]] ManualClock& clock() { return clock_; }
    [[nodiscard]] Random& random() { return random_; }
    // How often each fault was met; at Nothing the requests that went well.
    [[nodiscard]] const std::array<std::uint64_t, kNetworkFaults>& met() const { return met_; }

    // Times that a request was broken off because something was more urgent.
    [[nodiscard]] std::uint64_t gave_way() const { return gave_way_; }

    [[nodiscard]] sync::HttpReply ask(const sync::HttpRequest& request, const sync::GoOn& go_on);
    // So long nobody answers. False: it was broken off.
    [[nodiscard]] bool wait(std::int64_t ms, const sync::GoOn& go_on);

  private:
    [[nodiscard]] NetworkFault draw(const std::string& listing);
    struct Asked {
        const sync::HttpRequest& request;
        WebRequest seen;      // by the server
        std::string listing;  // which one; empty: it asks for something else
        const sync::GoOn& go_on;
    };
    [[nodiscard]] sync::HttpReply meet(NetworkFault fault, const Asked& asked);
    [[nodiscard]] WebAnswer done_by_server(const Asked& asked);
    [[nodiscard]] sync::HttpReply trickled(const Asked& asked);
    [[nodiscard]] sync::HttpReply failing(const Asked& asked);
    [[nodiscard]] sync::HttpReply too_late(const Asked& asked);
    [[nodiscard]] sync::HttpReply refused(const Asked& asked);
    [[nodiscard]] sync::HttpReply without_end(const Asked& asked);
    void repeat_later(const WebRequest& request);
    void something_happens(std::uint32_t percent);
    [[nodiscard]] int one_of(std::span<const int> values);

    Server server_;
    ManualClock& clock_;
    Random& random_;
    sync::HttpLimits limits_;
    std::uint32_t percent_ = 0;
    std::vector<NetworkFault> usual_;  // one is drawn of these
    std::multimap<std::int64_t, WebRequest> later_;
    std::map<std::string, std::vector<WebAnswer>> listings_;  // as they were
    std::array<std::uint64_t, kNetworkFaults> met_{};
    std::function<void()> meanwhile_;
    std::uint64_t gave_way_ = 0;
};

}  // namespace spine::test
