#include <charconv>
#include <cstddef>
#include <optional>
#include <utility>

#include "questionnaire/expression_node.h"

namespace spine::questionnaire {

namespace {

using Node = Expression::Node;

constexpr int deepest = 100;

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
bool continues_name(char c) {
    return is_letter(c) || is_digit(c) ||
           std::string_view(".-_/#+").find(c) != std::string_view::npos;
}

enum class TokenKind { Word, QuotedName, Number, Code, Symbol, End };
struct Token {
    TokenKind kind = TokenKind::End;
    std::string text;
    double number = 0;
    std::size_t column = 1;
};

// Recursive descent with one token of look-ahead. The first fault stays; after it every method
// returns at once.
class Parser {
  public:
    explicit Parser(std::string_view text) : text_(text) { advance(); }

    Result<ParsedExpression> run() {
        ParsedExpression parsed;
        parsed.root = expression();
        if (!fault_ && token_.kind != TokenKind::End) complain("An `and` or `or` is missing here.");
        if (fault_) return fail(std::move(*fault_));
        parsed.names = std::move(names_);
        return parsed;
    }

  private:
    void complain(std::string happened) { complain_at(token_.column, std::move(happened)); }
    void complain_at(std::size_t column, std::string happened) {
        if (fault_) return;
        fault_ = Fault{causes::expression_malformed, std::move(happened),
                       "Correct the expression in the configuration.",
                       "column " + std::to_string(column)};
    }

    void advance() {
        while (at_ < text_.size() && is_space(text_[at_])) ++at_;
        token_ = {TokenKind::End, {}, 0, at_ + 1};
        if (at_ == text_.size()) return;
        const char c = text_[at_];
        if (c == '\'' || c == '`') {
            quoted_token(c);
        } else if (is_letter(c)) {
            token_.kind = TokenKind::Word;
            while (at_ < text_.size() && continues_name(text_[at_])) token_.text += text_[at_++];
        } else if (is_digit(c) ||
                   (c == '-' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]))) {
            number_token();
        } else {
            symbol_token();
        }
    }

    void quoted_token(char quote) {
        const std::size_t end = text_.find(quote, at_ + 1);
        if (end == std::string_view::npos || end == at_ + 1) {
            complain("The quotation mark opens, but nothing closes it.");
            at_ = text_.size();
            return;
        }
        token_.kind = quote == '\'' ? TokenKind::Code : TokenKind::QuotedName;
        token_.text = text_.substr(at_ + 1, end - at_ - 1);
        at_ = end + 1;
    }

    void number_token() {
        token_.kind = TokenKind::Number;
        const char* end = text_.data() + text_.size();
        const auto [stop, error] =
            std::from_chars(text_.data() + at_, end, token_.number, std::chars_format::fixed);
        at_ = static_cast<std::size_t>(stop - text_.data());
        const bool glued = at_ < text_.size() && continues_name(text_[at_]);
        if (error != std::errc() || glued) complain("This is not a number.");
    }

    void symbol_token() {
        for (const std::string_view symbol : {"!=", "<=", ">=", "=", "<", ">", "(", ")"}) {
            if (!text_.substr(at_).starts_with(symbol)) continue;
            token_.kind = TokenKind::Symbol;
            token_.text = symbol;
            at_ += symbol.size();
            return;
        }
        complain("This character has no meaning here.");
        at_ = text_.size();
    }

    [[nodiscard]] bool sees(TokenKind kind, std::string_view text) const {
        return token_.kind == kind && token_.text == text;
    }
    bool take(TokenKind kind, std::string_view text) {
        if (!sees(kind, text)) return false;
        advance();
        return true;
    }
    void expect(std::string_view symbol) {
        if (!fault_ && !take(TokenKind::Symbol, symbol)) {
            complain("A `" + std::string(symbol) + "` is missing here.");
        }
    }

