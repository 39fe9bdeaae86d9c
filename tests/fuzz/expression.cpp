// Anything written as an expression in the configuration: it is refused with a column, or it can
// be asked for any answers.
#include "questionnaire/expression.h"

#include "fuzz.h"

namespace spine::fuzz {

using namespace questionnaire;

void expression(ByteView bytes) {
    const auto parsed = Expression::parse(as_text(bytes));
    if (!parsed) {
        demand(parsed.error().where.starts_with("column "));
        return;
    }
    (void)parsed->holds([](std::string_view) { return std::nullopt; });
    (void)parsed->holds([](std::string_view name) {
        return Operand{static_cast<double>(name.size()), {std::string(name)}};
    });
}

}  // namespace spine::fuzz
