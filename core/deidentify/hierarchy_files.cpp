#include "deidentify/hierarchy_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>
#include <string_view>

#include "base/file_stream.h"
#include "deidentify/csv_reader.h"

namespace spine::deidentify {
namespace {

constexpr std::string_view kBetween = "_hierarchy_";

// Which of the files are whose.
class Names {
  public:
    explicit Names(const std::vector<FolderEntry>& entries) {
        for (const FolderEntry& entry : entries)
            if (!entry.folder) names_.insert(entry.name);
    }

    // The column's, the table's own first; empty if there is none.
    [[nodiscard]] std::string of(const std::string& table, const std::string& column) const {
        if (std::string own = name(table, column); names_.contains(own)) return own;
        std::string plain = column + ".csv";
        return names_.contains(plain) ? plain : std::string();
    }
    [[nodiscard]] bool has_own(const std::string& table,
                               const std::vector<std::string>& columns) const {
        return std::any_of(columns.begin(), columns.end(), [&](const std::string& column) {
            return names_.contains(name(table, column));
        });
    }
    // The tables that have a file for one of the columns.
    [[nodiscard]] std::set<std::string> tables(const std::vector<std::string>& columns) const {
        std::set<std::string> tables;
        for (const std::string& column : columns) {
            const std::string ending = name("", column);
            for (const std::string& file : names_)
                if (file.ends_with(ending))
                    tables.insert(file.substr(0, file.size() - ending.size()));
        }
        return tables;
    }

  private:
    static std::string name(std::string_view table, const std::string& column) {
        return fmt::format("{}{}{}.csv", table, kBetween, column);
    }
    std::set<std::string, std::less<>> names_;
};

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
    const Names names(*entries);
    std::string whose = table;
    if (!names.has_own(table, columns)) {
        const auto tables = names.tables(columns);
        if (tables.size() > 1)
            return fail(causes::hierarchy_twice,
                        fmt::format("The folder has hierarchies of \"{}\" and of \"{}\", and none "
                                    "of \"{}\".",
                                    *tables.begin(), *tables.rbegin(), table),
                        "Leave those in the folder that belong to this table.", folder.string());
        if (!tables.empty()) whose = *tables.begin();
    }
    std::vector<HierarchyFile> found;
    for (const std::string& column : columns)
        if (const std::string name = names.of(whose, column); !name.empty())
            found.push_back({column, folder / name});
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
