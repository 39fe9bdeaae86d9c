// A clinic from whose archive one data set after the other leaves, each to a folder of its own.
#pragma once

#include <string>
#include <vector>

#include "archive/export_ledger.h"
#include "study_world.h"

namespace spine::test {

// As the archive's file has it.
inline const std::string kLedgerKind =
    std::to_string(static_cast<int>(crypto::ObjectKind::LedgerPart));

struct ExportingClinic : StudyWorld {
    using StudyWorld::StudyWorld;

    // To a folder of its own.
    Result<exporting::ExportResult> leave(const std::string& study, const std::string& to) {
        auto wanted = request(study);
        wanted.to = world.folder / to;
        return run(wanted);
    }
    exporting::ExportResult left(const std::string& study, const std::string& to) {
        auto result = leave(study, to);
        if (!result) FAIL(result.error().sentence());
        return std::move(*result);
    }
    [[nodiscard]] std::filesystem::path csv(const std::string& to) const {
        return world.folder / to / "data.csv";
    }
    // The control: nobody knows any more what left.
    void forget_exports() { world.alter_archive("DELETE FROM object WHERE kind = " + kLedgerKind); }
    std::vector<archive::LedgerEntry> entries() {
        return archive::ExportLedger(*world.archive).entries().value();
    }
    // An archive beside this one, of the same clinic and with the same patients, on a computer that
    // the root has admitted; this one is closed and lies in `shut`.
    void at_the_other_computer() {
        const auto pair = crypto::make_sign_pair(world.random);
        world.admit_computer(pair.public_key, "Computer 2");
        const archive::ClinicFolder folder{world.folder / "other"};
        std::filesystem::create_directory(folder.root);
        auto made = archive::Archive::create(
            folder, world.root.public_key,
            {world.clinic_key.secret_key.copy(), pair.secret_key.copy(),
             world.join.secret_key.copy(), world.attention.secret_key.copy()},
            {{"Dr Berg", archive::Role::Clinician}, as_bytes(kPassphrase), kSmallCost}, world.files,
            world.clock, world.random);
        if (!made) FAIL(made.error().sentence());
        REQUIRE((*made)->unlock(as_bytes(kPassphrase)));
        copy_patients(*world.archive, **made);
        world.archive = std::move(*made);
    }
    static void copy_patients(archive::Archive& from, archive::Archive& to) {
        const auto rows = from.rows().value();
        REQUIRE(to.transact([&]() -> Status {
            for (const auto& row : rows) {
                const auto response = from.response_for_list(row.place.ref()).value();
                if (auto put = to.put_response(row.place, response, row.summary); !put) return put;
            }
            return {};
        }));
    }
};

}  // namespace spine::test
