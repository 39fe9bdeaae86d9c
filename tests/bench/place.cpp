#include "bench/place.h"

#include <unistd.h>

#include <system_error>
#include <utility>

namespace spine::bench {

Place::Place(const std::filesystem::path& folder, std::string_view name)
    : path_(folder /
            std::string("bench-").append(name).append("-").append(std::to_string(::getpid()))) {
    std::error_code ignored;
    std::filesystem::create_directories(path_, ignored);
}

Place::~Place() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

tl::unexpected<Fault> failed(std::string happened) {
    return fail("bench-failed", std::move(happened), "Check the folder's rights and space.");
}

}  // namespace spine::bench
