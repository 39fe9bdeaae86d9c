#include "coding/history.h"

#include "coding/words.h"

namespace spine::coding {
namespace {

tl::unexpected<Fault> nothing_to_undo(std::string why) {
    return fail(causes::nothing_to_undo, std::move(why), "See: kioskctl codes CLINIC.");
}

bool adds(const Step& step, const Guid& user) {
    const auto* added = std::get_if<AddUser>(&step);
    return added != nullptr && added->user.id == user;
}

}  // namespace

// Folded once, however much was taken back.
Result<History> History::of(std::vector<Entry> entries) {
    History made;
    for (Entry& one : entries)
        if (auto taken = made.take(std::move(one)); !taken) return fail(std::move(taken));
    if (auto folded = made.refold(); !folded) return fail(std::move(folded));
    return made;
}

Status History::add(Entry entry) {
    const Guid by = user_id(entry.by);
    const auto known = state_.users.find(by);
    const bool named = known != state_.users.end() && known->second.name == entry.by;
    if (!entry.steps.empty() && !named && !adds(entry.steps.front(), by))
        entry.steps.insert(entry.steps.begin(), AddUser{{by, entry.by}});
    // A copy, so that what is refused has changed nothing.
    History changed = *this;
    const std::vector<Step> steps = entry.steps;
    const bool undoes = !entry.undoes.is_zero();
    if (auto taken = changed.take(std::move(entry)); !taken) return taken;
    if (undoes) {
        if (auto folded = changed.refold(); !folded) return folded;
    } else {
        for (const Step& step : steps)
            if (auto done = take_step(step, changed.state_); !done) return done;
    }
    *this = std::move(changed);
    return {};
}

// Its place among the others; what it does is not done yet.
Status History::take(Entry entry) {
    if (!is_name(entry.by))
        return fail(causes::refused, "Nobody is named.", "Nothing was changed.");
    if (entries_.size() >= kMostEntries || steps_ + entry.steps.size() > kMostSteps)
        return fail(causes::too_large, "The history of this coding is full.",
                    "Export the coding without its history; nothing was changed.");
    if (entry.id.is_zero() || !names_.insert(entry.id).second)
        return fail(causes::exists, "An entry has the guid of another.", "Nothing was changed.");
    if (entry.undoes.is_zero()) {
        standing_.push_back(entries_.size());
    } else {
        if (!entry.steps.empty()) return nothing_to_undo("An entry undoes or does, not both.");
        if (standing_.empty() || entries_[standing_.back()].id != entry.undoes ||
            entries_[standing_.back()].stays)
            return nothing_to_undo("What would be taken back is not the last that stands.");
        standing_.pop_back();
    }
    steps_ += entry.steps.size();
    entries_.push_back(std::move(entry));
    return {};
}

Status History::refold() {
    state_ = {};
    for (const std::size_t one : standing_)
        for (const Step& step : entries_[one].steps)
            if (auto done = take_step(step, state_); !done) return done;
    return {};
}

Result<Entry> History::undo(const Guid& id, std::string by, UnixMs at) const {
    if (standing_.empty()) return nothing_to_undo("Nothing is left to take back.");
    const Entry& last = entries_[standing_.back()];
    if (last.stays)
        return nothing_to_undo("A text was redacted anew since: what was before stays as it is.");
    Entry entry;
    entry.id = id;
    entry.by = std::move(by);
    entry.at = at;
    entry.undoes = last.id;
    return entry;
}

const Entry* History::to_undo() const {
    const Entry* last = standing_.empty() ? nullptr : &entries_[standing_.back()];
    return last == nullptr || last->stays ? nullptr : last;
}

std::vector<const Entry*> History::standing() const {
    std::vector<const Entry*> out;
    for (const std::size_t one : standing_) out.push_back(&entries_[one]);
    return out;
}

}  // namespace spine::coding
