// Names, places and employers: by what stands beside them, and by their capitals.
#include <algorithm>
#include <set>

#include "review/cue_words.h"
#include "review/proposals.h"

namespace spine::review {
namespace {

constexpr std::size_t kMostWords = 4;  // of one name
constexpr std::size_t kLongestAcronym = 4;
constexpr std::u32string_view kArticle = U"ال";

bool is_german(const Proposals& made) {
    return made.language() == "de";
}

// MR, CT, L; also in front of a hyphen: "MR-scanning".
bool is_acronym(const Token& token) {
    const std::size_t hyphen = token.text.find(U'-');
    if (hyphen != std::u32string::npos)
        return hyphen <= 2 && token.capital && hyphen + 1 < token.text.size();
    return token.all_capitals && token.text.size() <= kLongestAcronym;
}

bool may_be_name(const Token& token) {
    return !token.is_number && token.capital && !is_ordinary(token.text) && !is_title(token.text) &&
           !is_acronym(token);
}

// The last of the words that go on from `first`, which is one of a name.
std::size_t end_of_name(const Proposals& made, std::size_t first) {
    const auto& tokens = made.tokens();
    std::size_t last = first;
    if (tokens[first].arabic) {
        if (made.adjoins(first) && tokens[first + 1].arabic &&
            tokens[first + 1].text.starts_with(kArticle))
            ++last;
        return last;
    }
    while (last + 1 < first + kMostWords && made.adjoins(last) && !tokens[last + 1].is_number &&
           tokens[last + 1].capital && !is_ordinary(tokens[last + 1].text) &&
           !made.taken(tokens[last + 1]) &&
           (!is_acronym(tokens[last + 1]) || tokens[last + 1].text.size() == 1))
        ++last;
    // Not "Peter I": an initial stands before a name.
    while (last > first && tokens[last].text.size() == 1) --last;
    return last;
}

// The first of the capitalised words that stand directly before `token`.
std::size_t begin_of_name(const Proposals& made, std::size_t token) {
    const auto& tokens = made.tokens();
    std::size_t first = token;
    while (first > 0 && token - first < kMostWords && made.adjoins(first - 1) &&
           may_be_name(tokens[first - 1]) && !made.taken(tokens[first - 1]) &&
           !is_function_word(tokens[first - 1].text))
        --first;
    return first;
}

// "Prof. Dr. Meyer", "overlæge Hansen", "الدكتور أحمد": the titles and the name.
void propose_titled(Proposals& made, std::size_t title) {
    const auto& tokens = made.tokens();
    std::size_t name = title;
    while (made.adjoins(name) && is_title(tokens[name].text)) ++name;
    // A single letter is a title only with its full stop.
    if (tokens[title].text.size() == 1 && made.behind(title).substr(0, 1) != U".") return;
    if (name == title || is_title(tokens[name].text) || tokens[name].is_number) return;
    if (tokens[name].arabic ? !tokens[title].arabic
                            : !tokens[name].capital || is_ordinary(tokens[name].text))
        return;
    made.add_tokens(RedactionKind::Name, title, end_of_name(made, name), "follows a title");
}

void propose_introduced(Proposals& made, std::size_t word) {
    const auto& tokens = made.tokens();
    const std::u32string before = word > 0 ? tokens[word - 1].text : std::u32string();
    if (!introduces_name(before, tokens[word].text) || !made.adjoins(word) ||
        tokens[word + 1].is_number)
        return;
    made.add_tokens(RedactionKind::Name, word + 1, end_of_name(made, word + 1),
                    "\"my name is\" stands before it");
}

void propose_persons(Proposals& made) {
    const auto& tokens = made.tokens();
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].is_number) continue;
        if (is_title(tokens[i].text) && !made.taken(tokens[i])) propose_titled(made, i);
        if (i > 0 && is_title_behind(tokens[i].text) && made.adjoins(i - 1) &&
            tokens[i - 1].capital)
            made.add_tokens(RedactionKind::Name, begin_of_name(made, i), i,
                            "a title stands behind it");
        propose_introduced(made, i);
    }
}

// "Vestergade 12 B", "12 Baker Street", "ul. Długa 5".
void propose_streets(Proposals& made) {
    const auto& tokens = made.tokens();
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].is_number || !is_street(tokens[i].text)) continue;
        const std::size_t first = begin_of_name(made, i);
        const std::size_t last = end_of_name(made, i);
        const bool number_behind = made.adjoins(last) && tokens[last + 1].is_number;
        const bool number_before =
            first > 0 && made.adjoins(first - 1) && tokens[first - 1].is_number && first < i;
        const bool named = first < i || last > i || tokens[i].capital;
        if (named && (number_behind || number_before || (first < i && tokens[i].capital)))
            made.add_tokens(RedactionKind::Place, number_before ? first - 1 : first,
                            number_behind ? last + 1 : last, "a street");
    }
}

