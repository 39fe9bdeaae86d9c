// A WebDavStore before a server that a test spoils: which answers, and how long was waited.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "store_contract.h"
#include "support/memory_dav.h"
#include "sync/http_client.h"
#include "sync/http_patience.h"

namespace spine::test {

class DavScene {
  public:
    // The store of a clinic that is set up, unless it is another's.
    [[nodiscard]] std::unique_ptr<sync::Store> open(const crypto::ClinicId& of = {{1, 2, 3}});
    // The clinic's part, so that only what a test asks is asked.
    void set_up();
    [[nodiscard]] std::string bundles() const { return "/dav/" + clinic.hex() + "/bundles/"; }
    [[nodiscard]] sync::HttpPeer peer() const;

    const crypto::ClinicId clinic{{1, 2, 3}};
    MemoryDav dav;
    // Instead of what the server would answer; it does nothing then.
    std::function<std::optional<WebAnswer>(const WebRequest&)> instead;
    // What becomes of an answer after the server has done its part.
    std::function<void(const WebRequest&, WebAnswer&)> afterwards;
    std::vector<std::chrono::milliseconds> waits;
    std::function<void()> in_wait;  // before it is asked whether the wait goes on
    sync::HttpLimits limits;
    sync::Patience patience;
    ScriptedServer server{[this](const WebRequest& request) { return answer(request); }};

  private:
    WebAnswer answer(const WebRequest& request);
};

}  // namespace spine::test
