// A tablet's sync over a network that breaks at random, in every place.
#include <atomic>
#include <catch2/catch.hpp>

#include "crypto/object_common.h"
#include "dav_scene.h"
#include "support/support.h"
#include "synced_tablet.h"

using namespace spine;
using test::WebAnswer;
using test::WebRequest;

namespace {

constexpr int kPatients = 6;

// A fault instead of what the server did, in one answer of three.
void spoil(WebAnswer& answer, test::SeededRandom& random) {
    switch (random.below(18)) {
        case 0:
            answer.dropped = true;
            break;
        case 1:
            answer.cut_after = 3;
            break;
        case 2:
            answer.status = 503;
            break;
        case 3:
            answer.status = 429;
            break;
        case 4:
            answer.status = 200;
            answer.body = "<html>Please sign in</html>";
            break;
        case 5:
            answer.status = 302;
            break;
        default:
            break;
    }
}

}  // namespace

TEST_CASE("of several bundles that travel at once those that arrived stay ticked off") {
    test::SyncedTablet tablet;
    for (int i = 0; i < kPatients; ++i) tablet.patient();
    const auto bundles = test::waiting(*tablet.journal);
    const std::string broken = crypto::object_name(bundles.at(1).bytes);
    test::DavScene scene;  // its threads end before what they look at
    scene.limits.parallel = 3;
    scene.dav.folders.insert("/dav/" + tablet.clinic.id.hex() + "/");
    const auto store = scene.open(tablet.clinic.id);
    scene.instead = [&](const WebRequest& request) -> std::optional<WebAnswer> {
        if (request.method != "PUT" || !request.target.ends_with(broken)) return std::nullopt;
        WebAnswer lost;
        lost.dropped = true;
        return lost;
    };
    sync::Uploader uploader(tablet.journal->outbox(), *store, tablet.clinic.root.public_key,
                            tablet.device());
    CHECK(uploader.run().error().cause == sync::causes::store_unreachable);
    std::size_t arrived = 0;
    const auto left = test::waiting(*tablet.journal);
    for (const auto& bundle : bundles) {
        const bool there = scene.dav.files.contains("/dav/" + tablet.clinic.id.hex() + "/bundles/" +
                                                    crypto::object_name(bundle.bytes));
        const bool waits = std::any_of(left.begin(), left.end(), [&](const auto& one) {
            return one.session == bundle.session;
        });
        CHECK(waits != there);
        arrived += there ? 1U : 0U;
    }
    CHECK(arrived >= 1);
    CHECK(arrived < kPatients);
}

TEST_CASE(
    "over a network that breaks anywhere every session arrives once and none goes before its "
    "receipt") {
    const int schedules = test::long_form() ? 300 : 6;
    for (int seed = 0; seed < schedules; ++seed) {
        INFO("seed " << seed);
        test::SyncedTablet tablet;
        test::SeededRandom random(static_cast<std::uint64_t>(seed));
        std::atomic<bool> calm = false;
        test::DavScene scene;
        scene.dav.folders.insert("/dav/" + tablet.clinic.id.hex() + "/");
        scene.afterwards = [&](const WebRequest&, WebAnswer& answer) {
            if (!calm) spoil(answer, random);
        };
        scene.instead = [&](const WebRequest&) -> std::optional<WebAnswer> {
            if (calm || random.below(8) != 0) return std::nullopt;
            WebAnswer lost;
            lost.dropped = true;
            return lost;
        };
        const auto store = scene.open(tablet.clinic.id);
        std::map<std::string, std::string> bundles;
        for (int i = 0; i < kPatients; ++i) {
            tablet.patient();
            for (const auto& bundle : test::waiting(*tablet.journal))
                bundles[crypto::object_name(bundle.bytes)] = as_text(bundle.bytes);
        }
        for (int round = 0; round < 20; ++round) {
            if (round == 10) calm = true;
            sync::Uploader uploader(tablet.journal->outbox(), *store, tablet.clinic.root.public_key,
                                    tablet.device());
            const auto done = uploader.run();
            if (done) CHECK(done->deleted == 0);
        }
        std::map<std::string, std::string> arrived;
        const std::string folder = "/dav/" + tablet.clinic.id.hex() + "/bundles/";
        for (const auto& [path, content] : scene.dav.files)
            if (path.starts_with(folder)) arrived[path.substr(folder.size())] = content;
        CHECK(arrived == bundles);
        CHECK(bundles.size() == kPatients);
        CHECK(test::waiting(*tablet.journal).empty());
    }
}
