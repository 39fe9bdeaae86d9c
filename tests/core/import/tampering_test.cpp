// Done to a bundle on its way, whatever it is: the importer keeps it aside under the right cause
// and takes the others. The causes and their order are FORMAT.md's, section 6.
#include <catch2/catch.hpp>

#include "core/crypto/expected_cause.h"
#include "crypto/bundle.h"
#include "crypto/constants.h"
#include "tampering_scene.h"

using namespace spine;
using namespace spine::crypto;
using test::Broken;
using test::Naming;
using test::TamperingScene;

namespace {

constexpr std::size_t kEnds = kHeaderSize + kHeadSize;

// So many at a time, each time in a new clinic: quarantine keeps every one of them
// (archive/rows.h: at most 10,000 objects and 256 MiB).
constexpr std::size_t kInOnePass = 1000;
constexpr std::size_t kSmallInOnePass = 8000;

bool in_records(std::size_t at, std::size_t size) {
    return at >= kHeaderSize && at < size - kHeadSize;
}

// The importer looks the tablet up before it verifies.
std::string cause_of_change(ByteView changed, std::size_t at) {
    return at >= 36 && at < 52 ? "device-unknown" : test::expected_cause(changed, at);
}

std::string cause_of_length(std::size_t size) {
    return size >= kEnds && (size - kEnds) % kRecordSize == 0 ? "head-missing" : "bundle-cut";
}

// Imports all that `make(bundle, i)` gives for i < count, in passes.
template <typename Take, typename Make>
void sweep(std::size_t count, std::size_t pass, Take take, Make make) {
    const auto naming = GENERATE(Naming::Own, Naming::Another);
    for (std::size_t first = 0; first < count; first += pass) {
        TamperingScene scene;
        const Bytes bundle = take(scene);
        std::vector<Broken> broken;
        for (std::size_t i = first; i < std::min(count, first + pass); ++i)
            broken.push_back(make(bundle, i));
        scene.import_among_sound(broken, naming);
    }
    test::figure(std::to_string(count) + " altered bundles kept aside by their causes, 0 accepted");
}

Bytes victim(TamperingScene& scene) {
    return scene.sealed_by(scene.one, "999999");
}

constexpr std::size_t kVictimSize = kEnds + kBundleFill * kRecordSize;

struct Parts {
    explicit Parts(const Bytes& bundle)
        : header(bundle.begin(), bundle.begin() + kHeaderSize),
          records(bundle.begin() + kHeaderSize, bundle.end() - kHeadSize),
          head(bundle.end() - kHeadSize, bundle.end()) {}
    [[nodiscard]] Bytes bundle() const { return make_bundle(header, records, head); }
    [[nodiscard]] auto at(std::size_t record) {
        return records.begin() + static_cast<std::ptrdiff_t>(record * kRecordSize);
    }
    [[nodiscard]] Bytes record(std::size_t index) { return {at(index), at(index) + kRecordSize}; }
    [[nodiscard]] Parts with(std::size_t index, const Bytes& record) const {
        Parts out = *this;
        std::copy(record.begin(), record.end(), out.at(index));
        return out;
    }
    [[nodiscard]] Parts with_inserted(std::size_t index, const Bytes& record) const {
        Parts out = *this;
        out.records.insert(out.at(index), record.begin(), record.end());
        return out;
    }
    [[nodiscard]] Parts without(std::size_t index) const {
        Parts out = *this;
        out.records.erase(out.at(index), out.at(index) + kRecordSize);
        return out;
    }
    [[nodiscard]] Parts swapped(std::size_t a, std::size_t b) const {
        Parts out = *this;
        std::swap_ranges(out.at(a), out.at(a) + kRecordSize, out.at(b));
        return out;
    }
    Bytes header, records, head;
};

}  // namespace

TEST_CASE("any byte of a bundle changed on its way: kept aside by its cause, the others go on") {
    // All of header and head; of the records in the short form every 67th byte.
    std::vector<std::size_t> places;
    for (std::size_t at = 0; at < kVictimSize; ++at)
        if (test::long_form() || !in_records(at, kVictimSize) || at % 67 == 0) places.push_back(at);
    sweep(places.size(), kInOnePass, victim, [&](Bytes bundle, std::size_t i) {
        REQUIRE(bundle.size() == kVictimSize);
        bundle[places[i]] = static_cast<std::uint8_t>(bundle[places[i]] + 1 + i % 255);
        return Broken{bundle, cause_of_change(bundle, places[i])};
    });
}

TEST_CASE("any byte of a small bundle changed to any other value is kept aside by its cause") {
    const std::size_t values = test::long_form() ? 255 : 3;
    const auto take = [](TamperingScene& scene) { return scene.withdrawn_by(scene.one); };
    sweep(kEnds * values, kSmallInOnePass, take, [&](Bytes bundle, std::size_t i) {
        REQUIRE(bundle.size() == kEnds);
        const std::size_t at = i / values;
        bundle[at] = static_cast<std::uint8_t>(bundle[at] + 1 + i % values * (255 / values));
        return Broken{bundle, cause_of_change(bundle, at)};
    });
}

