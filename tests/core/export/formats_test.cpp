// All formats together: in one folder, by their names, and in the memory of a few rows.
#include "export/formats.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "export/research_export.h"
#include "sample_table.h"
#include "support/weight.h"

using namespace spine;
using namespace spine::exporting;
using spine::test::SampleRows;

namespace {

// The sample's rows over and over, each under a pseudonym of its own.
class ManyRows final : public RowSource {
  public:
    explicit ManyRows(std::uint64_t rows) : table_(sample_.table()) { table_.rows = rows; }
    [[nodiscard]] const Table& table() const override { return table_; }
    [[nodiscard]] Result<bool> next(std::vector<Cell>& row) override {
        if (at_ == table_.rows) return false;
        row = sample_.rows()[at_ % sample_.rows().size()];
        row.front() = std::to_string(at_++);
        return true;
    }
    [[nodiscard]] Status rewind() override {
        at_ = 0;
        return {};
    }

  private:
    SampleRows sample_;
    Table table_;
    std::uint64_t at_ = 0;
};

std::vector<std::unique_ptr<ResearchFormat>> formats_named(const std::vector<std::string>& names) {
    std::vector<std::unique_ptr<ResearchFormat>> formats;
    for (const std::string& name : names) formats.push_back(std::move(make_format(name).value()));
    return formats;
}

// The most heap that was in use while so many rows were written.
std::size_t heap_of(const std::string& format, std::uint64_t rows) {
    ManyRows source(rows);
    const test::TemporaryFolder to;
    auto folder = ExportFolder::make(to / "export");
    REQUIRE(folder);
    std::size_t most = 0;
    const auto weigh = [&](std::uint64_t done, std::uint64_t) {
        if (done % 500 == 0) most = std::max(most, test::weigh().in_use);
        return true;
    };
    REQUIRE(write_table(source, formats_named({format}), **folder, weigh));
    return most;
}

}  // namespace

TEST_CASE("all formats go into one folder, each file once") {
    SampleRows rows;
    const test::TemporaryFolder to;
    auto folder = ExportFolder::make(to / "export");
    REQUIRE(folder);
    REQUIRE(write_table(rows, formats_named(format_names()), **folder, {}));
    REQUIRE((*folder)->keep());
    std::set<std::string> names;
    for (const auto& file : (*folder)->files()) {
        CAPTURE(file.name);
        CHECK(names.insert(file.name).second);
        CHECK(file.size == std::filesystem::file_size(to.path() / "export" / file.name));
        CHECK(file.size > 0);
    }
    for (const char* name :
         {"data.csv", "datapackage.json", "redcap_dictionary.csv", "redcap_data.csv",
          "redcap_missing_codes.txt", "responses.sav", "Questionnaire.ndjson",
          "QuestionnaireResponse.ndjson", "schema.sql", "load.sql", "postgresql_data.csv"})
        CHECK(names.contains(name));
}

TEST_CASE("a format is made by its name, and what is none is refused with the names there are") {
    for (const std::string& name : format_names()) CHECK(make_format(name).value()->name() == name);
    const auto none = make_format("xlsx");
    REQUIRE_FALSE(none);
    CHECK(none.error().cause == exporting::causes::format_unknown);
    CHECK_THAT(none.error().next, Catch::Contains("redcap, sav"));
}

TEST_CASE("no format needs more memory for more rows") {
    if (!test::memory_means_something()) return;
    for (const std::string& name : format_names()) {
        CAPTURE(name);
        const std::size_t few = heap_of(name, 2'000);
        CHECK(heap_of(name, 40'000) < few + (std::size_t{1} << 18U));
    }
}