    // One operand, or several joined by the same word.
    template <typename Operand>
    Node joined(NodeKind kind, std::string_view word, Operand operand) {
        Node first = operand();
        if (!sees(TokenKind::Word, word)) return first;
        Node all{.kind = kind, .children = {}, .left = {}, .right = {}};
        all.children.push_back(std::move(first));
        while (!fault_ && take(TokenKind::Word, word)) all.children.push_back(operand());
        return all;
    }

    Node expression() {
        return joined(NodeKind::Or, "or",
                      [this] { return joined(NodeKind::And, "and", [this] { return factor(); }); });
    }

    Node factor() {
        Node node;
        if (fault_) return node;
        if (++depth_ > deepest) complain("The expression is nested too deep.");
        if (fault_) return node;
        if (take(TokenKind::Word, "not")) {
            node.kind = NodeKind::Not;
            node.children.push_back(factor());
        } else if (take(TokenKind::Symbol, "(")) {
            node = expression();
            expect(")");
        } else if (take(TokenKind::Word, "answered")) {
            node.kind = NodeKind::Answered;
            node.left = name_in_brackets(TermKind::Name);
        } else {
            node = comparison();
        }
        --depth_;
        return node;
    }

    Term name_in_brackets(TermKind kind) {
        expect("(");
        Term term{kind, name(), 0};
        expect(")");
        return term;
    }

    std::string name() {
        constexpr std::string_view words[] = {"and", "or", "not", "has", "answered", "count"};
        bool reserved = token_.kind != TokenKind::Word && token_.kind != TokenKind::QuotedName;
        for (const std::string_view word : words) {
            reserved = reserved || sees(TokenKind::Word, word);
        }
        if (reserved) complain("The name of a question or score is missing here.");
        if (fault_) return {};
        std::string name = token_.text;
        names_.insert(name);
        advance();
        return name;
    }

    Term operand() {
        if (take(TokenKind::Word, "count")) return name_in_brackets(TermKind::Count);
        Term term;
        if (token_.kind == TokenKind::Number || token_.kind == TokenKind::Code) {
            term.kind = token_.kind == TokenKind::Number ? TermKind::Number : TermKind::Code;
            term.text = token_.text;
            term.number = token_.number;
            advance();
            return term;
        }
        term.kind = TermKind::Name;
        term.text = name();
        return term;
    }

    Node comparison() {
        Node node;
        node.left = operand();
        if (fault_) return node;
        const std::size_t column = token_.column;
        if (node.left.kind == TermKind::Name && take(TokenKind::Word, "has")) {
            node.kind = NodeKind::Has;
            if (token_.kind != TokenKind::Code) complain("A 'code' is missing here.");
            node.right = operand();
            return node;
        }
        node.kind = NodeKind::Compare;
        const auto op = comparison_sign();
        if (!op) {
            complain("A comparison such as `=` or `has` is missing here.");
            return node;
        }
        node.comparison = *op;
        node.right = operand();
        const bool ordering = *op != Comparison::Equal && *op != Comparison::NotEqual;
        const bool code = node.left.kind == TermKind::Code || node.right.kind == TermKind::Code;
        if (ordering && code) complain_at(column, "Only numbers can be greater or less.");
        return node;
    }

    std::optional<Comparison> comparison_sign() {
        constexpr std::pair<std::string_view, Comparison> signs[] = {
            {"=", Comparison::Equal},   {"!=", Comparison::NotEqual},
            {"<", Comparison::Less},    {"<=", Comparison::LessOrEqual},
            {">", Comparison::Greater}, {">=", Comparison::GreaterOrEqual}};
        for (const auto& [sign, meaning] : signs) {
            if (take(TokenKind::Symbol, sign)) return meaning;
        }
        return std::nullopt;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int depth_ = 0;
    Token token_;
    std::set<std::string> names_;
    std::optional<Fault> fault_;
};

}  // namespace

Result<ParsedExpression> parse_expression(std::string_view text) {
    return Parser(text).run();
}

}  // namespace spine::questionnaire
