// One tablet's rounds of sync: what leaves again, what goes first, what is remembered.
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "crypto/endorsement.h"
#include "crypto/mark.h"
#include "crypto/object_common.h"
#include "crypto/revocation.h"
#include "crypto/tombstone.h"
#include "support/weight.h"
#include "synced_tablet.h"

using namespace spine;
using test::SyncedTablet;

namespace {

constexpr std::int64_t kHour = 3'600'000;

// Removes the files of a place; returns how many there were.
std::size_t lose(const SyncedTablet& tablet, std::string_view place) {
    const auto files = tablet.stored(place);
    for (const auto& file : files) std::filesystem::remove(file);
    return files.size();
}

// Reads from a place so far.
auto reads(const SyncedTablet& tablet, const std::string& place) {
    return std::count(tablet.store.gets.begin(), tablet.store.gets.end(), place);
}

}  // namespace

TEST_CASE("what the store loses before its receipt is sent again: after a time, and at a start") {
    SyncedTablet tablet;
    tablet.patient();
    const auto bundle = test::waiting(*tablet.journal).at(0);
    CHECK(tablet.round().sent == 1);
    REQUIRE(lose(tablet, "bundles") == 1);
    CHECK(tablet.round().sent == 0);
    tablet.tablet.clock.advance_ms(4 * kHour);
    CHECK(tablet.round().sent == 1);
    REQUIRE(lose(tablet, "bundles") == 1);
    tablet.restart();
    CHECK(tablet.round().sent == 1);
    CHECK(tablet.round().sent == 0);

    // Damaged, not lost.
    const auto file = tablet.stored("bundles").at(0);
    std::string content = test::slurp(file);
    content[700] = static_cast<char>(content[700] ^ 1);
    test::spit(file, content);
    tablet.restart();
    CHECK(tablet.round().sent == 1);
    CHECK(test::slurp(file) == as_text(bundle.bytes));

    // With its receipt it is the clinic's.
    tablet.receipt(bundle);
    CHECK(tablet.round().receipts == 1);
    REQUIRE(lose(tablet, "bundles") == 1);
    tablet.restart();
    const auto after = tablet.round();
    CHECK(after.sent == 0);
    CHECK(after.already == 0);
    CHECK(lose(tablet, "bundles") == 0);
}

TEST_CASE("a round that was broken off offers the rest in the next one") {
    SyncedTablet tablet;
    for (int i = 0; i < 3; ++i) tablet.patient();
    CHECK(tablet.round().sent == 3);
    REQUIRE(lose(tablet, "bundles") == 3);
    tablet.restart();
    const auto clinics_part = tablet.place.path() / tablet.clinic.id.hex();
    const auto aside = tablet.place.path() / "aside";
    int puts = 0;
    tablet.store.before_put = [&](std::string_view) {
        if (++puts == 2) std::filesystem::rename(clinics_part, aside);
    };
    CHECK(tablet.uploader->run().error().cause == sync::causes::store_unreachable);
    tablet.store.before_put = nullptr;
    std::filesystem::rename(aside, clinics_part);
    CHECK(tablet.round().sent == 2);
    CHECK(tablet.stored("bundles").size() == 3);
}

TEST_CASE("what arrived in a batch that broke off stays ticked off") {
    SyncedTablet tablet;
    std::set<std::string> all;
    for (int i = 0; i < 3; ++i) tablet.patient();
    for (const auto& bundle : test::waiting(*tablet.journal))
        all.insert(crypto::object_name(bundle.bytes));
    const auto clinics_part = tablet.place.path() / tablet.clinic.id.hex();
    const auto aside = tablet.place.path() / "aside";
    int puts = 0;
    tablet.store.before_put = [&](std::string_view) {
        if (++puts == 2) std::filesystem::rename(clinics_part, aside);
    };
    CHECK(tablet.uploader->run().error().cause == sync::causes::store_unreachable);
    tablet.store.before_put = nullptr;
    std::filesystem::rename(aside, clinics_part);
    const auto arrived = tablet.stored("bundles");
    REQUIRE(arrived.size() == 1);
    // Neither offered again nor said to wait, also behind a restart.
    tablet.restart();
    std::set<std::string> left;
    for (const auto& bundle : test::waiting(*tablet.journal))
        left.insert(crypto::object_name(bundle.bytes));
    CHECK(left.size() == 2);
    left.insert(arrived.front().filename());
    CHECK(left == all);
    CHECK(tablet.journal->status().value().waiting == 2);
}

