#pragma once

// What nearly every command includes: GCC reads it once for all of them (core/precompiled.cmake). A
// source still includes what it uses: no other compiler reads this.

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "tool/clinic_access.h"
#include "tool/command.h"
#include "tool/option.h"
#include "tool/patient_command.h"
