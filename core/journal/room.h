// Whether the disk has room for one more patient. A patient who has begun goes on to the end, on
// the ballast if need be; so what could stop them in the middle is looked at before they begin.
//
// Room is: the ballast lies whole in the folder, since an earlier patient may have used it up, and
// kRoomNeeded bytes are free beside it.
//
// Where the figure comes from: FORMAT.md lets a session have 16,384 records of 512 bytes. In the
// journal's file that is 10 MB. The file is not written before the patient has gone, and what is
// written ahead of it holds whole pages: where every record is an answer of its own, it is one page
// of 4 KiB each, and every seventh opens a new page, for which two more change. That is 16,384 * 10
// / 7 pages and their heads, 97 MB. Both together, rounded up, are 128 MiB.
#pragma once

#include <cstdint>
#include <filesystem>

#include "base/result.h"

namespace spine::journal {

namespace causes {
// Nothing was written, and nothing is wrong: the next look may find room.
inline constexpr Cause no_room = "no-room";
}  // namespace causes

inline constexpr std::uint64_t kRoomNeeded = 128ULL << 20U;  // bytes

// `folder`: the tablet's.
[[nodiscard]] Fault no_room_fault(const std::filesystem::path& folder);

}  // namespace spine::journal
