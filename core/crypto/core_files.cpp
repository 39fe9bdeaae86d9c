#include "crypto/core_files.h"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace spine::crypto {

Status forbid_core_files() {
    const rlimit none{0, 0};
    if (::setrlimit(RLIMIT_CORE, &none) == 0 && ::prctl(PR_SET_DUMPABLE, 0) == 0) return {};
    return fail(causes::core_files_allowed,
                "Core files could not be forbidden: a crash could leave answers on the disk.",
                "Start the program as its own user, without a sandbox that forbids prctl.");
}

}  // namespace spine::crypto
