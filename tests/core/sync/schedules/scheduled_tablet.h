// A tablet of a schedule: patients come, it syncs over a network, it loses its power; and what it
// must still hold is known.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "small_clinic.h"
#include "sync/uploader.h"

namespace spine::test {

// What counts as proof that a session has arrived.
enum class Proof {
    Receipt,     // as the product has it
    ServersWord  // the control: a put that went well is taken for a receipt
};

// A session that was begun, and what must become of it.
struct Given {
    std::string code;
    crypto::SessionStatus status = crypto::SessionStatus::Interrupted;  // at its end
    std::map<std::string, std::string> answers;
    crypto::Hash head;  // its newest; zeros while it runs and has none
};
using GivenSessions = std::map<crypto::SessionId, Given>;

class ScheduledTablet {
  public:
    // `number` from 0; `connect` makes its way to the store, anew at each start.
    using Connect = std::function<std::unique_ptr<sync::Store>()>;
    ScheduledTablet(const SmallClinic& clinic, std::size_t number, Clock& clock, Connect connect,
                    Proof proof);

    // Also after the power went, in the middle of a session or not.
    [[nodiscard]] Status start();
    // A patient comes and goes on: the session begins; is sent early; or ends.
    [[nodiscard]] Status patient_goes_on(Random& random);
    [[nodiscard]] bool has_patient() const { return session_.has_value(); }
    // A sign is ticked, at any moment, also in the middle of a round of sync.
    [[nodiscard]] Status call_staff();
    // One round of sync; that it does not come through is no fault.
    [[nodiscard]] Status sync();
    // The heads that stand on its disk and are not receipted.
    [[nodiscard]] Result<std::map<crypto::SessionId, crypto::Hash>> held();
    [[nodiscard]] Result<journal::JournalStatus> status() { return journal_->status(); }
    [[nodiscard]] const GivenSessions& given() const { return given_; }
    [[nodiscard]] crypto::DeviceId device() const { return clinic_.device(number_); }
    [[nodiscard]] const std::string& name() const { return name_; }

  private:
    [[nodiscard]] Status begin();
    [[nodiscard]] Status note_heads();
    [[nodiscard]] Status sync_on_servers_word();

    const SmallClinic& clinic_;
    std::size_t number_;
    std::string name_;
    Clock& clock_;
    Connect connect_;
    Proof proof_;
    TemporaryFolder folder_;
    SystemFiles files_;
    crypto::SystemRandom system_;
    GivenSessions given_;
    unsigned calls_ = 0;
    std::unique_ptr<sync::Store> store_;
    std::unique_ptr<journal::Journal> journal_;
    std::unique_ptr<sync::Uploader> uploader_;
    std::optional<journal::SealedSession> session_;
};

}  // namespace spine::test
