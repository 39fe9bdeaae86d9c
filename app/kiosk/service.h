// The tablet as its staff see it, behind their PIN, and what they can do with it: no answer, no
// name, and of codes only one that is nobody's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "journal/status.h"

namespace spine::kiosk {

struct ServiceState {
    journal::JournalStatus journal;
    std::uint64_t syncs = 0;  // rounds that have come to their end since switch-on
    // Since when no round has reached the store; nothing: the last one did, or none has ended.
    std::optional<UnixMs> unreachable_since;
    std::uint64_t configuration = 0;  // version of what the clinic has signed
    std::string program;              // version of the kiosk
};

class Service {
  public:
    Service() = default;
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;
    virtual ~Service() = default;

    // From a worker, since it asks the journal. Faults: those of Journal::status().
    [[nodiscard]] virtual Result<ServiceState> look() = 0;
    // A round of sync begins as soon as it can; look() says when one has ended. Returns at once.
    virtual void send_now() = 0;
    // A code as patients get one, which nobody will: no session is made under it.
    [[nodiscard]] virtual std::string test_code() = 0;
    // Whether the tablet can be shut down from here: not from a window on somebody's desktop.
    [[nodiscard]] virtual bool can_shut_down() const = 0;
    // The machine goes off once the program has ended, which the caller sees to. False: it will
    // not.
    [[nodiscard]] virtual bool shut_down() = 0;
};

}  // namespace spine::kiosk
