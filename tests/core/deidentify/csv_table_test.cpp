#include "deidentify/csv_table.h"

#include <catch2/catch.hpp>
#include <map>

#include "deidentify/hierarchy_files.h"
#include "memory_stream.h"
#include "support/support.h"

using namespace spine;
using namespace spine::deidentify;

namespace {

struct Folder {
    Folder() {
        test::spit(folder / "people.csv",
                   "sex,height,place\nf,170,north\nm,180,south\nm,180,north\n");
        test::spit(folder / "sex.csv", "f,*\nm,*\n");
        test::spit(folder / "people_hierarchy_place.csv", "north,*\nsouth,*\n");
    }
    [[nodiscard]] Result<CsvTable> open(const std::vector<std::string>& quasi_identifiers = {},
                                        const std::vector<std::string>& sensitive = {}) {
        return open_table(files, folder / "people.csv", folder.path(), quasi_identifiers,
                          sensitive);
    }
    test::TemporaryFolder folder;
    SystemFiles files;
};

std::string released(const CsvTable& table, const Microdata& data, Levels levels,
                     OtherColumns others) {
    const auto release = Release::make(data, {1, 0, {}, Metric::Discernibility}, std::move(levels));
    REQUIRE(release);
    test::MemorySink sink;
    const auto written = write_table(table, *release, others, sink);
    REQUIRE(written);
    return sink.content;
}

}  // namespace

TEST_CASE(
    "the columns that have a hierarchy are generalised, in the table's order or in the one asked "
    "for") {
    Folder it;
    auto table = it.open();
    REQUIRE(table);
    CHECK(table->quasi_identifiers == std::vector<std::size_t>{0, 2});
    CHECK(it.open({}, {"sex"})->quasi_identifiers == std::vector<std::size_t>{2});
    CHECK(it.open({"place", "sex"})->quasi_identifiers == std::vector<std::size_t>{2, 0});
    const auto data = count_table(*table);
    REQUIRE(data);
    CHECK(data->rows() == 3);
    CHECK(released(*table, *data, {1, 0}, OtherColumns::Pass) ==
          "sex,height,place\r\n*,170,north\r\n*,180,south\r\n*,180,north\r\n");
    CHECK(released(*table, *data, {0, 1}, OtherColumns::Drop) ==
          "sex,place\r\nf,*\r\nm,*\r\nm,*\r\n");
}

TEST_CASE("a table that changes between its two passes is not taken for the one that was counted") {
    for (const char* later :
         {"sex,height,place\nf,170,north\nm,180,south\n",                  // a row less
          "sex,height,place\nf,170,north\nm,180,south\nf,180,south\n",     // a new one
          "sex,height,place\nf,170,north\nm,180,south\nm,180,south\n",     // moved
          "sex,height,place\nf,170,north\nm,180,south\nm,181,north\n",     // what passes
          "sex,height,place\nm,180,south\nf,170,north\nm,180,north\n",     // the order
          "sex,place,height\nf,north,170\nm,south,180\nm,north,180\n"}) {  // others
        INFO(later);
        Folder it;
        auto table = it.open();
        const auto data = count_table(table.value());
        const auto release =
            Release::make(data.value(), {1, 0, {}, Metric::Discernibility}, Levels{0, 0});
        test::spit(it.folder / "people.csv", later);
        test::MemorySink sink;
        const auto written = write_table(*table, release.value(), OtherColumns::Pass, sink);
        REQUIRE_FALSE(written);
        CHECK(written.error().cause == deidentify::causes::table_changed);
    }
}

TEST_CASE("rows that are shuffled are the same rows, in any order alike, below the names") {
    Folder it;
    test::SeededRandom random(3);
    auto table = it.open();
    const auto data = count_table(table.value());
    const auto release =
        Release::make(data.value(), {1, 0, {}, Metric::Discernibility}, Levels{0, 0});
    const auto spool = SpoolFile::begin(it.folder.path());
    const auto written =
        write_table(*table, release.value(), OtherColumns::Pass, *spool.value(), true);
    REQUIRE(written);
    CHECK(written->ends.size() == 4);
    std::map<std::string, int> times;
    for (int round = 0; round < 600; ++round) {
        test::MemorySink sink;
        REQUIRE(shuffle_rows(**spool, written->ends, random, sink));
        ++times[sink.content];
    }
    CHECK(times.size() == 6);
    for (const auto& [text, count] : times) {
        CHECK(text.starts_with("sex,height,place\r\n"));
        for (const char* row : {"f,170,north\r\n", "m,180,south\r\n", "m,180,north\r\n"})
            CHECK(text.find(row) != std::string::npos);
        // 100 in the mean; the deviation is 9.
        CHECK(count > 60);
    }
}

TEST_CASE("each file of a hierarchy is found by its column, and its faults name it") {
    Folder it;
    const auto found = find_hierarchies(it.files, it.folder.path(), "people", {"place", "height"});
    REQUIRE(found);
    REQUIRE(found->size() == 1);
    CHECK(found->front().file == it.folder / "people_hierarchy_place.csv");
    CHECK(read_order(found->front()).value() == std::vector<std::string>{"north", "south"});
    test::spit(it.folder / "other_hierarchy_place.csv", "north,north,*\nsouth,south,*\n");
    const auto own = find_hierarchies(it.files, it.folder.path(), "people", {"place"});
    CHECK(own->front().file == it.folder / "people_hierarchy_place.csv");
    const auto others = find_hierarchies(it.files, it.folder.path(), "third", {"place"});
    REQUIRE_FALSE(others);
    CHECK(others.error().cause == deidentify::causes::hierarchy_twice);
    // What is another table's makes no quasi-identifier of this one's columns.
    test::spit(it.folder / "other_hierarchy_height.csv", "170,*\n180,*\n");
    CHECK(it.open()->quasi_identifiers == std::vector<std::size_t>{0, 2});
    std::filesystem::remove(it.folder / "other_hierarchy_height.csv");
    std::filesystem::remove(it.folder / "people_hierarchy_place.csv");
    const auto drawn = find_hierarchies(it.files, it.folder.path(), "third", {"place", "sex"});
    REQUIRE(drawn);
    REQUIRE(drawn->size() == 2);
    CHECK(drawn->front().file == it.folder / "other_hierarchy_place.csv");
    CHECK(drawn->back().file == it.folder / "sex.csv");
    test::spit(it.folder / "sex.csv", "f,*\nf,*\n");
    const auto twice = read_hierarchy({"sex", it.folder / "sex.csv"});
    REQUIRE_FALSE(twice);
    CHECK(twice.error().where == (it.folder / "sex.csv").string());
    CHECK(it.open({"height"}).error().cause == deidentify::causes::hierarchy_missing);
    CHECK(it.open({"weight"}).error().cause == deidentify::causes::column_missing);
    CHECK(it.open({"sex"}, {"sex"}).error().cause == deidentify::causes::column_twice);
}
