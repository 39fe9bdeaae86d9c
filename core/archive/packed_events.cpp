#include "archive/packed_events.h"

#include <lz4.h>

#include <algorithm>

#include "crypto/constants.h"

namespace spine::archive {
namespace {

constexpr std::size_t kStep = 1024;
constexpr std::size_t kSizes = 8;

// Each event has its size before it.
static_assert(crypto::kMaxRecords * (crypto::kRecordTextSize + 4) < LZ4_MAX_INPUT_SIZE);

const char* chars(const std::uint8_t* bytes) {
    return reinterpret_cast<const char*>(bytes);
}
char* chars(std::uint8_t* bytes) {
    return reinterpret_cast<char*>(bytes);
}

std::size_t rounded_up(std::size_t size, std::size_t step) {
    return (size + step - 1) / step * step;
}

}  // namespace

crypto::WipedBytes pack_events(ByteView events) {
    const int size = static_cast<int>(events.size());
    crypto::WipedBytes out(kSizes + static_cast<std::size_t>(LZ4_compressBound(size)));
    // By its own account LZ4 keeps no text, but where which text stood. It has room for whatever
    // comes out, so that it cannot fail.
    crypto::WipedBytes state(static_cast<std::size_t>(LZ4_sizeofState()));
    const int packed =
        LZ4_compress_fast_extState(state.data(), chars(events.data()), chars(out.data()) + kSizes,
                                   size, static_cast<int>(out.size() - kSizes), 1);
    ByteWriter sizes;
    sizes.u32(static_cast<std::uint32_t>(size)).u32(static_cast<std::uint32_t>(packed));
    std::copy(sizes.view().begin(), sizes.view().end(), out.begin());
    const std::size_t used = kSizes + static_cast<std::size_t>(packed);
    const std::size_t least = (events.size() + kMostUnpacked - 1) / kMostUnpacked;
    // LZ4 may have used what lies behind it.
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(used), out.end(), std::uint8_t{0});
    out.resize(rounded_up(std::max(used, least), kStep));
    return out;
}

std::optional<ByteView> unpack_events(ByteView packed, crypto::WipedBytes& room) {
    ByteReader in(packed);
    const std::size_t size = in.u32();
    const ByteView block = in.bytes(in.u32());
    if (!in.ok() || size > packed.size() * kMostUnpacked || size > LZ4_MAX_INPUT_SIZE)
        return std::nullopt;
    if (room.size() < size) room = crypto::WipedBytes(size);
    const int unpacked =
        LZ4_decompress_safe(chars(block.data()), chars(room.data()), static_cast<int>(block.size()),
                            static_cast<int>(size));
    if (unpacked < 0 || static_cast<std::size_t>(unpacked) != size) return std::nullopt;
    return ByteView(room).first(size);
}

}  // namespace spine::archive
