// What the chain over a tablet's sessions shows, without a store: sessions as an archive knows
// them.
#include <catch2/catch.hpp>

#include "import/chains.h"

using namespace spine;
using importing::ChainReport;
using importing::Chains;

namespace {

template <typename Id>
Id id(std::uint8_t value) {
    Id made;
    made.bytes.fill(value);
    return made;
}

archive::SessionPlace place(std::uint8_t number, std::uint64_t counter,
                            crypto::SessionStatus status = crypto::SessionStatus::Complete) {
    archive::SessionPlace out;
    out.session = id<crypto::SessionId>(number);
    out.device = id<crypto::DeviceId>(1);
    out.counter = counter;
    out.head = out.header = id<crypto::Hash>(number);
    out.previous_head = id<crypto::Hash>(static_cast<std::uint8_t>(number - 1));
    out.status = status;
    return out;
}

const std::string device = id<crypto::DeviceId>(1).hex();

}  // namespace

TEST_CASE("an early upload stays open and a later session is here: its end is missing") {
    Chains chains({place(1, 1), place(2, 2, crypto::SessionStatus::Open)});
    CHECK(chains.gaps().empty());  // the patient may still sit there
    chains.add(place(3, 3));
    CHECK(chains.gaps() ==
          std::vector<ChainReport>{{device, 2, id<crypto::SessionId>(2).hex(), 2}});
    chains.add(place(2, 2));  // the end came
    CHECK(chains.gaps().empty());
    CHECK(chains.forks().empty());
}

TEST_CASE("a session with two ends is a fork, and what follows either of them follows") {
    archive::SessionPlace branch = place(2, 2, crypto::SessionStatus::Interrupted);
    branch.head = id<crypto::Hash>(22);
    archive::SessionPlace next = place(3, 3);
    next.previous_head = branch.head;
    const ChainReport fork{device, 2, id<crypto::SessionId>(2).hex(), 0};
    Chains chains({place(1, 1), place(2, 2), next}, {branch});
    CHECK(chains.forks() == std::vector{fork});
    next.previous_head = id<crypto::Hash>(23);  // neither
    chains.add(next);
    CHECK(chains.forks().size() == 2);
    chains.set_ends({place(2, 2)});
    next.previous_head = place(2, 2).head;
    chains.add(next);
    CHECK(chains.forks().empty());
}

TEST_CASE("missing sessions are one range, however many there are") {
    const Chains chains({place(1, 1), place(2, std::uint64_t{1} << 40U), place(3, UINT64_MAX)});
    const auto gaps = chains.gaps();
    REQUIRE(gaps.size() == 2);
    CHECK(gaps[0] == ChainReport{device, 2, {}, (std::uint64_t{1} << 40U) - 1});
    CHECK(gaps[1].through == UINT64_MAX - 1);
}
