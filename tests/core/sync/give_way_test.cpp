// Staff who are called do not wait for what sync is doing, however slow the server is.
#include <catch2/catch.hpp>

#include "crypto/manifest.h"
#include "crypto/object_common.h"
#include "dav_scene.h"
#include "support/support.h"
#include "synced_tablet.h"

using namespace spine;
using namespace std::chrono_literals;
using test::DavScene;
using test::WebAnswer;
using test::WebRequest;

namespace {

const Bytes object(900, 0x5A);
const std::string name = crypto::object_name(object);
constexpr std::size_t kLong = 5'000;

// An answer that would take minutes.
void dribble(WebAnswer& answer) {
    answer.body.resize(kLong, ' ');
    answer.between_bytes = 50ms;
}

// What a tablet finds in its store: an admission, a receipt, and a configuration with one file.
class CalledTablet {
  public:
    CalledTablet() {
        scene.limits.give_way = 100ms;
        scene.dav.folders.insert("/dav/" + tablet.clinic.id.hex() + "/");
        store = scene.open(tablet.clinic.id);
        tablet.patient();
        receipted = test::waiting(*tablet.journal).at(0);
        lay("objects", tablet.stored("objects").at(0));
        tablet.receipt(receipted);
        const std::string receipts = sync::places::receipts(tablet.device());
        lay(receipts, tablet.stored(receipts).at(0));
        publish();
        tablet.patient();
        call();
    }

    void call() { REQUIRE(tablet.journal->outbox().queue_attention(as_bytes(next_call()))); }
    [[nodiscard]] std::size_t calls_there() const {
        return static_cast<std::size_t>(std::count_if(
            scene.dav.files.begin(), scene.dav.files.end(),
            [](const auto& file) { return file.first.find("/attention/") != std::string::npos; }));
    }
    // A whole round, and the newer configuration behind it.
    [[nodiscard]] Status round() {
        sync::Uploader uploader(tablet.journal->outbox(), *store, tablet.clinic.root.public_key,
                                tablet.device());
        const auto done = uploader.run();
        if (!done) return fail(done.error());
        CHECK(done->failed.empty());
        REQUIRE(uploader.configurations().newest() != nullptr);
        return uploader.fetch(tablet.tablet.files, *uploader.configurations().newest(),
                              configuration.path());
    }

    test::SyncedTablet tablet;
    DavScene scene;
    std::unique_ptr<sync::Store> store;
    journal::OutgoingBundle receipted;
    test::TemporaryFolder configuration;

  private:
    std::string next_call() { return "call " + std::to_string(++calls_); }
    void lay(const std::string& place, const std::filesystem::path& file) {
        const std::string content = test::slurp(file);
        REQUIRE(store->put(place, file.filename().string(), as_bytes(content)));
    }
    void publish() {
        const test::TemporaryFolder folder;
        test::spit(folder / "page.md", "A page.");
        const test::Clinic& clinic = tablet.clinic;
        crypto::Manifest manifest;
        manifest.clinic = clinic.id;
        manifest.version = 1;
        manifest.root = clinic.root.public_key;
        manifest.clinic_key = clinic.clinic.public_key;
        manifest.recovery_key = clinic.recovery.public_key;
        manifest.files = {{"page.md", 7, crypto::file_hash(clinic.id, as_bytes("A page."))}};
        const auto bytes = crypto::make_manifest(manifest, clinic.root.secret_key);
        REQUIRE(bytes);
        REQUIRE(sync::publish_configuration(*store, tablet.tablet.files, folder.path(), *bytes,
                                            clinic.root.public_key));
    }
    int calls_ = 0;
};

}  // namespace

