// What is written in digits, and addresses of the net.
#include <algorithm>

#include "review/cue_words.h"
#include "review/proposals.h"

namespace spine::review {
namespace {

constexpr std::size_t kCprDay = 6, kCprRest = 4;
constexpr std::size_t kTelling = 6;  // digits; a dose, an age and a score have fewer
constexpr std::u32string_view kCprSeparators = U" -–";
constexpr std::u32string_view kNumberSeparators = U" .-–/()+\u00A0\u202F";
constexpr std::u32string_view kBeforeAddress = U" \t\n,;<>()\"'«»";

bool holds(std::u32string_view set, char32_t c) {
    return set.find(c) != std::u32string_view::npos;
}

bool only(std::u32string_view text, std::u32string_view set) {
    return std::all_of(text.begin(), text.end(), [&](char32_t c) { return holds(set, c); });
}

int value(std::u32string_view digits) {
    int out = 0;
    for (const char32_t c : digits.substr(0, 6)) out = out * 10 + static_cast<int>(c - U'0');
    return out;
}

bool is_day(const Token& token) {
    return token.is_number && token.text.size() <= 2 && value(token.text) >= 1 &&
           value(token.text) <= 31;
}

bool is_month_number(const Token& token) {
    return token.is_number && token.text.size() <= 2 && value(token.text) >= 1 &&
           value(token.text) <= 12;
}

bool is_year(const Token& token) {
    return token.is_number && token.text.size() == 4 && value(token.text) >= 1900 &&
           value(token.text) <= 2099;
}

// A day, a month and two digits of a year.
bool begins_like_cpr(std::u32string_view digits) {
    if (digits.size() < kCprDay) return false;
    const int day = value(digits.substr(0, 2)), month = value(digits.substr(2, 2));
    return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

// In one number or in two, with what people put between.
void propose_cpr(Proposals& made) {
    const auto& tokens = made.tokens();
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (!tokens[i].is_number || !begins_like_cpr(tokens[i].text)) continue;
        std::size_t last = i;
        if (tokens[i].text.size() == kCprDay && i + 1 < tokens.size() && tokens[i + 1].is_number &&
            tokens[i + 1].text.size() == kCprRest && made.behind(i).size() <= 3 &&
            only(made.behind(i), kCprSeparators))
            last = i + 1;
        else if (tokens[i].text.size() != kCprDay + kCprRest)
            continue;
        made.add(RedactionKind::Cpr, tokens[i].from, tokens[last].to, "a CPR-like number", true);
    }
}

// The address that covers `at`.
void propose_address(Proposals& made, std::size_t at, std::string_view why) {
    const std::u32string& points = made.points();
    std::size_t from = at, to = at;
    while (from > 0 && !holds(kBeforeAddress, points[from - 1])) --from;
    while (to < points.size() && !holds(kBeforeAddress, points[to])) ++to;
    while (to > from && holds(U".,:!?", points[to - 1])) --to;
    if (to > from + 1) made.add(RedactionKind::Contact, from, to, why);
}

void propose_addresses(Proposals& made) {
    const std::u32string& points = made.points();
    for (std::size_t at = points.find(U'@'); at != std::u32string::npos;
         at = points.find(U'@', at + 1))
        propose_address(made, at, "an e-mail address or a user's name");
    const auto& tokens = made.tokens();
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const bool begins =
            tokens[i].text == U"www" || tokens[i].text == U"http" || tokens[i].text == U"https";
        const bool ends = i > 0 && is_domain_end(tokens[i].text) && made.behind(i - 1) == U"." &&
                          !tokens[i - 1].is_number && !tokens[i].capital;
        if ((begins || ends) && !made.taken(tokens[i]))
            propose_address(made, tokens[i].from, "a web address");
    }
}

// "3.4.2021", "03/04-21", "2021-04-03".
void propose_date_in_digits(Proposals& made, std::size_t i) {
    const auto& tokens = made.tokens();
    if (i + 2 >= tokens.size()) return;
    for (std::size_t gap = i; gap < i + 2; ++gap) {
        const auto between = made.behind(gap);
        if (between.empty() || between.size() > 2 || !holds(U"./-", between.front()) ||
            !only(between.substr(1), U" "))
            return;
    }
    const bool day_first = (is_day(tokens[i]) && is_month_number(tokens[i + 1])) ||
                           (is_month_number(tokens[i]) && is_day(tokens[i + 1]));
    const bool year_last =
        is_year(tokens[i + 2]) || (tokens[i + 2].is_number && tokens[i + 2].text.size() == 2);
    const bool year_first =
        is_year(tokens[i]) && is_month_number(tokens[i + 1]) && is_day(tokens[i + 2]);
    if (!(day_first && year_last) && !year_first) return;
    made.add_tokens(RedactionKind::Date, i, i + 2, "a date");
}

bool is_small_word_of_date(const Token& token) {
    return token.text == U"of" || token.text == U"st" || token.text == U"nd" ||
           token.text == U"rd" || token.text == U"th" || token.text == U"de";
}

// "3. marts 2021", "March 3rd, 2021", "3rd of March", "marzec 2021": a month with a day or a year.
void propose_date_in_words(Proposals& made, std::size_t month) {
    const auto& tokens = made.tokens();
    const auto near = [&](std::size_t token) {
        return made.behind(token).size() <= 2 && only(made.behind(token), U"., \u00A0-");
    };
    std::size_t first = month, last = month;
    std::size_t before = month;
    while (before > 0 && near(before - 1) && is_small_word_of_date(tokens[before - 1]) &&
           month - before < 2)
        --before;
    if (before > 0 && near(before - 1) && is_day(tokens[before - 1])) first = before - 1;
    std::size_t behind = month + 1;
    if (first == month && behind < tokens.size() && near(behind - 1) && is_day(tokens[behind])) {
        last = behind++;
        if (behind < tokens.size() && is_small_word_of_date(tokens[behind]) && near(behind - 1))
            last = behind++;
    }
    if (behind < tokens.size() && near(behind - 1) && is_year(tokens[behind])) last = behind;
    if (first != last) made.add_tokens(RedactionKind::Date, first, last, "a date");
}

void propose_dates(Proposals& made) {
    const auto& tokens = made.tokens();
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (made.taken(tokens[i])) continue;
        if (tokens[i].is_number)
            propose_date_in_digits(made, i);
        else if (is_month(tokens[i].text))
            propose_date_in_words(made, i);
    }
}

void propose_runs(Proposals& made) {
    const auto& tokens = made.tokens();
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (!tokens[i].is_number || made.taken(tokens[i])) continue;
        std::size_t last = i, digits = tokens[i].text.size();
        while (last + 1 < tokens.size() && tokens[last + 1].is_number &&
               !made.taken(tokens[last + 1]) && made.behind(last).size() <= 3 &&
               only(made.behind(last), kNumberSeparators))
            digits += tokens[++last].text.size();
        const std::size_t from = tokens[i].from;
        const bool plus = from > 0 && made.points()[from - 1] == U'+';
        if (digits >= kTelling)
            made.add(RedactionKind::Number, plus ? from - 1 : from, tokens[last].to,
                     "a long number");
        i = last;
    }
}

}  // namespace

void propose_numbers(Proposals& made) {
    propose_cpr(made);
    propose_addresses(made);
    propose_dates(made);
    propose_runs(made);
}

}  // namespace spine::review
