// A row of cells as bytes, while it waits on the disk. Internal to the module.
#pragma once

#include <span>
#include <vector>

#include "base/bytes.h"
#include "export/research_table.h"

namespace spine::exporting {

// A byte for most cells.
[[nodiscard]] Bytes pack(std::span<const Cell> row);
// What pack() made; false for anything else.
[[nodiscard]] bool unpack(ByteView bytes, std::vector<Cell>& row);

}  // namespace spine::exporting