void propose_postcodes(Proposals& made) {
    const auto& tokens = made.tokens();
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        const std::size_t digits = tokens[i].text.size();
        if (tokens[i].is_number && (digits == 4 || digits == 5) && !made.taken(tokens[i]) &&
            made.adjoins(i) && may_be_name(tokens[i + 1]) &&
            !(is_german(made) && is_german_noun(tokens[i + 1].text)))
            made.add_tokens(RedactionKind::Place, i, end_of_name(made, i + 1), "a postcode");
    }
}

// "Odense Kommune", "Grundfos A/S", "Szpital Wojewódzki", "مستشفى الشفاء". A bare "hospital" names
// none; "Rigshospitalet" does.
void propose_organisations(Proposals& made) {
    const auto& tokens = made.tokens();
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const Token& token = tokens[i];
        if (token.is_number || !is_organisation(token.text) || made.taken(token)) continue;
        const std::size_t first = begin_of_name(made, i);
        std::size_t last = i;
        if (token.arabic) {
            if (made.adjoins(i) && tokens[i + 1].arabic) last = end_of_name(made, i + 1);
        } else if (token.capital || made.language() == "pl" || made.language() == "uk") {
            last = end_of_name(made, i);
        }
        const bool compound =
            token.capital && !token.starts_sentence && !is_german(made) && token.text.size() > 8;
        if (first < i || last > i || compound)
            made.add_tokens(RedactionKind::Employer, first, last, "an organisation");
    }
}

bool is_cue(std::u32string_view word, std::string_view language, bool& employer) {
    const bool danish = language == "da", english = language == "en";
    employer = is_employer_cue(word);
    if (!employer && !is_place_cue(word)) return false;
    // Words of one language that mean something else in another.
    if (word == U"i" || word == U"til" || word == U"ved" || word == U"på") return danish;
    if (word == U"at" || word == U"for" || word == U"to") return english;
    return true;
}

void propose_behind_cues(Proposals& made) {
    const auto& tokens = made.tokens();
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        bool employer = false;
        if (tokens[i].is_number || !is_cue(tokens[i].text, made.language(), employer)) continue;
        const Token& name = tokens[i + 1];
        const bool cue_and_name = tokens[i].arabic ? name.arabic : may_be_name(name);
        // "ul." is the only cue with a full stop.
        const bool joined = made.adjoins(i) || made.behind(i) == U". ";
        if (!joined || !cue_and_name || made.taken(name)) continue;
        if (is_german(made) && is_german_noun(name.text)) continue;
        std::size_t last = is_german(made) ? i + 1 : end_of_name(made, i + 1);
        if (last + 1 < tokens.size() && tokens[last + 1].is_number && made.adjoins(last) &&
            (tokens[i].text == U"ul" || tokens[i].text == U"вул"))
            ++last;
        made.add_tokens(employer ? RedactionKind::Employer : RedactionKind::Place, i + 1, last,
                        employer ? "behind \"at\"" : "behind \"in\"");
    }
}

// A capital within a sentence; at its beginning only where the next word has one, too. In German
// two side by side.
void propose_capitals(Proposals& made) {
    const auto& tokens = made.tokens();
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (!may_be_name(tokens[i]) || made.taken(tokens[i])) continue;
        const std::size_t last = end_of_name(made, i);
        const bool one_word = last == i;
        const bool beginning =
            tokens[i].starts_sentence && (one_word || is_function_word(tokens[i].text));
        if (beginning || (is_german(made) && (one_word || tokens[i].starts_sentence))) continue;
        made.add_tokens(RedactionKind::Name, i, last, "a capital within a sentence");
        i = last;
    }
}

// What is a name in one sentence is one at the beginning of another.
void propose_again(Proposals& made) {
    std::set<std::u32string> names;
    for (const Token& token : made.tokens())
        if (!token.is_number && token.capital && token.text.size() > 2 && made.taken(token) &&
            may_be_name(token))
            names.insert(token.text);
    for (const Token& token : made.tokens())
        if (token.capital && !made.taken(token) && names.contains(token.text))
            made.add(RedactionKind::Name, token.from, token.to, "a name elsewhere in the text");
}

}  // namespace

void propose_names(Proposals& made) {
    propose_streets(made);
    propose_postcodes(made);
    propose_persons(made);
    propose_organisations(made);
    propose_behind_cues(made);
    propose_capitals(made);
    propose_again(made);
}

}  // namespace spine::review
