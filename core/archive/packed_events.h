// A session's events as an archive keeps them: packed by LZ4 before they are sealed. They are JSON,
// and alike within a session: a quarter of the bytes is left to be kept, read and opened.
//
//   size u32 | size as packed u32 | LZ4 block | zeros
//
// What a length says of a text depends on the text once it is packed, so zeros fill it up to a
// multiple of 1,024 bytes; and up to an eighth of the size, so that who holds so many packed bytes
// in memory knows that they become eight times as many at most. Each session is packed by itself.
// Whoever could write a part of one, and see the length of its row each time, would learn little of
// the rest from steps of 1,024. Bundles, which travel, are never packed.
#pragma once

#include <optional>

#include "base/bytes.h"
#include "crypto/secret.h"

namespace spine::archive {

inline constexpr std::size_t kMostUnpacked = 8;  // times the packed size

// Up to LZ4's 2,113,929,216 bytes: a session has eight million at most.
[[nodiscard]] crypto::WipedBytes pack_events(ByteView events);

// A view into `room`, which grows to what is asked for and keeps it. Nothing if `packed` is not
// laid out as above.
[[nodiscard]] std::optional<ByteView> unpack_events(ByteView packed, crypto::WipedBytes& room);

}  // namespace spine::archive
