#include "clinic_room.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "config/signed.h"
#include "crypto/attention.h"
#include "sync/configurations.h"
#include "sync/store_settings.h"

namespace spine::test {

ClinicRoom::ClinicRoom() {
    // The world's own has no files: nobody could be asked anything under it.
    for (const auto& empty : world.stored(sync::places::configs)) std::filesystem::remove(empty);
    publish(2);
    REQUIRE(sync::save_store_settings(world.files, world.clinic_folder.store_settings(),
                                      store_folder().string()));
}

void ClinicRoom::publish(std::uint64_t version) {
    config.remove("manifest");
    const auto made =
        config::sign(world.files, config.folder(), world.root.secret_key,
                     {world.clinic_key.public_key, world.recovery.public_key, {}}, version);
    if (!made) FAIL(made.error().sentence());
    const auto manifest = world.files.read(config.folder() / sync::kManifestFile, 1U << 20U);
    REQUIRE(manifest);
    REQUIRE(sync::publish_configuration(*world.store, world.files, config.folder(), *manifest,
                                        world.root.public_key));
    world.configuration = made->hash;
}

void ClinicRoom::start() {
    world.archive.reset();
    data.reset();
    auto opened = clinic::ArchiveData::open(world.clinic_folder.root, "en", world.files,
                                            world.clock, world.random);
    if (!opened) FAIL(opened.error().sentence());
    data = std::move(*opened);
}

void ClinicRoom::unlock() {
    const auto unlocked = data->unlock(as_bytes(kPassphrase));
    if (!unlocked) FAIL(unlocked.error().sentence());
}

clinic::Worklist ClinicRoom::worklist() {
    auto list = data->worklist();
    if (!list) FAIL(list.error().sentence());
    return *list;
}

std::string ClinicRoom::call(UnixMs at, const std::string& name) {
    const auto made = crypto::make_attention(world.id, {at, 1, name}, {world.attention.public_key},
                                             crypto::Signer(tablet.key.secret_key));
    REQUIRE(made);
    last_call = *made;
    REQUIRE(sync::put_object(*world.store, sync::places::attention, *made));
    return crypto::hash(*made).hex();
}

std::size_t ClinicRoom::opened() {
    stop();
    world.reopen();
    REQUIRE(world.archive->unlock(as_bytes(kPassphrase)));
    const auto trail = world.archive->audit();
    REQUIRE(trail);
    return static_cast<std::size_t>(std::count_if(
        trail->begin(), trail->end(), [](const auto& entry) { return entry.what == "opened"; }));
}

std::uintmax_t ClinicRoom::log_size() const {
    std::error_code none;
    const auto size =
        std::filesystem::file_size(world.clinic_folder.database().string() + "-wal", none);
    return none ? 0 : size;
}

}  // namespace spine::test
