// kioskctl anonymize, as a researcher calls it; what it wrote is read and counted by the test
// itself.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <csignal>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "shell.h"
#include "support/small_disk.h"
#include "support/support.h"

using namespace spine;
using Json = nlohmann::json;
using Rows = std::vector<std::vector<std::string>>;

namespace {

// Of a table without quotes.
Rows rows_of(const std::string& text, char separator) {
    Rows rows;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        std::istringstream cells(line + separator);
        auto& row = rows.emplace_back();
        for (std::string cell; std::getline(cells, cell, separator);) row.push_back(cell);
    }
    return rows;
}

// By the first `columns` cells of each row but the names': how many rows are alike.
std::map<std::vector<std::string>, std::size_t> classes_of(const Rows& rows, std::size_t columns) {
    std::map<std::vector<std::string>, std::size_t> classes;
    for (std::size_t i = 1; i < rows.size(); ++i)
        ++classes[{rows[i].begin(), rows[i].begin() + static_cast<std::ptrdiff_t>(columns)}];
    return classes;
}

struct Optimum {
    std::string columns;
    int k = 0;
    std::vector<int> levels;
    int suppressed = 0;
    std::uint64_t discernibility = 0;
};

// A table of twelve people and its hierarchies, in a folder of its own.
struct SmallTable {
    explicit SmallTable(char separator = ';', const std::string& last = "35,m,hay fever") {
        std::string text = "age,sex,diagnosis\n";
        for (const char* row : {"31,f,=1+1", "32,m,asthma", "33,m,-3.5", "34,m,asthma",
                                "31,m,hay fever", "32,f,+cmd|' /C calc'!A0", "33,f,asthma",
                                "34,f,asthma", "35,f,asthma", "36,m,asthma", "36,f,asthma"})
            text.append(row).append("\n");
        text.append(last).append("\n");
        std::string ages;
        for (int age = 31; age <= 36; ++age)
            ages += fmt::format("{};{};*\n", age, age < 34 ? "31-33" : "34-36");
        for (char& c : text)
            if (c == ',') c = separator;
        std::filesystem::create_directory(folder / "hierarchies");
        test::spit(folder / "people.csv", text);
        test::spit(folder / "hierarchies/age.csv", ages);
        test::spit(folder / "hierarchies/people_hierarchy_sex.csv", "f;*\nm;*\n");
    }
    [[nodiscard]] test::Ran run(const std::string& more) const {
        return test::shell(fmt::format(
            R"(anonymize "{}" --hierarchies "{}" --out "{}" {})", (folder / "people.csv").string(),
            (folder / "hierarchies").string(), (folder / "out.csv").string(), more));
    }
    [[nodiscard]] std::set<std::string> names() const {
        std::set<std::string> all;
        for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
            all.insert(entry.path().filename().string());
        return all;
    }
    const test::TemporaryFolder folder;
    const std::set<std::string> before = {"hierarchies", "people.csv"};
};

}  // namespace