TEST_CASE("a bundle cut anywhere, or lengthened, is kept aside and no shorter session") {
    std::vector<std::size_t> sizes;
    for (std::size_t size = 0; size < kVictimSize + 2 * kRecordSize; ++size) {
        const bool border = size < kEnds ? size % 16 < 2 : (size - kEnds) % kRecordSize < 2;
        if (size != kVictimSize && (test::long_form() || border || size % 97 == 0))
            sizes.push_back(size);
    }
    sweep(sizes.size(), kInOnePass, victim, [&](Bytes bundle, std::size_t i) {
        bundle.resize(sizes[i], 0x5A);
        return Broken{bundle, cause_of_length(sizes[i])};
    });
}

TEST_CASE("records dropped, repeated, moved or swapped are named, wherever they stand") {
    const auto naming = GENERATE(Naming::Own, Naming::Another);
    TamperingScene scene;
    Parts parts(victim(scene));
    std::vector<Broken> broken;
    for (std::size_t i = 0; i < kBundleFill; ++i) {
        broken.push_back({parts.without(i).bundle(), "record-count-wrong"});
        broken.push_back({parts.with_inserted(i, parts.record(i)).bundle(), "record-count-wrong"});
        const std::size_t step = test::long_form() ? 1 : 13;
        for (std::size_t j = i + 1; j < kBundleFill; j += step) {
            broken.push_back({parts.swapped(i, j).bundle(), "record-altered"});
            broken.push_back({parts.with(j, parts.record(i)).bundle(), "record-altered"});
            // The swap of neighbours is a move, too.
            if (j > i + 1)
                broken.push_back({parts.without(i).with_inserted(j, parts.record(i)).bundle(),
                                  "record-altered"});
        }
    }
    scene.import_among_sound(broken, naming);
}

TEST_CASE("records and parts taken from another session, tablet or clinic are named") {
    const auto naming = GENERATE(Naming::Own, Naming::Another);
    TamperingScene scene, elsewhere;
    Parts mine(victim(scene));
    Parts again(scene.sealed_by(scene.one, "999998"));
    Parts tablets(scene.sealed_by(scene.two, "999997"));
    Parts clinics(elsewhere.sealed_by(elsewhere.one, "999996"));
    std::vector<Broken> broken;
    for (Parts* other : {&again, &tablets, &clinics}) {
        for (std::size_t i = 0; i < kBundleFill; ++i) {
            broken.push_back({mine.with(i, other->record(i)).bundle(), "record-altered"});
            broken.push_back(
                {mine.with_inserted(i, other->record(i)).bundle(), "record-count-wrong"});
        }
        broken.push_back({make_bundle(mine.header, other->records, mine.head), "record-altered"});
        broken.push_back(
            {make_bundle(mine.header, mine.records, other->head), "head-of-other-session"});
    }
    for (Parts* other : {&again, &tablets})
        broken.push_back(
            {make_bundle(other->header, mine.records, mine.head), "head-of-other-session"});
    broken.push_back({make_bundle(clinics.header, mine.records, mine.head), "device-unknown"});
    broken.push_back({clinics.bundle(), "device-unknown"});
    scene.import_among_sound(broken, naming);
}

TEST_CASE("a bundle under another tablet's name, or another clinic's, is named") {
    TamperingScene scene;
    const Parts mine(victim(scene));
    const auto with_field = [&](std::size_t at, ByteView field) {
        Parts out = mine;
        std::copy(field.begin(), field.end(), out.header.begin() + static_cast<std::ptrdiff_t>(at));
        return out.bundle();
    };
    const DeviceId other = device_id_of(scene.world.id, scene.two.key.public_key);
    // A clinic computer is admitted, too, but is no tablet.
    const DeviceId computer = device_id_of(scene.world.id, scene.world.computer.public_key);
    scene.import_among_sound({{with_field(36, other.view()), "header-altered"},
                              {with_field(36, computer.view()), "device-unknown"},
                              {with_field(16, ClinicId{}.view()), "other-clinic"}},
                             Naming::Own);
}

TEST_CASE("with the tablet's key a thief can sign again, but no record moves unseen") {
    TamperingScene scene;
    const Parts mine(victim(scene));
    const Signer thief(scene.one.key.secret_key);
    const auto signed_again = [&](Parts parts) {
        const auto header = decode_header(parts.header).value();
        RecordChain chain(scene.world.id, header_hash(parts.header));
        for (std::size_t i = 0; i < parts.records.size() / kRecordSize; ++i)
            chain.add(parts.record(i));
        parts.head =
            make_head(header, header_hash(parts.header), chain, SessionStatus::Complete, thief);
        return parts.bundle();
    };
    const Parts other(scene.sealed_by(scene.one, "999998"));
    std::vector<Broken> broken;
    for (std::size_t i = 0; i + 1 < kBundleFill; ++i)
        broken.push_back({signed_again(mine.swapped(i, i + 1)), "record-altered"});
    for (std::size_t i = 0; i < kBundleFill; ++i)
        broken.push_back({signed_again(mine.without(i)), "bundle-not-filled"});
    Parts foreign = mine;
    foreign.records = other.records;
    broken.push_back({signed_again(foreign), "record-altered"});
    scene.import_among_sound(broken, Naming::Own);
}