TEST_CASE("staff who are called in the middle of a round do not wait for its bundles") {
    SyncedTablet tablet;
    for (int i = 0; i < 3; ++i) tablet.patient();
    bool called = false;
    tablet.store.before_put = [&](std::string_view) {
        if (!called) REQUIRE(tablet.journal->outbox().queue_attention(as_bytes("attention")));
        called = true;
    };
    CHECK(tablet.round().sent == 3);
    CHECK(tablet.store.puts ==
          std::vector<std::string>{"bundles", "attention", "bundles", "bundles"});
}

TEST_CASE("with the stick out nothing is sent, nothing is ticked off, and nothing is made") {
    SyncedTablet tablet;
    tablet.patient();
    REQUIRE(tablet.journal->outbox().queue_attention(as_bytes("attention")));
    std::filesystem::remove_all(tablet.place.path() / tablet.clinic.id.hex());
    CHECK(tablet.uploader->run().error().cause == sync::causes::store_unreachable);
    CHECK(tablet.uploader->send_attention().error().cause == sync::causes::store_unreachable);
    CHECK(std::filesystem::is_empty(tablet.place.path()));
    CHECK(tablet.journal->status().value().attention_waiting == 1);
    CHECK(test::waiting(*tablet.journal).size() == 1);
}

TEST_CASE("a tombstone that comes while its session runs deletes it once it is over") {
    SyncedTablet tablet;
    auto session = test::begun(*tablet.journal, tablet.clinic);
    tablet.put(crypto::make_tombstone(
        {tablet.clinic.id,
         crypto::device_id_of(tablet.clinic.id, tablet.clinic.computer.public_key), 1,
         tablet.device(), session.id()},
        crypto::Signer(tablet.clinic.computer.secret_key)));
    CHECK(tablet.round().deleted == 0);
    REQUIRE(session.finish(crypto::SessionStatus::Complete));
    CHECK(tablet.round().deleted == 1);
    CHECK(tablet.round().deleted == 0);
}

TEST_CASE("a tombstone that was met once counts, though the store forgets it") {
    SyncedTablet tablet;
    {
        auto session = test::begun(*tablet.journal, tablet.clinic);
        tablet.put(crypto::make_tombstone(
            {tablet.clinic.id,
             crypto::device_id_of(tablet.clinic.id, tablet.clinic.computer.public_key), 1,
             tablet.device(), session.id()},
            crypto::Signer(tablet.clinic.computer.secret_key)));
        CHECK(tablet.round().deleted == 0);
        REQUIRE(lose(tablet, "objects") == 2);
        REQUIRE(session.finish(crypto::SessionStatus::Complete));
    }
    tablet.restart();
    CHECK(tablet.round().deleted == 1);
}

TEST_CASE("what was endorsed of a revoked computer counts, though the store forgets it") {
    SyncedTablet tablet;
    const auto computer = crypto::device_id_of(tablet.clinic.id, tablet.clinic.computer.public_key);
    {
        auto session = test::begun(*tablet.journal, tablet.clinic);
        const Bytes erased =
            crypto::make_tombstone({tablet.clinic.id, computer, 1, tablet.device(), session.id()},
                                   crypto::Signer(tablet.clinic.computer.secret_key));
        tablet.put(erased);
        tablet.put(crypto::make_endorsement({tablet.clinic.id, computer, {crypto::hash(erased)}},
                                            tablet.clinic.root.secret_key)
                       .value());
        tablet.put(
            crypto::make_revocation({tablet.clinic.id, computer, 0}, tablet.clinic.root.secret_key)
                .value());
        CHECK(tablet.round().deleted == 0);
        REQUIRE(lose(tablet, "objects") == 4);
        REQUIRE(session.finish(crypto::SessionStatus::Complete));
    }
    tablet.restart();
    CHECK(tablet.round().deleted == 1);
}

