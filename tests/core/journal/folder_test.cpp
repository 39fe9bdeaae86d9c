// The tablet's folder: whose it is, who holds it, and what anybody may read of it.
#include <fmt/format.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "clinic.h"
#include "crypto/causes.h"
#include "crypto/keyfile.h"
#include "journal/rows.h"

using namespace spine;
using test::Clinic;
using test::Tablet;

TEST_CASE("the key in the folder makes it this tablet") {
    const Clinic clinic;
    Tablet tablet(clinic);
    CHECK(journal::load_identity(tablet.files, tablet.folder).error().cause ==
          journal::causes::not_enrolled);
    const auto file = crypto::encode_key_file(crypto::KeyPurpose::Device, clinic.id,
                                              tablet.key.secret_key.view());
    REQUIRE(tablet.files.write(tablet.folder.device_key(), file, Access::Owner));
    const auto identity = journal::load_identity(tablet.files, tablet.folder);
    REQUIRE(identity);
    CHECK(identity->clinic == clinic.id);
    CHECK(identity->signer.public_key() == tablet.key.public_key);
    CHECK(identity->device == crypto::device_id_of(clinic.id, tablet.key.public_key));

    Bytes damaged(file.begin(), file.end());
    damaged.back() ^= 1U;
    REQUIRE(tablet.files.write(tablet.folder.device_key(), damaged, Access::Owner));
    CHECK(journal::load_identity(tablet.files, tablet.folder).error().cause ==
          crypto::causes::key_file_altered);
}

TEST_CASE("a journal is one tablet's and one clinic's") {
    const Clinic clinic;
    const Clinic elsewhere;
    Tablet tablet(clinic);
    { const auto journal = tablet.open(); }
    const auto open_as = [&](const crypto::ClinicId& id, const crypto::SignSecretKey& key) {
        return journal::Journal::open(tablet.folder, journal::make_identity(id, key), tablet.clock,
                                      tablet.random, tablet.files);
    };
    CHECK(open_as(elsewhere.id, tablet.key.secret_key).error().cause ==
          crypto::causes::other_clinic);
    CHECK(open_as(clinic.id, elsewhere.root.secret_key).error().cause ==
          crypto::causes::device_mismatch);
    CHECK(open_as(clinic.id, tablet.key.secret_key));
}

TEST_CASE("a journal made before sending had a time is brought up to date and loses nothing") {
    const Clinic clinic;
    Tablet tablet(clinic);
    journal::OutgoingBundle sent;
    {
        const auto journal = tablet.open();
        test::whole_session(*journal, clinic, {"a"});
        sent = test::waiting(*journal).at(0);
        REQUIRE(journal->outbox().mark_sent(sent.session, sent.head));
    }
    {
        database::Options options;
        options.file = tablet.folder.database();
        options.schema = journal::journal_schema();
        options.program = "an older kiosk";
        auto database = database::Database::open(options);
        REQUIRE(database);
        REQUIRE(database->run("ALTER TABLE session DROP COLUMN sent_at"));
        REQUIRE(database->run("DROP TABLE clinic_object"));
        REQUIRE(database->run("PRAGMA user_version = 2"));
    }
    const auto journal = tablet.open();
    CHECK(test::waiting(*journal).empty());
    CHECK(journal->outbox().next_bundles(9, 0, 1).value().at(0).bytes == sent.bytes);
}

TEST_CASE("a second opening is refused and names the holder") {
    const Clinic clinic;
    Tablet tablet(clinic);
    const auto journal = tablet.open();
    const auto second = tablet.try_open();
    REQUIRE_FALSE(second);
    CHECK(second.error().cause == database::causes::held_by_another);
    CHECK(second.error().happened ==
          fmt::format("This folder is in use by kiosk (process {}).", ::getpid()));
}

TEST_CASE("the status can be read while the kiosk runs") {
    const Clinic clinic;
    Tablet tablet(clinic);
    CHECK(journal::read_status(tablet.files, tablet.folder.status()).error().cause ==
          spine::causes::file_missing);
    const auto journal = tablet.open();
    test::whole_session(*journal, clinic, {"a"});
    REQUIRE(journal->verify().value().sound);
    const auto read = journal::read_status(tablet.files, tablet.folder.status()).value();
    CHECK(read.waiting == 1);
    CHECK(read.counters.sessions == 1);
    CHECK(read.chain.sound);
    CHECK(read.chain.checked == 1);
    CHECK(read.last_head == test::waiting(*journal).at(0).head.hex());
    CHECK(read.disk_left > 0);
    CHECK_FALSE(read.last_receipt);
    CHECK_FALSE(read.failed);
    auto again = read;
    again.last_receipt = 1'795'510'680'000;
    CHECK(journal::status_from_json(journal::to_json(again)).value() == again);
    CHECK(journal::status_from_json("[").error().cause == journal::causes::status_unreadable);
}

TEST_CASE("a record that was changed on the disk is found by its session") {
    const Clinic clinic;
    Tablet tablet(clinic);
    {
        const auto journal = tablet.open();
        test::whole_session(*journal, clinic, {"a"});
        test::whole_session(*journal, clinic, {"b"});
        const auto bundle = test::waiting(*journal).at(1).bytes;
        const std::string record(as_text(ByteView(bundle).subspan(600, 64)));
        REQUIRE(journal->tidy());
        std::string file = test::slurp(tablet.folder.database());
        const auto at = file.find(record);
        REQUIRE(at != std::string::npos);
        file[at] = static_cast<char>(file[at] ^ 1);
        test::spit(tablet.folder.database(), file);
    }
    const auto journal = tablet.open();
    const auto chain = journal->verify().value();
    CHECK_FALSE(chain.sound);
    CHECK(chain.counter == 2);
    CHECK(chain.cause == "record-altered");
    CHECK(chain.checked == 2);
}
