// What stands between braces in a page, and what takes its place (page_reader.h has the list).
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "information/page_reader.h"

namespace spine::information {

// Fills the braces of one page; remembers which figures it used, and reports each problem once.
class Substitution {
  public:
    // Both references must outlive it. `plain_numbers`: what the head says is no finding.
    Substitution(const PageContext& context, std::string_view language,
                 std::vector<std::string> plain_numbers, Problems& problems);

    // `where` is the place that a problem names.
    [[nodiscard]] std::string fill(std::string_view text, std::string_view where);

    // The figure that a name stands for; null, and a problem, if it may not be shown.
    [[nodiscard]] const Figure* figure(std::string_view name, std::string_view where);

    // Takes {if:name} from the front of `text`. False if the block is to be left out.
    [[nodiscard]] bool shown(std::string& text, std::string_view where);

    [[nodiscard]] const std::vector<std::string>& figures() const { return figures_; }

  private:
    [[nodiscard]] std::string value_of(std::string_view name, std::string_view where);
    void refuse_typed_numbers(std::string_view literal, std::string_view where);
    void report(Cause cause, std::string_view where, std::string what);

    const PageContext& context_;
    std::string language_;
    std::vector<std::string> plain_numbers_;
    Problems& problems_;
    std::vector<std::string> figures_;
    std::set<std::string> reported_;
};

}  // namespace spine::information
