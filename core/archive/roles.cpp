#include "archive/roles.h"

#include <array>
#include <utility>

#include "archive/archive.h"
#include "archive/schema.h"

namespace spine::archive {
namespace {

constexpr std::uint8_t kAll = (Role::Clinician | Role::Researcher | Role::Administrator).bits();

constexpr std::array kRoles = {std::pair{Role::Clinician, std::string_view("clinician")},
                               std::pair{Role::Researcher, std::string_view("researcher")},
                               std::pair{Role::Administrator, std::string_view("administrator")}};

}  // namespace

std::string_view name_of(Role role) {
    for (const auto& [known, name] : kRoles)
        if (known == role) return name;
    return "unknown";
}

std::optional<Role> role_named(std::string_view name) {
    for (const auto& [role, known] : kRoles)
        if (known == name) return role;
    return std::nullopt;
}

std::optional<Roles> Roles::from_bits(std::int64_t bits) {
    if (bits <= 0 || bits > kAll) return std::nullopt;
    Roles roles;
    roles.bits_ = static_cast<std::uint8_t>(bits);
    return roles;
}

std::string words_of(Roles roles, std::string_view join) {
    std::string words;
    for (const auto& [role, name] : kRoles) {
        if (!roles.has(role)) continue;
        if (!words.empty()) words.append(" ").append(join).append(" ");
        words.append(role == Role::Administrator ? "an " : "a ").append(name);
    }
    return words;
}

Status Archive::require(Roles any_of) const {
    if (auto open = require_open(); !open) return open;
    const Roles given = open_->user.roles;
    if (given.has_any(any_of)) return {};
    const std::string wanted = words_of(any_of, "or");
    return fail(causes::role_refused,
                "This is for " + wanted + ", and the passphrase given is that of " +
                    words_of(given, "and") + ".",
                "Use the passphrase of " + wanted + ".");
}

}  // namespace spine::archive
