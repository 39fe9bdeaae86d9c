// Boolean expressions of the configuration: warning tiers, page rules, guide conditions.
//
//   expression := term { "or" term }            term   := factor { "and" factor }
//   factor     := "not" factor | "(" expression ")" | comparison
//   comparison := operand ( "=" | "!=" | "<" | "<=" | ">" | ">=" ) operand
//               | name "has" 'code'             the (list) answer holds that code
//               | "answered" "(" name ")" | "count" "(" name ")" compared with a number
//   operand    := name | number | 'code'
//
// A name begins with a letter and goes on with letters, digits and . - _ / # +; any other linkId
// stands between backquotes. < <= > >= compare numbers only. Nothing nests deeper than 100.
//
// A name is a linkId or a score ("proof.after"). A comparison with something that was not
// answered is false, never an error, so `not (x = 1)` holds for a patient who skipped x: write
// `answered(x) and x != 1` where that matters. count() of what was not answered is 0. x = 'code'
// holds if the answer holds that code, and x != 'code' if it holds none such.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "questionnaire/answers.h"

namespace spine::questionnaire {

namespace causes {
inline constexpr Cause expression_malformed = "expression-malformed";
}

// What a name stands for: a number (an integer, a decimal, an option's ordinal, a score), and
// the codes that were chosen (a boolean is 'true' or 'false').
struct Operand {
    std::optional<double> number;
    std::vector<std::string> codes;
};
// Nothing: not answered.
using Lookup = std::function<std::optional<Operand>(std::string_view name)>;

// Immutable, cheap to copy, safe from any thread.
class Expression {
  public:
    // `where` of a fault says the column.
    [[nodiscard]] static Result<Expression> parse(std::string_view text);
    [[nodiscard]] bool holds(const Lookup& lookup) const;
    // Every name used, for a check against the questionnaire.
    [[nodiscard]] const std::set<std::string>& names() const;
    [[nodiscard]] const std::string& text() const;

    struct Node;

  private:
    std::shared_ptr<const Node> root_;
    std::set<std::string> names_;
    std::string text_;
};

// Looks names up among a patient's answers. Both must outlive the result.
[[nodiscard]] Lookup lookup_in(const Questionnaire& questionnaire, const Answers& answers);

}  // namespace spine::questionnaire
