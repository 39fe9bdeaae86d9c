// Pairs of data sets of one archive, joined by who has the files, and what the ledger keeps of
// them.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <map>
#include <set>

#include "export/earlier_exports.h"
#include "export/research_export.h"
#include "exporting_clinic.h"
#include "joined_exports.h"

using namespace spine;
using namespace spine::exporting;
using test::joined;
using test::StudyText;
using Clinic = test::ExportingClinic;

TEST_CASE("what was shown of a sensitive column the ledger gives back, in its order") {
    Clinic clinic;
    clinic.add_many(400);
    StudyText study;
    study.more = "[[sensitive]]\nvariable = \"worry\"\nl = 2\nt = 0.6\nt_kind = \"ordered\"\n";
    const auto left = clinic.left(study.toml(), "first");
    const auto earlier = EarlierExports::read(*clinic.world.archive);
    REQUIRE(earlier);
    const auto& history = (*earlier)->history();
    REQUIRE(history.former_columns().size() == 1);
    // By class, how many rows have which number, by their order; the same of the file.
    std::multiset<std::vector<std::uint32_t>> told, written;
    std::map<std::uint32_t, std::uint32_t> all;
    const auto tallies = history.tallies();
    for (deidentify::Trace trace = 1; trace < history.traces(); ++trace) {
        std::vector<std::uint32_t> rows;
        for (const auto& [value, many] : tallies[trace]) {
            rows.push_back(many);
            all[value.value] += many;
        }
        if (!rows.empty()) told.insert(rows);
    }
    const auto data = test::rows_of(clinic.csv("first"));
    const auto column = test::column_of(data, "worry");
    std::map<std::vector<std::string>, std::map<double, std::uint32_t>> classes;
    std::map<double, std::uint32_t> whole;
    for (std::size_t i = 1; i < data.size(); ++i) {
        std::vector<std::string> key;
        for (const auto& name : test::quasi_identifiers_of(data))
            key.push_back(data[i].at(test::column_of(data, name)));
        char* end = nullptr;
        const double number = std::strtod(data[i].at(column).c_str(), &end);
        const double place = *end == 0 && !data[i].at(column).empty() ? number : 1e9;
        ++classes[key][place];
        ++whole[place];
    }
    for (const auto& [key, numbers] : classes) {
        std::vector<std::uint32_t> rows;
        for (const auto& [number, many] : numbers) rows.push_back(many);
        written.insert(rows);
    }
    CHECK(told == written);
    std::vector<std::uint32_t> in_order, in_file;
    for (const auto& [number, many] : all) in_order.push_back(many);
    for (const auto& [number, many] : whole) in_file.push_back(many);
    CHECK(in_order == in_file);
    CHECK(clinic.entries().at(0).sensitive.at(0).t == 0.6);
    CHECK(left.joint.k >= 5);
}

TEST_CASE(
    "two data sets of overlapping people, joined as files, have no group under k, and without the "
    "ledger they do") {
    const int wanted = test::long_form() ? 200 : 6;
    int released = 0, refused = 0, found_without = 0;
    std::uint64_t in_several = 0;
    for (std::uint64_t seed = 1; released < wanted; ++seed) {
        REQUIRE(seed < static_cast<std::uint64_t>(wanted) * 20 + 20);
        Clinic clinic(seed);
        test::SeededRandom random(seed);
        clinic.add_many(250 + static_cast<int>(random.below(300)));
        const int first_k = 5 + static_cast<int>(random.below(4));
        const int second_k = 5 + static_cast<int>(random.below(4));
        StudyText first, second;
        first.privacy = fmt::format("k = {}\n", first_k);
        second.privacy = fmt::format("k = {}\n", second_k);
        (random.below(2) == 0 ? first : second).privacy += "metric = \"discernibility\"\n";
        const bool grows = random.below(2) == 0;
        // Of an early part, where it is large enough for one.
        if (!grows || random.below(2) == 0) first.until = "2026-06-30";
        auto made = clinic.leave(first.toml(), "first");
        // Of fewer than 200 sessions tables leave, and no rows.
        if (!made || made->tables_only) continue;
        if (grows) clinic.add_many(20 + static_cast<int>(random.below(150)));
        const auto rows = clinic.world.archive->rows().value();
        if (random.below(4) == 0)
            for (const auto& row : rows)
                if (random.below(3) == 0)
                    REQUIRE(clinic.world.archive->withdraw_research(row.place.ref()));
        INFO("seed " << seed);
        const auto joint = clinic.leave(second.toml(), "second");
        if (!joint) {
            const Cause cause = joint.error().cause;
            CHECK((cause == exporting::causes::joint_too_small ||
                   cause == exporting::causes::too_few_sessions));
            ++refused;
            continue;
        }
        if (joint->tables_only) continue;
        ++released;
        const auto k = static_cast<std::size_t>(std::min(first_k, second_k));
        const auto both = joined({clinic.csv("first"), clinic.csv("second")});
        CHECK(both.smallest >= k);
        in_several += both.in_several;
        clinic.forget_exports();
        (void)clinic.left(second.toml(), "unseen");
        if (joined({clinic.csv("first"), clinic.csv("unseen")}).smallest < k) ++found_without;
    }
    test::figure(fmt::format(
        "{} pairs of data sets, {} further were refused, {} people in both on average: groups "
        "under k: 0; without the ledger, of the same pairs: {}",
        released, refused, in_several / static_cast<std::uint64_t>(released), found_without));
    CHECK(found_without * 10 >= released * 8);
}
