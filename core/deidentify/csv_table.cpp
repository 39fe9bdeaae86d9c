#include "deidentify/csv_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "deidentify/content_hash.h"
#include "deidentify/csv_reader.h"
#include "deidentify/csv_writer.h"
#include "deidentify/hierarchy_files.h"
#include "deidentify/shown_name.h"

namespace spine::deidentify {
namespace {

using Places = std::vector<std::size_t>;

// `hash`, if given, takes what is read, and must outlive the reader.
Result<CsvReader> open_csv(const std::filesystem::path& file, ContentHash* hash = nullptr) {
    auto source = open_source(file);
    if (!source) return fail(std::move(source));
    return CsvReader::open(hash != nullptr ? hashed(std::move(*source), *hash) : std::move(*source),
                           file.string());
}

Result<Places> places_of(const CsvTable& table, const std::vector<std::string>& names) {
    Places places;
    for (const std::string& name : names) {
        const auto found = std::find(table.columns.begin(), table.columns.end(), name);
        if (found == table.columns.end())
            return fail(causes::column_missing,
                        fmt::format("The table has no column \"{}\".", shown_name(name)),
                        "Name a column as the table's first line has it.", table.file.string());
        const auto place = static_cast<std::size_t>(found - table.columns.begin());
        if (std::find(places.begin(), places.end(), place) == places.end()) places.push_back(place);
    }
    return places;
}

bool holds(const Places& places, std::size_t place) {
    return std::find(places.begin(), places.end(), place) != places.end();
}

Status give_hierarchies(CsvTable& table, const std::vector<HierarchyFile>& found,
                        const std::filesystem::path& folder, bool asked_for) {
    if (!asked_for) {
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            const bool has = std::any_of(found.begin(), found.end(), [&](const HierarchyFile& f) {
                return f.column == table.columns[i];
            });
            if (has && !holds(table.sensitive, i)) table.quasi_identifiers.push_back(i);
        }
    }
    if (table.quasi_identifiers.empty())
        return fail(causes::hierarchy_missing, "No column of the table has a hierarchy here.",
                    "Put a file <column>.csv there for each quasi-identifier.", folder.string());
    for (const std::size_t place : table.quasi_identifiers) {
        const std::string& column = table.columns[place];
        const auto file = std::find_if(found.begin(), found.end(),
                                       [&](const HierarchyFile& f) { return f.column == column; });
        if (file == found.end())
            return fail(causes::hierarchy_missing,
                        fmt::format("The column \"{}\" has no hierarchy here.", shown_name(column)),
                        fmt::format("Put a file {}.csv there.", shown_name(column)),
                        folder.string());
        table.hierarchies.push_back(file->file);
    }
    return {};
}

// The cells of a row that the engine looks at, in its order.
void pick(std::span<const std::string_view> row, const CsvTable& table,
          std::vector<std::string_view>& cells) {
    cells.clear();
    for (const std::size_t place : table.quasi_identifiers) cells.push_back(row[place]);
    for (const std::size_t place : table.sensitive) cells.push_back(row[place]);
}

tl::unexpected<Fault> at_line(Fault fault, const CsvTable& table, std::uint64_t line) {
    if (!fault.where.empty())
        fault.where = fmt::format("{}, line {}, column \"{}\"", table.file.string(), line,
                                  shown_name(fault.where));
    else
        fault.where = fmt::format("{}, line {}", table.file.string(), line);
    return fail(std::move(fault));
}

tl::unexpected<Fault> changed(const CsvTable& table) {
    return fail(causes::table_changed, "The table changed while it was read.",
                "Nothing was written. Start again when nobody writes to it.", table.file.string());
}

// The second pass, row by row.
class Writing {
  public:
    Writing(const CsvTable& table, const Release& release, OtherColumns others, ByteSink& sink,
            bool note_ends)
        : table_(table),
          release_(release),
          writer_(sink, table.separator),
          rows_of_class_(release.classes().size()),
          note_ends_(note_ends) {
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            if (others == OtherColumns::Pass || holds(table.quasi_identifiers, i) ||
                holds(table.sensitive, i))
                columns_.push_back(i);
    }

    Status names() {
        for (const std::size_t place : columns_) cells_.emplace_back(table_.columns[place]);
        return line();
    }

    Status row(std::span<const std::string_view> row) {
        ++rows_;
        pick(row, table_, cells_);
        const auto place = release_.place(cells_, labels_);
        if (!place) return changed(table_);
        ++rows_of_class_[place->equivalence_class];
        if (!place->kept) return {};
        ++written_;
        all_.assign(row.begin(), row.end());
        for (std::size_t i = 0; i < labels_.size(); ++i)
            all_[table_.quasi_identifiers[i]] = labels_[i];
        cells_.clear();
        for (const std::size_t column : columns_) cells_.push_back(all_[column]);
        return line();
    }

