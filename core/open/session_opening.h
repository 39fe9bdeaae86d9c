// Opening a verified session with the clinic's or the recovery key. The kiosk never links this.
#pragma once

#include <vector>

#include "base/result.h"
#include "crypto/bundle.h"
#include "crypto/keys.h"
#include "open/sealed_box.h"

namespace spine::opening {

// The payloads of a session in their order, all in one memory that is wiped when it goes.
class OpenedSession {
  public:
    [[nodiscard]] std::size_t size() const { return ends_.size(); }
    [[nodiscard]] ByteView payload(std::size_t index) const;
    // Records that did not open at the end of an interrupted session: its fill.
    [[nodiscard]] std::uint32_t unread() const { return unread_; }
    // True if an interrupted session broke off in the middle of a payload, which is left out.
    [[nodiscard]] bool broke_off() const { return broke_off_; }

  private:
    friend class PayloadBuilder;
    crypto::WipedBytes text_;
    std::vector<std::size_t> ends_;  // ends_[i]: where payload i ends in text_
    std::uint32_t unread_ = 0;
    bool broke_off_ = false;
};

// Opens many sessions with one key. Any thread, one at a time.
class SessionOpener {
  public:
    // `clinic` and the key's public half decide which sealed session key of a header is tried.
    SessionOpener(const crypto::ClinicId& clinic, crypto::SealSecretKey key);

    // Faults, in this order: not_a_recipient, sealed_key_altered, key_commitment_wrong,
    // record_altered (a record does not open; under "interrupted": one that does stands behind
    // one that does not), record_malformed (its text is not laid out as FORMAT.md says),
    // answer_cut (the last payload lacks its end). Fault::where is "record 17" where it applies.
    // A withdrawn session opens to no payload.
    [[nodiscard]] Result<OpenedSession> open(const crypto::VerifiedBundle& bundle) const;

    // The session key alone, checked against the commitment.
    [[nodiscard]] Result<crypto::SessionKey> open_key(const crypto::SessionHeader& header) const;

  private:
    [[nodiscard]] Status open_key_into(const crypto::SessionHeader& header,
                                       crypto::SessionKey& key) const;
    crypto::ClinicId clinic_;
    crypto::SealSecretKey key_;
    crypto::SealPublicKey public_key_;
    crypto::Hash fingerprint_;
    // The session that is being opened: locked memory costs a dozen system calls to get and give
    // back. Wiped behind each session.
    mutable crypto::SessionKey session_key_;
};

}  // namespace spine::opening
