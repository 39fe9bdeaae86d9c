// A tablet, its clinic's computer and a folder as store between them.
#pragma once

#include <functional>
#include <memory>

#include "core/journal/clinic.h"
#include "support/delegating_store.h"
#include "sync/folder_store.h"
#include "sync/uploader.h"

namespace spine::test {

// A folder store that calls back before it puts: for whatever happens in the middle of a round.
class WatchedStore final : public DelegatingStore {
  public:
    using DelegatingStore::DelegatingStore;
    [[nodiscard]] Result<sync::Put> put(std::string_view place, std::string_view name,
                                        ByteView content) override {
        puts.emplace_back(place);
        if (before_put) before_put(place);
        return DelegatingStore::put(place, name, content);
    }
    [[nodiscard]] Result<Bytes> get(std::string_view place, std::string_view name,
                                    std::uint64_t limit) override {
        gets.emplace_back(place);
        return DelegatingStore::get(place, name, limit);
    }

    std::vector<std::string> puts, gets;  // the places, in order
    std::function<void(std::string_view place)> before_put;
};

class SyncedTablet {
  public:
    SyncedTablet();
    // As a restart does: the uploader remembers nothing.
    void restart();
    void patient() { whole_session(*journal, clinic, {"a"}); }
    sync::SyncResult round();
    // The computer's receipt for everything that is in the store, admitted before.
    void receipt(const journal::OutgoingBundle& bundle);
    void put(ByteView object);
    [[nodiscard]] std::vector<std::filesystem::path> stored(std::string_view place) const;
    [[nodiscard]] crypto::DeviceId device() const;

    Clinic clinic;
    Tablet tablet{clinic};
    TemporaryFolder place;
    sync::FolderStore folder{tablet.files, place.path(), clinic.id,
                             sync::FolderStore::Part::MustBeThere};
    WatchedStore store{folder};
    std::unique_ptr<journal::Journal> journal;
    std::unique_ptr<sync::Uploader> uploader;
};

}  // namespace spine::test
