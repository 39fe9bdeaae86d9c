// What is released at given levels, and what its figures say of it, worked out by hand.
#include "deidentify/release.h"

#include <catch2/catch.hpp>

#include "deidentify/disclosure_report.h"
#include "deidentify/metrics.h"
#include "deidentify/risk.h"
#include "plain_table.h"

using namespace spine;
using namespace spine::deidentify;

namespace {

const test::PlainColumn kSex{"sex", {{"f", "*"}, {"m", "*"}}};
const test::PlainColumn kAge{
    "age", {{"31", "30s", "*"}, {"38", "30s", "*"}, {"44", "40s", "*"}, {"47", "40s", "*"}}};

test::PlainTable patients() {
    return {{kSex, kAge},
            {},
            {"pain"},
            {{"f", "31", "high"},
             {"f", "38", "low"},
             {"f", "31", "low"},
             {"m", "44", "high"},
             {"m", "47", "high"},
             {"m", "31", "low"}}};
}

const Requirements kTwo{2, 0.2, {}, Metric::Discernibility};

Release release_of(const Microdata& data, const Levels& levels, const Requirements& asked = kTwo) {
    auto made = Release::make(data, asked, levels);
    REQUIRE(made);
    return *made;
}

}  // namespace

TEST_CASE("each row goes to its class with its labels, or is suppressed") {
    const Microdata data = test::microdata_of(patients());
    const Release release = release_of(data, {0, 1});
    // f 30s: three; m 40s: two; m 30s: one, which is fewer than k.
    CHECK(release.classes().size() == 3);
    CHECK(release.kept_classes() == 2);
    CHECK(release.suppressed() == 1);
    std::vector<std::string_view> labels;
    std::vector<std::string> released;
    std::vector<std::size_t> classes;
    for (const auto& row : patients().rows) {
        const auto place = release.place(test::cells_of(row), labels);
        REQUIRE(place);
        classes.push_back(place->equivalence_class);
        released.push_back(place->kept ? std::string(labels[0]) + " " + std::string(labels[1])
                                       : "-");
    }
    CHECK(released == std::vector<std::string>{"f 30s", "f 30s", "f 30s", "m 40s", "m 40s", "-"});
    CHECK(classes[0] == classes[1]);
    CHECK(classes[0] == classes[2]);
    CHECK(classes[3] == classes[4]);
    CHECK(classes[3] != classes[0]);
    CHECK(release.classes()[classes[5]].rows == 1);
    // Sensitive cells may be left out; a row that was never counted has no class.
    const std::vector<std::string_view> short_row = {"m", "47"}, unseen = {"f", "47", "low"};
    CHECK(release.place(short_row, labels));
    const auto unknown = release.place(unseen, labels);
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().cause == Cause("row-unknown"));
}

TEST_CASE("levels that the hierarchies do not have are refused") {
    const Microdata data = test::microdata_of(patients());
    for (const Levels& levels : {Levels{0}, Levels{0, 1, 0}, Levels{2, 0}, Levels{0, 3}}) {
        const auto made = Release::make(data, kTwo, levels);
        REQUIRE_FALSE(made);
        CHECK(made.error().cause == Cause("levels-invalid"));
    }
}

TEST_CASE("discernibility and loss are those of the definitions") {
    const Microdata data = test::microdata_of(patients());
    const Release release = release_of(data, {0, 1});
    // 3 x 3 + 2 x 2, and one suppressed row of six.
    CHECK(discernibility(release) == 9 + 4 + 6);
    // Sex as it is costs nothing but the suppressed row. An age of two values out of four: 1/3.
    const auto columns = loss_of_columns(release);
    CHECK(columns[0] == Approx(1.0 / 6));
    CHECK(columns[1] == Approx((5.0 / 3 + 1) / 6));
    CHECK(loss(release) == Approx((columns[0] + columns[1]) / 2));
    // Everything joined: nothing is left of either column.
    CHECK(loss(release_of(data, {1, 2})) == Approx(1));
    CHECK(discernibility(release_of(data, {1, 2})) == 36);
    // Nothing done, nothing lost.
    const Release as_it_is = release_of(data, {0, 0}, {1, 0, {}, Metric::Loss});
    CHECK(loss(as_it_is) == 0);
    CHECK(discernibility(as_it_is) == 4 + 1 + 1 + 1 + 1);
}

