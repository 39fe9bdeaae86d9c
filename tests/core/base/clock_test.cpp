#include "base/clock.h"

#include <catch2/catch.hpp>

using namespace spine;

TEST_CASE("times are written as FHIR wants them and read back") {
    CHECK(to_rfc3339(0) == "1970-01-01T00:00:00Z");
    CHECK(to_rfc3339(1'795'510'680'999) == "2026-11-24T08:58:00Z");
    CHECK(from_rfc3339("2026-11-24T08:58:00Z") == 1'795'510'680'000);
    CHECK(from_rfc3339("2026-11-24") == 1'795'478'400'000);
}

TEST_CASE("a time that is not one is not read as another") {
    for (const char* wrong :
         {"", "2026", "2026-13-01", "2026-02-30", "2026-11-24 08:58:00Z", "2026-11-24T25:00:00Z",
          "2026-11-24T08:58:00", "2026-11-24T08:58:0xZ"}) {
        INFO(wrong);
        CHECK_FALSE(from_rfc3339(wrong));
    }
}
