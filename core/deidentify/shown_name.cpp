#include "deidentify/shown_name.h"

#include <fmt/format.h>

#include <iterator>

namespace spine::deidentify {
namespace {

// How many bytes at the front are one control character; 0 if it is none.
std::size_t control_at(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    if (byte(0) < 0x20 || byte(0) == 0x7F) return 1;
    return byte(0) == 0xC2 && text.size() > 1 && byte(1) < 0xA0 ? 2 : 0;
}

}  // namespace

std::string shown_name(std::string_view name) {
    std::string out;
    while (!name.empty()) {
        const std::size_t control = control_at(name);
        for (std::size_t i = 0; i < control; ++i)
            fmt::format_to(std::back_inserter(out), "\\x{:02X}",
                           static_cast<unsigned>(static_cast<unsigned char>(name[i])));
        if (control == 0) out += name.front();
        name.remove_prefix(control == 0 ? 1 : control);
    }
    return out;
}

}  // namespace spine::deidentify
