// What the clinic program reads and changes, behind a seam: ArchiveData (archive_data.h) in the
// program, a made-up clinic in the tests.
//
// Every call may be long, and none is made in a frame. attentions() and answered() are made on a
// worker of their own, one at a time, so that a call is heard within seconds while an import or a
// key derivation runs; all others on another worker, one at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "archive/roles.h"
#include "base/bytes.h"
#include "base/clock.h"
#include "base/result.h"
#include "clinic/research.h"
#include "review/patient.h"
#include "review/worklist.h"

namespace spine::clinic {

struct SilentTablet {
    std::string name;
    std::int64_t hours = 0;
};

// What the last import said of retention (import/importer.h): somebody should know it in time.
struct RetentionNotice {
    std::uint64_t expiring = 0;  // sessions that go at `expiring_at`, since the rule was changed
    UnixMs expiring_at = 0;
    bool rule_held_back = false;  // no rule is known any more: nothing goes
    bool clock_doubted = false;   // more is due by this computer's clock than sessions bear out
};

struct Received {
    UnixMs last = 0;  // 0: nothing was ever received
    int tablets = 0;
    std::vector<SilentTablet> silent;
    int kept_apart = 0;  // sessions in quarantine
    int of = 0;          // sessions in all
    int unreadable = 0;  // sessions that are here and whose row does not open
    RetentionNotice retention{};
};

struct Worklist {
    std::vector<review::WorklistRow> rows;  // in the order of review::order()
    Received received;
};

// When things happened in a session, by the tablet's clock, as its sealed events say. 0: it did not
// happen, or is not known.
struct Moments {
    UnixMs last = 0;       // the last thing that was sealed: where an interrupted session ends
    UnixMs stop_page = 0;  // a stop-now sign stopped the walk
    UnixMs led_on = 0;     // staff entered their PIN there
    int answers = 0;       // questions that have an answer
    std::vector<UnixMs> ticked;  // of each of the page's warning signs, in their order
};

// Another end of the session: its tablet was put back from a backup in mid-walk, or copied.
struct FurtherEnd {
    review::PatientPage page;
    Moments moments;
};

// A patient's page and what its headers say of time.
struct Opened {
    review::PatientPage page;
    Moments moments;
    std::vector<FurtherEnd> ends{};
    int damaged_ends = 0;  // further ones, which do not open
};

// Whose passphrase it was.
struct Person {
    std::string name;
    archive::Roles roles;
    [[nodiscard]] bool opens_patients() const { return roles.has(archive::Role::Clinician); }
};

// A tablet that calls for staff: shown even while the program is locked.
struct Attention {
    std::string id;  // the object's name, for answered()
    std::string tablet;
    UnixMs at = 0;
};

class Data : public Research {
  public:
    [[nodiscard]] virtual std::string clinic_name() const = 0;
    [[nodiscard]] virtual bool demonstration() const = 0;
    // The root key's fingerprint, as on the card that the clinic wrote when it was made: who
    // unlocks an archive can tell that it is theirs before typing a passphrase into it.
    [[nodiscard]] virtual std::string key_card() const = 0;

    // One key derivation, slow on purpose. Causes of the archive: passphrase_wrong, role_refused
    // for a passphrase of neither a clinician nor a researcher. After any fault it is locked.
    [[nodiscard]] virtual Status unlock(ByteView passphrase) = 0;
    // Who unlocked it; nobody while it is locked. A researcher may import, and what Research says.
    [[nodiscard]] virtual Person person() = 0;
    // Wipes every key and everything that was opened. Never fails.
    virtual void lock() = 0;

    // Tablets that call; needs no passphrase.
    [[nodiscard]] virtual Result<std::vector<Attention>> attentions() = 0;
    // Somebody has seen it: it is no longer shown on this computer.
    [[nodiscard]] virtual Status answered(const std::string& attention) = 0;

    // Fetches, verifies and opens what the store has; needs to be unlocked.
    [[nodiscard]] virtual Status import() = 0;
    [[nodiscard]] virtual Result<Worklist> worklist() = 0;
    // A person opens a patient: the audit trail says so.
    [[nodiscard]] virtual Result<Opened> open(const std::string& session) = 0;
    // The page that is open, anew after a mark: nobody opened anything.
    [[nodiscard]] virtual Result<Opened> reread(const std::string& session) = 0;
    [[nodiscard]] virtual Status mark_reviewed(const std::string& session, bool reviewed) = 0;
    [[nodiscard]] virtual Status take_over(const std::string& session) = 0;
};

}  // namespace spine::clinic
