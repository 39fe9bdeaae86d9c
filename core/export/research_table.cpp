#include "export/research_table.h"

#include <array>

namespace spine::exporting {
namespace {

struct MissingWords {
    std::string_view name, words;
};

// In the order of the enumeration.
constexpr std::array<MissingWords, kMissingKinds> kMissing = {{
    {"not-asked", "not asked of this patient"},
    {"declined", "the patient would rather not answer"},
    {"not-reached", "the session ended before it"},
    {"not-answered", "asked and left open, or too few items answered for a score"},
    {"withheld", "free text that has not been released"},
    {"suppressed", "taken out so that the row is hard to trace"},
    {"answered-otherwise", "an answer that is no number: the column beside it says which"},
}};

constexpr int kFirstMissingNumber = -901;

}  // namespace

std::string_view name_of(Missing kind) {
    return kMissing.at(static_cast<std::size_t>(kind)).name;
}

std::optional<Missing> missing_named(std::string_view name) {
    for (std::size_t i = 0; i < kMissingKinds; ++i)
        if (kMissing.at(i).name == name) return static_cast<Missing>(i);
    return std::nullopt;
}

int number_of(Missing kind) {
    return kFirstMissingNumber - static_cast<int>(kind);
}

std::string_view words_of(Missing kind) {
    return kMissing.at(static_cast<std::size_t>(kind)).words;
}

const std::string& words_in(const Words& words, std::string_view language) {
    const auto own = words.find(language);
    if (own != words.end()) return own->second;
    const auto english = words.find("en");
    return english != words.end() ? english->second : words.begin()->second;
}

Status write_table(RowSource& source, std::span<const std::unique_ptr<ResearchFormat>> formats,
                   ExportFolder& folder, const Progress& progress) {
    const Table& table = source.table();
    for (const auto& format : formats)
        if (auto begun = format->begin(table, folder); !begun) return begun;
    if (auto start = source.rewind(); !start) return start;
    std::vector<Cell> row;
    for (std::uint64_t done = 0;; ++done) {
        if (progress && !progress(done, table.rows))
            return fail(
                causes::export_cancelled, "The export was cancelled.",
                "No file was kept. Start it again when you like; later exports count this one "
                "as if it had left.");
        const auto more = source.next(row);
        if (!more) return fail(more.error());
        if (!*more) break;
        for (const auto& format : formats)
            if (auto written = format->row(row); !written) return written;
    }
    for (const auto& format : formats)
        if (auto finished = format->finish(); !finished) return finished;
    return {};
}

}  // namespace spine::exporting
