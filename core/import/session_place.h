// Where a verified bundle stands in its tablet's chain, as the archive keeps it; and what is known
// of one by the store alone.
#pragma once

#include <optional>

#include "archive/archive.h"
#include "crypto/bundle.h"

namespace spine::importing {

[[nodiscard]] archive::SessionPlace place_of(const crypto::VerifiedBundle& bundle);

// FORMAT.md's cause where the store said that what has a bundle's name is none: too long, or no
// file. Nothing for a store that could not be read.
[[nodiscard]] std::optional<Cause> cause_of_no_bundle(const Fault& from_store);

}  // namespace spine::importing
