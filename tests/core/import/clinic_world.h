// A whole clinic in a temporary folder: root, one computer with its archive, tablets, a store.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "archive/archive.h"
#include "crypto/init.h"
#include "crypto/random.h"
#include "import/importer.h"
#include "journal/journal.h"
#include "support/support.h"
#include "sync/folder_store.h"
#include "sync/uploader.h"

namespace spine::test {

inline constexpr std::string_view kPassphrase = "correct horse battery staple";
inline constexpr crypto::DeriveCost kSmallCost{1, 8192};

class ClinicWorld {
  public:
    ClinicWorld();
    [[nodiscard]] crypto::DeviceId computer_id() const;
    // Signed by the root, in the store.
    void revoke(const crypto::DeviceId& device);
    void admit_computer(const crypto::SignPublicKey& key, const std::string& name);
    // Imports with the archive that is open.
    importing::ImportResult import();
    // Closes the archive and opens it again, locked.
    void reopen();
    // To whoever takes the archive over, as a rebuild does; reopen() opens what stands there then.
    [[nodiscard]] std::unique_ptr<archive::Archive> give_away();
    // Changes the closed archive behind the program's back; unlocked again afterwards.
    void alter_archive(std::string_view sql);
    // The only file in a place of the store; fails the test if there is not exactly one.
    [[nodiscard]] std::vector<std::filesystem::path> stored(std::string_view place) const;
    void put(ByteView object);

    Status started = crypto::start();
    TemporaryFolder folder;
    SystemFiles files;
    ManualClock clock;
    crypto::SystemRandom random;
    crypto::SignPair root = crypto::make_sign_pair(random);
    crypto::SealPair clinic_key = crypto::make_seal_pair(random);
    crypto::SealPair recovery = crypto::make_seal_pair(random);
    crypto::SignPair computer = crypto::make_sign_pair(random);
    crypto::SealPair join = crypto::make_seal_pair(random);
    crypto::SealPair attention = crypto::make_seal_pair(random);
    crypto::ClinicId id = crypto::clinic_id_of(root.public_key);
    archive::ClinicFolder clinic_folder{folder / "clinic"};
    std::unique_ptr<sync::FolderStore> store;
    std::unique_ptr<archive::Archive> archive;
    crypto::Hash configuration;
};

// One enrolled tablet; its journal is open.
class WorldTablet {
  public:
    // `random`: where its sessions' ids come from; null: the world's.
    WorldTablet(ClinicWorld& world, std::string name, std::uint8_t number, bool admitted = true,
                Random* random = nullptr);
    [[nodiscard]] crypto::DeviceId id() const;
    // A session with these answers (linkId -> JSON), begun and ended.
    void patient(const std::string& code, const std::map<std::string, std::string>& answers,
                 bool after_visit = false);
    [[nodiscard]] journal::SealedSession begin(const std::string& code, bool after_visit = false);
    // begin(), sent early as open, as under a stop-now sign, and synced.
    [[nodiscard]] journal::SealedSession begin_early(const std::string& code);
    sync::SyncResult sync();
    void admit();

    ClinicWorld& world;
    std::string name;
    std::uint8_t number;
    crypto::SignPair key;
    TemporaryFolder place;
    std::unique_ptr<journal::Journal> journal;
    std::unique_ptr<sync::Uploader> uploader;
};

// Two patients of one tablet, 131873 and 100009, synced and imported.
struct ImportedDay {
    ImportedDay();
    ClinicWorld world;
    WorldTablet tablet{world, "Tablet 1", 1};
};

[[nodiscard]] std::string began(const std::string& code, UnixMs at, bool after_visit = false);
[[nodiscard]] std::string answered(const std::string& item, const std::string& value);
void append(journal::SealedSession& session, const std::string& payload);

}  // namespace spine::test
