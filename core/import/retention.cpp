#include "import/retention.h"

#include <algorithm>

#include "crypto/manifest.h"

namespace spine::importing {
namespace {

constexpr std::string_view kRuleFile = "kiosk.toml";
constexpr std::uint64_t kMaxRuleSize = std::uint64_t{1} << 20U;

auto rule_file(const crypto::Manifest& manifest) {
    return std::find_if(manifest.files.begin(), manifest.files.end(),
                        [](const auto& one) { return one.path == kRuleFile; });
}

}  // namespace

UnixMs arrival_time(UnixMs told, UnixMs now) {
    return std::max(told, now);
}

UnixMs ending_time(UnixMs told, UnixMs now) {
    return std::min(now, told + kBelievedAheadMs);
}

bool borne_out(UnixMs told, UnixMs now) {
    return told > 0 && now <= told + kBelievedAheadMs;
}

UnixMs told_with(UnixMs told, UnixMs ended, UnixMs now) {
    if (ended > now + kTabletAheadMs) return told;
    const bool agree = ended + kTabletAheadMs >= now;
    return agree && told > now + kTabletAheadMs ? ended : std::max(told, ended);
}

Result<std::optional<config::Retention>> RetentionRules::of(sync::Store& store,
                                                            const crypto::Manifest& manifest) {
    const auto file = rule_file(manifest);
    if (file == manifest.files.end() || file->size > kMaxRuleSize)
        return std::optional<config::Retention>();
    if (const auto known = read_.find(file->content); known != read_.end()) return known->second;
    const auto bytes = store.get(sync::places::contents, file->content.hex(), file->size);
    if (!bytes && sync::concerns_whole_store(bytes.error().cause)) return fail(bytes.error());
    // Another content is not what the root signed; the right one may come back.
    if (!bytes || crypto::file_hash(manifest.clinic, *bytes) != file->content)
        return std::optional<config::Retention>();
    return read_.emplace(file->content, config::retention_of(as_text(*bytes))).first->second;
}

bool RetentionRules::names_rule(const crypto::Manifest& manifest) {
    return rule_file(manifest) != manifest.files.end();
}

Result<bool> RetentionRules::store_goes_first(sync::Store& store,
                                              const sync::Configurations& configurations) {
    for (const sync::KnownManifest* known : configurations.all()) {
        const auto rule = of(store, known->manifest);
        if (!rule) return fail(rule.error());
        if (*rule && (*rule)->store_days) return true;
    }
    return false;
}

}  // namespace spine::importing