TEST_CASE(
    "Adult is released at the known optimum, and what was written holds k by the test's own "
    "count") {
    const auto shared = test::shared_or_skip();
    if (!shared) return;
    const std::filesystem::path adult = *shared / "data/adult";
    const std::string six = "sex,age,race,marital-status,education,native-country";
    const std::string nine = six + ",workclass,occupation,salary-class";
    const Rows table = rows_of(test::slurp(adult / "adult.csv"), ';');
    for (const Optimum& known : {Optimum{six, 5, {0, 0, 1, 1, 3, 2}, 85, 9'800'845},
                                 Optimum{six, 12, {0, 0, 1, 2, 3, 2}, 110, 14'653'910},
                                 Optimum{nine, 5, {0, 0, 1, 2, 3, 2, 2, 1, 1}, 105, 7'220'555},
                                 Optimum{nine, 12, {1, 0, 1, 2, 3, 2, 2, 1, 1}, 185, 12'471'453}}) {
        INFO(known.columns << " k " << known.k);
        const test::TemporaryFolder folder;
        const test::Ran ran = test::shell(
            fmt::format(R"(anonymize "{}" --hierarchies "{}" --k {} --qi {} --out "{}" --json)",
                        (adult / "adult.csv").string(), adult.string(), known.k, known.columns,
                        (folder / "out.csv").string()));
        INFO(ran.err);
        REQUIRE(ran.code == 0);
        const Json said = Json::parse(ran.out);
        const std::size_t columns = known.levels.size();
        for (std::size_t i = 0; i < columns; ++i)
            CHECK(said["levels"][table[0][i]] == known.levels[i]);
        CHECK(said["rows"] == 30162);
        CHECK(said["suppressed"] == known.suppressed);
        CHECK(said["discernibility"] == known.discernibility);
        const Rows written = rows_of(test::slurp(folder / "out.csv"), ';');
        CHECK(written.size() == 30162U - static_cast<std::size_t>(known.suppressed) + 1);
        CHECK(written[0] == table[0]);
        const auto classes = classes_of(written, columns);
        CHECK(said["classes"] == classes.size());
        std::size_t smallest = written.size();
        for (const auto& [labels, rows] : classes) smallest = std::min(smallest, rows);
        CHECK(smallest >= static_cast<std::size_t>(known.k));
        CHECK(said["max_risk"].get<double>() == Approx(1.0 / static_cast<double>(smallest)));
        CHECK(said["mean_risk"].get<double>() == Approx(static_cast<double>(classes.size()) /
                                                        static_cast<double>(written.size() - 1)));
        // What is not generalised comes through, in the table's order.
        std::size_t at = 1;
        for (std::size_t i = 1; columns == 6 && i < written.size(); ++i) {
            const auto same = [&](const std::vector<std::string>& row) {
                return std::equal(row.begin() + 6, row.end(), written[i].begin() + 6);
            };
            while (at < table.size() && !same(table[at])) ++at;
            REQUIRE(at < table.size());
            ++at;
        }
    }
}

TEST_CASE("a table with commas, semicolons or tabs is released alike, formulas defused") {
    std::set<std::string> released;
    for (const char separator : {',', ';', '\t'}) {
        const SmallTable table(separator);
        const test::Ran ran = table.run("--k 3 --json");
        INFO(ran.err);
        REQUIRE(ran.code == 0);
        const Json said = Json::parse(ran.out);
        CHECK(said["levels"] == Json::parse(R"({"age":1,"sex":0})"));
        CHECK(said["written"] == 12);
        CHECK(said["passed"] == Json::array({"diagnosis"}));
        CHECK(said["formulas_defused"] == 2);
        std::string text = test::slurp(table.folder / "out.csv");
        for (char& c : text)
            if (c == separator) c = '!';
        released.insert(text);
        CHECK(text.find("31-33!f!'=1+1\r\n") != std::string::npos);
        CHECK(text.find("31-33!f!'+cmd|' /C calc'") != std::string::npos);
        CHECK(text.find("31-33!m!-3.5\r\n") != std::string::npos);
        CHECK(ran.err.find("Written as they are, and not counted as known to anybody: diagnosis") !=
              std::string::npos);
        CHECK(ran.err.find("age: level 1 of 2, 6 values became 2") != std::string::npos);
    }
    CHECK(released.size() == 1);
}

TEST_CASE("only what is generalised and sensitive is written where that is asked for") {
    const SmallTable table(',');
    REQUIRE(table.run("--k 3 --only-qi").code == 0);
    CHECK(test::slurp(table.folder / "out.csv").starts_with("age,sex\r\n"));
    const test::Ran ran = table.run(
        "--k 3 --only-qi --qi sex --sensitive diagnosis --l 2 --max-suppression 0 --json");
    INFO(ran.err);
    REQUIRE(ran.code == 0);
    CHECK(test::slurp(table.folder / "out.csv").starts_with("sex,diagnosis\r\n"));
    CHECK(Json::parse(ran.out)["dropped"] == Json::array({"age"}));
}

TEST_CASE("shuffled rows are the same rows, and the table's order is gone") {
    const SmallTable table(',');
    REQUIRE(table.run("--k 1").code == 0);
    const Rows ordered = rows_of(test::slurp(table.folder / "out.csv"), ',');
    std::set<Rows> orders;
    for (int round = 0; round < 3; ++round) {
        REQUIRE(table.run("--k 1 --shuffle").code == 0);
        Rows rows = rows_of(test::slurp(table.folder / "out.csv"), ',');
        CHECK(rows.front() == ordered.front());
        orders.insert(rows);
        std::sort(rows.begin(), rows.end());
        Rows sorted = ordered;
        std::sort(sorted.begin(), sorted.end());
        CHECK(rows == sorted);
    }
    CHECK(orders.size() == 3);
    CHECK_FALSE(orders.contains(ordered));
}

