#include "findings.h"

#include <algorithm>

namespace spine::test {

std::string lines_of(const std::vector<config::Finding>& findings) {
    std::string lines;
    for (const config::Finding& finding : findings) {
        lines += finding.file + " | " + finding.where + " | " + finding.what + " (" +
                 std::string(finding.cause.name()) + ")\n";
    }
    return lines;
}

bool names(const std::vector<config::Finding>& findings, Cause cause, std::string_view file,
           std::string_view place) {
    return std::any_of(findings.begin(), findings.end(), [&](const config::Finding& finding) {
        return finding.cause == cause && finding.file == file &&
               finding.where.find(place) != std::string::npos && !finding.what.empty();
    });
}

}  // namespace spine::test
