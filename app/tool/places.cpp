#include "tool/places.h"

namespace spine::tool {

std::filesystem::path shared_place(const Environment& environment, std::string_view name) {
    std::filesystem::path above =
        (environment.programs / ".." / ".." / "..").lexically_normal() / name;
    if (environment.files.exists(above)) return above;
    return (environment.programs / ".." / "share" / "spine-kiosk" / name).lexically_normal();
}

}  // namespace spine::tool
