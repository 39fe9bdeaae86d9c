#include "review/coding_desk.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

#include "archive/coding_log.h"
#include "coding/coders.h"
#include "coding/words.h"
#include "review/redacted_places.h"
#include "review/text_queue.h"

namespace spine::review {
namespace {

using archive::Redaction;
using coding::Guid;
using coding::Step;
using Json = nlohmann::json;
using Standing = std::map<Guid, std::vector<Redaction>>;

// The beginning of its name: says nothing of text or patient, and is the same on every computer.
Guid guid_of(const archive::TextRef& text) {
    Guid out;
    std::copy_n(text.name.bytes.begin(), out.bytes.size(), out.bytes.begin());
    return out;
}

tl::unexpected<Fault> damaged() {
    return fail(archive::causes::archive_damaged, "What is kept of the coding does not open.",
                "Restore a backup, or import the last .qdpx that was written.");
}

std::string encode(const Standing& standing) {
    Json out = Json::object();
    for (const auto& [text, redactions] : standing) {
        Json list = Json::array();
        for (const Redaction& one : redactions) list.push_back({one.from, one.to, one.stands_for});
        out[to_text(text)] = std::move(list);
    }
    return out.dump();
}

bool decode(const std::string& kept, Standing& into) {
    if (kept.empty()) return true;
    const Json json = Json::parse(kept, nullptr, false);
    if (!json.is_object()) return false;
    for (const auto& [name, list] : json.items()) {
        const auto text = coding::guid_in(name);
        if (!text || !list.is_array()) return false;
        auto& redactions = into[*text];
        for (const Json& one : list) {
            if (!one.is_array() || one.size() != 3) return false;
            for (const Json& number : one)
                if (!number.is_number_unsigned()) return false;
            redactions.push_back({one[0].get<std::uint32_t>(), one[1].get<std::uint32_t>(),
                                  one[2].get<std::uint8_t>()});
        }
    }
    return true;
}

// By whoever released it last.
Released released(const archive::TextReading& reading) {
    Released out{reading.redactions, "Somebody", 0};
    for (const archive::TextMark& one : reading.decisions) {
        if (one.kind != crypto::MarkKind::Release) continue;
        out.at = one.at;
        if (coding::is_name(one.by)) out.by = one.by;
    }
    return out;
}

std::set<Guid> guids_of(const std::vector<coding::Source>& texts) {
    std::set<Guid> out;
    for (const coding::Source& one : texts) out.insert(one.id);
    return out;
}

}  // namespace

Result<CodingDesk> CodingDesk::open(archive::Archive& archive,
                                    const ConfigurationOf& configuration_of, Clock& clock,
                                    Random& random, std::size_t readers) {
    CodingDesk desk(archive, clock, random);
    if (auto noted = archive::CodingLog(archive).note("opened the coding"); !noted)
        return fail(std::move(noted));
    if (auto read = desk.read_texts(configuration_of, readers); !read) return fail(std::move(read));
    if (auto read = desk.read_history(); !read) return fail(std::move(read));
    if (auto carried = desk.carry_over(); !carried) return fail(std::move(carried));
    return desk;
}

Status CodingDesk::read_texts(const ConfigurationOf& configuration_of, std::size_t readers) {
    const auto readings = archive_->text_readings();
    if (!readings) return fail(readings.error());
    auto read = each_free_text(*archive_, configuration_of, [&](const FreeText& text) {
        const auto ref =
            archive::text_ref(archive_->clinic(), text.session, text.link_id, text.words);
        const auto found = readings->find(ref.name);
        if (found == readings->end()) return;
        auto copy = export_copy(&found->second, text.words, readers);
        if (!copy || !coding::code_points_in(*copy)) return;
        const Guid guid = guid_of(ref);
        if (!now_.emplace(guid, released(found->second)).second) return;
        texts_.push_back({guid, text_id(ref), std::move(*copy)});
    });
    std::sort(texts_.begin(), texts_.end(),
              [](const auto& a, const auto& b) { return a.id < b.id; });
    return read;
}

Status CodingDesk::read_history() {
    const auto kept = archive::CodingLog(*archive_).read();
    if (!kept) return fail(kept.error());
    std::vector<coding::Entry> entries;
    for (const std::string& line : kept->lines) {
        auto entry = coding::decode_entry(line);
        if (!entry) return fail(std::move(entry));
        entries.push_back(std::move(*entry));
    }
    auto history = coding::History::of(std::move(entries));
    if (!history || !decode(kept->beside, standing_)) return damaged();
    history_ = std::move(*history);
    return {};
}

// What was done before a text was redacted anew cannot be taken back: it stands in the former copy.
Status CodingDesk::carry_over() {
    std::vector<std::pair<UnixMs, Guid>> anew;
    for (const auto& [text, before] : standing_)
        if (const auto now = now_.find(text); now != now_.end() && now->second.redactions != before)
            anew.emplace_back(now->second.at, text);
    std::sort(anew.begin(), anew.end());
    for (const auto& [at, text] : anew)
        if (auto carried = carry_over(text); !carried) return carried;
    return {};
}

// Nothing of it depends on who opens the coding, where or when: two computers' histories do not
// part over it.
Status CodingDesk::carry_over(const Guid& text) {
    const Released& now = now_.at(text);
    std::vector<Redaction>& before = standing_.at(text);
    coding::Entry carried;
    for (const auto& [id, unit] : history_.state().units) {
        if (unit.text != text) continue;
        const Part part = in_copy(in_text({unit.from, unit.to}, before), now.redactions);
        if (part != Part{unit.from, unit.to})
            carried.steps.emplace_back(coding::SpanUnit{id, part.from, part.to});
    }
    const auto& entries = history_.entries();
    carried.id =
        coding::derived_guid("carried over", text, entries.empty() ? Guid() : entries.back().id);
    carried.by = now.by;
    carried.at = now.at;
    carried.stays = true;
    before = now.redactions;
    return keep({std::move(carried)}, "carried the coding over");
}

coding::State CodingDesk::shown() const {
    return restricted_to(history_.state(), guids_of(texts_));
}

std::size_t CodingDesk::aside() const {
    const auto& units = history_.state().units;
    return static_cast<std::size_t>(
        std::count_if(units.begin(), units.end(),
                      [&](const auto& unit) { return !now_.contains(unit.second.text); }));
}

Guid CodingDesk::new_guid() {
    return coding::new_guid(*random_);
}

coding::Made CodingDesk::made() const {
    return {coding::user_id(archive_->user().name), clock_->now()};
}

coding::Entry CodingDesk::entry(std::vector<Step> steps) {
    coding::Entry out;
    out.id = new_guid();
    out.by = archive_->user().name;
    out.at = clock_->now();
    out.steps = std::move(steps);
    return out;
}

Status CodingDesk::check_places(const coding::State& changed) const {
    std::map<Guid, std::uint32_t> lengths;
    for (const coding::Source& one : texts_) {
        lengths[one.id] = coding::code_points_in(one.text).value_or(0);
        if (changed.ids.contains(one.id))
            return fail(coding::causes::exists, "Something has the guid of a text.",
                        "Nothing was changed.");
    }
    for (const auto& [id, unit] : changed.units) {
        const auto length = lengths.find(unit.text);
        const auto before = history_.state().units.find(id);
        const bool within = length != lengths.end() && unit.to <= length->second;
        const bool as_before = before != history_.state().units.end() &&
                               before->second.text == unit.text &&
                               before->second.from == unit.from && before->second.to == unit.to;
        if (!within && !as_before)
            return fail(coding::causes::qdpx_place, "A unit stands outside the released texts.",
                        "Nothing was changed.");
    }
    return {};
}

Status CodingDesk::record(std::vector<Step> steps) {
    return keep({entry(std::move(steps))}, "changed the coding");
}

Status CodingDesk::undo() {
    coding::Entry mine = entry({});
    auto undone = history_.undo(mine.id, mine.by, mine.at);
    if (!undone) return fail(std::move(undone));
    return keep({std::move(*undone)}, "took back a change of the coding");
}

Status CodingDesk::keep(std::vector<coding::Entry> entries, std::string_view what) {
    coding::History changed = history_;
    if (entries.size() == 1) {
        if (auto added = changed.add(std::move(entries.front())); !added) return added;
    } else {
        auto all = history_.entries();
        std::move(entries.begin(), entries.end(), std::back_inserter(all));
        auto folded = coding::History::of(std::move(all));
        if (!folded) return fail(std::move(folded));
        changed = std::move(*folded);
    }
    if (auto right = check_places(changed.state()); !right) return right;
    std::vector<std::string> lines;
    // A text that is coded for the first time stands under the redactions of now, whether a unit is
    // left in it or not: one that was removed may come back.
    Standing standing = standing_;
    for (std::size_t i = history_.entries().size(); i < changed.entries().size(); ++i) {
        lines.push_back(coding::encode(changed.entries()[i]));
        for (const Step& step : changed.entries()[i].steps)
            if (const auto* mark = std::get_if<coding::MarkUnit>(&step))
                if (const auto now = now_.find(mark->unit.text); now != now_.end())
                    standing.emplace(mark->unit.text, now->second.redactions);
    }
    auto kept = archive::CodingLog(*archive_).append(lines, encode(standing), what);
    if (!kept) return kept;
    history_ = std::move(changed);
    standing_ = std::move(standing);
    return {};
}

Result<Bytes> CodingDesk::project(const Leaving& leaving) {
    coding::Project project;
    project.name = leaving.name;
    project.origin = leaving.origin;
    project.at = clock_->now();
    project.state = history_.state();
    project.sources = texts_;
    if (leaving.with_history)
        project.history = history_.entries();
    else
        project.state = with_users(std::move(project.state), coders(history_));
    auto bytes = coding::write_qdpx(project);
    if (!bytes) return bytes;
    if (auto noted = archive::CodingLog(*archive_).note("exported the coding"); !noted)
        return fail(std::move(noted));
    return bytes;
}

Result<coding::Arrival> CodingDesk::take_in(ByteView file, bool keep_it) {
    const auto read = coding::read_qdpx(file);
    if (!read) return fail(read.error());
    auto arrival = coding::arrive(history_, *read, texts_, entry({}));
    if (!arrival || !keep_it || arrival->entries.empty()) return arrival;
    if (auto kept = keep(arrival->entries, "imported a coding"); !kept)
        return fail(std::move(kept));
    return arrival;
}

}  // namespace spine::review
