#include "tampering_store.h"

#include <algorithm>

namespace spine::test {

Result<Bytes> TamperingStore::get(std::string_view place, std::string_view name,
                                  std::uint64_t limit) {
    const auto found = planted_.find(name);
    if (place != sync::places::bundles || found == planted_.end())
        return DelegatingStore::get(place, name, limit);
    if (found->second.size() > limit) return fail(spine::causes::file_too_large, "", "");
    return found->second;
}

Result<std::vector<std::string>> TamperingStore::list(std::string_view place) {
    auto names = DelegatingStore::list(place);
    if (!names || place != sync::places::bundles) return names;
    for (const auto& [name, bundle] : planted_) names->push_back(name);
    std::sort(names->begin(), names->end());
    names->erase(std::unique(names->begin(), names->end()), names->end());
    return names;
}

}  // namespace spine::test
