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
    const auto entries = ledger.entries();
    if (!entries) return fail(entries.error());
    crypto::Hash key;
    if (entries->empty()) {
        const auto in_use = archive.clinic_key();
        if (!in_use) return fail(in_use.error());
        key = crypto::fingerprint(archive.clinic(), crypto::public_of(*in_use));
    } else {
        key = entries->front().ids;
    }
    auto ids = ledger.ids_by(key);
    if (!ids) return fail(std::move(ids));
    std::unique_ptr<EarlierExports> made(new EarlierExports(key, std::move(*ids)));
    auto read = ledger.each(
        [&](const auto& entry, auto& people) { return made->take(entry, people, archive); });
    if (!read) return fail(std::move(read));
    made->translations_.clear();
    return made;
}

// Later visits are a release of their own: nothing was asked of them but their number.
Status EarlierExports::take(const archive::LedgerEntry& entry, archive::LedgerPeople& people,
                            archive::Archive& archive) {
    const Translation* translation = nullptr;
    if (entry.ids != key_) {
        const auto found = this->translation(entry.ids, archive);
        if (!found) return fail(found.error());
        translation = *found;
    }
    of_release_.emplace(history_.releases(), all_.size());
    all_.push_back({entry, history_.releases()});
    history_.begin_release(former_columns(entry));
    bool later = false;
    for (archive::LedgerPerson person; people.next(person);) {
        if (people.is_later() && !later) {
            later = true;
            of_release_.emplace(history_.releases(), all_.size() - 1);
            history_.begin_release();
        }
        if (translation != nullptr)
            if (const auto ours = translation->find(person.id); ours != translation->end())
                person.id = ours->second;
        auto added = history_.add(person.id.bytes, person.equivalence_class, person.values);
        if (!added) return added;
    }
    return {};
}

Result<const EarlierExports::Translation*> EarlierExports::translation(const crypto::Hash& key,
                                                                       archive::Archive& archive) {
    const auto [found, is_new] = translations_.try_emplace(key);
    if (!is_new) return &found->second;
    const auto theirs = archive::ExportLedger(archive).ids_by(key);
    if (!theirs) return fail(theirs.error());
    const auto places = archive.places();
    if (!places) return fail(places.error());
    for (const archive::SessionPlace& place : *places)
        found->second.emplace(theirs->of(place.ref()), ids_.of(place.ref()));
    return &found->second;
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
        return one.entry.study.hex() == study.hash;
    });
    return found == all_.rend() ? nullptr : &*found;
}

}  // namespace spine::exporting