TEST_CASE("a class whose sensitive values are too alike is suppressed whole") {
    const Microdata data = test::microdata_of(patients());
    const auto kept = [&](const SensitiveRequirement& asked) {
        return release_of(data, {0, 1}, {2, 1, {asked}, Metric::Loss}).kept_classes();
    };
    // f 30s has high, low, low; m 40s high twice. Of all six, half are high.
    CHECK(kept({"pain", 2, {}, {}}) == 1);
    CHECK(kept({"pain", 3, {}, {}}) == 0);
    // The entropy of a third and two thirds is 0.6365, that of 1.89 equal shares.
    CHECK(kept({"pain", {}, 1.88, {}}) == 1);
    CHECK(kept({"pain", {}, 1.90, {}}) == 0);
    // Equal: |1/3 - 1/2| = 1/6, and 1/2 where all are high.
    CHECK(kept({"pain", {}, {}, 1.0 / 6}) == 1);
    CHECK(kept({"pain", {}, {}, 0.16}) == 0);
    CHECK(kept({"pain", {}, {}, 0.5}) == 2);
}

TEST_CASE("what is unknown adds no diversity to a class") {
    const Microdata data = test::microdata_of(patients());
    const auto kept = [&](SensitiveRequirement asked) {
        asked.unknown = "low";
        return release_of(data, {0, 1}, {2, 1, {std::move(asked)}, Metric::Loss}).kept_classes();
    };
    // f 30s has high and twice nothing, m 40s high twice.
    CHECK(kept({"pain", 2, {}, {}}) == 0);
    CHECK(kept({"pain", 1, {}, {}}) == 2);
    CHECK(kept({"pain", {}, 1.01, {}}) == 0);
    CHECK(kept({"pain", {}, 1.0, {}}) == 2);
    // t has it as a value like the others.
    CHECK(kept({"pain", {}, {}, 1.0 / 6}) == 1);
}

TEST_CASE("the ordered distance counts how far values are moved") {
    // Of all nine, 0, 7 and 14 days off work are equally frequent.
    const test::PlainColumn ward{"ward", {{"a", "*"}, {"b", "*"}, {"c", "*"}}};
    const test::PlainTable table{{ward},
                                 {},
                                 {"days"},
                                 {{"a", "0"},
                                  {"a", "7"},
                                  {"a", "7"},
                                  {"b", "0"},
                                  {"b", "7"},
                                  {"b", "0"},
                                  {"c", "14"},
                                  {"c", "14"},
                                  {"c", "14"}}};
    const Microdata data = test::microdata_of(table);
    const auto kept = [&](double t, Ground ground, std::vector<std::string> order = {}) {
        const SensitiveRequirement days{"days", {}, {}, t, ground, std::move(order)};
        return release_of(data, {0}, {1, 1, {days}, Metric::Loss}).kept_classes();
    };
    // Equal: a third of a and of b is elsewhere, two thirds of c.
    CHECK(kept(1.0 / 3, Ground::Equal) == 2);
    CHECK(kept(0.333, Ground::Equal) == 0);
    // Ordered: a's third is moved by one place of two (1/6), b's by both (1/3), c's by one and by
    // both (1/2).
    CHECK(kept(1.0 / 6, Ground::Ordered) == 1);
    CHECK(kept(0.333, Ground::Ordered) == 1);
    CHECK(kept(1.0 / 3, Ground::Ordered) == 2);
    CHECK(kept(0.5, Ground::Ordered) == 3);
    // With 14 in the middle: b's third is moved by one place (1/6), c's two by one each (1/3).
    CHECK(kept(1.0 / 6, Ground::Ordered, {"0", "14", "7"}) == 2);
    CHECK(kept(1.0 / 3, Ground::Ordered, {"0", "14", "7"}) == 3);
}

