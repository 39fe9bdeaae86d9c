// What a thief of the tablet's key, or of a session's, can make: bytes of any kind under
// signatures that fit.
#pragma once

#include "crypto/record.h"
#include "sample_clinic.h"

namespace spine::test {

[[nodiscard]] crypto::RecordChain chain_over(const SampleClinic& clinic,
                                             const crypto::Hash& header_hash, ByteView records);

// The bundle with both signatures made anew. The head says what its bytes say, or repeats the
// header, its hash and the end of the chain, so that a change in header or records is all that is
// wrong.
enum class HeadSays { AsItIs, WhatItMust };
[[nodiscard]] Bytes resigned_bundle(const SampleClinic& clinic, const Bytes& changed,
                                    HeadSays head_says);

// The session with record `index` sealing `text`, the chain and the head made anew. Records behind
// it are sealed anew, too, so that they open.
[[nodiscard]] Bytes with_text(const SampleClinic& clinic, const SampleSession& session,
                              std::size_t index, ByteView text, crypto::SessionStatus status);

// A session of which `parts` records in a row continue, then one ends.
[[nodiscard]] Bytes endless_payload(SampleClinic& clinic, std::size_t parts);

// The bundle with its head's signature altered as textbooks know it: S + L, zeros, R of small
// order, the key's own bytes.
[[nodiscard]] std::vector<Bytes> odd_signatures(const SampleClinic& clinic, const Bytes& bundle);

}  // namespace spine::test
