#include "crypto/init.h"

#include <sodium.h>

#include <vector>

#include "crypto/causes.h"
#include "crypto/refusal.h"

namespace spine::crypto {
namespace {

// More than the keys of any program here need at one time.
constexpr std::size_t kLockable = 1024 * std::size_t{1024};

bool memory_can_be_locked() {
    std::vector<std::uint8_t> probe(kLockable);
    if (sodium_mlock(probe.data(), probe.size()) != 0) return false;
    return sodium_munlock(probe.data(), probe.size()) == 0;
}

}  // namespace

Status start() {
    if (sodium_init() < 0) return refuse(causes::crypto_unavailable);
    if (!memory_can_be_locked()) return refuse(causes::memory_not_lockable);
    return self_test(known_answers());
}

std::string library_version() {
    return sodium_version_string();
}

}  // namespace spine::crypto
