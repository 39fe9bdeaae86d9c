#include "review/redaction.h"

#include <algorithm>

#include "review/code_points.h"
#include "review/proposals.h"

namespace spine::review {

std::string_view name_of(RedactionKind kind) {
    switch (kind) {
        case RedactionKind::Cpr:
            return "cpr";
        case RedactionKind::Number:
            return "number";
        case RedactionKind::Date:
            return "date";
        case RedactionKind::Contact:
            return "contact";
        case RedactionKind::Name:
            return "name";
        case RedactionKind::Place:
            return "place";
        case RedactionKind::Employer:
            return "employer";
        default:
            return "removed";
    }
}

std::vector<Proposal> propose_redactions(std::string_view text, std::string_view language) {
    Proposals made(text, language);
    propose_numbers(made);
    propose_names(made);
    return made.in_order();
}

std::string redacted(std::string_view text, const std::vector<archive::Redaction>& redactions) {
    const std::vector<std::size_t> offsets = code_points(text).offsets;
    const std::size_t end = offsets.size() - 1;
    std::string out;
    std::size_t done = 0;
    for (const archive::Redaction& one : redactions) {
        const std::size_t from = std::max<std::size_t>(one.from, done);
        const std::size_t to = std::min<std::size_t>(one.to, end);
        if (from >= to) continue;
        out.append(text.substr(offsets[done], offsets[from] - offsets[done]));
        out.append("[").append(name_of(static_cast<RedactionKind>(one.stands_for))).append("]");
        done = to;
    }
    return out.append(text.substr(offsets[done]));
}

}  // namespace spine::review
