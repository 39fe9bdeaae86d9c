// Proposals in the making: the words and numbers of a text, and which parts are taken already.
// Internal to the module. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "review/code_points.h"
#include "review/redaction.h"

namespace spine::review {

// A word, or a number without separators.
struct Token {
    std::size_t from = 0, to = 0;
    bool is_number = false;
    bool capital = false, all_capitals = false;
    bool arabic = false;           // a script without capitals
    bool starts_sentence = false;  // where a capital says nothing
    std::u32string text;           // in small letters; of a number ASCII digits
};

class Proposals {
  public:
    Proposals(std::string_view text, std::string_view language);

    [[nodiscard]] const std::vector<Token>& tokens() const { return tokens_; }
    [[nodiscard]] const std::u32string& points() const { return points_; }
    // "da" of "da-DK".
    [[nodiscard]] std::string_view language() const { return language_; }
    // What stands between a token and the one behind it.
    [[nodiscard]] std::u32string_view behind(std::size_t token) const;
    // Only white space, and a full stop in front of it, stand between the two.
    [[nodiscard]] bool adjoins(std::size_t token) const;
    [[nodiscard]] bool taken(const Token& token) const;

    // What an earlier proposal has taken stays its own; the rest becomes one or several.
    void add(RedactionKind kind, std::size_t from, std::size_t to, std::string_view why,
             bool preselected = false);
    // From the first token to the last one, both included.
    void add_tokens(RedactionKind kind, std::size_t first, std::size_t last, std::string_view why);
    [[nodiscard]] std::vector<Proposal> in_order();

  private:
    std::u32string points_;
    std::string language_;
    std::vector<Token> tokens_;
    std::vector<bool> taken_;
    std::vector<Proposal> made_;
};

// CPR-like numbers, addresses, dates, other numbers.
void propose_numbers(Proposals& made);
// Streets and postcodes, organisations, names, places and employers.
void propose_names(Proposals& made);

}  // namespace spine::review
