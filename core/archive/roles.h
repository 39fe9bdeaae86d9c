// What the owner of a passphrase slot may do (design.md, "Keys").
//
// The program enforces roles, the slots do not: every slot opens the same archive key.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace spine::archive {

// clinician: opens single patients, marks, prints, withdraws. researcher: sees cohort and exports,
// no single patient. administrator: adds slots, admits, revokes, erases. Importing is for all of
// them: nobody sees a patient by it.
enum class Role : std::uint8_t { Clinician = 1, Researcher = 2, Administrator = 4 };

[[nodiscard]] std::string_view name_of(Role role);
[[nodiscard]] std::optional<Role> role_named(std::string_view name);

// One role or several: in a small clinic who opens patients also adds slots.
class Roles {
  public:
    constexpr Roles() = default;
    constexpr Roles(Role one)  // NOLINT(google-explicit-constructor)
        : bits_(static_cast<std::uint8_t>(one)) {}
    // As bits() gave them; nothing for no role at all, or for one that this program does not know.
    [[nodiscard]] static std::optional<Roles> from_bits(std::int64_t bits);
    [[nodiscard]] constexpr std::uint8_t bits() const { return bits_; }
    [[nodiscard]] constexpr bool has(Role role) const {
        return (bits_ & static_cast<std::uint8_t>(role)) != 0;
    }
    [[nodiscard]] constexpr bool has_any(Roles of) const { return (bits_ & of.bits_) != 0; }
    friend constexpr Roles operator|(Roles a, Roles b) {
        a.bits_ = static_cast<std::uint8_t>(a.bits_ | b.bits_);
        return a;
    }
    friend constexpr bool operator==(Roles a, Roles b) { return a.bits_ == b.bits_; }

  private:
    std::uint8_t bits_ = 0;
};

[[nodiscard]] constexpr Roles operator|(Role a, Role b) {
    return Roles(a) | Roles(b);
}

// Who may export, and read for it what every patient's answers are.
inline constexpr Roles kWhoExports = Role::Clinician | Role::Researcher;

// "a clinician and an administrator"; `join` stands between them.
[[nodiscard]] std::string words_of(Roles roles, std::string_view join);

}  // namespace spine::archive