TEST_CASE("a call to a server that has to give way ends soon, whatever the server does") {
    DavScene scene;
    scene.set_up();
    scene.limits.give_way = 100ms;
    const auto store = scene.open();
    REQUIRE(store->put("bundles", name, object));
    const std::uint64_t before = scene.server.written();
    scene.afterwards = [](const WebRequest&, WebAnswer& answer) { dribble(answer); };
    store->go_on_while([&] { return scene.server.written() == before; });
    const Bytes second(10, 2);
    const std::vector<ByteView> both = {object, second};
    Cause cause = "none";
    SECTION("get") {
        cause = store->get("bundles", name, 10'000).error().cause;
    }
    SECTION("list") {
        cause = store->list("bundles").error().cause;
    }
    SECTION("put") {
        cause = store->put("bundles", name, object).error().cause;
    }
    SECTION("put_all") {
        const std::vector<Bytes> all = {object, second};
        cause = store->put_all("bundles", all).error().cause;
    }
    SECTION("put_each") {
        cause = store->put_each("bundles", both).at(0).error().cause;
    }
    SECTION("get_each") {
        cause = store->get_each("bundles", {&name, 1}, 10'000, 10'000).at(0).error().cause;
    }
    SECTION("read_ahead") {
        const std::vector<std::string> names(3, name);
        cause =
            sync::read_ahead(*store, "bundles", names, 10'000,
                             [](const auto&, auto bytes) { return Status(fail(bytes.error())); })
                .error()
                .cause;
    }
    CHECK(cause == sync::causes::store_gave_way);
    CHECK(scene.server.written() - before < kLong / 10);
    CHECK(scene.waits.empty());
    // Somebody may have been called in vain: the next call is as any other.
    scene.afterwards = nullptr;
    store->go_on_while({});
    CHECK(store->get("bundles", name, 900).value() == object);
}

TEST_CASE("what comes to its end in time is not broken off, and nothing is begun behind it") {
    DavScene scene;
    scene.set_up();
    scene.limits.parallel = 1;
    const auto store = scene.open();
    std::vector<Bytes> objects;
    for (std::uint8_t i = 0; i < 5; ++i) objects.emplace_back(10, i);
    REQUIRE(store->put("bundles", name, object));
    const std::vector<ByteView> views(objects.begin(), objects.end());
    const std::size_t before = scene.dav.files.size();
    store->go_on_while([&] { return scene.dav.files.size() < before + 2; });
    const auto puts = store->put_each("bundles", views);
    REQUIRE(puts.size() == 2);
    CHECK(puts[0].value() == sync::Put::Created);
    CHECK(puts[1].value() == sync::Put::Created);
    CHECK(scene.dav.files.size() == before + 2);
}

TEST_CASE("a wait before another attempt ends when something more urgent comes up") {
    DavScene scene;
    scene.set_up();
    const auto store = scene.open();
    REQUIRE(store->put("bundles", name, object));
    bool called = false;
    store->go_on_while([&] { return !called; });
    scene.in_wait = [&] { called = true; };
    scene.instead = [](const WebRequest&) {
        WebAnswer answer;
        answer.status = 429;
        answer.headers = {"Retry-After: 30"};
        return answer;
    };
    const std::size_t before = scene.server.seen().size();
    CHECK(store->get("bundles", name, 900).error().cause == sync::causes::store_gave_way);
    CHECK(scene.waits == std::vector{30'000ms});
    CHECK(scene.server.seen().size() == before + 1);
    // And the wait of every program is such a one.
    int asked = 0;
    sync::real_patience().wait(24h, [&asked] { return ++asked < 2; });
    CHECK(asked == 2);
}

TEST_CASE("an attention object waits for nothing longer than is said") {
    static_assert(sync::kGiveWayWithin <= 5s);
    static_assert(sync::kAskEvery <= 1s);
    CHECK(sync::HttpLimits().give_way == sync::kGiveWayWithin);
    std::size_t requests = 0;
    {
        CalledTablet calm;
        const std::size_t before = calm.scene.server.seen().size();
        REQUIRE(calm.round());
        requests = calm.scene.server.seen().size() - before;
        CHECK(calm.calls_there() == 1);
    }
    CHECK(requests >= 12);
    // Each request of the round in turn hangs, and meanwhile staff are called.
    for (std::size_t hanging = 0; hanging < requests; ++hanging) {
        CalledTablet called;
        std::size_t met = 0;
        std::string what;
        bool called_again = false;
        std::vector<std::string> behind;
        called.scene.afterwards = [&](const WebRequest& request, WebAnswer& answer) {
            if (met++ != hanging) {
                if (met > hanging && called.calls_there() < 2) behind.push_back(request.method);
                return;
            }
            what = request.method + " " + request.target;
            // The first call itself has its time; whoever is called behind it waits for it.
            if (what.find("/attention/") != std::string::npos) return;
            dribble(answer);
            called.call();
            called_again = true;
        };
        const auto done = called.round();
        INFO(hanging << ": " << what);
        if (!done) FAIL(done.error().sentence());
        // Nothing was waited for until it was too slow, which would be tried again.
        CHECK(called.scene.waits.empty());
        CHECK(test::waiting(*called.tablet.journal).empty());
        CHECK(test::slurp(called.configuration / "page.md") == "A page.");
        if (!called_again) continue;
        CHECK(called.calls_there() == 2);
        // Only what was begun before, and the way to the attention objects' own folder.
        CHECK(behind.size() <= 3);
        CHECK(std::count(behind.begin(), behind.end(), "GET") == 0);
    }
}
