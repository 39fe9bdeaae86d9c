// What a report shows of rows that were written by hand, and what it hides.
#include "export/report_figures.h"

#include <catch2/catch.hpp>
#include <cmath>

#include "report_table.h"
#include "support/support.h"

using namespace spine;
using namespace spine::exporting;
using Catch::Matchers::Equals;
using test::ReportTable;

namespace {

// Ten people: before 50 each, after 50 - 0, 10, ... 90.
ReportTable ten_people() {
    ReportTable made;
    for (int i = 0; i < 10; ++i) made.add(50, 50 - 10 * (i % 5));
    return made;
}

}  // namespace

TEST_CASE("means, SD and interval of a change are of those who answered both times") {
    ReportTable made = ten_people();
    for (int i = 0; i < 6; ++i) {
        auto stopped = made.row();
        stopped[ReportTable::Before] = 100.0;
        stopped[ReportTable::After] = stopped[ReportTable::Change] = Missing::NotReached;
        stopped[ReportTable::KnowAfter] = Missing::NotReached;
        made.add(stopped);
    }
    const ShownDomain shown = made.figures().domains.at(0);
    CHECK(shown.who[DomainTally::Both].number == 10);
    CHECK(shown.who[DomainTally::FirstOnly].number == 6);
    CHECK(shown.before->mean == Approx(50));
    CHECK(shown.after->mean == Approx(30));
    CHECK(shown.change->mean == Approx(-20));
    // Squares 400 100 0 100 400, twice: 2,000 by nine. t with nine degrees 2.2622.
    CHECK(*shown.change->sd == Approx(std::sqrt(2000.0 / 9)));
    const double reach = 2.26216 * std::sqrt(2000.0 / 9 / 10);
    CHECK(shown.change->interval->low == Approx(-20 - reach).margin(1e-3));
    CHECK(shown.change->interval->high == Approx(-20 + reach).margin(1e-3));
    // Those who stopped stand beside, not in it.
    CHECK(shown.first_of_stopped->mean == Approx(100));
    CHECK_FALSE(shown.change->few);
}

TEST_CASE("a mean over fewer than the threshold is nowhere") {
    ReportTable made;
    for (int i = 0; i < 4; ++i) made.add(50, 20);
    for (int i = 0; i < 40; ++i) made.add(made.row());
    const ReportFigures shown = made.figures();
    CHECK(shown.domains.at(0).who[DomainTally::Both].kind == ShownCount::Hidden);
    CHECK_FALSE(shown.domains.at(0).change);
    CHECK_FALSE(shown.domains.at(0).before);
    CHECK_FALSE(shown.outcome->estimate);
    // The rest of all would give them away.
    CHECK(shown.domains.at(0).who[DomainTally::Neither].kind == ShownCount::AtLeast);
}

TEST_CASE("people who were here before are counted nowhere") {
    ReportTable made = ten_people();
    made.table.variables.emplace_back();
    made.table.variables.back().kind = Kind::Boolean;
    made.table.variables.back().words = {{"en", "First time"}};
    made.columns.first_time = made.table.variables.size() - 1;
    for (auto& row : made.rows) row.emplace_back(true);
    made.rows[0].back() = false;
    made.rows[1].back() = Missing::NotAnswered;
    const ReportFigures shown = made.figures();
    CHECK(shown.people == 8);
    CHECK(shown.domains.at(0).who[DomainTally::Both].number == 8);
}

TEST_CASE("the steps of those who dropped out are put together until no small step can be told") {
    test::SeededRandom random(3);
    for (int i = 0; i < 500; ++i) {
        std::vector<std::uint64_t> stopped(3 + random.below(6));
        for (auto& one : stopped) one = random.below(3) == 0 ? random.below(20) : random.below(5);
        stopped.back() = 100 + random.below(500);
        const std::vector<std::string> titles(stopped.size() - 1, "part");
        const auto steps = steps_of(stopped, titles, 5);
        CAPTURE(i, stopped);
        std::uint64_t known = 0;
        for (std::size_t step = 0; step + 1 < steps.size(); ++step) {
            const auto &here = steps[step].reached, &next = steps[step + 1].reached;
            if (here.kind != ShownCount::Exact || next.kind != ShownCount::Exact) continue;
            const std::uint64_t difference = here.number - next.number;
            CHECK((difference == 0 || difference >= 5));
            CHECK(steps[step].stopped.kind != ShownCount::Hidden);
            known += difference;
        }
        CHECK(known <= 400);
    }
}

