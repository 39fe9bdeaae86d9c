// Time as a seam. Modules that need the time take a Clock; only main() makes a SystemClock, and
// tests move a clock of their own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace spine {

using UnixMs = std::int64_t;  // milliseconds since 1970-01-01T00:00:00Z
inline constexpr UnixMs kDayMs = 86'400'000;

class Clock {
  public:
    Clock() = default;
    Clock(const Clock&) = delete;
    Clock& operator=(const Clock&) = delete;
    virtual ~Clock() = default;
    // Wall time; may jump when somebody sets the clock.
    [[nodiscard]] virtual UnixMs now() const = 0;
    // Never goes back; its zero means nothing. Use it for durations and time-outs.
    [[nodiscard]] virtual std::int64_t steady_ms() const = 0;
};

// Both methods may be called from any thread.
class SystemClock final : public Clock {
  public:
    [[nodiscard]] UnixMs now() const override;
    [[nodiscard]] std::int64_t steady_ms() const override;
};

// "2026-11-24T09:58:03Z" (RFC 3339, UTC, whole seconds), as FHIR's dateTime wants it.
[[nodiscard]] std::string to_rfc3339(UnixMs time);
// Reads "2026-11-24" (midnight UTC) or "2026-11-24T09:58:03Z"; nothing for anything else.
[[nodiscard]] std::optional<UnixMs> from_rfc3339(std::string_view text);

}  // namespace spine
