#include "base/result.h"

namespace spine {

std::string Fault::sentence() const {
    std::string text = where.empty() ? happened : where + ": " + happened;
    if (!next.empty()) text += " " + next;
    return text;
}

}  // namespace spine
