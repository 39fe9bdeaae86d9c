// The data package, read by the Frictionless library of those who made the standard.
#include <catch2/catch.hpp>
#include <iostream>
#include <nlohmann/json.hpp>

#include "deidentify/csv_writer.h"
#include "export/cell_text.h"
#include "export/csv_format.h"
#include "sample_table.h"
#include "support/command_line.h"

using namespace spine;
using namespace spine::exporting;
using nlohmann::json;
using spine::test::Exported;
using spine::test::SampleRows;

namespace {

// From npm's registry into a folder of this test's own, in the long form alone.
class Frictionless {
  public:
    static bool there_or_skip() {
        const bool there = test::long_form() && test::can_call("npm") && test::can_call("node");
        if (!there) std::cout << "SKIPPED: the long form installs datapackage 1.1 by npm\n";
        return there;
    }
    Frictionless() {
        const auto made = test::command_line("npm install --prefix '" + folder_.path().string() +
                                             "' --ignore-scripts --no-audit --no-fund "
                                             "--cache '" +
                                             (folder_ / "cache").string() + "' datapackage@1.1");
        INFO(made.err);
        REQUIRE(made.code == 0);
    }
    [[nodiscard]] json read(const std::filesystem::path& package) const {
        const auto script = test::project() / "tests" / "core" / "export" / "frictionless.js";
        const auto ran = test::command_line("node '" + script.string() + "' '" +
                                            (folder_ / "node_modules").string() + "' '" +
                                            package.string() + "'");
        INFO(ran.err);
        REQUIRE(ran.code == 0);
        return json::parse(ran.out);
    }

  private:
    test::TemporaryFolder folder_;
};

// Rows with every text, and one for each kind of missing in all that may be missing: a
// quasi-identifier never is.
void keep_whole_rows(SampleRows& rows) {
    const auto all = rows.rows();
    rows.clear();
    for (const auto& row : all)
        if (!std::holds_alternative<Missing>(row.at(1))) rows.add(row);
    for (std::size_t kind = 0; kind < kMissingKinds; ++kind) {
        auto row = all.front();
        row[0] = "m" + std::to_string(kind);
        for (std::size_t i = 1; i < row.size(); ++i)
            if (rows.table().variables[i].role == Role::Plain) row[i] = static_cast<Missing>(kind);
        rows.add(row);
    }
}

// As a reader has it who knows the schema.
json value_of(const Variable& variable, const Cell& cell) {
    if (const auto* coded = std::get_if<Coded>(&cell)) {
        const ValueLabel& label = variable.labels.at(coded->label);
        const bool numbers = std::all_of(
            variable.labels.begin(), variable.labels.end(),
            [](const ValueLabel& one) { return one.code == std::to_string(one.number); });
        return numbers ? json(label.number) : json(deidentify::defused(label.code));
    }
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) return *whole;
    if (const auto* decimal = std::get_if<double>(&cell))
        return std::stod(decimal_text(*decimal, variable.decimals));
    if (const auto* flag = std::get_if<bool>(&cell)) return *flag;
    // An empty text reads as missing; one that is a kind's name has an apostrophe.
    const auto* text = std::get_if<std::string>(&cell);
    if (text == nullptr || text->empty()) return nullptr;
    return missing_named(*text) ? std::string("'").append(*text) : deidentify::defused(*text);
}

}  // namespace

TEST_CASE("Frictionless takes the data package for valid and reads every cell as it was exported") {
    if (!Frictionless::there_or_skip()) return;
    SampleRows rows;
    keep_whole_rows(rows);
    const Exported exported(rows, std::make_unique<CsvFormat>());
    const Frictionless frictionless;
    const json said = frictionless.read(exported.folder());
    INFO(said["errors"].dump());
    REQUIRE(said["valid"] == true);
    REQUIRE(said["errors"].empty());
    const auto written = test::read_csv(exported.folder() / "data.csv");
    CHECK(said["names"] == json(written.front()));
    CHECK(said["cells"] == json(std::vector(written.begin() + 1, written.end())));
    REQUIRE(said["values"].size() == rows.rows().size());
    for (std::size_t i = 0; i < rows.rows().size(); ++i)
        for (std::size_t at = 0; at < rows.table().variables.size(); ++at) {
            const Variable& variable = rows.table().variables[at];
            CAPTURE(i, variable.name);
            CHECK(said["values"][i][at] == value_of(variable, rows.rows()[i][at]));
        }
    // It would say if a cell were none of its column's.
    std::string data = exported.file("data.csv");
    const std::string good = "18-39";
    data.replace(data.find(good), good.size(), "17-39");
    test::spit(exported.folder() / "data.csv", data);
    CHECK_FALSE(frictionless.read(exported.folder())["errors"].empty());
}
