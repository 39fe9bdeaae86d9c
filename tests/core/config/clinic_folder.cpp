#include "core/config/clinic_folder.h"

#include <algorithm>
#include <catch2/catch.hpp>

namespace spine::test {
namespace fs = std::filesystem;

ClinicFolder::ClinicFolder() {
    fs::copy(project() / "kiosk-config", path(), fs::copy_options::recursive);
}

void ClinicFolder::replace(std::string_view file, std::string_view from, std::string_view to) {
    std::string content = slurp(path() / file);
    const auto at = content.find(from);
    if (at == std::string::npos) FAIL(file << " has no \"" << from << "\"");
    spit(path() / file, content.replace(at, from.size(), to));
}

void ClinicFolder::write(std::string_view file, std::string_view content) {
    fs::create_directories((path() / file).parent_path());
    spit(path() / file, content);
}

void ClinicFolder::append(std::string_view file, std::string_view content) {
    spit(path() / file, slurp(path() / file).append(content));
}

void ClinicFolder::remove(std::string_view file) {
    if (!fs::remove(path() / file)) FAIL("there is no " << file);
}

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
