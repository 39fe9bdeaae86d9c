// Tries keys on everything that is sealed in a thief's loot, as FORMAT.md says that it opens: no
// fingerprint and no commitment is asked first whether a key is the right one.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "stolen_tablet.h"

namespace spine::test {

class LockPick {
  public:
    explicit LockPick(const StolenTablet& loot);

    // The 32 bytes as a session's key on every record, and as an X25519 secret on every sealed box;
    // then the same with what FORMAT.md makes of such bytes: their hash, and the X25519 secret that
    // belongs to an Ed25519 seed.
    void try_key(ByteView key);
    // Every window of 32 bytes, or every `stride`-th.
    void try_windows(std::string_view bytes, std::size_t stride = 1);

    // "a record of BUNDLE", "the session key of BUNDLE", "attention".
    [[nodiscard]] const std::set<std::string>& opened() const { return opened_; }
    [[nodiscard]] std::size_t keys() const { return tried_.size(); }
    [[nodiscard]] std::size_t boxes() const { return boxes_.size(); }
    [[nodiscard]] std::size_t records() const { return records_.size(); }

  private:
    struct Box {
        std::string of;
        Bytes sealed;
    };
    struct Record {
        std::string of;
        Bytes bytes, data;
    };
    void add_bundle(const std::string& name, ByteView bytes);
    void try_one(ByteView key);

    std::vector<Box> boxes_;
    std::vector<Record> records_;
    std::set<Bytes> tried_;
    std::set<std::string> opened_;
};

}  // namespace spine::test
