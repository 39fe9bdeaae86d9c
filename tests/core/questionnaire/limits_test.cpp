#include "questionnaire/limits.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

using namespace spine::questionnaire;

namespace {

Item item_of(ItemType type) {
    Item item;
    item.link_id = "a";
    item.type = type;
    return item;
}

std::optional<Problem> check_values(const Item& item, std::vector<Value> values) {
    const Answer answer{std::move(values), false};
    return check(item, &answer);
}

Option option(const char* code, bool exclusive = false) {
    Option made;
    made.value = Coding{"", code, ""};
    made.exclusive = exclusive;
    return made;
}

}  // namespace

TEST_CASE("what is missing, declined or too little is said") {
    Item item = item_of(ItemType::String);
    const Answer declined{{}, true};
    CHECK(check(item, nullptr) == std::nullopt);
    CHECK(check(item, &declined) == std::nullopt);
    item.required = true, item.min_occurs = 1;
    CHECK(check(item, nullptr) == Problem::Missing);
    CHECK(check(item, &declined) == Problem::Missing);
    CHECK(check_values(item, {std::string()}) == Problem::Missing);
    CHECK(check_values(item, {std::string("  \n ")}) == Problem::Missing);
    item.repeats = true, item.min_occurs = 2, item.max_occurs = 3;
    const Value word = std::string("w");
    CHECK(check_values(item, {word}) == Problem::TooFew);
    CHECK(check_values(item, {word, word}) == std::nullopt);
    CHECK(check_values(item, {word, word, word, word}) == Problem::TooMany);
    item.repeats = false;
    CHECK(check_values(item, {word, word}) == Problem::TooMany);
}

TEST_CASE("length counts characters, not bytes") {
    Item item = item_of(ItemType::Text);
    item.min_length = 2, item.max_length = 3;
    CHECK(check_values(item, {std::string("æ")}) == Problem::TooShort);
    CHECK(check_values(item, {std::string("æøå")}) == std::nullopt);
    CHECK(check_values(item, {std::string("æøåx")}) == Problem::TooLong);
}

