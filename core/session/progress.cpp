#include "session/walk.h"

namespace spine::session {
namespace {

// Steps that advance the words and the bar; the others count as the one before them.
bool counts(const Step& step) {
    switch (step.kind) {
        case StepKind::EnterCode:
        case StepKind::Items:
        case StepKind::Code:
        case StepKind::Page:
        case StepKind::Finished:
            return true;
        case StepKind::Words:
        case StepKind::TellStaff:
        case StepKind::TellStaffKindly:
        case StepKind::Explanation:
            return false;
    }
    return false;
}

}  // namespace

Progress Walk::progress() const {
    Progress progress;
    progress.section = step().section;
    int all = 0, passed = 0, within = 0, index = 0;
    for (std::size_t i = 0; i < outline_.size(); ++i) {
        const Step& other = outline_[i].step;
        if (!counts(other)) continue;
        ++all;
        if (i <= at_) ++passed;
        if (other.section != progress.section) continue;
        ++within;
        if (i <= at_) ++index;
    }
    progress.of = std::max(within, 1);
    progress.index = std::max(index, 1);
    progress.done = all == 0 ? 1 : static_cast<double>(passed) / all;
    return progress;
}

std::vector<Step> Walk::outline() const {
    std::vector<Step> steps;
    steps.reserve(outline_.size());
    for (const Placed& placed : outline_) steps.push_back(placed.step);
    return steps;
}

}  // namespace spine::session
