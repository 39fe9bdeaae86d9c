#include "crypto/secret.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <csignal>
#include <cstring>

#include "crypto/aead.h"
#include "crypto/init.h"
#include "crypto/keys.h"
#include "support/support.h"

using namespace spine;
using namespace spine::crypto;

namespace {

bool all_are(std::span<const std::uint8_t> bytes, std::uint8_t value) {
    return std::all_of(bytes.begin(), bytes.end(), [&](auto byte) { return byte == value; });
}

// How many KiB of this process are locked (VmLck of /proc/self/status).
long locked_kib() {
    const std::string status = test::slurp("/proc/self/status");
    return std::strtol(status.c_str() + status.find("VmLck:") + 6, nullptr, 10);
}

// True if reading `address` ends the program: it runs in a child, which dies of it.
bool reading_ends_the_program(const std::uint8_t* address) {
    const pid_t child = ::fork();
    if (child == 0) {
        std::signal(SIGSEGV, SIG_DFL);
        const std::uint8_t value = *static_cast<const volatile std::uint8_t*>(address);
        ::_exit(value == 0 ? 1 : 2);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return !(WIFEXITED(status) && (WEXITSTATUS(status) == 1 || WEXITSTATUS(status) == 2));
}

}  // namespace

TEST_CASE("a secret's memory is zero at first, locked while it lives and gone afterwards") {
    REQUIRE(start());
    const long before = locked_kib();
    const std::uint8_t* address = nullptr;
    {
        SecretBytes secret(32);
        CHECK(all_are(secret.view(), 0));
        std::fill(secret.writable().begin(), secret.writable().end(), std::uint8_t{0xA5});
        address = secret.view().data();
#ifndef __SANITIZE_ADDRESS__  // which leaves mlock() out
        CHECK(locked_kib() > before);
#endif
        CHECK_FALSE(reading_ends_the_program(address));
    }
    CHECK(locked_kib() == before);
    CHECK(reading_ends_the_program(address));
}

TEST_CASE("moving a secret leaves one owner, and no second copy") {
    REQUIRE(start());
    SecretBytes first(as_bytes("thirty-two bytes of a session key"));
    const std::uint8_t* address = first.view().data();
    SecretBytes second(std::move(first));
    CHECK(first.empty());  // NOLINT(bugprone-use-after-move): that it is empty is the promise
    CHECK(second.view().data() == address);
    SecretBytes third(8);
    third = std::move(second);
    CHECK(third.view().data() == address);
    CHECK(as_text(third.view()) == "thirty-two bytes of a session key");
}

TEST_CASE("what a wiping allocator gives back holds nothing any more") {
    // The allocator's own memory is read before and after wipe(), as deallocate() does it.
    alignas(8) ByteArray<64> memory{};
    memory.fill(0xA5);
    wipe(memory);
    CHECK(all_are(memory, 0));
}

TEST_CASE("a text that does not open is wiped, so that nobody reads a forged one") {
    REQUIRE(start());
    test::SeededRandom random(7);
    const Bytes key(32, 1);
    const Bytes nonce(24, 2);
    Bytes sealed(16 + 16);
    aead_seal(Bytes(16, 9), {}, nonce, key, sealed);
    sealed[0] ^= 1U;
    Bytes text(16, 0xEE);
    CHECK_FALSE(aead_open(sealed, {}, nonce, key, text));
    CHECK(all_are(text, 0));
}

TEST_CASE("equal and unequal secrets are told apart at every length") {
    CHECK(equal_in_constant_time(as_bytes("abc"), as_bytes("abc")));
    CHECK_FALSE(equal_in_constant_time(as_bytes("abc"), as_bytes("abd")));
    CHECK_FALSE(equal_in_constant_time(as_bytes("abc"), as_bytes("ab")));
    CHECK(equal_in_constant_time({}, {}));
}

TEST_CASE("keys of different kinds are different types") {
    STATIC_REQUIRE_FALSE(std::is_convertible_v<SealSecretKey, SignSecretKey>);
    STATIC_REQUIRE_FALSE(std::is_convertible_v<SessionKey, WrapKey>);
    STATIC_REQUIRE_FALSE(std::is_convertible_v<SealPublicKey, SignPublicKey>);
    STATIC_REQUIRE_FALSE(std::is_convertible_v<DeviceId, SessionId>);
    STATIC_REQUIRE_FALSE(std::is_copy_constructible_v<SessionKey>);
}
