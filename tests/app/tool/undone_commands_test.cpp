// What kioskctl says of a clinic that is not there yet, or not all of it.
#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "clinic_world.h"
#include "shell.h"

using namespace spine;
using test::ClinicWorld;
using test::Ran;

namespace {

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

Ran run(const ClinicWorld& world, const std::string& command, const std::string& folder) {
    test::spit(world.folder / "passphrase", test::kPassphrase);
    return test::shell(fmt::format(R"({} "{}" --passphrase-file "{}")", command,
                                   (world.folder / folder).string(),
                                   (world.folder / "passphrase").string()));
}

}  // namespace

TEST_CASE("of a folder without a clinic each command says how one is made") {
    const ClinicWorld world;
    std::filesystem::create_directory(world.folder / "half");
    for (const char* command : {"verify", "list", "import"}) {
        INFO(command);
        const Ran ran = run(world, command, "half");
        CHECK(ran.code == 1);
        CHECK(holds(ran.err, "There is no clinic in this folder"));
        CHECK(holds(ran.err, "kioskctl clinic create"));
        CHECK_FALSE(holds(ran.err, "does not open"));
    }
}

TEST_CASE("verify says what is not done yet, and calls none of it wrong") {
    ClinicWorld world;
    world.archive.reset();
    const auto store = world.folder / "store";
    const auto verified = [&] {
        const Ran ran = run(world, "verify", "clinic");
        INFO(ran.err);
        CHECK(ran.code == 0);
        CHECK(holds(ran.out, "Everything holds."));
        return ran.out;
    };
    const std::string no_store = verified();
    CHECK(holds(no_store, "The store was not checked."));
    CHECK(holds(no_store, "No store is set here."));
    REQUIRE(test::shell(fmt::format(R"(clinic store "{}" "{}")", world.clinic_folder.root.string(),
                                    store.string()))
                .code == 0);
    CHECK_FALSE(holds(verified(), "not checked"));
    const auto part = store / world.id.hex();
    std::filesystem::remove_all(part / "configs");
    const std::string nothing_signed = verified();
    CHECK(holds(nothing_signed, "No configuration is signed yet."));
    CHECK(holds(nothing_signed, "kioskctl clinic sign CONFIG --root DIR --store STORE"));
    std::filesystem::remove_all(part);
    CHECK(holds(verified(), "The store's folder holds nothing of this clinic."));
}

TEST_CASE("a demonstration is not made over another, nor over a part of one") {
    const test::TemporaryFolder folder;
    const std::string part = GENERATE("clinic", "config");
    std::filesystem::create_directory(folder / part);
    const Ran ran = test::shell(fmt::format(R"(demo "{}")", folder.path().string()));
    CHECK(ran.code == 1);
    CHECK(holds(ran.err, "There is a demonstration in this folder already, or a part of one."));
}
