// A second computer that joins, and one that is made of the recovery key when all others are lost.
#include <catch2/catch.hpp>

#include "clinic_world.h"
#include "crypto/keyfile.h"
#include "import/admitting.h"

using namespace spine;
using test::ClinicWorld;

namespace {

constexpr std::string_view kSecondName = "the second passphrase";

// Two patients, one of them reviewed and one erased; everything is in the store.
struct Day : test::ImportedDay {
    Day() {
        REQUIRE(world.archive->mark_reviewed(ref("131873")));
        REQUIRE(world.archive->erase(ref("100009")));
        world.import();
        std::filesystem::create_directory(world.folder / "recovery");
        const auto key = crypto::encode_key_file(crypto::KeyPurpose::Recovery, world.id,
                                                 world.recovery.secret_key.view());
        REQUIRE(world.files.write(world.folder / "recovery/recovery.key", key, Access::Owner));
    }
    [[nodiscard]] crypto::SessionRef ref(const std::string& code) {
        return world.archive->find_code(code)->at(0).place.ref();
    }
    [[nodiscard]] importing::NewComputer second() {
        return {world.folder / "second",
                "Computer 2",
                {{"Dr Berg", archive::Role::Clinician | archive::Role::Administrator},
                 as_bytes(kSecondName),
                 test::kSmallCost}};
    }
    [[nodiscard]] importing::Desk desk() { return {world.files, world.clock, world.random}; }
    // The root's word for a request.
    void admit(const importing::Asked& asked) {
        const auto request = crypto::verify_request(asked.request).value();
        world.put(crypto::make_admission({world.id, request.role, request.signing, request.sealing,
                                          request.attention, 0, world.clock.now(), request.name},
                                         world.root.secret_key)
                      .value());
    }
    [[nodiscard]] std::unique_ptr<archive::Archive> opened() {
        auto archive = archive::Archive::open({world.folder / "second"}, world.files, world.clock,
                                              world.random);
        if (!archive) FAIL(archive.error().sentence());
        REQUIRE((*archive)->unlock(as_bytes(kSecondName)));
        return std::move(*archive);
    }
    [[nodiscard]] Result<importing::ImportResult> import(archive::Archive& archive) {
        return importing::Importer(archive, *world.store, world.clock, {}).run();
    }
    [[nodiscard]] std::size_t files_in_store() const {
        std::size_t files = 0;
        for (const auto& entry :
             std::filesystem::recursive_directory_iterator(world.folder.path() / "store"))
            files += entry.is_regular_file() ? 1U : 0U;
        return files;
    }
};

std::size_t lose_passed_keys(const ClinicWorld& world) {
    std::size_t lost = 0;
    for (const auto& file : world.stored("objects"))
        if (test::slurp(file).starts_with("spine-passed-key"))
            lost += std::filesystem::remove(file) ? 1U : 0U;
    return lost;
}

}  // namespace

TEST_CASE("a computer that joins gets the clinic's key once it is admitted, and not before") {
    Day day;
    const auto asked =
        importing::request_computer(day.second(), day.world.root.public_key, day.desk());
    if (!asked) FAIL(asked.error().sentence());
    auto second = day.opened();
    const auto missing = [&] {
        return day.import(*second).error().cause == archive::causes::clinic_key_missing;
    };
    CHECK(missing());
    day.world.import();  // of a computer that nobody has admitted it knows nothing
    CHECK(missing());
    day.admit(*asked);
    CHECK(missing());
    day.world.import();
    const auto joined = day.import(*second);
    if (!joined) FAIL(joined.error().sentence());
    CHECK(joined->admitted);
    CHECK(joined->refused.empty());
    REQUIRE(second->rows()->size() == 1);
    const auto row = second->rows()->at(0);
    CHECK(row.summary.code == "131873");
    CHECK(row.marks.reviewed_by == "Dr Lind");
    CHECK(second->response(row.place.ref())->answers.size() == 1);
    // Both write, and each sees what the other did.
    REQUIRE(second->take_over(row.place.ref()));
    REQUIRE(day.import(*second));
    day.world.import();
    CHECK(day.world.archive->row(row.place.ref())->marks.taken_over);
    CHECK(day.import(*second)->imported == 0);
}

TEST_CASE("a key that was passed by nobody whom the root admitted is not taken") {
    Day day;
    const auto asked =
        importing::request_computer(day.second(), day.world.root.public_key, day.desk());
    REQUIRE(asked);
    day.admit(*asked);
    auto second = day.opened();
    const crypto::SignPair stranger = crypto::make_sign_pair(day.world.random);
    const crypto::SealPair theirs = crypto::make_seal_pair(day.world.random);
    const auto to = crypto::verify_request(asked->request)->sealing;
    // By a stranger the clinic's own key, by the computer a key that no configuration names.
    day.world.put(crypto::make_passed_key(day.world.id, day.world.clinic_key.secret_key, to,
                                          crypto::Signer(stranger.secret_key))
                      .value());
    day.world.put(crypto::make_passed_key(day.world.id, theirs.secret_key, to,
                                          crypto::Signer(day.world.computer.secret_key))
                      .value());
    CHECK(day.import(*second).error().cause == archive::causes::clinic_key_missing);
    day.world.put(crypto::make_passed_key(day.world.id, day.world.clinic_key.secret_key, to,
                                          crypto::Signer(day.world.computer.secret_key))
                      .value());
    CHECK(day.import(*second)->imported == 1);
}

TEST_CASE("with the recovery key alone everything is read again, and nothing is written") {
    Day day;
    const std::size_t before = day.files_in_store();
    const bool key_was_passed = GENERATE(true, false);
    if (!key_was_passed) REQUIRE(lose_passed_keys(day.world) > 0);
    const std::size_t lost = before - day.files_in_store();
    const auto done =
        importing::recover_clinic(day.second(), day.world.root.public_key,
                                  day.world.folder / "recovery", *day.world.store, day.desk(), {});
    if (!done) FAIL(done.error().sentence());
    CHECK(done->imported.imported == 1);
    CHECK(done->imported.taken_out_before == 1);  // it was erased
    CHECK_FALSE(done->imported.admitted);
    CHECK(day.files_in_store() + lost == before);
    auto recovered = day.opened();
    REQUIRE(recovered->rows()->size() == 1);
    const auto row = recovered->rows()->at(0);
    CHECK(row.summary.code == "131873");
    CHECK(recovered->response(row.place.ref())->answers.size() == 1);
    CHECK(row.marks.reviewed == key_was_passed);
    CHECK(done->clinic_keys == (key_was_passed ? 1U : 0U));
    if (!key_was_passed) return;
    // Admitted, it is a computer like any other.
    day.admit(done->asked);
    CHECK(day.import(*recovered)->admitted);
    REQUIRE(recovered->undo_reviewed(row.place.ref()));
    REQUIRE(day.import(*recovered));
    day.world.import();
    CHECK_FALSE(day.world.archive->row(row.place.ref())->marks.reviewed);
}

TEST_CASE("another clinic's recovery key recovers nothing and makes nothing") {
    Day day;
    const crypto::SignPair other = crypto::make_sign_pair(day.world.random);
    const auto done =
        importing::recover_clinic(day.second(), other.public_key, day.world.folder / "recovery",
                                  *day.world.store, day.desk(), {});
    REQUIRE_FALSE(done);
    CHECK(done.error().cause == importing::causes::nothing_recoverable);
    CHECK_FALSE(std::filesystem::exists(day.world.folder / "second"));
}
