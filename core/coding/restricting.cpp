// A history without what it says of texts that do not leave.
#include <algorithm>
#include <type_traits>

#include "coding/history.h"

namespace spine::coding {
namespace {

// Every unit that ever stood in another text than these, also where that was taken back.
std::set<Guid> units_elsewhere(const std::vector<Entry>& entries, const std::set<Guid>& texts) {
    std::set<Guid> out;
    std::size_t before = 0;
    do {
        before = out.size();
        for (const Entry& entry : entries)
            for (const Step& step : entry.steps) {
                const auto* mark = std::get_if<MarkUnit>(&step);
                if (mark != nullptr && !texts.contains(mark->unit.text)) out.insert(mark->unit.id);
                const auto* split = std::get_if<SplitUnit>(&step);
                if (split != nullptr && out.contains(split->unit)) out.insert(split->second);
            }
    } while (out.size() > before);
    return out;
}

class Leaving {
  public:
    Leaving(const std::vector<Entry>& entries, const std::set<Guid>& texts)
        : texts_(texts), gone_(units_elsewhere(entries, texts)) {}

    // Whether a step is of what leaves; what it lists beside that is cut down to it.
    template <typename T>
    [[nodiscard]] bool has(T& step) const {
        const auto gone = [&](const Guid& unit) { return gone_.contains(unit); };
        if constexpr (std::is_same_v<T, MarkUnit>) {
            return !gone(step.unit.id);
        } else if constexpr (std::is_same_v<T, ReadText>) {
            return texts_.contains(step.text);
        } else if constexpr (std::is_same_v<T, MergeUnits>) {
            return !gone(step.unit) && !gone(step.with);
        } else if constexpr (std::is_same_v<T, SplitCode>) {
            std::erase_if(step.units, gone);
            return true;
        } else if constexpr (std::is_same_v<T, WriteCondensate>) {
            std::erase_if(step.condensate.units, gone);
            if (gone(step.condensate.quotation)) step.condensate.quotation = {};
            return true;
        } else if constexpr (requires { step.unit; }) {
            return !gone(step.unit);
        } else {
            return true;
        }
    }

  private:
    const std::set<Guid>& texts_;
    std::set<Guid> gone_;
};

}  // namespace

std::vector<Entry> restricted_to(std::vector<Entry> entries, const std::set<Guid>& texts) {
    const Leaving leaving(entries, texts);
    for (Entry& entry : entries)
        std::erase_if(entry.steps, [&](Step& step) {
            return !std::visit([&](auto& one) { return leaving.has(one); }, step);
        });
    return entries;
}

}  // namespace spine::coding