TEST_CASE("a class of one diagnosis is not released once the diagnosis is sensitive") {
    const SmallTable table(',', "35,m,asthma");
    REQUIRE(table.run("--k 2 --only-qi --max-suppression 0.5").code == 0);
    for (const char* asked : {"--l 2", "--l 1.5 --l-kind entropy", "--t 0.3"}) {
        INFO(asked);
        const test::Ran ran = table.run(
            fmt::format("--k 2 --only-qi --max-suppression 0.5 --sensitive diagnosis {}", asked));
        INFO(ran.err);
        REQUIRE(ran.code == 0);
        const Rows rows = rows_of(test::slurp(table.folder / "out.csv"), ',');
        std::map<std::vector<std::string>, std::set<std::string>> values;
        for (std::size_t i = 1; i < rows.size(); ++i)
            values[{rows[i][0], rows[i][1]}].insert(rows[i][2]);
        REQUIRE_FALSE(values.empty());
        for (const auto& [labels, held] : values) CHECK(held.size() >= 2);
    }
}

TEST_CASE("an ordered distance takes numbers as they are, and words as their file has them") {
    const SmallTable table(',');
    const std::string ordered = "--k 2 --qi sex --t 1 --t-kind ordered --sensitive ";
    CHECK(table.run(ordered + "age").code == 0);
    const test::Ran unknown = table.run(ordered + "diagnosis");
    CHECK(unknown.code == 1);
    CHECK(unknown.err.find("diagnosis") != std::string::npos);
    CHECK(table.names().contains("out.csv"));
    test::spit(table.folder / "hierarchies/diagnosis.csv",
               "hay fever\nasthma\n-3.5\n=1+1\n+cmd|' /C calc'!A0\n");
    CHECK(table.run(ordered + "diagnosis").code == 0);
}

TEST_CASE("a value that the hierarchy lacks is told by line and column, and shown nowhere") {
    const SmallTable table(',', "99,m,SECRET");
    const test::Ran ran = table.run("--k 2 --json");
    CHECK(ran.code == 1);
    CHECK(ran.out.empty());
    CHECK(ran.err.find("people.csv, line 13, column \"age\": The column has a value that its "
                       "hierarchy lacks.") != std::string::npos);
    CHECK(ran.err.find("99") == std::string::npos);
    CHECK(ran.err.find("SECRET") == std::string::npos);
    CHECK(table.names() == table.before);
}

