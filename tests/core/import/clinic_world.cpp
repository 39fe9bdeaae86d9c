#include "clinic_world.h"

#include <catch2/catch.hpp>

#include "archive/schema.h"
#include "crypto/admission.h"
#include "crypto/manifest.h"
#include "crypto/revocation.h"

namespace spine::test {

ClinicWorld::ClinicWorld() {
    std::filesystem::create_directory(folder / "clinic");
    std::filesystem::create_directory(folder / "store");
    store = std::make_unique<sync::FolderStore>(files, folder / "store", id);
    auto made = archive::Archive::create(
        clinic_folder, root.public_key,
        {clinic_key.secret_key.copy(), computer.secret_key.copy(), join.secret_key.copy(),
         attention.secret_key.copy()},
        {{"Dr Lind", archive::Role::Clinician | archive::Role::Administrator},
         as_bytes(kPassphrase),
         kSmallCost},
        files, clock, random);
    if (!made) FAIL(made.error().sentence());
    archive = std::move(*made);
    REQUIRE(archive->unlock(as_bytes(kPassphrase)));
    admit_computer(computer.public_key, "Computer 1");
    crypto::Manifest manifest;
    manifest.clinic = id;
    manifest.version = 1;
    manifest.root = root.public_key;
    manifest.clinic_key = clinic_key.public_key;
    manifest.recovery_key = recovery.public_key;
    const Bytes bytes = crypto::make_manifest(manifest, root.secret_key).value();
    configuration = crypto::configuration_hash(bytes);
    REQUIRE(sync::publish_configuration(*store, files, folder.path(), bytes, root.public_key));
}

crypto::DeviceId ClinicWorld::computer_id() const {
    return crypto::device_id_of(id, computer.public_key);
}

void ClinicWorld::admit_computer(const crypto::SignPublicKey& signing, const std::string& name) {
    const crypto::Admission admission{
        id,  crypto::Role::Computer, signing, join.public_key, attention.public_key, 0, clock.now(),
        name};
    put(crypto::make_admission(admission, root.secret_key).value());
}

void ClinicWorld::revoke(const crypto::DeviceId& device) {
    put(crypto::make_revocation({id, device, clock.now()}, root.secret_key).value());
}

importing::ImportResult ClinicWorld::import() {
    importing::Importer importer(*archive, *store, clock, {});
    auto result = importer.run();
    if (!result) FAIL(result.error().sentence());
    return *result;
}

void ClinicWorld::reopen() {
    archive.reset();
    auto opened = archive::Archive::open(clinic_folder, files, clock, random);
    if (!opened) FAIL(opened.error().sentence());
    archive = std::move(*opened);
}

std::unique_ptr<archive::Archive> ClinicWorld::give_away() {
    return std::move(archive);
}

void ClinicWorld::alter_archive(std::string_view sql) {
    archive.reset();
    database::Options options;
    options.file = clinic_folder.database();
    options.schema = archive::schema();
    options.program = "a thief";
    {
        auto database = database::Database::open(options);
        if (!database) FAIL(database.error().sentence());
        REQUIRE(database->run(sql));
    }
    reopen();
    REQUIRE(archive->unlock(as_bytes(kPassphrase)));
}

std::vector<std::filesystem::path> ClinicWorld::stored(std::string_view place) const {
    std::vector<std::filesystem::path> out;
    for (const auto& entry :
         std::filesystem::directory_iterator(folder.path() / "store" / id.hex() / place))
        out.push_back(entry.path());
    return out;
}

void ClinicWorld::put(ByteView object) {
    REQUIRE(sync::put_object(*store, sync::places::objects, object));
}

WorldTablet::WorldTablet(ClinicWorld& of, std::string named, std::uint8_t numbered, bool admitted,
                         Random* random)
    : world(of), name(std::move(named)), number(numbered), key(crypto::make_sign_pair(of.random)) {
    auto opened = journal::Journal::open(
        {place.path()}, journal::make_identity(world.id, key.secret_key), world.clock,
        random != nullptr ? *random : world.random, world.files);
    if (!opened) FAIL(opened.error().sentence());
    journal = std::move(*opened);
    uploader = std::make_unique<sync::Uploader>(
        journal->outbox(), *world.store, world.root.public_key,
        crypto::device_id_of(world.id, key.public_key), sync::UploaderOptions{24, 2});
    if (admitted) admit();
}

crypto::DeviceId WorldTablet::id() const {
    return crypto::device_id_of(world.id, key.public_key);
}

void WorldTablet::admit() {
    crypto::Admission admission;
    admission.clinic = world.id;
    admission.signing = key.public_key;
    admission.number = number;
    admission.at = world.clock.now();
    admission.name = name;
    world.put(crypto::make_admission(admission, world.root.secret_key).value());
}

journal::SealedSession WorldTablet::begin(const std::string& code, bool after_visit) {
    world.clock.advance_ms(1000);
    const std::vector<std::string> first{test::began(code, world.clock.now(), after_visit)};
    auto session = journal->begin({world.configuration,
                                   {world.clinic_key.public_key, world.recovery.public_key},
                                   session::encode({})},
                                  first);
    if (!session) FAIL(session.error().sentence());
    return std::move(*session);
}

journal::SealedSession WorldTablet::begin_early(const std::string& code) {
    auto session = begin(code);
    REQUIRE(session.upload_early());
    sync();
    return session;
}

void WorldTablet::patient(const std::string& code,
                          const std::map<std::string, std::string>& answers, bool after_visit) {
    auto session = begin(code, after_visit);
    for (const auto& [item, value] : answers) append(session, answered(item, value));
    session::Event ended;
    ended.kind = session::EventKind::Ended;
    ended.at = world.clock.now();
    ended.subject = "complete";
    append(session, session::encode(ended));
    REQUIRE(session.finish(crypto::SessionStatus::Complete));
}

sync::SyncResult WorldTablet::sync() {
    auto result = uploader->run();
    if (!result) FAIL(result.error().sentence());
    return *result;
}

ImportedDay::ImportedDay() {
    tablet.patient("131873", {{"pain.now", "7"}});
    tablet.patient("100009", {{"pain.now", "3"}});
    tablet.sync();
    world.import();
}

std::string began(const std::string& code, UnixMs at, bool after_visit) {
    session::Event event;
    event.kind = session::EventKind::Began;
    event.at = at;
    event.subject = code;
    event.value = "before-assessment";
    event.language = "da";
    event.after_visit = after_visit;
    return session::encode(event);
}

std::string answered(const std::string& item, const std::string& value) {
    session::Event event;
    event.kind = session::EventKind::Answered;
    event.subject = item;
    event.value = value;
    return session::encode(event);
}

void append(journal::SealedSession& session, const std::string& payload) {
    REQUIRE(session.append({&payload, 1}));
}

}  // namespace spine::test
