// Where a verified bundle stands in its tablet's chain, as the archive keeps it.
#pragma once

#include "archive/archive.h"
#include "crypto/bundle.h"

namespace spine::importing {

[[nodiscard]] archive::SessionPlace place_of(const crypto::VerifiedBundle& bundle);

}  // namespace spine::importing