TEST_CASE("ranges hold for every type that has an order") {
    const auto bounded = [](ItemType type, Value low, Value high) {
        Item item = item_of(type);
        item.min_value = std::move(low), item.max_value = std::move(high);
        return item;
    };
    const Item whole = bounded(ItemType::Integer, std::int64_t{0}, std::int64_t{10});
    CHECK(check_values(whole, {std::int64_t{-1}}) == Problem::TooSmall);
    CHECK(check_values(whole, {std::int64_t{0}}) == std::nullopt);
    CHECK(check_values(whole, {std::int64_t{10}}) == std::nullopt);
    CHECK(check_values(whole, {std::int64_t{11}}) == Problem::TooLarge);
    const Item decimal = bounded(ItemType::Decimal, 0.5, std::int64_t{2});
    CHECK(check_values(decimal, {0.4}) == Problem::TooSmall);
    CHECK(check_values(decimal, {2.0}) == std::nullopt);
    CHECK(check_values(decimal, {2.1}) == Problem::TooLarge);
    const Item date = bounded(ItemType::Date, Date{"2026-01-01"}, Date{"2026-12-31"});
    CHECK(check_values(date, {Date{"2025-12-31"}}) == Problem::TooSmall);
    CHECK(check_values(date, {Date{"2027-01-01"}}) == Problem::TooLarge);
    CHECK(check_values(date, {Date{"2026-06-01"}}) == std::nullopt);
    const Item time = bounded(ItemType::Time, Time{"08:00:00"}, Time{"16:00:00"});
    CHECK(check_values(time, {Time{"07:59:59"}}) == Problem::TooSmall);
    const Item quantity = bounded(ItemType::Quantity, 1.0, 3.0);
    CHECK(check_values(quantity, {Quantity{4, "kg", "", ""}}) == Problem::TooLarge);
    CHECK(check_values(item_of(ItemType::Integer), {std::int64_t{3'000'000'000}}) ==
          Problem::TooLarge);
}

TEST_CASE("decimal places are counted as people write them") {
    Item item = item_of(ItemType::Decimal);
    item.max_decimal_places = 2;
    for (const double fine : {0.1, 1.01, 70.25, 0.29, 123456.78}) {
        CHECK(check_values(item, {fine}) == std::nullopt);
    }
    CHECK(check_values(item, {0.123}) == Problem::TooPrecise);
}

TEST_CASE("options: one of them, none twice, an exclusive one alone, and open choice takes text") {
    Item item = item_of(ItemType::Choice);
    item.options = {option("a"), option("b"), option("none", true)};
    item.repeats = true;
    const Value a = Coding{"", "a", ""}, b = Coding{"", "b", ""}, none = Coding{"", "none", ""};
    CHECK(check_values(item, {a, b}) == std::nullopt);
    CHECK(check_values(item, {a, a}) == Problem::TooMany);
    CHECK(check_values(item, {a, none}) == Problem::Exclusive);
    CHECK(check_values(item, {none}) == std::nullopt);
    CHECK(check_values(item, {Coding{"", "c", ""}}) == Problem::NotAnOption);
    CHECK(check_values(item, {std::string("words")}) == Problem::NotAnOption);
    CHECK(check_values(item, {true}) == Problem::WrongType);
    item.type = ItemType::OpenChoice;
    CHECK(check_values(item, {a, std::string("words")}) == std::nullopt);
    CHECK(check_values(item, {Coding{"", "c", ""}}) == Problem::NotAnOption);
}

TEST_CASE("nothing is stored in groups, displays and read-only items") {
    const Answer answer{{true}, false};
    CHECK(check(item_of(ItemType::Group), &answer) == Problem::WrongType);
    CHECK(check(item_of(ItemType::Display), &answer) == Problem::WrongType);
    CHECK(check(item_of(ItemType::Group), nullptr) == std::nullopt);
    Item item = item_of(ItemType::Boolean);
    item.read_only = true;
    CHECK(check(item, &answer) == Problem::ReadOnly);
    item.initial = {true};
    CHECK(check(item, &answer) == std::nullopt);
}

TEST_CASE("a CPR number in free text is found, and what only looks like one is not") {
    for (const char* text :
         {"0101011234", "010101-1234", "010101 1234", "my number is 311299-9999.", "(010101-1234)",
          "CPR:010101-1234", "“010101-1234”", "født 010101-1234 i Aarhus",
          "010101-1234\xC2\xA0x"}) {
        INFO(text);
        CHECK(holds_cpr_number(text));
    }
    for (const char* text :
         {"", "0101", "001201-1234", "320101-1234", "011301-1234", "010001-1234", "0101011234567",
          "90101011234", "x0101011234", "æ0101011234", "0101011234å", "010101_1234", "010101--1234",
          "010101  1234", "0101-011234", "12345678", "_0101011234"}) {
        INFO(text);
        CHECK_FALSE(holds_cpr_number(text));
    }
    const Item item = item_of(ItemType::Text);
    CHECK(check_values(item, {std::string("call 010101-1234")}) == Problem::CprNumber);
}

TEST_CASE("every day and month with any serial number is found between words") {
    CHECK(rc::check([] {
        const auto two = [](int number) {
            return std::string(number < 10 ? "0" : "") + std::to_string(number);
        };
        const int day = *rc::gen::inRange(1, 32), month = *rc::gen::inRange(1, 13);
        const int year = *rc::gen::inRange(0, 100), serial = *rc::gen::inRange(1000, 10000);
        const std::string separator = *rc::gen::element<std::string>("", "-", " ");
        const std::string before = *rc::gen::element<std::string>("", "ord ", "ø, ", "(");
        const std::string after = *rc::gen::element<std::string>("", " ord", ".", ")");
        RC_ASSERT(holds_cpr_number(before + two(day) + two(month) + two(year) + separator +
                                   std::to_string(serial) + after));
    }));
    CHECK(rc::check([](const std::string& any) { (void)holds_cpr_number(any); }));
}
