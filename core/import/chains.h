// The chain over each tablet's sessions: what is missing, and what came twice.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "archive/archive.h"

namespace spine::importing {

struct ChainReport {
    std::string device;  // hex
    std::uint64_t counter = 0;
    std::string session;        // hex; of a gap: the one whose end is missing, or empty
    std::uint64_t through = 0;  // of a gap: the last counter that is missing; else 0
    friend bool operator==(const ChainReport&, const ChainReport&) = default;
};

class Chains {
  public:
    Chains() = default;
    // `branches`: further ends of sessions among `known`.
    explicit Chains(const std::vector<archive::SessionPlace>& known,
                    const std::vector<archive::SessionPlace>& branches = {});
    // Adds a session, or puts a later head in an open one's place.
    void add(const archive::SessionPlace& place);
    // A session that the clinic had taken and that was taken out of the store before it came here:
    // its counter is no gap.
    void add_taken_out(const archive::TakenOut& session);
    // Such a session's place, which is not believed any more.
    void forget(const archive::TakenOut& session);
    [[nodiscard]] bool was_taken_out(const crypto::SessionRef& session,
                                     const crypto::Hash& head) const;
    // Whether a session that is known names this head as the one before it.
    [[nodiscard]] bool is_previous(const archive::TakenOut& session) const;
    // How many sessions these were.
    [[nodiscard]] std::uint64_t taken_out() const;
    // All ends of one session, the session's own first; in the place of those that were known.
    void set_ends(const std::vector<archive::SessionPlace>& ends);
    // Null if the session is not known.
    [[nodiscard]] const archive::SessionPlace* find(const crypto::SessionRef& session) const;
    // As set_ends() takes them; none if it is not known.
    [[nodiscard]] std::vector<archive::SessionPlace> ends(const crypto::SessionRef& session) const;

    // True if any session of this tablet is known.
    [[nodiscard]] bool knows(const crypto::DeviceId& device) const;

    // Two sessions with one counter, a session with two ends, or one that does not follow an end of
    // the session before it: a tablet that was restored from a backup, or cloned. Both branches are
    // kept.
    [[nodiscard]] std::vector<ChainReport> forks() const;
    // Counters below the highest of which no session is here, as ranges; and each session that was
    // sent early and stayed open though a later one is here: somebody holds its end back.
    [[nodiscard]] std::vector<ChainReport> gaps() const;

  private:
    using OfDevice = std::multimap<std::uint64_t, crypto::SessionId>;
    [[nodiscard]] bool taken_out_before(const archive::SessionPlace& place) const;
    [[nodiscard]] std::set<std::uint64_t> counters(const crypto::DeviceId& device) const;
    std::map<crypto::DeviceId, std::multimap<std::uint64_t, crypto::Hash>> heads_taken_out_;
    std::set<std::pair<crypto::SessionRef, crypto::Hash>> taken_out_;
    std::map<crypto::SessionRef, archive::SessionPlace> places_;
    std::map<crypto::SessionRef, std::vector<archive::SessionPlace>> branches_;  // where there are
    std::map<crypto::DeviceId, OfDevice> devices_;
};

}  // namespace spine::importing
