// Tries what lies on a tablet as the keys that would open its sessions.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "crypto/session_header.h"

namespace spine::test {

// What is sealed to one key and is no session's: an attention object's text, a mark's, or the
// clinic's key that is passed on.
struct SealedText {
    std::string of;  // "attention", "mark", "the passed key"
    crypto::ClinicId clinic;
    crypto::Hash recipient;  // fingerprint
    Bytes sealed;
};
// Those of the store object that the bytes are, if they are one.
[[nodiscard]] std::vector<SealedText> sealed_texts_in(std::string_view bytes);

// Every session header that stands in the bytes, such as in a journal or a bundle, each once.
[[nodiscard]] std::vector<crypto::SessionHeader> headers_in(std::string_view bytes);

class KeyHunt {
  public:
    explicit KeyHunt(std::vector<crypto::SessionHeader> headers,
                     std::vector<SealedText> texts = {});

    // Tries every `stride`-th window of 32 bytes as the key of each session, and as the X25519
    // secret of whom they, and the texts, are sealed to. A window that was tried before is passed
    // over: pages stand in a journal several times.
    void look_at(std::string_view bytes, std::size_t stride = 1);

    // "session 7", "clinic", "recovery", "attention", "mark", "the passed key".
    [[nodiscard]] const std::set<std::string>& found() const { return found_; }
    [[nodiscard]] std::uint64_t tried() const { return tried_.size(); }

  private:
    void try_session(const crypto::SessionKey& key);
    void try_secret(const crypto::SealSecretKey& secret);

    std::vector<crypto::SessionHeader> headers_;
    std::vector<SealedText> texts_;
    std::unordered_set<std::string> tried_;
    std::set<std::string> found_;
};

}  // namespace spine::test
