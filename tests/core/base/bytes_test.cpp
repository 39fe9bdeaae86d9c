#include "base/bytes.h"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

using namespace spine;

TEST_CASE("what a writer lays out, a reader reads back") {
    Bytes out = ByteWriter().u8(7).u16(0x1234).u32(0xDEADBEEF).u64(1).text16("æ").take();
    CHECK(to_hex(out) == "073412efbeadde01000000000000000200c3a6");
    ByteReader in(out);
    CHECK(in.u8() == 7);
    CHECK(in.u16() == 0x1234);
    CHECK(in.u32() == 0xDEADBEEF);
    CHECK(in.u64() == 1);
    CHECK(in.text16() == "æ");
    CHECK(in.finished());
}

TEST_CASE("a reader that ran past the end stays failed") {
    const Bytes two = {1, 2};
    ByteReader in(two);
    CHECK(in.u32() == 0);
    CHECK_FALSE(in.ok());
    CHECK(in.u8() == 0);
    CHECK(in.left() == 0);
    CHECK_FALSE(in.finished());
}

TEST_CASE("hexadecimal of any bytes comes back the same") {
    CHECK(rc::check([](const std::vector<std::uint8_t>& bytes) {
        RC_ASSERT(from_hex(to_hex(bytes)).value() == bytes);
    }));
    CHECK_FALSE(from_hex("abc"));
    CHECK_FALSE(from_hex("zz"));
}
