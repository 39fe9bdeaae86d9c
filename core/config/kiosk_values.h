// kiosk.toml as values in one order, whatever its layout and comments. Internal to the module.
#pragma once

#include <optional>
#include <string_view>

#include "base/bytes.h"

namespace spine::config {

// One entry a value, without those below `left_out`: u16 length and path ("clinic.name",
// "languages.offered[1]"), u32 length and value as text. Tables are walked by key, bytewise,
// lists from 0. Nothing if the text is no TOML.
[[nodiscard]] std::optional<Bytes> values_of(std::string_view toml, std::string_view left_out);

}  // namespace spine::config
