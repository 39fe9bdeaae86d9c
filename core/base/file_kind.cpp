#include "base/file_kind.h"

namespace spine {

FileKind kind_of(const std::filesystem::path& file) {
    std::error_code error;
    switch (std::filesystem::symlink_status(file, error).type()) {
        case std::filesystem::file_type::regular:
            return FileKind::Regular;
        case std::filesystem::file_type::directory:
            return FileKind::Folder;
        case std::filesystem::file_type::not_found:
            return FileKind::Missing;
        default:
            return FileKind::Other;
    }
}

}  // namespace spine
