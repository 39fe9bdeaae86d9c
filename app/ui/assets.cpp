#include "ui/assets.h"

namespace spine::ui {

Result<std::filesystem::path> assets_folder() {
    std::error_code error;
    std::filesystem::path at = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
    while (!error && !at.empty()) {
        for (const char* place : {"assets", "share/spine-kiosk/assets"}) {
            if (std::filesystem::is_directory(at / place / "strings", error)) return at / place;
        }
        error.clear();
        if (at == at.root_path()) break;
        at = at.parent_path();
    }
    return fail(causes::assets_missing, "The folder assets was not found beside the program.",
                "Start the program from its checkout or installation.");
}

}  // namespace spine::ui
