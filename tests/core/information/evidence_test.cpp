#include "information/evidence.h"

#include <catch2/catch.hpp>

using namespace spine::information;

TEST_CASE("a figure names a source that is there, and its check has a name and a date") {
    const auto refused = [](std::string_view figure) {
        Problems problems;
        (void)read_evidence(std::string("[[source]]\nid = \"a\"\ncitation = \"A\"\nshort = \"A\"\n"
                                        "population = \"people\"\n[[figure]]\nvalue = 1\n"
                                        "unit = \"percent\"\n") +
                                std::string(figure),
                            problems);
        return problems.size();
    };
    CHECK(refused("id = \"x\"\nsource = \"a\"\n") == 0);
    CHECK(refused("id = \"x\"\nsource = \"b\"\n") == 1);
    CHECK(refused("id = \"x\"\nsource = \"a\"\nchecked_by = \"B\"\n") == 1);
    CHECK(refused("id = \"x\"\nsource = \"a\"\nchecked_by = \"B\"\nchecked_on = \"May\"\n") == 1);
    CHECK(refused("id = \"x\"\nsource = \"a\"\nchecked_at = \"home\"\n") == 1);
}
