// A study file as it goes with the data.
#include <algorithm>

#include "export/study.h"

namespace spine::exporting {
namespace {

// Where in TOML a reader stands: outside of strings, or in one that ends with `quotes`.
class TomlReader {
  public:
    // The length of what begins here and belongs together: a quote mark, an escape, a character.
    [[nodiscard]] std::size_t step(std::string_view rest) {
        if (in_.empty()) {
            for (const std::string_view quotes : {R"(""")", "'''", R"(")", "'"})
                if (rest.starts_with(quotes)) {
                    in_ = quotes;
                    return quotes.size();
                }
            return 1;
        }
        if (in_.front() == '"' && rest.front() == '\\' && rest.size() > 1) return 2;
        if (!rest.starts_with(in_)) return 1;
        const std::size_t length = in_.size();
        in_ = {};
        return length;
    }
    [[nodiscard]] bool outside() const { return in_.empty(); }

  private:
    std::string_view in_;
};

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

}  // namespace

std::string without_comments(std::string_view toml) {
    std::string copy;
    TomlReader reader;
    std::size_t line = 0;  // where the copy's line begins
    for (std::size_t at = 0; at < toml.size();) {
        if (reader.outside() && toml[at] == '#') {
            at = std::min(toml.find('\n', at), toml.size());
            while (copy.size() > line && is_blank(copy.back())) copy.pop_back();
            // Nothing else stood in the line.
            if (copy.size() == line && at < toml.size()) ++at;
            continue;
        }
        const std::size_t length = reader.step(toml.substr(at));
        copy.append(toml.substr(at, length));
        at += length;
        if (copy.back() == '\n') line = copy.size();
    }
    return copy;
}

}  // namespace spine::exporting
