// What the importer takes away once its time is over.
#include <algorithm>

#include "crypto/bundle.h"
#include "import/clearing.h"
#include "import/importer.h"

namespace spine::importing {

Result<std::optional<config::Retention>> Importer::retention_in_force() {
    const auto newest = newest_configuration();
    if (!newest) return fail(newest.error());
    if (*newest == nullptr) return std::optional<config::Retention>();
    return rules_.of(store_, (*newest)->manifest);
}

// Where no rule is known: whether there was one, by what was seen of configurations.
Result<bool> Importer::rule_held_back() {
    const auto newest = newest_configuration();
    if (!newest) return fail(newest.error());
    if (*newest != nullptr) return RetentionRules::names_rule((*newest)->manifest);
    const auto seen = archive_.see_configuration(0);
    if (!seen) return fail(seen.error());
    return *seen > 0;
}

// From here on the time of what came runs. By its tablet's clock where that is later: what comes to
// a computer whose clock is behind must not be old when the clock is put right.
Status Importer::note_arrivals(const std::vector<Judged>& batch) {
    const auto known = archive_.time_told();
    if (!known) return fail(known.error());
    const UnixMs now = clock_.now();
    UnixMs told = *known;
    for (const Judged& judged : batch) {
        if (judged.later || !judged.cause.empty() || judged.ruling.verdict == Verdict::Already)
            continue;
        clear_again_ |= judged.forget;
        if (judged.forget) continue;
        const UnixMs ended = judged.summary.ended;
        told = told_with(told, ended, now);
        const UnixMs arrived = std::max(arrival_time(*known, now), ended);
        if (auto noted = archive_.note_arrived(judged.place.ref(), arrived); !noted) return noted;
    }
    return told != *known ? archive_.note_told(told) : Status();
}

// What is due goes here, with a tombstone for everybody else; then from the store.
Status Importer::end_retention(ImportResult& result) {
    const auto told = archive_.time_told();
    if (!told) return fail(told.error());
    const UnixMs now = clock_.now();
    // It looks through all that came: not every few seconds.
    if (borne_out(*told, now) && clears_now())
        if (auto mended = archive_.mend_arrivals(arrival_time(*told, now)); !mended) return mended;
    if (auto done = end_calls(*told, result); !done) return done;
    const auto rule = retention_in_force();
    if (!rule) return fail(rule.error());
    // A rule that is not known is not a rule that was taken back: what was noted of it stands.
    const auto held_back = *rule ? Result<bool>(false) : rule_held_back();
    if (!held_back) return fail(held_back.error());
    result.rule_held_back = *held_back;
    if (!*rule || *told == 0) return clear_store(std::nullopt, result);
    const auto answers = limit("archive-days", (*rule)->archive_days, *told);
    if (!answers) return fail(answers.error());
    const auto bundles = limit("store-days", (*rule)->store_days, *told);
    if (!bundles) return fail(bundles.error());
    if (auto done = end_due(*answers, **rule, result); !done) return done;
    return clear_store(bundles->counts ? bundles->until : std::nullopt, result);
}

// What came until then is due; whether the rule counts yet, and from when: sessions must have borne
// the week out, since one clock alone may jump.
Result<Importer::Limit> Importer::limit(std::string_view name, const std::optional<int>& days,
                                        UnixMs told) {
    const UnixMs now = clock_.now();
    const auto since = archive_.rule_since(name, days.value_or(0), arrival_time(told, now));
    if (!since) return fail(since.error());
    Limit limit;
    if (!days) return limit;
    limit.until = ending_time(told, now) - *days * kDayMs;
    limit.from = *since + kRuleWaitsMs;
    limit.counts = std::min(now, told) >= limit.from;
    return limit;
}

Status Importer::end_due(const Limit& limit, const config::Retention& days, ImportResult& result) {
    if (!limit.until) return {};
    if (!limit.counts) {
        const auto due = archive_.count_arrived_until(*limit.until);
        if (!due) return fail(due.error());
        result.expiring = *due;
        result.expiring_at = limit.from;
        return {};
    }
    if (auto done = end_answers(*limit.until, result); !done) return done;
    if (auto done = end_kept_aside(*limit.until, result); !done) return done;
    const auto by_clock = archive_.arrived_until(clock_.now() - *days.archive_days * kDayMs, 1);
    if (!by_clock) return fail(by_clock.error());
    result.clock_doubted = result.expired == 0 && !by_clock->empty();
    return {};
}

// A batch a run: the patients of today do not wait for years of others.
Status Importer::end_answers(UnixMs until, ImportResult& result) {
    const auto due = archive_.arrived_until(until, kSessionsPerCommit);
    if (!due) return fail(due.error());
    if (due->empty()) return {};
    if (auto ended = archive_.end_retention(*due); !ended) return ended;
    erased_.insert(due->begin(), due->end());
    result.expired += due->size();
    clear_again_ = true;
    // The write-ahead log still holds pages with the keys.
    if (auto tidied = archive_.tidy(); !tidied) return tidied;
    return send_objects();
}

namespace {

// A server that lets nobody delete: everything else of it may be in order.
bool stops_all(const Fault& of_remove) {
    return sync::concerns_whole_store(of_remove.cause) &&
           of_remove.cause != sync::causes::store_denied;
}

}  // namespace

Status Importer::end_kept_aside(UnixMs until, ImportResult& result) {
    if (!clears_now()) return {};
    const auto due = archive_.quarantined_until(until);
    if (!due) return fail(due.error());
    std::size_t refused = 0;
    for (const std::string& object : *due) {
        if (refused == kRemovalsRefused) break;
        const auto aside = archive_.quarantined(object);
        if (!aside) return fail(aside.error());
        // Another computer may have taken what this one could not read.
        const auto outline = crypto::outline_bundle(*aside);
        archive::SessionPlace place;
        if (outline) {
            place.device = outline->header.device;
            place.session = outline->header.session;
            place.head = crypto::head_hash(outline->head_bytes);
        }
        const bool taken = outline && receipted(place);
        const auto gone = taken ? Result<bool>(false) : remove_kept_aside(store_, object, *aside);
        if (!gone && stops_all(gone.error())) return fail(gone.error());
        if (!gone) {
            ++refused;
            result.refused.push_back({object, std::string(gone.error().cause.name())});
            continue;
        }
        if (auto ended = archive_.end_quarantine(object); !ended) return ended;
        ++result.expired;
    }
    return {};
}

// By the same clocks as answers; as long as no session came nothing goes.
Status Importer::end_calls(UnixMs told, ImportResult& result) {
    if (told == 0 || !clears_now()) return {};
    const auto there = store_.list(sync::places::attention);
    if (!there) return fail(there.error());
    const UnixMs now = clock_.now();
    const auto old = archive_.calls_until(*there, arrival_time(told, now),
                                          ending_time(told, now) - kCallsKeptMs);
    if (!old) return fail(old.error());
    std::size_t refused = 0;
    for (const std::string& name : *old) {
        if (refused == kRemovalsRefused) break;
        const auto gone = store_.remove(sync::places::attention, name);
        if (!gone && stops_all(gone.error())) return gone;
        if (gone) continue;
        ++refused;
        result.refused.push_back({name, std::string(gone.error().cause.name())});
    }
    return {};
}

bool Importer::clears_now() const {
    const UnixMs now = clock_.now();
    const bool recently = cleared_at_ && now >= *cleared_at_ && now - *cleared_at_ < kMendEveryMs;
    return !recently || clear_again_ || objects_.tombstones().size() != cleared_for_;
}

// As seldom as the store is looked through for what it has lost, and whenever something was erased.
Status Importer::clear_store(std::optional<UnixMs> until, ImportResult& result) {
    if (!clears_now()) return {};
    const auto names = archive_.removable_bundles(until);
    if (!names) return fail(names.error());
    const auto there = names->empty() ? Result<std::vector<std::string>>(*names)
                                      : store_.list(sync::places::bundles);
    if (!there) return fail(there.error());
    std::size_t refused = 0, removed = 0;
    for (const std::string& name : *names) {
        // The rest has its turn with the next run, or, where the server refuses, an hour later.
        if (removed == kSessionsPerCommit) return {};
        if (refused == kRemovalsRefused) break;
        if (std::binary_search(there->begin(), there->end(), name)) {
            auto gone = store_.remove(sync::places::bundles, name);
            if (!gone && stops_all(gone.error())) return gone;
            if (!gone) {
                ++refused;
                result.refused.push_back({name, std::string(gone.error().cause.name())});
                continue;
            }
            ++removed;
            ++result.taken_out;
        }
        if (auto forgotten = archive_.forget_bundle(name); !forgotten) return forgotten;
    }
    cleared_at_ = clock_.now();
    cleared_for_ = objects_.tombstones().size();
    clear_again_ = false;
    return {};
}

}  // namespace spine::importing
