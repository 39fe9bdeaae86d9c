#include "store_contract.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "crypto/object_common.h"

namespace spine::test {
namespace {

using sync::Put;

const crypto::ClinicId clinic{{0x11, 0x22, 0x33}};
const crypto::ClinicId other_clinic{{0x44}};

Bytes object(std::uint8_t number, std::size_t size = 700) {
    Bytes bytes(size, number);
    bytes.back() = 7;
    return bytes;
}

template <typename T>
T good(Result<T> result) {
    if (!result) FAIL(result.error().sentence());
    return std::move(*result);
}
void good(const Status& status) {
    if (!status) FAIL(status.error().sentence());
}

void nothing_before_it_is_set_up(const ContractWorld& world) {
    const auto store = world.open(clinic);
    const Bytes bytes = object(1);
    const std::string name = crypto::object_name(bytes);
    const auto unreachable = sync::causes::store_unreachable;
    CHECK(store->put("bundles", name, bytes).error().cause == unreachable);
    CHECK(store->put_all("bundles", {&bytes, 1}).error().cause == unreachable);
    CHECK(store->get("bundles", name, 900).error().cause == unreachable);
    const ByteView view = bytes;
    CHECK(store->put_each("bundles", {&view, 1}).front().error().cause == unreachable);
    CHECK(store->get_each("bundles", {&name, 1}, 900, 900).front().error().cause == unreachable);
    CHECK(store->list("bundles").error().cause == unreachable);
    CHECK(store->remove("bundles", name).error().cause == unreachable);
    good(store->set_up());
    good(world.open(clinic)->set_up());
    CHECK(good(store->list("bundles")).empty());
    CHECK(world.open(other_clinic)->list("bundles").error().cause == unreachable);
    CHECK(store->get("bundles", name, 900).error().cause == causes::file_missing);
}

void one_object(const ContractWorld& world) {
    const auto store = world.open(clinic);
    const Bytes bytes = object(2);
    const std::string name = crypto::object_name(bytes);
    CHECK(good(store->put("bundles", name, bytes)) == Put::Created);
    const auto again = good(store->put("bundles", name, bytes));
    if (world.tells_already) CHECK(again == Put::Already);
    CHECK(good(store->list("bundles")) == std::vector{name});
    CHECK(good(store->get("bundles", name, bytes.size())) == bytes);
    CHECK(store->get("bundles", name, bytes.size() - 1).error().cause == causes::file_too_large);
    CHECK(good(world.open(clinic)->get("bundles", name, 900)) == bytes);
    CHECK(store->get("objects", name, 900).error().cause == causes::file_missing);
    for (const std::string& strange :
         {std::string("x"), std::string("../escape"), std::string(), std::string("0123"),
          std::string(64, 'G'), std::string(64, '/')}) {
        INFO(strange);
        CHECK(store->put("bundles", strange, bytes).error().cause == sync::causes::store_refused);
        CHECK(store->get("bundles", strange, 9).error().cause == sync::causes::store_refused);
        CHECK(store->remove("bundles", strange).error().cause == sync::causes::store_refused);
    }
    good(store->remove("bundles", name));
    good(store->remove("bundles", name));
    CHECK(good(store->list("bundles")).empty());
    CHECK(store->get("bundles", name, 900).error().cause == causes::file_missing);
}

void many_at_once(const ContractWorld& world) {
    const auto store = world.open(clinic);
    const std::string place = sync::places::receipts({{9, 8, 7}});
    std::vector<Bytes> objects;
    std::vector<std::string> names;
    for (std::uint8_t i = 0; i < 40; ++i) {
        objects.push_back(object(i, 200 + i));
        names.push_back(crypto::object_name(objects.back()));
    }
    std::sort(names.begin(), names.end());
    good(store->put_all(place, objects));
    CHECK(good(store->list(place)) == names);
    good(store->put_all(place, objects));
    CHECK(good(store->list(place)) == names);
    const std::vector<ByteView> views(objects.begin(), objects.end());
    for (auto& put : store->put_each("objects", views)) good(std::move(put));
    CHECK(good(store->list("objects")) == names);
    int asked = 0;
    store->go_on_while([&asked] { return ++asked <= 3; });
    const auto begun = store->put_each("attention", views);
    store->go_on_while({});
    CHECK(begun.size() <= 3);
    CHECK(good(store->list("attention")).size() == begun.size());
    for (const Bytes& one : objects)
        CHECK(good(store->get(place, crypto::object_name(one), 900)) == one);
}

void many_read_at_once(const ContractWorld& world) {
    const auto store = world.open(clinic);
    std::vector<Bytes> objects;
    std::vector<std::string> names;
    for (std::uint8_t i = 0; i < 40; ++i) {
        objects.push_back(object(i, 300 + i));
        names.push_back(crypto::object_name(objects.back()));
    }
    good(store->put_all("contents", objects));
    const auto all = store->get_each("contents", names, 900, 1'000'000);
    REQUIRE(all.size() == names.size());
    for (std::size_t i = 0; i < all.size(); ++i) CHECK(good(all[i]) == objects[i]);

    // One that is not there, one that is too large and one without a name harm no other.
    std::vector<std::string> some = {names[0], std::string(64, 'a'), names[1], names[39], names[2]};
    auto mixed = store->get_each("contents", some, 338, 1'000'000);
    REQUIRE(mixed.size() == 5);
    CHECK(mixed[1].error().cause == causes::file_missing);
    CHECK(mixed[3].error().cause == causes::file_too_large);
    for (const std::size_t i : {0U, 2U, 4U}) CHECK(good(mixed[i]).size() == 300 + i / 2);
    some[1] = "../escape";
    mixed = store->get_each("contents", some, 338, 1'000'000);
    REQUIRE(mixed.size() == 5);
    CHECK(mixed[1].error().cause == sync::causes::store_refused);
    CHECK(good(mixed[4]) == objects[2]);

    // What was under way when there was enough still comes, in the order of the names.
    const auto enough = store->get_each("contents", names, 900, 1'000);
    CHECK(enough.size() >= 4);
    CHECK(enough.size() <= 4 + 8);
    for (std::size_t i = 0; i < enough.size(); ++i) CHECK(good(enough[i]) == objects[i]);
    std::vector<std::string> met;
    const auto take = [&](const std::string& name, const Result<Bytes>& bytes) {
        CHECK(crypto::object_name(good(bytes)) == name);
        met.push_back(name);
        return Status();
    };
    good(sync::read_ahead(*store, "contents", names, 900, take));
    CHECK(met == names);

    int asked = 0;
    store->go_on_while([&asked] { return ++asked <= 3; });
    const auto begun = store->get_each("contents", names, 900, 1'000'000);
    CHECK(begun.size() <= 3);
    for (std::size_t i = 0; i < begun.size(); ++i) CHECK(good(begun[i]) == objects[i]);
    CHECK(sync::read_ahead(*store, "contents", names, 900,
                           [](const auto&, const auto& bytes) {
                               return bytes ? Status() : Status(fail(bytes.error()));
                           })
              .error()
              .cause == sync::causes::store_gave_way);
}

void what_others_do_there(const ContractWorld& world) {
    const auto store = world.open(clinic);
    const Bytes bytes = object(3);
    const std::string name = crypto::object_name(bytes);
    good(store->put("bundles", name, bytes));
    const std::string folder = clinic.hex() + "/bundles/";
    world.spoil(folder + "read me.txt", "foreign");
    world.spoil(folder + name + ".tmp", "foreign");
    CHECK(good(store->list("bundles")) == std::vector{name});
    for (const std::string& damage : {std::string(as_text(bytes)).substr(0, 300),
                                      std::string(as_text(object(4))), std::string(5'000, 'x')}) {
        world.spoil(folder + name, damage);
        good(store->put("bundles", name, bytes));
        CHECK(good(store->get("bundles", name, 900)) == bytes);
    }
}

}  // namespace

void check_store_contract(const ContractWorld& world) {
    nothing_before_it_is_set_up(world);
    one_object(world);
    many_at_once(world);
    many_read_at_once(world);
    what_others_do_there(world);
}

}  // namespace spine::test
