#include "journal/room.h"

#include <fmt/format.h>

#include "journal/engine.h"

namespace spine::journal {

Fault no_room_fault(const std::filesystem::path& folder) {
    return {causes::no_room, "The disk has no room for another patient's answers.",
            fmt::format("Free space until {} MiB are left, or let the tablet sync: it then deletes "
                        "what the clinic has.",
                        (kRoomNeeded >> 20U) + 1),
            folder.string()};
}

bool Engine::look_for_room(database::Urgency urgency) {
    room = run(
        [this](database::Database& database) {
            if (!database.has_ballast()) database.restore_ballast();
            if (!database.has_ballast()) return false;
            // A disk that does not say has room until a write is refused.
            const auto left = files.free_space(folder.root);
            return !left || *left >= kRoomNeeded;
        },
        urgency);
    return room;
}

}  // namespace spine::journal
