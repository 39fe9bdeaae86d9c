#include <algorithm>
#include <utility>

#include "deidentify/csv_table.h"

namespace spine::deidentify {
namespace {

constexpr std::size_t kShuffleBlock = std::size_t{1} << 16U;

struct Line {
    std::uint64_t begin = 0;
    std::uint64_t size = 0;
};

std::vector<Line> lines_of(const std::vector<std::uint64_t>& ends) {
    std::vector<Line> lines;
    lines.reserve(ends.size());
    std::uint64_t begin = 0;
    for (const std::uint64_t end : ends) {
        lines.push_back({begin, end - begin});
        begin = end;
    }
    return lines;
}

}  // namespace

Status shuffle_rows(const SpoolFile& from, std::vector<std::uint64_t> ends, Random& random,
                    ByteSink& sink) {
    auto lines = lines_of(ends);
    std::vector<std::uint64_t>().swap(ends);
    // Fisher and Yates; the first line names the columns, and stays.
    for (std::size_t left = lines.size(); left > 2; --left)
        std::swap(lines[left - 1], lines[1 + random.below(static_cast<std::uint32_t>(left - 1))]);
    Bytes block;
    for (const Line& line : lines) {
        const std::size_t at = block.size();
        block.resize(at + line.size);
        if (auto read = from.read_at(line.begin, std::span(block).subspan(at)); !read) return read;
        if (block.size() < kShuffleBlock) continue;
        if (auto written = sink.write(block); !written) return written;
        block.clear();
    }
    return sink.write(block);
}

}  // namespace spine::deidentify