TEST_CASE(
    "a write that fails and a run that is killed in the middle leave the old file and no half "
    "one") {
    const auto shared = test::shared_or_skip();
    if (!shared) return;
    const std::filesystem::path adult = *shared / "data/adult";
    const test::TemporaryFolder folder;
    test::spit(folder / "out.csv", "old");
    const std::string line =
        fmt::format(R"(anonymize "{}" --hierarchies "{}" --k 5 --qi sex,age --out "{}")",
                    (adult / "adult.csv").string(), adult.string(), (folder / "out.csv").string());
    {
        const test::SmallDisk full(1'000'000, SIG_IGN);
        const test::Ran ran = test::shell(line);
        CHECK(ran.code == 1);
        CHECK(ran.err.find("could not be written") != std::string::npos);
    }
    {
        const test::SmallDisk killing(1'000'000, SIG_DFL);
        CHECK(test::shell(line).code != 0);
    }
    CHECK(test::slurp(folder / "out.csv") == "old");
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
    CHECK(test::shell(line).code == 0);
    CHECK(test::slurp(folder / "out.csv").size() > 1'000'000);
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("OUT is never what is read, under whatever name") {
    const SmallTable table(',');
    std::filesystem::create_hard_link(table.folder / "people.csv", table.folder / "out.csv");
    const std::string before = test::slurp(table.folder / "people.csv");
    CHECK(table.run("--k 2").code == 1);
    std::filesystem::remove(table.folder / "out.csv");
    std::filesystem::create_hard_link(table.folder / "hierarchies/age.csv",
                                      table.folder / "out.csv");
    CHECK(table.run("--k 2").code == 1);
    std::filesystem::remove(table.folder / "out.csv");
    std::filesystem::create_symlink(table.folder / "people.csv", table.folder / "out.csv");
    CHECK(table.run("--k 2").code == 1);
    std::filesystem::remove(table.folder / "out.csv");
    std::filesystem::create_directory(table.folder / "out.csv");
    CHECK(table.run("--k 2").code == 1);
    CHECK(test::slurp(table.folder / "people.csv") == before);
    // The order of a column's values is read, too.
    const std::string order = "hay fever\nasthma\n-3.5\n=1+1\n+cmd|' /C calc'!A0\n";
    test::spit(table.folder / "hierarchies/diagnosis.csv", order);
    std::filesystem::remove(table.folder / "out.csv");
    std::filesystem::create_hard_link(table.folder / "hierarchies/diagnosis.csv",
                                      table.folder / "out.csv");
    const test::Ran ran = table.run("--k 2 --qi sex --sensitive diagnosis --t 1 --t-kind ordered");
    CHECK(ran.code == 1);
    CHECK(ran.err.find("OUT is") != std::string::npos);
    CHECK(test::slurp(table.folder / "hierarchies/diagnosis.csv") == order);
}

TEST_CASE("a column's name tells the terminal nothing") {
    const SmallTable table(',');
    std::string text = test::slurp(table.folder / "people.csv");
    text.replace(text.find("diagnosis"), 9, "dia\x1b[2J\xC2\x9Bgnosis");
    test::spit(table.folder / "people.csv", text);
    const test::Ran ran = table.run("--k 3");
    CHECK(ran.code == 0);
    CHECK(ran.err.find("dia\\x1B[2J\\xC2\\x9Bgnosis") != std::string::npos);
    CHECK(ran.err.find('\x1b') == std::string::npos);
}

TEST_CASE("where nothing holds what is asked for, the command says what to do and writes nothing") {
    const SmallTable table(',');
    const test::Ran none = table.run("--k 13");
    CHECK(none.code == 1);
    CHECK(none.err.find("Allow more rows to be suppressed") != std::string::npos);
    const test::Ran unknown = table.run("--k 2 --qi height");
    CHECK(unknown.code == 1);
    CHECK(unknown.err.find("no column \"height\"") != std::string::npos);
    const test::Ran without = table.run("--k 2 --qi diagnosis");
    CHECK(without.code == 1);
    CHECK(without.err.find("diagnosis.csv") != std::string::npos);
    CHECK(table.run("--k 2 --qi age,sex --sensitive sex --l 2").code == 1);
    test::spit(table.folder / "hierarchies/other_hierarchy_age.csv", "31;*\n");
    std::filesystem::rename(table.folder / "hierarchies/people_hierarchy_sex.csv",
                            table.folder / "hierarchies/third_hierarchy_sex.csv");
    const test::Ran two = table.run("--k 2");
    CHECK(two.code == 1);
    CHECK(two.err.find("hierarchies of \"other\" and of \"third\"") != std::string::npos);
    CHECK(table.names() == table.before);
}

TEST_CASE("what does not fit together on the command line is a wrong usage") {
    const SmallTable table(',');
    for (const char* wrong :
         {"", "--k 0", "--k 2 --max-suppression 1.5", "--k 2 --max-suppression nan", "--k 2 --l 2",
          "--k 2 --t 0.2", "--k 2 --sensitive diagnosis", "--k 2 --sensitive diagnosis --l 2.5",
          "--k 2 --metric height", "--k 2 --sensitive diagnosis --t 2",
          "--k 2 --sensitive diagnosis --l 2 --l-kind some", "--k 2 --qi age,age", "--k 2 --qi",
          "--k 2 --sensitive diagnosis --t 0.2 --l-kind distinct", "--k 2 --t-kind equal",
          "--k 2 --sensitive diagnosis --l 2 --t-kind ordered",
          "--k 2 --sensitive diagnosis,diagnosis --l 2"}) {
        INFO(wrong);
        const test::Ran ran = table.run(wrong);
        CHECK(ran.code == 2);
        CHECK(table.names() == table.before);
    }
    CHECK(test::shell("anonymize --help").out.find("Example: kioskctl anonymize") !=
          std::string::npos);
}