TEST_CASE("a revoked tablet knows it, also when the store forgets") {
    SyncedTablet tablet;
    CHECK_FALSE(tablet.round().revoked);
    tablet.put(
        crypto::make_revocation({tablet.clinic.id, tablet.device(), tablet.tablet.clock.now()},
                                tablet.clinic.root.secret_key)
            .value());
    CHECK(tablet.round().revoked);
    CHECK(tablet.journal->status().value().revoked);
    REQUIRE(lose(tablet, "objects") == 2);
    tablet.restart();
    CHECK(tablet.round().revoked);
}

TEST_CASE("after a round nothing stands in front of the database, unless a patient is there") {
    SyncedTablet tablet;
    const std::filesystem::path ahead = tablet.tablet.folder.database().string() + "-wal";
    tablet.patient();
    REQUIRE(std::filesystem::file_size(ahead) > 0);
    (void)tablet.round();
    CHECK(std::filesystem::file_size(ahead) == 0);
    auto session = test::begun(*tablet.journal, tablet.clinic);
    (void)tablet.round();
    CHECK(std::filesystem::file_size(ahead) > 0);
    REQUIRE(session.finish(crypto::SessionStatus::Complete));
    (void)tablet.round();
    CHECK(std::filesystem::file_size(ahead) == 0);
}

TEST_CASE("a receipt is read once, and forgotten once the store has it no more") {
    SyncedTablet tablet;
    for (int i = 0; i < 3; ++i) tablet.patient();
    for (const auto& bundle : test::waiting(*tablet.journal)) tablet.receipt(bundle);
    const std::string place = sync::places::receipts(tablet.device());
    CHECK(tablet.round().receipts == 3);
    CHECK(tablet.round().receipts == 0);
    CHECK(reads(tablet, place) == 3);
    // Kept for ever they would fill a tablet that runs for years.
    const auto there = tablet.place.path() / tablet.clinic.id.hex() / place;
    const auto aside = tablet.place.path() / "aside";
    std::filesystem::rename(there, aside);
    (void)tablet.round();
    std::filesystem::rename(aside, there);
    CHECK(tablet.round().receipts == 0);
    CHECK(reads(tablet, place) == 6);
}

TEST_CASE("of what computers tell each other a tablet remembers the names alone") {
    constexpr std::size_t kMarks = 2'000;
    SyncedTablet tablet;
    const crypto::Signer computer(tablet.clinic.computer.secret_key);
    std::vector<Bytes> marks;
    for (std::size_t i = 0; i < kMarks; ++i) {
        crypto::MarkText text;
        text.lamport = i + 1;
        text.device = tablet.device();
        marks.push_back(
            crypto::make_mark(tablet.clinic.id, text, tablet.clinic.clinic.public_key, computer)
                .value());
    }
    REQUIRE(tablet.folder.put_all(sync::places::objects, marks));
    REQUIRE(marks.front().size() > 400);
    (void)tablet.uploader->send_attention();
    const std::size_t before = test::weigh().in_use;
    CHECK(tablet.round().failed.empty());
    const std::size_t names = tablet.store.gets.size() * sizeof(std::string);
    CHECK(reads(tablet, std::string(sync::places::objects)) == kMarks + 1);
    if (test::memory_means_something())
        CHECK(test::weigh().in_use < before + names * 2 + kMarks * 200);
}

TEST_CASE(
    "a tombstone for another tablet's session of the same id deletes and keeps nothing here") {
    SyncedTablet tablet;
    tablet.patient();
    const auto session = test::waiting(*tablet.journal).at(0).session;
    tablet.put(crypto::make_tombstone(
        {tablet.clinic.id,
         crypto::device_id_of(tablet.clinic.id, tablet.clinic.computer.public_key), 1,
         crypto::DeviceId{{7}}, session},
        crypto::Signer(tablet.clinic.computer.secret_key)));
    CHECK(tablet.round().deleted == 0);
    CHECK(tablet.round().deleted == 0);
    // The computer's admission alone.
    CHECK(tablet.journal->outbox().kept_objects().value().size() == 1);
}
