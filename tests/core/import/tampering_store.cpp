#include "tampering_store.h"

#include <algorithm>

namespace spine::test {

Result<sync::Put> TamperingStore::put(std::string_view place, std::string_view name,
                                      ByteView content) {
    return honest_.put(place, name, content);
}

Result<Bytes> TamperingStore::get(std::string_view place, std::string_view name,
                                  std::uint64_t limit) {
    const auto found = planted_.find(name);
    if (place != sync::places::bundles || found == planted_.end())
        return honest_.get(place, name, limit);
    if (found->second.size() > limit) return fail(spine::causes::file_too_large, "", "");
    return found->second;
}

Result<std::vector<std::string>> TamperingStore::list(std::string_view place) {
    auto names = honest_.list(place);
    if (!names || place != sync::places::bundles) return names;
    for (const auto& [name, bundle] : planted_) names->push_back(name);
    std::sort(names->begin(), names->end());
    names->erase(std::unique(names->begin(), names->end()), names->end());
    return names;
}

Status TamperingStore::remove(std::string_view place, std::string_view name) {
    return honest_.remove(place, name);
}

}  // namespace spine::test
