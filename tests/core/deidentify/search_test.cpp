// The optimum that the search finds is the one that trying everything finds.
#include "deidentify/search.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <random>

#include "brute_force.h"
#include "plain_table.h"
#include "support/support.h"

using namespace spine;
using namespace spine::deidentify;

namespace {

Requirements with_k(std::uint32_t k, double max_suppression = 0.05,
                    Metric metric = Metric::Discernibility) {
    return {k, max_suppression, {}, metric};
}

struct AdultOptimum {
    std::size_t columns;
    std::uint32_t k;
    Levels levels;
    std::uint64_t suppressed, kept_classes, discernibility, nodes;
};

// What is asked of the sensitive columns, model by model.
std::vector<std::vector<SensitiveRequirement>> models(std::mt19937& dice) {
    const auto l = static_cast<std::uint32_t>(1 + dice() % 3);
    const double entropy = 1 + static_cast<double>(dice() % 200) / 100;
    const double t = static_cast<double>(dice() % 11) / 20;
    const SensitiveRequirement distinct{"pain", l, {}, {}};
    const SensitiveRequirement entropic{"pain", {}, entropy, {}};
    const SensitiveRequirement equal{"pain", {}, {}, t};
    const SensitiveRequirement ordered{"days", {}, {}, t, Ground::Ordered};
    const SensitiveRequirement all{"days", 2, 1.5, 0.4, Ground::Ordered};
    return {{},        {distinct},          {entropic},          {equal},
            {ordered}, {distinct, ordered}, {entropic, ordered}, {all, equal}};
}

std::vector<Requirements> questions(std::mt19937& dice) {
    const std::vector<double> limits = {0, 0.05, 0.2, 0.5, 1};
    const auto k = static_cast<std::uint32_t>(1 + dice() % 8);
    const double limit = limits[dice() % limits.size()];
    std::vector<Requirements> out;
    for (const auto& model : models(dice))
        for (const Metric metric : {Metric::Discernibility, Metric::Loss})
            out.push_back({k, limit, model, metric});
    return out;
}

void check_against(const test::PlainTable& table, const Microdata& data, const Requirements& asked,
                   const std::optional<test::Optimum>& expected) {
    const auto found = search(data, asked);
    if (!expected) {
        REQUIRE_FALSE(found);
        CHECK(found.error().cause == Cause("no-solution"));
        return;
    }
    REQUIRE(found);
    CHECK(found->levels == expected->levels);
    CHECK(found->suppressed == expected->suppressed);
    CHECK(found->kept_classes == expected->kept_classes);
    CHECK(found->discernibility == expected->discernibility);
    const auto cells = static_cast<double>(table.rows.size() * table.quasi_identifiers.size());
    const double loss = cells > 0 ? static_cast<double>(expected->loss_parts) / 420 / cells : 0;
    CHECK(found->loss == Approx(loss).margin(1e-12));
}

}  // namespace

