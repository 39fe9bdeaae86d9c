#include "process_memory.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>
#include <vector>

namespace spine::test {
namespace {

constexpr std::uint64_t kPiece = std::uint64_t{4} << 20U;
constexpr std::uint64_t kLongest = 4'096;  // of what is looked for: pieces overlap by so much

struct Region {
    std::uint64_t from = 0, to = 0;
    std::string name;
};

std::vector<Region> readable_regions(pid_t process) {
    std::ifstream maps("/proc/" + std::to_string(process) + "/maps");
    std::vector<Region> regions;
    std::string line;
    while (std::getline(maps, line)) {
        std::istringstream words(line);
        Region region;
        char dash = 0;
        std::string rights, offset, device, node;
        words >> std::hex >> region.from >> dash >> region.to >> rights >> offset >> device >> node;
        std::getline(words >> std::ws, region.name);
        if (region.name.empty()) region.name = "anonymous";
        // Of the kernel's own pages some cannot be read, and none is the process's.
        if (rights.starts_with('r') && !region.name.starts_with("[v")) regions.push_back(region);
    }
    return regions;
}

class Memory {
  public:
    explicit Memory(pid_t process)
        : file_(::open(("/proc/" + std::to_string(process) + "/mem").c_str(),
                       O_RDONLY | O_CLOEXEC)) {}
    Memory(const Memory&) = delete;
    Memory& operator=(const Memory&) = delete;
    ~Memory() { ::close(file_); }
    // Fewer bytes than asked for where a page cannot be read: a file that became shorter.
    [[nodiscard]] std::string read(std::uint64_t from, std::uint64_t bytes) const {
        std::string out(bytes, '\0');
        const ssize_t got = ::pread(file_, out.data(), bytes, static_cast<off_t>(from));
        out.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
        return out;
    }

  private:
    int file_;
};

}  // namespace

MemoryLook read_memory(
    pid_t process, const std::function<void(const std::string& region, std::string_view)>& visit) {
    const Memory memory(process);
    MemoryLook look;
    for (const Region& region : readable_regions(process)) {
        std::uint64_t read = 0;
        for (std::uint64_t at = region.from; at < region.to; at += kPiece) {
            const std::uint64_t end = std::min(region.to, at + kPiece + kLongest);
            const std::string piece = memory.read(at, end - at);
            visit(region.name, piece);
            read += std::min<std::uint64_t>(piece.size(), kPiece);
        }
        look.bytes += read;
        look.regions += read > 0 ? 1 : 0;
    }
    INFO("process " << process);
    REQUIRE(look.regions > 10);
    return look;
}

MemoryLook look_into(pid_t process, const ByteSearch& search) {
    std::set<std::string> found;
    MemoryLook look = read_memory(process, [&](const std::string& region, std::string_view piece) {
        for (const std::string& what : search.found_in(piece))
            found.insert(std::string(region).append(": ").append(what));
    });
    look.found = std::move(found);
    return look;
}

}  // namespace spine::test
