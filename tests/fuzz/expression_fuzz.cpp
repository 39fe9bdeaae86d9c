// Anything written as an expression in the configuration: it is refused with a column, or it can
// be asked for any answers.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "questionnaire/expression.h"

using namespace spine::questionnaire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto parsed = Expression::parse({reinterpret_cast<const char*>(data), size});
    if (!parsed) {
        if (!parsed.error().where.starts_with("column ")) std::abort();
        return 0;
    }
    (void)parsed->holds([](std::string_view) { return std::nullopt; });
    (void)parsed->holds([](std::string_view name) {
        return Operand{static_cast<double>(name.size()), {std::string(name)}};
    });
    return 0;
}
