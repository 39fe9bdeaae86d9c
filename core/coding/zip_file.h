// A ZIP in memory, as little of one as a .qdpx needs; for this module alone.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/result.h"

namespace spine::coding {

struct ZipPart {
    std::string name;
    Bytes content;
};
// In this order. Fault: qdpx_not_zip where libzip cannot.
[[nodiscard]] Result<Bytes> write_zip(std::span<const ZipPart> parts, UnixMs at);

// Reads what somebody else has written: nothing is believed that stands in it. `file` outlives it.
class ZipFile {
  public:
    // Faults: qdpx_not_zip; too_large beyond `most_parts`.
    [[nodiscard]] static Result<ZipFile> open(ByteView file, std::size_t most_parts);
    ZipFile(const ZipFile&) = delete;
    ZipFile& operator=(const ZipFile&) = delete;
    ZipFile(ZipFile&&) noexcept;
    ZipFile& operator=(ZipFile&&) noexcept;
    ~ZipFile();

    [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
    // Unpacks one, by its place in names(). Faults: qdpx_not_zip for one that is encrypted, packed
    // otherwise than all programs can, or does not hold its checksum; too_large for one of more
    // than `most` bytes, whatever size it claims: not a byte more is unpacked.
    [[nodiscard]] Result<Bytes> read(std::size_t part, std::size_t most) const;

  private:
    struct Archive;
    explicit ZipFile(std::unique_ptr<Archive> archive);
    std::unique_ptr<Archive> archive_;
    std::vector<std::string> names_;
};

}  // namespace spine::coding
