// Many bundles read at once: each says what it says alone, in the order in which it was handed
// over.
#include <pthread.h>

#include <catch2/catch.hpp>
#include <set>
#include <system_error>
#include <thread>

#include "clinic_world.h"
#include "crypto/causes.h"
#include "crypto/refusal.h"
#include "crypto/tombstone.h"
#include "import/bundle_reader.h"

using namespace spine;
using importing::BundleReader;
using importing::ReadBundle;
using test::ClinicWorld;
using test::WorldTablet;

namespace {

constexpr int kPatients = 24;
constexpr unsigned kThreads = 4;

std::vector<importing::FetchedBundle> fetch(ClinicWorld& world) {
    std::vector<importing::FetchedBundle> fetched;
    const auto names = world.store->list(sync::places::bundles);
    REQUIRE(names);
    for (const std::string& name : *names) {
        auto bytes = world.store->get(sync::places::bundles, name, crypto::kMaxBundleSize);
        REQUIRE(bytes);
        fetched.push_back({name, std::move(*bytes)});
    }
    return fetched;
}

sync::ClinicObjects objects_of(ClinicWorld& world) {
    sync::ClinicObjects objects(world.root.public_key);
    REQUIRE(objects.refresh(*world.store));
    return objects;
}

// What came of one bundle, as one line.
std::string outcome(const ReadBundle& read) {
    if (!read.verified) return std::string(read.verified.error().cause.name());
    if (!read.session) return std::string(read.session.error().cause.name());
    std::string line = read.tablet + " " + read.session->told.code;
    for (const auto& [item, value] : read.session->told.answers)
        line.append(" ").append(item).append("=").append(value);
    return line + " " + std::to_string(read.session->events.size());
}

}  // namespace

TEST_CASE(
    "bundles that several threads read come out in their order, each as one thread reads it") {
    ClinicWorld world;
    WorldTablet one(world, "Tablet 1", 1), two(world, "Tablet 2", 2);
    for (int i = 0; i < kPatients; ++i)
        (i % 2 == 0 ? one : two)
            .patient(std::to_string(100'000 + i), {{"pain.now", std::to_string(i % 11)}});
    one.sync(), two.sync();
    auto bundles = fetch(world);
    REQUIRE(bundles.size() == kPatients);
    // Every third one is broken, each in another way.
    bundles[0].bytes->pop_back();
    bundles[3].bytes->at(600) ^= 1U;
    bundles[6].name = bundles[7].name;
    bundles[9].bytes = crypto::refuse(crypto::causes::bundle_too_large);
    bundles[12].bytes->clear();

    const auto objects = objects_of(world);
    const BundleReader alone(objects, world.id, world.clinic_key.secret_key, 1);
    const BundleReader together(objects, world.id, world.clinic_key.secret_key, kThreads);
    const auto by_one = alone.read(bundles);
    const auto by_four = together.read(bundles);
    REQUIRE(by_one.size() == bundles.size());
    REQUIRE(by_four.size() == bundles.size());
    std::set<std::string> outcomes;
    for (std::size_t i = 0; i < bundles.size(); ++i) {
        CHECK(by_four[i].name == bundles[i].name);
        CHECK(outcome(by_four[i]) == outcome(by_one[i]));
        if (by_four[i].verified) outcomes.insert(outcome(by_four[i]));
    }
    CHECK(outcomes.size() == kPatients - 5);
    CHECK(outcome(by_four[0]) == "bundle-cut");
    CHECK(outcome(by_four[3]) == "record-altered");
    CHECK(outcome(by_four[6]) == "name-wrong");
    CHECK(outcome(by_four[9]) == "bundle-too-large");
    CHECK(outcome(by_four[12]) == "bundle-cut");
}

namespace {

// While it lives no thread can be had: each asks for a stack that fits no address space.
class NoThreads {
  public:
    NoThreads() {
        REQUIRE(pthread_getattr_default_np(&before_) == 0);
        pthread_attr_t huge;
        REQUIRE(pthread_getattr_default_np(&huge) == 0);
        REQUIRE(pthread_attr_setstacksize(&huge, std::size_t{1} << 50U) == 0);
        REQUIRE(pthread_setattr_default_np(&huge) == 0);
        pthread_attr_destroy(&huge);
    }
    NoThreads(const NoThreads&) = delete;
    NoThreads& operator=(const NoThreads&) = delete;
    ~NoThreads() {
        pthread_setattr_default_np(&before_);
        pthread_attr_destroy(&before_);
    }

  private:
    pthread_attr_t before_{};
};

}  // namespace

TEST_CASE("where no thread can be had, the one that there is reads every bundle") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    for (int i = 0; i < 5; ++i) tablet.patient(std::to_string(100'000 + i), {{"pain.now", "7"}});
    tablet.sync();
    const auto objects = objects_of(world);
    const BundleReader reader(objects, world.id, world.clinic_key.secret_key, kThreads);
    const NoThreads none;
    REQUIRE_THROWS_AS(std::thread([] {}), std::system_error);
    const auto read = reader.read(fetch(world));
    REQUIRE(read.size() == 5);
    for (const ReadBundle& one : read) CHECK(one.session);
}

TEST_CASE("a session that was erased is verified and not opened") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    tablet.patient("131873", {{"pain.now", "7"}});
    tablet.sync();
    const auto read_all = [&] {
        const auto objects = objects_of(world);
        const BundleReader reader(objects, world.id, world.clinic_key.secret_key, kThreads);
        return reader.read(fetch(world));
    };
    const auto before = read_all();
    REQUIRE(before.size() == 1);
    REQUIRE(before[0].verified);
    CHECK(before[0].session->told.code == "131873");
    const crypto::SessionHeader& header = before[0].verified->header();
    world.put(
        crypto::make_tombstone({world.id, crypto::device_id_of(world.id, world.computer.public_key),
                                1, header.device, header.session},
                               crypto::Signer(world.computer.secret_key)));
    const auto after = read_all();
    REQUIRE(after[0].verified);
    CHECK(after[0].session->events.empty());
    CHECK(after[0].session->told.code.empty());
}
