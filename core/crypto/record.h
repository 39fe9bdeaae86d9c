// The records of a session: 512 bytes each, sealed in a chain (FORMAT.md §4).
//
// Writing: RecordSealer. Reading needs core/open. RecordChain needs no key: whoever has the
// records can compute what a head must say.
#pragma once

#include "base/random.h"
#include "base/result.h"
#include "crypto/constants.h"
#include "crypto/keys.h"

namespace spine::crypto {

// The running hash over header and records. Its value commits to everything before it.
class RecordChain {
  public:
    RecordChain(const ClinicId& clinic, const Hash& header);
    void add(ByteView record);                                // 512 bytes
    [[nodiscard]] const Hash& last() const { return last_; }  // the header's hash at first
    [[nodiscard]] std::uint32_t count() const { return count_; }

  private:
    ClinicId clinic_;
    Hash last_;
    std::uint32_t count_ = 0;
};

// Header hash, sequence, hash of the record before: what is authenticated beside the text.
[[nodiscard]] ByteArray<kRecordDataSize> record_data(const Hash& header, std::uint64_t sequence,
                                                     const Hash& previous);

// How many records a payload of `size` bytes takes: at least one.
[[nodiscard]] std::size_t records_for(std::size_t size);

// Seals one session's records, in order. Owns the session key in locked memory and wipes it when
// it goes. One thread at a time. A payload that was sealed is part of the chain: if its records
// could not be stored, the session must end here (the chain would have a hole otherwise), unless
// the sealer is put back with rewind().
class RecordSealer {
  public:
    // `header` is header_hash(); records already stored may be given by `chain`.
    RecordSealer(SessionKey key, const Hash& header, RecordChain chain);

    // The next records for one payload, one behind the other: records_for(payload.size()) * 512
    // bytes. Faults: answer_too_long (over kMaxPayload), session_too_long (the filled bundle
    // would exceed kMaxRecords). Nothing changed after a fault.
    [[nodiscard]] Result<Bytes> seal(ByteView payload, Random& random);

    // The dummies that fill the session up to a multiple of 64: each seals `filler`, the session
    // module's event that means nothing (it must fit one record). Empty if it is filled already.
    [[nodiscard]] Result<Bytes> fill(ByteView filler, Random& random);

    // Where the chain stands; take it before sealing and give it to rewind() when storing failed.
    [[nodiscard]] const RecordChain& chain() const { return chain_; }
    void rewind(const RecordChain& to) { chain_ = to; }

  private:
    void seal_part(ByteView part, bool continues, Random& random, std::span<std::uint8_t> out);

    SessionKey key_;
    Hash header_;
    RecordChain chain_;
    Secret<struct RecordTextTag, kRecordTextSize> text_;  // scratch, so no answer lies elsewhere
};

// Random blocks that fill an interrupted session, whose key is gone, up to a multiple of 64. They
// are added to `chain`; the result is what must be stored behind the records.
[[nodiscard]] Bytes fill_interrupted(RecordChain& chain, Random& random);

}  // namespace spine::crypto
