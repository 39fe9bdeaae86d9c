#include "deidentify/hierarchy_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "base/file_stream.h"
#include "deidentify/csv_reader.h"

namespace spine::deidentify {
namespace {

// The names of `entries` that could be the column's, the table's own alone if it is among them.
std::vector<std::string> candidates(const std::vector<FolderEntry>& entries,
                                    const std::string& table, const std::string& column) {
    const std::string plain = column + ".csv";
    const std::string ending = fmt::format("_hierarchy_{}.csv", column);
    const std::string own = table + ending;
    std::vector<std::string> names;
    for (const FolderEntry& entry : entries) {
        if (entry.folder) continue;
        if (entry.name == own) return {own};
        if (entry.name == plain || entry.name.ends_with(ending)) names.push_back(entry.name);
    }
    return names;
}

// Calls `take` with each line's cells.
Status each_line(const HierarchyFile& file,
                 const std::function<void(std::span<const std::string_view>)>& take) {
    auto source = open_source(file.file);
    if (!source) return fail(std::move(source));
    auto reader = CsvReader::open(std::move(*source), file.file.string(), CsvReader::Header::None);
    if (!reader) return fail(std::move(reader));
    for (;;) {
        const auto more = reader->next();
        if (!more) return fail(more.error());
        if (!*more) return {};
        take(reader->row());
    }
}

}  // namespace

Result<std::vector<HierarchyFile>> find_hierarchies(Files& files,
                                                    const std::filesystem::path& folder,
                                                    const std::string& table,
                                                    const std::vector<std::string>& columns) {
    const auto entries = files.list(folder);
    if (!entries) return fail(entries.error());
    std::vector<HierarchyFile> found;
    for (const std::string& column : columns) {
        const auto names = candidates(*entries, table, column);
        if (names.size() > 1)
            return fail(causes::hierarchy_twice,
                        fmt::format("{} and {} are for one column.", names[0], names[1]),
                        "Leave the one in the folder that belongs to this table.", folder.string());
        if (names.size() == 1) found.push_back({column, folder / names.front()});
    }
    return found;
}

Result<Hierarchy> read_hierarchy(const HierarchyFile& file) {
    std::vector<std::vector<std::string>> rows;
    auto read = each_line(file, [&](std::span<const std::string_view> cells) {
        rows.emplace_back(cells.begin(), cells.end());
    });
    if (!read) return fail(std::move(read));
    auto built = Hierarchy::build(file.column, rows);
    if (!built) built.error().where = file.file.string();
    return built;
}

Result<std::vector<std::string>> read_order(const HierarchyFile& file) {
    std::vector<std::string> values;
    auto read = each_line(
        file, [&](std::span<const std::string_view> cells) { values.emplace_back(cells.front()); });
    if (!read) return fail(std::move(read));
    return values;
}

}  // namespace spine::deidentify
