// The configurations of a store: whose they are, and that each file is what was signed.
#include "sync/configurations.h"

#include <catch2/catch.hpp>

#include "crypto/causes.h"
#include "crypto/manifest.h"
#include "crypto/object_common.h"
#include "synced_tablet.h"

using namespace spine;
using test::SyncedTablet;

namespace {

// A configuration of one file, signed by whoever has the key.
struct Signed {
    Signed(const test::Clinic& clinic, const crypto::SignPair& root, std::uint64_t version,
           std::string_view file = "a text") {
        crypto::Manifest manifest;
        manifest.clinic = crypto::clinic_id_of(root.public_key);
        manifest.version = version;
        manifest.root = root.public_key;
        manifest.clinic_key = clinic.clinic.public_key;
        manifest.recovery_key = clinic.recovery.public_key;
        manifest.files.push_back(
            {"words", file.size(), crypto::file_hash(manifest.clinic, as_bytes(file))});
        bytes = crypto::make_manifest(manifest, root.secret_key).value();
        test::spit(folder / "words", file);
    }
    test::TemporaryFolder folder;
    Bytes bytes;
};

Status publish(SyncedTablet& tablet, const Signed& one) {
    return sync::publish_configuration(tablet.folder, tablet.tablet.files, one.folder.path(),
                                       one.bytes, tablet.clinic.root.public_key);
}

}  // namespace

TEST_CASE("a configuration that another root signed is none, however new it says it is") {
    SyncedTablet tablet;
    const Signed ours(tablet.clinic, tablet.clinic.root, 1);
    const Signed theirs(tablet.clinic, crypto::make_sign_pair(tablet.clinic.system), 9);
    CHECK_FALSE(publish(tablet, theirs));
    REQUIRE(publish(tablet, ours));
    REQUIRE(sync::put_object(tablet.folder, sync::places::configs, theirs.bytes));
    sync::Configurations read(tablet.clinic.root.public_key);
    REQUIRE(read.refresh(tablet.folder));
    REQUIRE(read.newest() != nullptr);
    CHECK(read.newest()->bytes == ours.bytes);
    CHECK(read.all().size() == 1);
    CHECK(read.find(crypto::configuration_hash(theirs.bytes)) == nullptr);
}

TEST_CASE("nothing is published that is not what was signed") {
    SyncedTablet tablet;
    const Signed one(tablet.clinic, tablet.clinic.root, 1);
    test::spit(one.folder / "words", "b text");
    CHECK(publish(tablet, one).error().cause == crypto::causes::name_wrong);
    CHECK(tablet.stored(sync::places::configs).empty());
    CHECK(tablet.stored(sync::places::contents).empty());
}

TEST_CASE("of a configuration no file is taken that is not what was signed, and none is left so") {
    SyncedTablet tablet;
    const Signed one(tablet.clinic, tablet.clinic.root, 1);
    REQUIRE(publish(tablet, one));
    sync::Configurations read(tablet.clinic.root.public_key);
    REQUIRE(read.refresh(tablet.folder));
    const test::TemporaryFolder to;
    const auto fetch = [&] {
        return sync::fetch_configuration(tablet.folder, tablet.tablet.files, *read.newest(),
                                         to.path());
    };
    const auto content = tablet.stored(sync::places::contents).at(0);
    test::spit(content, "b text");
    CHECK(fetch().error().cause == crypto::causes::name_wrong);
    CHECK(std::filesystem::is_empty(to.path()));
    test::spit(content, "a text");
    REQUIRE(fetch());
    // Altered here, it is fetched again.
    test::spit(to / "words", "c text");
    REQUIRE(fetch());
    CHECK(test::slurp(to / "words") == "a text");
}
