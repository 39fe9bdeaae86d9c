#include "coding/arriving.h"

#include <algorithm>
#include <optional>

#include "coding/coders.h"
#include "coding/towards.h"
#include "coding/words.h"

namespace spine::coding {
namespace {

// A text of the file that is one of ours.
struct Match {
    Guid text;
    std::vector<std::uint32_t> places;  // the place here of each place there; empty: the same
};

// With carriage returns left out, where each code point has come to stand.
std::vector<std::uint32_t> places_without_returns(std::string_view text) {
    std::vector<std::uint32_t> out;
    std::uint32_t place = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if ((static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) continue;
        out.push_back(place);
        const bool dropped = text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
        if (!dropped) ++place;
    }
    out.push_back(place);
    return out;
}

class Matching {
  public:
    explicit Matching(const std::vector<Source>& ours) {
        for (const Source& one : ours) {
            by_guid_.emplace(one.id, &one);
            by_words_[one.text].push_back(&one);
        }
    }
    [[nodiscard]] std::optional<Match> of(const Source& there) const {
        const std::string plain = with_line_feeds(there.text);
        if (const auto found = by_guid_.find(there.id); found != by_guid_.end()) {
            if (found->second->text == there.text) return Match{there.id, {}};
            if (found->second->text == plain)
                return Match{there.id, places_without_returns(there.text)};
            return std::nullopt;
        }
        if (const Source* same = only(there.text)) return Match{same->id, {}};
        if (const Source* same = only(plain))
            return Match{same->id, places_without_returns(there.text)};
        return std::nullopt;
    }

  private:
    [[nodiscard]] const Source* only(const std::string& words) const {
        const auto found = by_words_.find(words);
        return found != by_words_.end() && found->second.size() == 1 ? found->second.front()
                                                                     : nullptr;
    }
    std::map<Guid, const Source*> by_guid_;
    std::map<std::string, std::vector<const Source*>> by_words_;
};

using Matches = std::map<Guid, Match>;  // by the guid there

// Of two texts there that are one here the first counts.
Matches match(const std::vector<Source>& there, const std::vector<Source>& ours) {
    const Matching matching(ours);
    Matches out;
    std::set<Guid> taken;
    for (const Source& one : there)
        if (auto found = matching.of(one); found && taken.insert(found->text).second)
            out.emplace(one.id, std::move(*found));
    return out;
}

// As it stands in our texts; what stands in others is left out.
State as_ours(const State& there, const Matches& matches) {
    std::set<Guid> texts;
    for (const auto& [guid, match] : matches) texts.insert(guid);
    State out = restricted_to(there, texts);
    for (auto& [id, unit] : out.units) {
        const Match& match = matches.at(unit.text);
        unit.text = match.text;
        if (match.places.empty()) continue;
        unit.from = match.places.at(unit.from);
        unit.to = std::max(match.places.at(unit.to), unit.from + 1);
    }
    std::set<std::pair<Guid, Guid>> readings;
    for (const auto& [text, by] : out.readings) readings.emplace(matches.at(text).text, by);
    out.readings = std::move(readings);
    return out;
}

// Who our coders are, where a project has come back that left without names.
std::map<Guid, User> people(const History& here) {
    std::map<Guid, User> out;
    for (const auto& [id, coder] : coders(here))
        if (const auto found = here.state().users.find(id); found != here.state().users.end())
            out.emplace(coder.id, found->second);
    return out;
}

// Of one history the other goes on from; nothing where they part.
std::optional<std::vector<Entry>> going_on(const std::vector<Entry>& here,
                                           const std::vector<Entry>& there) {
    const std::size_t common = std::min(here.size(), there.size());
    for (std::size_t i = 0; i < common; ++i)
        if (encode(here[i]) != encode(there[i])) return std::nullopt;
    return std::vector<Entry>(there.begin() + static_cast<std::ptrdiff_t>(common), there.end());
}

std::vector<Entry> behind(const History& here, const std::vector<Entry>& entries) {
    std::vector<Entry> all = here.entries();
    all.insert(all.end(), entries.begin(), entries.end());
    return all;
}

// Of a condensate that rests here on what stands in other texts: an entry that was made without
// these would take them from it.
bool writes_over(const Entry& entry, const State& here, const std::set<Guid>& texts) {
    const auto elsewhere = [&](const Guid& id) {
        const auto unit = here.units.find(id);
        return unit != here.units.end() && !texts.contains(unit->second.text);
    };
    return std::any_of(entry.steps.begin(), entry.steps.end(), [&](const Step& step) {
        const auto* write = std::get_if<WriteCondensate>(&step);
        if (write == nullptr) return false;
        const auto found = here.condensates.find(write->condensate.id);
        return found != here.condensates.end() &&
               std::any_of(found->second.units.begin(), found->second.units.end(), elsewhere);
    });
}

// The file's own, if they tell how all that stands in the file has come about, in our texts alone.
std::optional<std::vector<Entry>> own_entries(const History& here, const ReadProject& file,
                                              const Matches& matches) {
    const Project& project = file.project;
    for (const Source& one : project.sources) {
        const auto found = matches.find(one.id);
        if (found == matches.end() || found->second.text != one.id || !found->second.places.empty())
            return std::nullopt;
    }
    std::set<Guid> texts;
    for (const Source& one : project.sources) texts.insert(one.id);
    auto entries = going_on(restricted_to(here.entries(), texts), project.history);
    if (!entries) return std::nullopt;
    for (const Entry& entry : *entries)
        if (writes_over(entry, here.state(), texts)) return std::nullopt;
    const auto told = History::of(project.history);
    if (!told || !(told->state() == project.state)) return std::nullopt;
    // Here more may stand under a code than the file knows of.
    if (!History::of(behind(here, *entries))) return std::nullopt;
    return entries;
}

}  // namespace

Result<Arrival> arrive(const History& here, const ReadProject& file,
                       const std::vector<Source>& ours, Entry mine) {
    const Project& project = file.project;
    const Matches matches = match(project.sources, ours);
    const State state = with_users(as_ours(project.state, matches), people(here));
    Arrival out;
    out.not_taken = file.not_taken;
    out.texts = matches.size();
    out.codes = state.codes.size();
    out.units = state.units.size();
    if (const auto more = project.sources.size() - matches.size(); more > 0)
        out.not_taken["text"] = more;
    if (const auto more = project.state.units.size() - state.units.size(); more > 0)
        out.not_taken["unit"] = more;
    auto entries = project.history.empty() ? std::nullopt : own_entries(here, file, matches);
    if (entries) {
        out.entries = std::move(*entries);
        out.with_history = true;
    } else {
        auto steps = steps_towards(here.state(), state);
        if (!steps) return fail(std::move(steps));
        mine.steps = std::move(*steps);
        if (!mine.steps.empty()) out.entries.push_back(std::move(mine));
        if (!project.history.empty()) out.not_taken["history"] = 1;
    }
    if (auto folded = History::of(behind(here, out.entries)); !folded)
        return fail(std::move(folded));
    return out;
}

}  // namespace spine::coding
