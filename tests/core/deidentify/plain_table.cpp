#include "plain_table.h"

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include "support/support.h"

namespace spine::test {
namespace {

namespace fs = std::filesystem;

std::size_t from_to(std::mt19937& dice, std::size_t low, std::size_t high) {
    return low + dice() % (high - low + 1);
}

// Each level joins groups of the one below at random; the last is often, but not always, one group.
Lines random_hierarchy(std::mt19937& dice) {
    const std::size_t values = from_to(dice, 1, 8), levels = from_to(dice, 1, 4);
    Lines out(values);
    std::vector<std::size_t> group(values);
    for (std::size_t value = 0; value < values; ++value) {
        group[value] = value;
        out[value].push_back("v" + std::to_string(value));
    }
    for (std::size_t level = 1; level < levels; ++level) {
        const bool all = level + 1 == levels && dice() % 4 != 0;
        std::vector<std::size_t> joined(values);
        for (std::size_t& one : joined)
            one = all ? 0 : dice() % std::max<std::size_t>(1, values / 2);
        for (std::size_t value = 0; value < values; ++value) {
            group[value] = joined[group[value]];
            out[value].push_back(std::to_string(group[value]));
        }
    }
    return out;
}

}  // namespace

std::vector<std::string_view> cells_of(const std::vector<std::string>& row) {
    return {row.begin(), row.end()};
}

deidentify::Microdata microdata_of(const PlainTable& table) {
    deidentify::Columns columns{{}, table.fixed, table.sensitive};
    for (const PlainColumn& column : table.quasi_identifiers) {
        auto built = deidentify::Hierarchy::build(column.name, column.hierarchy);
        if (!built) throw std::runtime_error(built.error().sentence());
        columns.quasi_identifiers.push_back(std::move(*built));
    }
    auto made = deidentify::Microdata::create(std::move(columns));
    if (!made) throw std::runtime_error(made.error().sentence());
    for (const auto& row : table.rows)
        if (auto put = made->append(cells_of(row)); !put)
            throw std::runtime_error(put.error().sentence());
    return std::move(*made);
}

Lines read_plain(const fs::path& file, char delimiter) {
    Lines out;
    std::istringstream text(slurp(file));
    for (std::string line; std::getline(text, line);) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        if (line.empty()) continue;
        auto& cells = out.emplace_back();
        std::istringstream parts(line);
        for (std::string cell; std::getline(parts, cell, delimiter);) cells.push_back(cell);
    }
    return out;
}

PlainTable adult(const fs::path& shared, std::size_t columns) {
    const fs::path folder = shared / "data/adult";
    const Lines lines = read_plain(folder / "adult.csv", ';');
    PlainTable out;
    // The file has them in the order that the README names.
    for (std::size_t i = 0; i < columns; ++i) {
        const std::string& name = lines[0][i];
        out.quasi_identifiers.push_back(
            {name, read_plain(folder / ("adult_hierarchy_" + name + ".csv"), ';')});
    }
    for (std::size_t line = 1; line < lines.size(); ++line)
        out.rows.emplace_back(lines[line].begin(),
                              lines[line].begin() + static_cast<std::ptrdiff_t>(columns));
    return out;
}

PlainTable random_table(std::mt19937& dice) {
    PlainTable out;
    const std::size_t columns = from_to(dice, 1, 4);
    for (std::size_t i = 0; i < columns; ++i)
        out.quasi_identifiers.push_back({"q" + std::to_string(i), random_hierarchy(dice)});
    if (dice() % 5 == 0) out.fixed.emplace_back("fixed");
    out.sensitive = {"pain", "days"};
    const std::size_t rows = from_to(dice, 0, dice() % 2 == 0 ? 12 : 50);
    const std::size_t pains = from_to(dice, 1, 4), days = from_to(dice, 1, 5);
    // In half of the tables pain hangs on the columns, so that classes differ in it.
    const bool linked = dice() % 2 == 0;
    for (std::size_t i = 0; i < rows; ++i) {
        auto& row = out.rows.emplace_back();
        std::size_t sum = 0;
        for (const PlainColumn& column : out.quasi_identifiers) {
            // Low values oftener, so that there are classes of all sizes.
            const std::size_t most = column.hierarchy.size();
            const std::size_t value = std::min(dice() % most, dice() % most);
            row.push_back(column.hierarchy[value][0]);
            sum += value;
        }
        if (!out.fixed.empty()) row.push_back("f" + std::to_string(dice() % 2));
        const bool follows = linked && dice() % 4 != 0;
        row.push_back(
            std::to_string(follows ? sum % pains : std::min(dice() % pains, dice() % pains)));
        row.push_back(std::to_string(7 * (dice() % days)));
    }
    return out;
}

PlainTable uneven_table(std::mt19937& dice) {
    PlainTable out;
    out.sensitive = {"pain"};
    for (int i = 0; i < 3; ++i) {
        PlainColumn& column = out.quasi_identifiers.emplace_back();
        column.name = "q" + std::to_string(i);
        const std::size_t values = from_to(dice, 3, 5);
        for (std::size_t value = 0; value < values; ++value)
            column.hierarchy.push_back(
                {"v" + std::to_string(value), std::to_string(value / 2), "*"});
    }
    const std::size_t rows = from_to(dice, 20, 60), factor = from_to(dice, 1, 3);
    for (std::size_t i = 0; i < rows; ++i) {
        auto& row = out.rows.emplace_back();
        std::size_t sum = 0;
        for (const PlainColumn& column : out.quasi_identifiers) {
            const std::size_t most = column.hierarchy.size();
            const std::size_t value = std::min({dice() % most, dice() % most, dice() % most});
            row.push_back(column.hierarchy[value][0]);
            sum += value * factor / 2;
        }
        row.push_back(std::to_string(dice() % 4 != 0 ? sum % 2 : dice() % 2));
    }
    return out;
}

}  // namespace spine::test
