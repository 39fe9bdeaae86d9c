#pragma once

// What nearly every test includes, Catch2's header first: GCC reads it once for all test programs
// (core/precompiled.cmake). A test still includes what it uses: no other compiler reads this.

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tl/expected.hpp>
#include <variant>
#include <vector>
