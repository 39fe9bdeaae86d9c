// Tries again what may go well later, with growing waits that are not the same on every tablet: a
// server that comes back is not met by all of a clinic's tablets at once.
#pragma once

#include <memory>

#include "base/random.h"
#include "sync/http.h"

namespace spine::sync {

struct Patience {
    unsigned attempts = 3;                         // of one request, the first included
    std::chrono::milliseconds first{500};          // the longest wait before the second attempt
    std::chrono::milliseconds longest{8'000};      // doubled each time, up to this
    std::chrono::milliseconds most_asked{30'000};  // of a server's Retry-After this much is waited
    // Waits that long, or until the second says no.
    std::function<void(std::chrono::milliseconds, const GoOn&)> wait;
};

// Waits on the thread that sleeps, and asks GoOn every kAskEvery: for every program.
[[nodiscard]] Patience real_patience();

class PatientHttp final : public Http {
  public:
    // `random` draws each wait from the upper half of its range.
    PatientHttp(std::unique_ptr<Http> behind, Patience patience, std::unique_ptr<Random> random);
    // A request that was begun is begun again until it is answered or has had its attempts; one
    // that had them all ends the call. What goes well meanwhile gives the others no more attempts,
    // but the waits start anew. GaveWay also where GoOn said no before the next attempt.
    [[nodiscard]] std::vector<HttpReply> send(std::span<const HttpRequest> requests,
                                              const GoOn& go_on) override;

  private:
    [[nodiscard]] std::chrono::milliseconds wait_after(const HttpReply& reply, unsigned failures);

    std::unique_ptr<Http> behind_;
    Patience patience_;
    std::unique_ptr<Random> random_;
};

}  // namespace spine::sync
