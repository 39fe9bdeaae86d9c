// The parsed form of an expression, and its parser. Internal to the module.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "questionnaire/expression.h"

namespace spine::questionnaire {

enum class NodeKind { Or, And, Not, Compare, Has, Answered };
enum class TermKind { Name, Number, Code, Count };
enum class Comparison { Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual };

struct Term {
    TermKind kind = TermKind::Number;
    std::string text;  // name or code
    double number = 0;
};

struct Expression::Node {
    NodeKind kind = NodeKind::And;
    std::vector<Node> children;  // of Or, And, Not
    Comparison comparison = Comparison::Equal;
    Term left, right;  // Compare: both; Has: name and code; Answered: left
};

struct ParsedExpression {
    Expression::Node root;
    std::set<std::string> names;
};
[[nodiscard]] Result<ParsedExpression> parse_expression(std::string_view text);

}  // namespace spine::questionnaire
