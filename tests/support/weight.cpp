#include "support/weight.h"

#include <malloc.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace spine::test {

Weight weigh() {
    Weight weight;
    std::ifstream status("/proc/self/status");
    std::string word;
    while (status >> word && word != "RssAnon:") {
    }
    status >> weight.resident;
    weight.resident *= 1024;
    const struct mallinfo2 heap = ::mallinfo2();
    weight.in_use = heap.uordblks + heap.hblkhd;
    const std::filesystem::directory_iterator open("/proc/self/fd");
    weight.descriptors = static_cast<std::size_t>(std::distance(begin(open), end(open)));
    return weight;
}

bool memory_means_something() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return false;
#else
    return true;
#endif
}

}  // namespace spine::test