    // What was written holds what was promised of it, or is not to be seen.
    Result<Written> finish() {
        const auto& classes = release_.classes();
        bool same = rows_ == release_.data().rows();
        for (std::size_t i = 0; i < classes.size(); ++i)
            same = same && rows_of_class_[i] == classes[i].rows;
        if (!same) return changed(table_);
        if (auto done = writer_.finish(); !done) return fail(std::move(done));
        return Written{written_, std::move(ends_), writer_.defused()};
    }

  private:
    Status line() {
        auto written = writer_.row(cells_);
        if (note_ends_) ends_.push_back(writer_.size());
        return written;
    }

    const CsvTable& table_;
    const Release& release_;
    CsvWriter writer_;
    Places columns_;
    std::vector<std::uint64_t> rows_of_class_;
    std::uint64_t rows_ = 0, written_ = 0;
    bool note_ends_;
    std::vector<std::uint64_t> ends_;
    std::vector<std::string_view> cells_, labels_, all_;
};

}  // namespace

Result<CsvTable> open_table(Files& files, const std::filesystem::path& file,
                            const std::filesystem::path& hierarchies,
                            const std::vector<std::string>& quasi_identifiers,
                            const std::vector<std::string>& sensitive) {
    auto reader = open_csv(file);
    if (!reader) return fail(std::move(reader));
    CsvTable table{file, reader->columns(), reader->separator(), {}, {}, {}, {}};
    auto identifying = places_of(table, quasi_identifiers);
    if (!identifying) return fail(std::move(identifying));
    auto told = places_of(table, sensitive);
    if (!told) return fail(std::move(told));
    for (const std::size_t place : *told)
        if (holds(*identifying, place))
            return fail(causes::column_twice,
                        fmt::format("\"{}\" is to be generalised, and sensitive.",
                                    shown_name(table.columns[place])),
                        "Name it once: a quasi-identifier is what others may know of a person, a "
                        "sensitive value what they must not learn.",
                        file.string());
    table.quasi_identifiers = std::move(*identifying);
    table.sensitive = std::move(*told);
    const auto found = find_hierarchies(files, hierarchies, file.stem().string(), table.columns);
    if (!found) return fail(found.error());
    auto given = give_hierarchies(table, *found, hierarchies, !quasi_identifiers.empty());
    if (!given) return fail(std::move(given));
    return table;
}

Result<Microdata> count_table(CsvTable& table) {
    Columns columns;
    for (std::size_t i = 0; i < table.hierarchies.size(); ++i) {
        const std::string& column = table.columns[table.quasi_identifiers[i]];
        auto hierarchy = read_hierarchy({column, table.hierarchies[i]});
        if (!hierarchy) return fail(std::move(hierarchy));
        columns.quasi_identifiers.push_back(std::move(*hierarchy));
    }
    for (const std::size_t place : table.sensitive)
        columns.sensitive.push_back(table.columns[place]);
    auto data = Microdata::create(std::move(columns));
    ContentHash hash;
    auto reader = open_csv(table.file, &hash);
    if (!data || !reader) return fail(data ? reader.error() : data.error());
    if (reader->columns() != table.columns) return changed(table);
    std::vector<std::string_view> cells;
    for (;;) {
        const auto more = reader->next();
        if (!more) return fail(more.error());
        if (!*more) break;
        pick(reader->row(), table, cells);
        if (auto counted = data->append(cells); !counted)
            return at_line(counted.error(), table, reader->line());
    }
    table.counted = hash.finish();
    return std::move(*data);
}

Result<Written> write_table(const CsvTable& table, const Release& release, OtherColumns others,
                            ByteSink& sink, bool note_ends) {
    ContentHash hash;
    auto reader = open_csv(table.file, &hash);
    if (!reader) return fail(std::move(reader));
    if (reader->columns() != table.columns) return changed(table);
    Writing writing(table, release, others, sink, note_ends);
    if (auto named = writing.names(); !named) return fail(std::move(named));
    for (;;) {
        const auto more = reader->next();
        if (!more) return fail(more.error());
        if (!*more) break;
        if (auto written = writing.row(reader->row()); !written) return fail(std::move(written));
    }
    if (hash.finish() != table.counted) return changed(table);
    return writing.finish();
}

}  // namespace spine::deidentify
