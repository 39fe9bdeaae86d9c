// What the importer takes away once its time is over, and what it knows of that elsewhere.
#include <algorithm>
#include <set>

#include "import/clearing.h"
#include "import/importer.h"

namespace spine::importing {

Result<std::optional<config::Retention>> Importer::retention_in_force() {
    const auto newest = newest_configuration();
    if (!newest) return fail(newest.error());
    if (*newest == nullptr) return std::optional<config::Retention>();
    return rules_.of(store_, (*newest)->manifest);
}

// From here on the time of what came runs.
Status Importer::note_arrivals(const std::vector<Judged>& batch) {
    const auto known = archive_.time_told();
    if (!known) return fail(known.error());
    const UnixMs now = clock_.now();
    const UnixMs arrived = arrival_time(*known, now);
    UnixMs told = *known;
    for (const Judged& judged : batch) {
        if (judged.later || !judged.cause.empty() || judged.ruling.verdict == Verdict::Already)
            continue;
        clear_again_ |= judged.forget;
        if (judged.forget) continue;
        told = told_with(told, judged.summary.ended, now);
        if (auto noted = archive_.note_arrived(judged.place.ref(), arrived); !noted) return noted;
    }
    return told != *known ? archive_.note_told(told) : Status();
}

// What is due goes here, with a tombstone for everybody else; then from the store.
Status Importer::end_retention(ImportResult& result) {
    const auto known = archive_.time_told();
    if (!known) return fail(known.error());
    if (auto noted = archive_.mend_arrivals(arrival_time(*known, clock_.now())); !noted)
        return noted;
    const auto rule = retention_in_force();
    if (!rule) return fail(rule.error());
    const config::Retention days = rule->value_or(config::Retention{});
    const auto answers = limit("archive-days", days.archive_days, *known);
    if (!answers) return fail(answers.error());
    const auto bundles = limit("store-days", days.store_days, *known);
    if (!bundles) return fail(bundles.error());
    if (auto done = end_due(*answers, days, result); !done) return done;
    return clear_store(bundles->counts ? bundles->until : std::nullopt, result);
}

// What came until then is due; whether the rule counts yet, and from when.
Result<Importer::Limit> Importer::limit(std::string_view name, const std::optional<int>& days,
                                        UnixMs told) {
    const auto since =
        archive_.rule_since(name, days.value_or(0), arrival_time(told, clock_.now()));
    if (!since) return fail(since.error());
    Limit limit;
    const auto now = ending_time(told, clock_.now());
    if (!days || !now) return limit;
    limit.until = *now - *days * kDayMs;
    limit.from = *since + kRuleWaitsMs;
    limit.counts = *now >= limit.from;
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
    result.clock_doubted = !by_clock->empty();
    return {};
}

Status Importer::end_answers(UnixMs until, ImportResult& result) {
    for (;;) {
        const auto due = archive_.arrived_until(until, kSessionsPerCommit);
        if (!due) return fail(due.error());
        if (due->empty()) break;
        if (auto ended = archive_.end_retention(*due); !ended) return ended;
        erased_.insert(due->begin(), due->end());
        result.expired += due->size();
    }
    if (result.expired == 0) return {};
    // The write-ahead log still holds pages with the keys.
    if (auto tidied = archive_.tidy(); !tidied) return tidied;
    return send_objects();
}

Status Importer::end_kept_aside(UnixMs until, ImportResult& result) {
    const auto due = archive_.quarantined_until(until);
    if (!due) return fail(due.error());
    for (const std::string& object : *due) {
        const auto aside = archive_.quarantined(object);
        if (!aside) return fail(aside.error());
        const auto gone = remove_kept_aside(store_, object, *aside);
        if (!gone && sync::concerns_whole_store(gone.error().cause)) return fail(gone.error());
        if (!gone) {
            result.refused.push_back({object, std::string(gone.error().cause.name())});
            continue;
        }
        if (auto ended = archive_.end_quarantine(object); !ended) return ended;
        ++result.expired;
    }
    return {};
}

// As seldom as the store is looked through for what it has lost, and whenever something was erased.
Status Importer::clear_store(std::optional<UnixMs> until, ImportResult& result) {
    const UnixMs now = clock_.now();
    const bool recently = cleared_at_ && now >= *cleared_at_ && now - *cleared_at_ < kMendEveryMs;
    const std::size_t erased = objects_.tombstones().size();
    if (recently && erased == cleared_for_ && !clear_again_) return {};
    const auto names = archive_.removable_bundles(until);
    if (!names) return fail(names.error());
    const auto there = names->empty() ? Result<std::vector<std::string>>(*names)
                                      : store_.list(sync::places::bundles);
    if (!there) return fail(there.error());
    for (const std::string& name : *names) {
        if (std::binary_search(there->begin(), there->end(), name)) {
            auto gone = store_.remove(sync::places::bundles, name);
            if (!gone && sync::concerns_whole_store(gone.error().cause)) return gone;
            // The next would meet the same: a server that lets nobody delete.
            if (!gone) {
                result.refused.push_back({name, std::string(gone.error().cause.name())});
                break;
            }
            ++result.taken_out;
        }
        if (auto forgotten = archive_.forget_bundle(name); !forgotten) return forgotten;
    }
    cleared_at_ = now;
    cleared_for_ = erased;
    clear_again_ = false;
    return {};
}

Status Importer::know_taken_out() {
    const auto known = archive_.taken_out();
    if (!known) return fail(known.error());
    for (const archive::TakenOut& session : *known) chains_.add_taken_out(session);
    return {};
}

// What was erased elsewhere and is gone has its place here, too, as it has where it had been: the
// end that the next session names, or the only one that has a receipt.
Status Importer::place_erased(const crypto::DeviceId& tablet) {
    for (const archive::TakenOut& taken : heads_.of(tablet)) {
        if (!objects_.tombstones().contains(taken.session)) continue;
        if (chains_.find(taken.session) != nullptr && !chains_.is_previous(taken)) continue;
        archive::SessionPlace place;
        place.device = taken.session.device;
        place.session = taken.session.session;
        place.counter = taken.counter;
        place.head = taken.head;
        auto kept = archive_.transact([&]() -> Status {
            auto gone = archive_.forget_erased(place);
            return gone ? archive_.note_receipt(taken.session, taken.head, taken.receipt) : gone;
        });
        if (!kept) return kept;
        chains_.add(place);
    }
    return {};
}

// A tablet's sessions from before this archive was there may be gone from the store: that they had
// been taken is said by their receipts, and that they went by right by a tombstone or by the
// clinic's rule for its store.
Status Importer::explain_gaps() {
    const auto rule = rules_.store_goes_first(store_, configurations_);
    if (!rule) return fail(rule.error());
    std::set<crypto::DeviceId> tablets;
    for (const ChainReport& gap : chains_.gaps())
        if (const auto id = crypto::DeviceId::from_hex(gap.device);
            *rule && id && gap.session.empty())
            tablets.insert(*id);
    for (const auto& [session, tombstone] : objects_.tombstones())
        if (chains_.find(session) == nullptr) tablets.insert(session.device);
    for (const crypto::DeviceId& tablet : tablets) {
        if (auto read = heads_.read(store_, tablet); !read) {
            if (sync::concerns_whole_store(read.error().cause)) return read;
            continue;  // the gap stands
        }
        for (const archive::TakenOut& taken : heads_.of(tablet)) {
            if (chains_.find(taken.session) != nullptr) continue;
            if (!*rule && !objects_.tombstones().contains(taken.session)) continue;
            if (auto noted = archive_.note_taken_out(taken); !noted) return noted;
            chains_.add_taken_out(taken);
        }
        if (auto placed = place_erased(tablet); !placed) return placed;
    }
    return {};
}

}  // namespace spine::importing
