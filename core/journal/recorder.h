// Joins a patient's walk with the journal: what the walk says happened is on disk before the
// screen says "saved".
//
//     const std::string code = recorder.new_code();
//     auto begun = recorder.begin(inputs, walk.begin(code));   // then the code's screen
//     auto saved = recorder.record(events);                    // then "saved"
//     auto ended = recorder.finish(crypto::SessionStatus::Complete);
//
// One thread (the one that draws).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/pickup_code.h"
#include "base/random.h"
#include "base/result.h"
#include "crypto/secret.h"
#include "journal/journal.h"
#include "session/event.h"

namespace spine::journal {

// Codes that were given since switch-on, in locked memory only: one bit for each middle part
// (four or five digits), so that the set has one size and no order.
class GivenCodes {
  public:
    explicit GivenCodes(CodeLength length);
    // False if the code was given before. When nine tenths are given the set starts anew.
    [[nodiscard]] bool take(std::string_view code);

  private:
    CodeLength length_;
    crypto::SecretBytes bits_;
    std::size_t given_ = 0;
};

struct CodeRules {
    CodeLength length = CodeLength::Six;
    unsigned allotted = 0;  // the kiosk's number within its clinic
};

class Recorder {
  public:
    // All must outlive the recorder.
    Recorder(Journal& journal, Clock& clock, Random& random, CodeRules rules);

    // A code that was not given since switch-on.
    [[nodiscard]] std::string new_code();

    // Opens the sealed session with its first events, durably. As Journal::begin(); `inputs`
    // needs no filler.
    [[nodiscard]] Status begin(SessionInputs inputs, std::vector<session::Event> events);
    // Stamps the events with the clock and makes them durable, all in one commit. No session and
    // no events: success (care consent "no" stores nothing).
    [[nodiscard]] Status record(std::vector<session::Event> events);
    // Tier A: what is there leaves at once.
    [[nodiscard]] Status upload_early();
    // `events` (the walk's last, with Ended) and the head. The recorder is then ready for the next
    // patient, also after a fault.
    [[nodiscard]] Status finish(std::vector<session::Event> events, crypto::SessionStatus status);
    [[nodiscard]] Status withdraw();
    // Lets go of a session after a fault: it is signed as interrupted by the next begin.
    void abandon();

    [[nodiscard]] bool running() const;
    // Hex, for whoever reports on sessions; empty if none runs.
    [[nodiscard]] std::string session_id() const;

  private:
    [[nodiscard]] std::vector<std::string> stamped(std::vector<session::Event> events) const;

    Journal& journal_;
    Clock& clock_;
    Random& random_;
    CodeRules rules_;
    GivenCodes given_;
    std::optional<SealedSession> session_;
};

}  // namespace spine::journal
