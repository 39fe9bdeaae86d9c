// Somebody has one tablet's key, and gives its sessions the ids of another tablet's.
#include <catch2/catch.hpp>

#include "clinic_world.h"
#include "crypto/tombstone.h"
#include "import/verify.h"

using namespace spine;
using test::ClinicWorld;
using test::WorldTablet;

namespace {

// The first id of a session is another's; all else is random.
class CopiedId final : public Random {
  public:
    explicit CopiedId(Random& behind) : behind_(behind) {}
    void fill(std::span<std::uint8_t> out) override {
        behind_.fill(out);
        if (out.size() != crypto::SessionId::size || !id) return;
        std::copy(id->bytes.begin(), id->bytes.end(), out.begin());
        id.reset();
    }
    std::optional<crypto::SessionId> id;

  private:
    Random& behind_;
};

struct TwoTablets {
    TwoTablets() {
        genuine.patient("131873", {{"pain.now", "7"}});
        const auto bundles = genuine.journal->outbox().next_bundles(1);
        REQUIRE(bundles);
        REQUIRE(bundles->size() == 1);
        id = bundles->at(0).session;
    }
    void squat() {
        copied.id = id;
        squatter.patient("200002", {{"pain.now", "1"}});
        squatter.sync();
    }
    [[nodiscard]] std::map<crypto::DeviceId, std::string> codes() {
        std::map<crypto::DeviceId, std::string> out;
        const auto rows = world.archive->rows().value();
        for (const auto& row : rows) out[row.place.device] = row.summary.code;
        return out;
    }
    crypto::SessionId id;
    ClinicWorld world;
    CopiedId copied{world.random};
    WorldTablet genuine{world, "Tablet 1", 1};
    WorldTablet squatter{world, "Tablet 2", 2, true, &copied};
};

}  // namespace

TEST_CASE("a session whose id another tablet took first is imported, and receipted, all the same") {
    TwoTablets two;
    two.squat();
    CHECK(two.world.import().imported == 1);
    two.genuine.sync();
    const auto result = two.world.import();
    CHECK(result.imported == 1);
    CHECK(result.refused.empty());
    CHECK(two.codes() == std::map<crypto::DeviceId, std::string>{{two.genuine.id(), "131873"},
                                                                 {two.squatter.id(), "200002"}});
    CHECK(two.genuine.sync().receipts == 1);
    CHECK(two.squatter.sync().receipts == 1);
    const auto rows = two.world.archive->rows().value();
    for (const auto& row : rows)
        CHECK(two.world.archive->response(row.place.ref())->code == row.summary.code);
    CHECK(importing::verify_clinic(*two.world.archive, two.world.files, *two.world.store)->sound());
}

TEST_CASE("marks and erasure are of one tablet's session, not of all with its id") {
    TwoTablets two;
    two.squat();
    two.genuine.sync();
    CHECK(two.world.import().imported == 2);
    const crypto::SessionRef squatted{two.squatter.id(), two.id};
    const crypto::SessionRef genuine{two.genuine.id(), squatted.session};
    REQUIRE(two.world.archive->mark_reviewed(squatted));
    CHECK(two.world.archive->row(squatted)->marks.reviewed);
    CHECK_FALSE(two.world.archive->row(genuine)->marks.reviewed);
    REQUIRE(two.world.archive->erase(squatted));
    CHECK_FALSE(two.world.archive->response(squatted));
    CHECK(two.world.archive->response(genuine)->code == "131873");
    // Nor does the tombstone keep the other out of an archive that has neither yet.
    two.world.import();
    CHECK(two.genuine.sync().deleted == 0);
    CHECK(two.squatter.sync().deleted == 1);
    two.world.alter_archive("DELETE FROM response");
    two.world.alter_archive("DELETE FROM response_key");
    two.world.alter_archive("DELETE FROM bundle");
    two.world.import();
    CHECK(two.codes() == std::map<crypto::DeviceId, std::string>{{two.genuine.id(), "131873"}});
}
