// libFuzzer's entry for one target, which the build names.
#include <cstdint>

#include "fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto* const target =
        std::find_if(spine::fuzz::kTargets.begin(), spine::fuzz::kTargets.end(),
                     [](const auto& one) { return one.name == SPINE_FUZZ_TARGET; });
    target->run({data, size});
    return 0;
}
