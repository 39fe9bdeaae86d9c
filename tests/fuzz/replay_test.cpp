// Every parser that meets foreign bytes, given its seeds and the same mutations of them each time:
// what libFuzzer does for ten minutes (tests/run --long fuzz), for a second.
#include <catch2/catch.hpp>

#include "fuzz.h"
#include "mutate.h"
#include "support/support.h"

using namespace spine;

namespace {

void replay(std::string_view name) {
    const auto* const target =
        std::find_if(fuzz::kTargets.begin(), fuzz::kTargets.end(),
                     [&](const fuzz::Target& one) { return one.name == name; });
    REQUIRE(target != fuzz::kTargets.end());
    const std::vector<Bytes> seeds = fuzz::seeds(name);
    REQUIRE(!seeds.empty());
    const auto run = [&](const Bytes& bytes) {
        try {
            target->run(bytes);
        } catch (const std::exception& broken) {
            FAIL(broken.what() << ", given in hexadecimal: " << to_hex(bytes));
        }
    };
    for (const Bytes& seed : seeds) run(seed);
    run({});
    test::SeededRandom random(20261126);
    const int mutations = target->mutations * (test::long_form() ? 50 : 1);
    for (int i = 0; i < mutations; ++i) run(fuzz::mutated(seeds, random));
    test::figure(std::to_string(seeds.size()) + " seeds and " + std::to_string(mutations) +
                 " mutations: 0 crashes");
}

}  // namespace

TEST_CASE("replay: any bytes as a bundle") {
    replay("bundle");
}
TEST_CASE("replay: any bytes as a file of the configuration") {
    replay("configuration");
}
TEST_CASE("replay: any bytes as a tablet's admission") {
    replay("enrolment");
}
TEST_CASE("replay: any bytes as an event") {
    replay("event");
}
TEST_CASE("replay: any bytes as an expression") {
    replay("expression");
}
TEST_CASE("replay: any bytes as a session's header or head") {
    replay("header");
}
TEST_CASE("replay: any bytes as a key file") {
    replay("key_file");
}
TEST_CASE("replay: any bytes as a manifest's fields, well signed") {
    replay("manifest");
}
TEST_CASE("replay: any bytes as a store object's fields, well signed") {
    replay("object");
}
TEST_CASE("replay: any bytes as a page") {
    replay("page");
}
TEST_CASE("replay: any bytes as another program's project") {
    replay("project");
}
TEST_CASE("replay: any bytes as a questionnaire") {
    replay("questionnaire");
}
TEST_CASE("replay: any bytes as what records seal") {
    replay("record");
}
TEST_CASE("replay: any bytes as a server's reply") {
    replay("server_reply");
}
