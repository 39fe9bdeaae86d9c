#include "export/earlier_exports.h"

#include <algorithm>
#include <set>
#include <utility>

namespace spine::exporting {
namespace {

std::vector<deidentify::FormerColumn> former_columns(const archive::LedgerEntry& entry) {
    std::vector<deidentify::FormerColumn> columns;
    for (const archive::LedgerSensitive& one : entry.sensitive) {
        deidentify::FormerColumn column;
        column.asked.column = one.name;
        column.asked.distinct_l = one.distinct_l;
        column.asked.entropy_l = one.entropy_l;
        column.asked.t = one.t;
        column.asked.ground = one.ordered ? deidentify::Ground::Ordered : deidentify::Ground::Equal;
        column.rows = one.rows;
        column.missing = one.missing;
        columns.push_back(std::move(column));
    }
    return columns;
}

}  // namespace

Result<std::unique_ptr<EarlierExports>> EarlierExports::read(archive::Archive& archive) {
    archive::ExportLedger ledger(archive);
    std::unique_ptr<EarlierExports> made;
    const auto begin = [&](const crypto::Hash& key) -> Status {
        auto ids = ledger.ids_by(key);
        if (!ids) return fail(std::move(ids));
        made.reset(new EarlierExports(key, std::move(*ids)));
        return {};
    };
    auto read = ledger.each([&](const auto& entry, auto& people) -> Status {
        if (!made)
            if (auto begun = begin(entry.ids); !begun) return begun;
        return made->take(entry, people, archive);
    });
    if (!read) return fail(std::move(read));
    if (!made) {
        const auto in_use = archive.clinic_key();
        if (!in_use) return fail(in_use.error());
        const auto key = crypto::fingerprint(archive.clinic(), crypto::public_of(*in_use));
        if (auto begun = begin(key); !begun) return fail(std::move(begun));
    }
    made->in_use_ = nullptr;
    made->translations_.clear();
    return made;
}

Status EarlierExports::take(const archive::LedgerEntry& entry, archive::LedgerPeople& people,
                            archive::Archive& archive) {
    in_use_ = nullptr;
    if (entry.ids != key_) {
        const auto found = translation(entry.ids, archive);
        if (!found) return fail(found.error());
        in_use_ = *found;
    }
    of_release_.emplace(history_.releases(), all_.size());
    all_.push_back({entry, history_.releases()});
    history_.begin_release(former_columns(entry));
    return entry.kind == archive::LedgerKind::Tables ? take_tables(people) : take_rows(people);
}

// Later visits are a release of their own: nothing was asked of them but their number.
Status EarlierExports::take_rows(archive::LedgerPeople& people) {
    bool later = false;
    for (archive::LedgerPerson person; next(people, person);) {
        if (people.is_later() && !later) {
            later = true;
            of_release_.emplace(history_.releases(), all_.size() - 1);
            history_.begin_release();
        }
        if (auto added = add(person, person.equivalence_class); !added) return added;
    }
    return {};
}

// Whoever has tables can tell who was counted from who was not, and nobody from another.
Status EarlierExports::take_tables(archive::LedgerPeople& people) {
    std::map<std::uint32_t, std::vector<deidentify::PersonId>> cut;
    for (archive::LedgerPerson person; next(people, person);) {
        cut[person.equivalence_class].push_back(person.id.bytes);
        if (people.is_later()) continue;
        if (auto added = add(person, 0); !added) return added;
    }
    batches_.take(std::move(cut));
    return {};
}

// Under two keys somebody can be made to stand there twice, by whoever wants to stop all exports;
// no export writes that.
Status EarlierExports::add(const archive::LedgerPerson& person, std::uint32_t equivalence_class) {
    auto added = history_.add(person.id.bytes, equivalence_class, person.values);
    const bool made_up =
        !added && in_use_ != nullptr && added.error().cause == deidentify::causes::person_twice;
    return made_up ? Status() : added;
}

bool EarlierExports::next(archive::LedgerPeople& people, archive::LedgerPerson& person) const {
    if (!people.next(person)) return false;
    if (in_use_ == nullptr) return true;
    const auto ours = std::lower_bound(
        in_use_->begin(), in_use_->end(), person.id,
        [](const auto& one, const crypto::ExporteeId& wanted) { return one.first < wanted; });
    if (ours != in_use_->end() && ours->first == person.id) person.id = ours->second;
    return true;
}

Result<const EarlierExports::Translation*> EarlierExports::translation(const crypto::Hash& key,
                                                                       archive::Archive& archive) {
    const auto [found, is_new] = translations_.try_emplace(key);
    if (!is_new) return &found->second;
    archive::ExportLedger ledger(archive);
    const auto theirs = ledger.ids_by(key);
    if (!theirs) return fail(theirs.error());
    Translation& all = found->second;
    auto read = ledger.each_session([&](const crypto::SessionRef& session) {
        all.emplace_back(theirs->of(session), ids_.of(session));
    });
    if (!read) return fail(std::move(read));
    std::sort(all.begin(), all.end());
    return &all;
}

std::vector<const EarlierExports::Earlier*> EarlierExports::with(
    std::span<const deidentify::Trace> traces) const {
    std::set<std::size_t> places;
    for (const deidentify::Trace trace : traces)
        for (const std::uint32_t release : history_.releases_of(trace))
            places.insert(of_release_.at(release));
    std::vector<const Earlier*> found;
    for (const std::size_t place : places) found.push_back(&all_[place]);
    return found;
}

const EarlierExports::Earlier* EarlierExports::latest_of(const Study& study) const {
    const auto found = std::find_if(all_.rbegin(), all_.rend(), [&](const Earlier& one) {
        return one.entry.kind == archive::LedgerKind::Rows && one.entry.study.hex() == study.hash;
    });
    return found == all_.rend() ? nullptr : &*found;
}

}  // namespace spine::exporting
