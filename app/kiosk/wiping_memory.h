// The kiosk's heap is wiped as it is given back (design.md, "Memory"): whatever held an answer or
// a code for a moment is zero afterwards.
//
// Linking wiping_memory.cpp replaces operator new and delete for the whole program; Dear ImGui and
// SQLite have allocators of their own and are told by install_wiping_allocators().
#pragma once

#include "base/result.h"

namespace spine::kiosk {

// First thing in main(), before any other thread runs. Also forbids core files.
[[nodiscard]] Status install_wiping_allocators();

}  // namespace spine::kiosk
