// Which session is meant. A session's id is random, but only its own tablet's word: who holds one
// tablet's key could give a session the id of another tablet's. So nothing is looked up by it
// alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "crypto/tagged.h"

namespace spine::crypto {

struct SessionRef {
    DeviceId device;  // the tablet
    SessionId session;
    // NOLINTNEXTLINE(modernize-use-nullptr)
    friend auto operator<=>(const SessionRef&, const SessionRef&) = default;
    friend bool operator==(const SessionRef&, const SessionRef&) = default;

    // "device/session", each in hexadecimal digits.
    [[nodiscard]] std::string text() const { return device.hex() + "/" + session.hex(); }
    // Nothing for what text() does not give.
    [[nodiscard]] static std::optional<SessionRef> from_text(std::string_view text) {
        const std::size_t slash = text.find('/');
        if (slash == std::string_view::npos) return std::nullopt;
        const auto device = DeviceId::from_hex(text.substr(0, slash));
        const auto session = SessionId::from_hex(text.substr(slash + 1));
        if (!device || !session) return std::nullopt;
        return SessionRef{*device, *session};
    }
};

}  // namespace spine::crypto