TEST_CASE("whoever was never asked the last part came to the end, and who stopped stands at it") {
    ReportTable made;
    for (int i = 0; i < 30; ++i) made.add(50, 50);
    for (int i = 0; i < 7; ++i) {
        auto stopped = made.row();
        stopped[ReportTable::Before] = 50.0;
        stopped[ReportTable::After] = Missing::NotReached;
        made.add(stopped);
    }
    const auto steps = made.figures().steps;
    REQUIRE(steps.size() == 4);
    CHECK_THAT(steps[1].title, Equals("First asking"));
    CHECK(steps[1].reached.number == 37);
    CHECK(steps[1].stopped.number == 7);
    CHECK(steps[2].reached.number == 30);
    CHECK(steps[3].reached.number == 30);
}

TEST_CASE("a question's right answers are counted before and after, of who answered both times") {
    ReportTable made;
    const auto say = [&](int people, std::uint16_t before, std::uint16_t after) {
        for (int i = 0; i < people; ++i) {
            auto row = made.row();
            row[ReportTable::KnowBefore] = Coded{before};
            row[ReportTable::KnowAfter] = Coded{after};
            made.add(row);
        }
    };
    say(20, 1, 0);  // wrong, then right
    say(10, 2, 0);  // not sure, then right
    say(10, 0, 0);
    auto once = made.row();
    once[ReportTable::KnowBefore] = Coded{0};
    for (int i = 0; i < 8; ++i) made.add(once);
    const ShownQuestion shown = made.figures().questions.at(0);
    CHECK(shown.both.number == 40);
    CHECK(*shown.right_before == Approx(25));
    CHECK(*shown.right_after == Approx(100));
    CHECK(shown.before[QuestionTally::NotSure] == std::uint64_t{10});
    CHECK(shown.before[QuestionTally::Wrong] == std::uint64_t{20});
    CHECK(shown.after[QuestionTally::Wrong] == std::uint64_t{0});
}

TEST_CASE("satisfaction is of the day of the visit, later answers stand apart, few are hidden") {
    ReportTable made;
    const auto say = [&](int people, std::int64_t value, std::uint16_t hopes, std::uint16_t when) {
        for (int i = 0; i < people; ++i) {
            auto row = made.row();
            row[ReportTable::Satisfaction] = value;
            row[ReportTable::Hopes] = Coded{hopes};
            row[ReportTable::When] = Coded{when};
            made.add(row);
        }
    };
    say(20, 8, 0, 0);
    say(12, 5, 1, 0);
    say(3, 1, 2, 0);
    say(9, 2, 2, 1);
    made.add(made.row());
    const ReportFigures shown = made.figures();
    CHECK(shown.satisfaction->mean == Approx((160.0 + 60 + 3) / 35));
    REQUIRE(shown.by.size() == 2);
    const auto& when = shown.by[0].groups;
    CHECK(when.at(1).satisfaction->mean == Approx(2));
    CHECK(when.at(1).satisfaction->few);
    const auto& hopes = shown.by[1].groups;
    CHECK(hopes.at(0).satisfaction->mean == Approx(8));
    CHECK(hopes.at(2).count.kind == ShownCount::Hidden);
    CHECK_FALSE(hopes.at(2).satisfaction);
    // 35 in all, 12 shown: the 20 would give the 3 away.
    CHECK(hopes.at(0).count.kind == ShownCount::AtLeast);
}

TEST_CASE("an outcome is related to a number by rank, and to yes or no by a difference") {
    ReportTable made;
    for (int i = 0; i < 30; ++i) {
        auto row = made.row();
        row[ReportTable::Change] = i * 1.0;
        row[ReportTable::Satisfaction] = std::int64_t{i / 3};
        made.add(row);
    }
    made.columns.related = ReportTable::Satisfaction;
    made.columns.when.reset();
    const auto ranked = made.figures().outcome;
    REQUIRE(ranked->correlation);
    CHECK(ranked->correlation->rho > 0.99);
    CHECK(ranked->correlation->n == 30);
    made.table.variables[ReportTable::Satisfaction].kind = Kind::Boolean;
    for (std::size_t i = 0; i < 30; ++i) made.rows[i][ReportTable::Satisfaction] = i >= 10;
    made.columns.satisfaction.reset();
    made.columns.after_visit.clear();
    const auto compared = made.figures().outcome;
    REQUIRE(compared->difference);
    // Means 19.5 and 4.5.
    CHECK(compared->difference->value == Approx(15));
    CHECK_FALSE(compared->correlation);
}
