#include "review/redacted_places.h"

#include "review/redaction.h"

namespace spine::review {
namespace {

// A redaction in both: [from, to) of the text is [copy_from, copy_to) of the copy.
struct Replaced {
    std::uint32_t from = 0, to = 0, copy_from = 0, copy_to = 0;
};

std::vector<Replaced> replaced(const std::vector<archive::Redaction>& redactions) {
    std::vector<Replaced> out;
    std::uint32_t text = 0, copy = 0;
    for (const archive::Redaction& one : redactions) {
        const auto size = static_cast<std::uint32_t>(
            name_of(static_cast<RedactionKind>(one.stands_for)).size() + 2);  // "[name]"
        copy += one.from - text;
        out.push_back({one.from, one.to, copy, copy + size});
        text = one.to;
        copy += size;
    }
    return out;
}

enum class Edge { Begin, End };

std::uint32_t to_text(std::uint32_t place, Edge edge, const std::vector<Replaced>& all) {
    std::uint32_t text = 0, copy = 0;
    for (const Replaced& one : all) {
        if (edge == Edge::Begin ? place < one.copy_from : place <= one.copy_from) break;
        if (edge == Edge::Begin ? place < one.copy_to : place <= one.copy_to)
            return edge == Edge::Begin ? one.from : one.to;
        text = one.to;
        copy = one.copy_to;
    }
    return text + (place - copy);
}

std::uint32_t to_copy(std::uint32_t place, Edge edge, const std::vector<Replaced>& all) {
    std::uint32_t text = 0, copy = 0;
    for (const Replaced& one : all) {
        if (edge == Edge::Begin ? place < one.from : place <= one.from) break;
        if (edge == Edge::Begin ? place < one.to : place <= one.to)
            return edge == Edge::Begin ? one.copy_from : one.copy_to;
        text = one.to;
        copy = one.copy_to;
    }
    return copy + (place - text);
}

}  // namespace

Part in_text(const Part& part, const std::vector<archive::Redaction>& redactions) {
    const auto all = replaced(redactions);
    return {to_text(part.from, Edge::Begin, all), to_text(part.to, Edge::End, all)};
}

Part in_copy(const Part& part, const std::vector<archive::Redaction>& redactions) {
    const auto all = replaced(redactions);
    return {to_copy(part.from, Edge::Begin, all), to_copy(part.to, Edge::End, all)};
}

}  // namespace spine::review
