// A folder as store: a mount point without its stick is no store.
#include "sync/folder_store.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "crypto/object_common.h"
#include "support/support.h"

using namespace spine;
using sync::Put;

TEST_CASE("a store without the clinic's part is out of reach until it is set up") {
    const test::TemporaryFolder place;
    SystemFiles files;
    const crypto::ClinicId clinic{{1, 2, 3}};
    const auto opened = sync::open_store(files, place.path().string(), clinic);
    REQUIRE(opened);
    sync::Store& store = **opened;
    const Bytes object{1, 2, 3};
    const std::string name = crypto::object_name(object);
    const auto unreachable = sync::causes::store_unreachable;
    CHECK(store.put("bundles", name, object).error().cause == unreachable);
    CHECK(store.put_all("bundles", {&object, 1}).error().cause == unreachable);
    CHECK(store.get("bundles", name, 9).error().cause == unreachable);
    CHECK(store.list("bundles").error().cause == unreachable);
    CHECK(store.remove("bundles", name).error().cause == unreachable);
    CHECK(std::filesystem::is_empty(place.path()));

    REQUIRE(store.set_up());
    CHECK(store.list("bundles").value().empty());
    CHECK(store.put("bundles", name, object).value() == Put::Created);
    CHECK(store.put("bundles", name, object).value() == Put::Already);
    CHECK(store.get("bundles", name, 9).value() == object);
    REQUIRE(store.set_up());
    CHECK(store.list("bundles").value() == std::vector{name});
    const auto elsewhere = sync::open_store(files, place.path().string(), {{4, 5, 6}});
    REQUIRE(elsewhere);
    CHECK((*elsewhere)->list("bundles").error().cause == unreachable);
    CHECK(sync::open_store(files, (place / "none").string(), clinic).error().cause == unreachable);
}

TEST_CASE("a pipe in an object's place is not waited on, and the object takes its place") {
    const test::TemporaryFolder place;
    SystemFiles files;
    const auto opened = sync::open_store(files, place.path().string(), {{1, 2, 3}});
    REQUIRE(opened);
    sync::Store& store = **opened;
    REQUIRE(store.set_up());
    const Bytes first{1}, second{2};
    REQUIRE(store.put("bundles", crypto::object_name(first), first));
    const std::string name = crypto::object_name(second);
    const auto folder = std::filesystem::directory_iterator(place.path())->path() / "bundles";
    REQUIRE(::mkfifo((folder / name).c_str(), 0600) == 0);
    CHECK(store.put("bundles", name, second));
    CHECK(store.get("bundles", name, 9).value() == second);
}
