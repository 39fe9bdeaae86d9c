// What a tablet gets from its clinic when it was admitted: whom to trust, the root's word that it
// belongs to the clinic, and where the store is (FORMAT.md §9).
#pragma once

#include <string>

#include "base/result.h"
#include "crypto/keys.h"

namespace spine::crypto {

struct Package {
    SignPublicKey root;
    Bytes admission;    // signed
    std::string store;  // address, without credentials; may be empty
    friend bool operator==(const Package&, const Package&) = default;
};

// Fault: field_out_of_range.
[[nodiscard]] Result<Bytes> make_package(const Package& package, const SignSecretKey& root);
// Verified by the root key that it holds itself: people compare its fingerprint. Faults: those of
// the store objects, FORMAT.md §8.
[[nodiscard]] Result<Package> verify_package(ByteView bytes);

}  // namespace spine::crypto
