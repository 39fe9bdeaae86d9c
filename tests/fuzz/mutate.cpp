#include "mutate.h"

#include <algorithm>
#include <array>

namespace spine::fuzz {

namespace {

constexpr std::size_t kLongest = 65'536;

std::size_t below(Random& random, std::size_t limit) {
    return limit == 0 ? 0 : random.below(static_cast<std::uint32_t>(limit));
}

auto at(Bytes& bytes, std::size_t index) {
    return bytes.begin() + static_cast<std::ptrdiff_t>(index);
}

Bytes piece(const Bytes& of, Random& random) {
    const std::size_t first = below(random, of.size() + 1);
    const std::size_t size = below(random, std::min<std::size_t>(of.size() - first, 600) + 1);
    return {of.begin() + static_cast<std::ptrdiff_t>(first),
            of.begin() + static_cast<std::ptrdiff_t>(first + size)};
}

void change_number(Bytes& bytes, Random& random) {
    constexpr std::array<std::uint64_t, 10> edges = {0,      1,      0x7F,       0x80,       0xFF,
                                                     0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, ~0ULL};
    const std::size_t width = std::size_t{1} << below(random, 4);
    if (bytes.size() < width) return;
    const std::size_t where = below(random, bytes.size() - width + 1);
    const std::uint64_t value = edges.at(below(random, edges.size()));
    for (std::size_t i = 0; i < width; ++i)
        bytes[where + i] = static_cast<std::uint8_t>(value >> (8 * i));
}

void insert(Bytes& bytes, const Bytes& run, Random& random) {
    bytes.insert(at(bytes, below(random, bytes.size() + 1)), run.begin(), run.end());
}

void change(Bytes& bytes, const std::vector<Bytes>& seeds, Random& random) {
    const std::size_t where = below(random, bytes.size());
    switch (random.below(8)) {
        case 0:
            if (!bytes.empty()) bytes[where] ^= static_cast<std::uint8_t>(1U << random.below(8));
            break;
        case 1:
            if (!bytes.empty()) bytes[where] = static_cast<std::uint8_t>(random.below(256));
            break;
        case 2:
            change_number(bytes, random);
            break;
        case 3:
            bytes.erase(at(bytes, where),
                        at(bytes, where) +
                            static_cast<std::ptrdiff_t>(below(random, bytes.size() - where + 1)));
            break;
        case 4:
            insert(bytes, piece(bytes, random), random);
            break;
        case 5:
            insert(bytes, piece(seeds[below(random, seeds.size())], random), random);
            break;
        case 6:
            insert(bytes, Bytes(below(random, 40), static_cast<std::uint8_t>(random.below(256))),
                   random);
            break;
        default: {
            const Bytes other = piece(seeds[below(random, seeds.size())], random);
            const std::size_t size = std::min(other.size(), bytes.size() - where);
            std::copy_n(other.begin(), size, at(bytes, where));
        }
    }
}

}  // namespace

Bytes mutated(const std::vector<Bytes>& seeds, Random& random) {
    Bytes bytes = seeds[below(random, seeds.size())];
    for (std::size_t changes = 1 + below(random, 6); changes > 0; --changes)
        change(bytes, seeds, random);
    if (bytes.size() > kLongest) bytes.resize(kLongest);
    return bytes;
}

}  // namespace spine::fuzz