TEST_CASE("risks are one in the rows of a class, over the released rows") {
    const Microdata data = test::microdata_of(patients());
    const Release release = release_of(data, {0, 1});
    const Risk prosecutor = prosecutor_risk(release);
    CHECK(prosecutor.maximum == Approx(0.5));
    CHECK(prosecutor.mean == Approx(2.0 / 5));
    const ClassSizes sizes = class_sizes(release);
    CHECK(sizes.smallest == 2);
    CHECK(sizes.largest == 3);
    CHECK(sizes.uniques == 0);
    CHECK(sizes.classes == std::map<std::uint64_t, std::uint64_t>{{2, 1}, {3, 1}});
    const Release raw = release_of(data, {0, 0}, {1, 0, {}, Metric::Loss});
    CHECK(class_sizes(raw).uniques == 4);
    CHECK(prosecutor_risk(raw).maximum == 1);
    const Release nothing = release_of(data, {0, 0}, {7, 1, {}, Metric::Loss});
    CHECK(class_sizes(nothing).smallest == 0);
    CHECK(prosecutor_risk(nothing).maximum == 0);
    CHECK(prosecutor_risk(nothing).mean == 0);
}

TEST_CASE("who only knows that a person is in the population has a smaller chance") {
    const Microdata data = test::microdata_of(patients());
    const Release release = release_of(data, {0, 1});
    test::PlainTable all = patients();
    all.sensitive.clear();
    for (auto& row : all.rows) row.pop_back();
    const auto few = test::microdata_of(all);
    const auto same = journalist_risk(release, few);
    REQUIRE(same);
    CHECK(same->maximum == Approx(0.5));
    CHECK(same->mean == Approx(2.0 / 5));
    // One more woman and eight more men in their forties.
    all.rows.push_back({"f", "38"});
    for (int i = 0; i < 8; ++i) all.rows.push_back({"m", "44"});
    const auto more = test::microdata_of(all);
    const auto risk = journalist_risk(release, more);
    REQUIRE(risk);
    CHECK(risk->maximum == Approx(1.0 / 4));
    CHECK(risk->mean == Approx((3.0 / 4 + 2.0 / 10) / 5));
    all.rows.erase(all.rows.begin());
    all.rows.erase(all.rows.begin());
    const auto fewer = journalist_risk(release, test::microdata_of(all));
    REQUIRE_FALSE(fewer);
    CHECK(fewer.error().cause == Cause("population-too-small"));
    const auto other = journalist_risk(release, test::microdata_of({{kSex}, {}, {}, {}}));
    REQUIRE_FALSE(other);
    CHECK(other.error().cause == Cause("population-differs"));
}

TEST_CASE("the report says for each quasi-identifier what was generalised and what it cost") {
    const Microdata data = test::microdata_of(patients());
    const Release release = release_of(data, {0, 1});
    const auto report = disclosure_report(release);
    REQUIRE(report);
    CHECK(report->rows == 6);
    CHECK(report->released == 5);
    CHECK(report->suppressed == 1);
    CHECK(report->suppressed_share == Approx(1.0 / 6));
    CHECK(report->kept_classes == 2);
    CHECK(report->suppressed_classes == 1);
    CHECK(report->discernibility == 19);
    CHECK(report->loss == Approx(loss(release)));
    CHECK(report->loss_by_suppression == Approx(1.0 / 6));
    REQUIRE(report->columns.size() == 2);
    const ColumnCost &sex = report->columns[0], &age = report->columns[1];
    CHECK(sex.column == "sex");
    CHECK(sex.level == 0);
    CHECK(sex.levels == 2);
    CHECK(sex.values == 2);
    CHECK(sex.labels == 2);
    CHECK(age.level == 1);
    CHECK(age.values == 4);
    CHECK(age.labels == 2);
    CHECK(age.loss == Approx((5.0 / 3 + 1) / 6));
    CHECK(sex.share + age.share == Approx(1));
    CHECK(age.share == Approx(age.loss / (age.loss + sex.loss)));
    CHECK(report->sizes.smallest == 2);
    CHECK(report->prosecutor.maximum == Approx(0.5));
    CHECK(report->sizes_before.uniques == 4);
    CHECK(report->prosecutor_before.maximum == 1);
    CHECK_FALSE(report->journalist);
    const auto with_population = disclosure_report(release, &data);
    REQUIRE(with_population);
    REQUIRE(with_population->journalist);
    CHECK(with_population->journalist->maximum == Approx(0.5));
}