TEST_CASE("the optima of Adult are found, with six and with nine columns") {
    const auto shared = test::shared_or_skip();
    if (!shared) return;
    const std::vector<AdultOptimum> known = {
        {6, 5, {0, 0, 1, 1, 3, 2}, 85, 233, 9'800'845, 720},
        {6, 12, {0, 0, 1, 2, 3, 2}, 110, 121, 14'653'910, 720},
        {9, 5, {0, 0, 1, 2, 3, 2, 2, 1, 1}, 105, 0, 7'220'555, 12'960},
        {9, 12, {1, 0, 1, 2, 3, 2, 2, 1, 1}, 185, 0, 12'471'453, 12'960}};
    for (const AdultOptimum& one : known) {
        INFO(one.columns << " columns, k " << one.k);
        const Microdata data = test::microdata_of(test::adult(*shared, one.columns));
        REQUIRE(data.rows() == 30'162);
        const auto found = search(data, with_k(one.k));
        REQUIRE(found);
        CHECK(found->levels == one.levels);
        CHECK(found->suppressed == one.suppressed);
        if (one.kept_classes != 0) CHECK(found->kept_classes == one.kept_classes);
        CHECK(found->discernibility == one.discernibility);
        CHECK(found->nodes == one.nodes);
        // Pruning is what the speed rests on.
        CHECK(found->nodes_checked < one.nodes / 3);
    }
}

TEST_CASE("of the nodes of Adult with six columns 523 and 400 keep within the limit") {
    const auto shared = test::shared_or_skip();
    if (!shared) return;
    const Microdata data = test::microdata_of(test::adult(*shared, 6));
    std::size_t within_5 = 0, within_12 = 0;
    Levels levels(6, 0);
    const std::vector<Hierarchy>& columns = data.quasi_identifiers();
    for (std::size_t node = 0; node < 720; ++node) {
        std::size_t rest = node;
        for (std::size_t i = 0; i < levels.size(); ++i) {
            levels[i] = static_cast<std::uint8_t>(rest % columns[i].levels());
            rest /= columns[i].levels();
        }
        const auto five = Release::make(data, with_k(5), levels);
        const auto twelve = Release::make(data, with_k(12), levels);
        REQUIRE((five && twelve));
        within_5 += five->suppressed() <= suppression_limit(with_k(5), data.rows()) ? 1 : 0;
        within_12 += twelve->suppressed() <= suppression_limit(with_k(12), data.rows()) ? 1 : 0;
    }
    CHECK(within_5 == 523);
    CHECK(within_12 == 400);
}

TEST_CASE("on random tables the optimum is that of a brute force, for every model and metric") {
    std::mt19937 dice(20'261'127);
    const int tables = test::long_form() ? 3'000 : 300;
    std::size_t solved = 0, unsolved = 0, checked = 0, nodes = 0;
    for (int i = 0; i < tables; ++i) {
        INFO("table " << i);
        const test::PlainTable table = test::random_table(dice);
        const Microdata data = test::microdata_of(table);
        const auto asked = questions(dice);
        const auto expected = test::brute_force(table, asked);
        for (std::size_t j = 0; j < asked.size(); ++j) {
            INFO("question " << j);
            check_against(table, data, asked[j], expected[j]);
            expected[j] ? ++solved : ++unsolved;
            if (const auto found = search(data, asked[j])) {
                checked += found->nodes_checked;
                nodes += found->nodes;
            }
        }
    }
    test::figure(std::to_string(solved) + " optima and " + std::to_string(unsolved) +
                 " without a solution agree; " + std::to_string(checked) + " of " +
                 std::to_string(nodes) + " nodes were checked");
    // Neither kind is missing, and something was cut.
    CHECK(solved > 1'000);
    CHECK(unsolved > 100);
    CHECK(checked < nodes);
}

TEST_CASE("a class that fails by being joined cuts no finer node, in which its parts may hold") {
    std::mt19937 dice(4);
    std::vector<Requirements> asked;
    for (const double limit : {0.1, 0.3, 0.5}) {
        for (const double t : {0.1, 0.2, 0.3})
            asked.push_back({2, limit, {{"pain", {}, {}, t}}, Metric::Loss});
        for (const double l : {1.5, 1.8, 1.95})
            asked.push_back({2, limit, {{"pain", {}, l, {}}}, Metric::Loss});
    }
    const int tables = test::long_form() ? 1'000 : 100;
    for (int i = 0; i < tables; ++i) {
        INFO("table " << i);
        const test::PlainTable table = test::uneven_table(dice);
        const Microdata data = test::microdata_of(table);
        const auto expected = test::brute_force(table, asked);
        for (std::size_t j = 0; j < asked.size(); ++j) {
            INFO("question " << j);
            check_against(table, data, asked[j], expected[j]);
        }
    }
}

TEST_CASE("a table whose keys fill several words has the optimum that the brute force finds") {
    // Fixed columns take 32 bits each where the table is counted; so many values in each that the
    // search's own keys are wide, too.
    std::mt19937 dice(7);
    for (int i = 0; i < 5; ++i) {
        INFO("table " << i);
        test::PlainTable table;
        table.sensitive = {"pain", "days"};
        for (int column = 0; column < 3; ++column)
            table.quasi_identifiers.push_back(
                {"q" + std::to_string(column),
                 {{"a", "x", "*"}, {"b", "x", "*"}, {"c", "y", "*"}}});
        for (int column = 0; column < 7; ++column)
            table.fixed.push_back("f" + std::to_string(column));
        // Each person twice or more: all fixed columns hang on the person.
        for (int row = 0; row < 3'000; ++row) {
            std::vector<std::string> cells;
            cells.reserve(12);
            for (int column = 0; column < 3; ++column)
                cells.emplace_back(1, static_cast<char>('a' + dice() % 3));
            const std::string person = std::to_string(dice() % 700);
            for (int column = 0; column < 7; ++column) cells.push_back(person);
            cells.push_back(std::to_string(dice() % 3));
            cells.push_back(std::to_string(dice() % 4));
            table.rows.push_back(cells);
        }
        const std::vector<Requirements> asked = {with_k(3, 0.2),
                                                 with_k(3, 0.2, Metric::Loss),
                                                 {2, 0.5, {{"pain", 2, {}, {}}}, Metric::Loss}};
        const Microdata data = test::microdata_of(table);
        const auto expected = test::brute_force(table, asked);
        for (std::size_t j = 0; j < asked.size(); ++j)
            check_against(table, data, asked[j], expected[j]);
    }
}

TEST_CASE("tables that leave nothing to choose are answered all the same") {
    const test::PlainColumn two{"sex", {{"f", "*"}, {"m", "*"}}}, flat{"part", {{"low"}, {"high"}}};
    const test::PlainColumn one{"country", {{"here", "*"}}};
    SECTION("no row") {
        const auto found = search(test::microdata_of({{two, flat}, {}, {}, {}}), with_k(5));
        REQUIRE(found);
        CHECK(found->levels == Levels{0, 0});
        CHECK(found->suppressed == 0);
        CHECK(found->kept_classes == 0);
        CHECK(found->discernibility == 0);
        CHECK(found->loss == 0);
    }
    SECTION("one row") {
        const Microdata data = test::microdata_of({{two, one}, {}, {}, {{"f", "here"}}});
        const auto alone = search(data, with_k(1, 0));
        REQUIRE(alone);
        CHECK(alone->levels == Levels{0, 0});
        CHECK(alone->discernibility == 1);
        const auto hidden = search(data, with_k(2, 1));
        REQUIRE(hidden);
        CHECK(hidden->levels == Levels{0, 0});
        CHECK(hidden->suppressed == 1);
        CHECK(hidden->loss == 1);
        const auto none = search(data, with_k(2, 0.99));
        REQUIRE_FALSE(none);
        CHECK(none.error().cause == Cause("no-solution"));
    }
    SECTION("no quasi-identifier") {
        const Microdata data = test::microdata_of({{}, {}, {}, {{}, {}, {}}});
        const auto found = search(data, with_k(3, 0));
        REQUIRE(found);
        CHECK(found->levels.empty());
        CHECK(found->kept_classes == 1);
        CHECK(found->nodes == 1);
    }
    SECTION("k beyond the table") {
        const Microdata data = test::microdata_of({{two}, {}, {}, {{"f"}, {"m"}, {"f"}}});
        CHECK_FALSE(search(data, with_k(4)));
        const auto hidden = search(data, with_k(4'000'000'000, 1));
        REQUIRE(hidden);
        CHECK(hidden->suppressed == 3);
        CHECK(hidden->discernibility == 9);
    }
    SECTION("a hierarchy of one level, which cannot be made coarser") {
        const Microdata data = test::microdata_of({{flat}, {}, {}, {{"low"}, {"low"}, {"high"}}});
        CHECK_FALSE(search(data, with_k(2, 0.3)));
        const auto found = search(data, with_k(2, 0.34));
        REQUIRE(found);
        CHECK(found->suppressed == 1);
    }
}

TEST_CASE("what makes no sense as a requirement is refused with its cause") {
    const Microdata data = test::microdata_of(
        {{{"sex", {{"f", "*"}, {"m", "*"}}}}, {}, {"work"}, {{"f", "smith"}, {"m", "baker"}}});
    const auto cause = [&](const Requirements& asked) {
        const auto found = search(data, asked);
        return found ? std::string() : std::string(found.error().cause.name());
    };
    CHECK(cause(with_k(0)) == "requirements-invalid");
    CHECK(cause(with_k(2, 1.01)) == "requirements-invalid");
    CHECK(cause(with_k(2, -0.1)) == "requirements-invalid");
    CHECK(cause(with_k(2, std::nan(""))) == "requirements-invalid");
    CHECK(cause({2, 1, {{"pay", 2, {}, {}}}, Metric::Loss}) == "sensitive-column-missing");
    CHECK(cause({2, 1, {{"work", 0, {}, {}}}, Metric::Loss}) == "requirements-invalid");
    CHECK(cause({2, 1, {{"work", {}, 0.5, {}}}, Metric::Loss}) == "requirements-invalid");
    for (const double l : {1e10, std::numeric_limits<double>::infinity(), std::nan("")})
        CHECK(cause({2, 1, {{"work", {}, l, {}}}, Metric::Loss}) == "requirements-invalid");
    CHECK(cause({2, 1, {{"work", {}, {}, 1.5}}, Metric::Loss}) == "requirements-invalid");
    CHECK(cause({2, 1, {{"work", 2, {}, {}}, {"work", {}, 2, {}}}, Metric::Loss}) ==
          "requirements-invalid");
    CHECK(cause({2, 1, {{"work", {}, {}, 0.1, Ground::Ordered}}, Metric::Loss}) == "order-unknown");
    CHECK(cause({2, 1, {{"work", {}, {}, 0.1, Ground::Ordered, {"smith"}}}, Metric::Loss}) ==
          "order-unknown");
    CHECK_THAT(
        cause({2, 1, {{"work", {}, {}, 0.1, Ground::Ordered, {"smith", "baker"}}}, Metric::Loss}),
        Catch::Matchers::Equals(""));
}

TEST_CASE("a share of rows that may be suppressed is rounded down to whole rows") {
    CHECK(suppression_limit(with_k(5, 0.05), 30'162) == 1'508);
    CHECK(suppression_limit(with_k(5, 0.29), 100) == 29);
    CHECK(suppression_limit(with_k(5, 1), 7) == 7);
    CHECK(suppression_limit(with_k(5, 0), 7) == 0);
}

TEST_CASE("a search tells how far it is and stops when asked to") {
    std::mt19937 dice(3);
    test::PlainTable table;
    for (int column = 0; column < 4; ++column) {
        test::PlainColumn made{"q" + std::to_string(column), {}};
        for (int value = 0; value < 40; ++value)
            made.hierarchy.push_back({std::to_string(value), std::to_string(value / 2),
                                      std::to_string(value / 10), "*"});
        table.quasi_identifiers.push_back(made);
    }
    for (int row = 0; row < 20'000; ++row) {
        auto& cells = table.rows.emplace_back();
        for (int column = 0; column < 4; ++column) cells.push_back(std::to_string(dice() % 40));
    }
    const Microdata data = test::microdata_of(table);
    std::vector<double> shares;
    std::stop_source stop;
    const auto whole =
        search(data, with_k(5), {[&](double share) { shares.push_back(share); }, {}});
    REQUIRE(whole);
    REQUIRE(shares.size() > 2);
    CHECK(std::is_sorted(shares.begin(), shares.end()));
    CHECK(shares.front() >= 0);
    CHECK(shares.back() == 1);
    const std::size_t all = shares.size();
    shares.clear();
    const auto cut = search(data, with_k(5),
                            {[&](double share) {
                                 shares.push_back(share);
                                 stop.request_stop();
                             },
                             stop.get_token()});
    REQUIRE_FALSE(cut);
    CHECK(cut.error().cause == Cause("search-cancelled"));
    CHECK(shares.size() < all);
}
