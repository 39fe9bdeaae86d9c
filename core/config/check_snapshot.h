// check() and load() of config.h over files that have been read already. Internal to the module.
#pragma once

#include "config/config.h"
#include "config/snapshot.h"

namespace spine::config {

[[nodiscard]] Checked check_snapshot(const Snapshot& snapshot);
[[nodiscard]] Result<Config> load_snapshot(const Snapshot& snapshot);

}  // namespace spine::config
