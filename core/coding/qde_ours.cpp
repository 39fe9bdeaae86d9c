// What this program writes into notes, links and sets, read back: themes, condensates, syntheses,
// readings, the history. Notes of others are counted.
#include <pugixml.hpp>
#include <set>

#include "coding/qde_parts.h"
#include "coding/words.h"

namespace spine::coding {
namespace {

using pugi::xml_node;

// The links that begin at a note, by their names.
using LinksOf = std::map<Guid, std::vector<std::pair<std::string, Guid>>>;

std::set<Guid> targets(const LinksOf& links, const Guid& from, std::string_view name) {
    std::set<Guid> out;
    if (const auto found = links.find(from); found != links.end())
        for (const auto& [called, to] : found->second)
            if (called == name) out.insert(to);
    return out;
}

struct Ours {
    std::map<Guid, Guid> sets;  // a note, and which of our sets it is in
    LinksOf links;
    std::vector<xml_node> condensates, syntheses, themes;
};

Status read_readings(const xml_node& set, const Guid& user, QdeReading& reading) {
    for (const xml_node& member : children(set, "MemberSource")) {
        const auto text = guid_of(member, "targetGUID");
        if (!text) return fail(text.error());
        if (auto taken = reading.take(ReadText{*text, user}, set); !taken) return taken;
    }
    return {};
}

Status read_sets(const xml_node& root, Ours& ours, QdeReading& reading) {
    std::map<Guid, Guid> readers;
    for (const auto& [id, user] : reading.into.project.state.users) readers[readings_set(id)] = id;
    const std::set<Guid> known = {condensates_set(), syntheses_set(), themes_set()};
    for (const xml_node& set : children(child(root, "Sets"), "Set")) {
        const auto id = guid_of(set);
        if (!id) return fail(id.error());
        if (const auto reader = readers.find(*id); reader != readers.end()) {
            if (auto read = read_readings(set, reader->second, reading); !read) return read;
            continue;
        }
        if (!known.contains(*id)) {
            reading.not_taken.count("Set");
            continue;
        }
        for (const xml_node& member : children(set, "MemberNote")) {
            const auto note = guid_of(member, "targetGUID");
            if (!note) return fail(note.error());
            ours.sets.emplace(*note, *id);
        }
    }
    return {};
}

Status read_links(const xml_node& root, Ours& ours, QdeReading& reading) {
    for (const xml_node& link : children(child(root, "Links"), "Link")) {
        const auto from = guid_in(attribute(link, "originGUID"));
        const auto to = guid_in(attribute(link, "targetGUID"));
        if (from && to && ours.sets.contains(*from))
            ours.links[*from].emplace_back(attribute(link, "name"), *to);
        else
            reading.not_taken.count("Link");
    }
    return {};
}

Result<std::string> note_words(const xml_node& note, const QdeReading& reading) {
    auto words = reading.words(note, kMostTextBytes);
    if (!words) return fail(std::move(words));
    return with_line_feeds(words->value_or(std::string()));
}

Status read_theme(const xml_node& note, QdeReading& reading) {
    auto words = note_words(note, reading);
    if (!words) return fail(std::move(words));
    Theme theme{*guid_in(attribute(note, "guid")), std::move(*words), reading.made(note)};
    return reading.take(WriteTheme{std::move(theme)}, note);
}

// Exactly one; another program may have taken the link away.
std::optional<Guid> group_of(const LinksOf& links, const Guid& note) {
    const auto groups = targets(links, note, links::group);
    return groups.size() == 1 ? std::optional(*groups.begin()) : std::nullopt;
}

// What a condensate and a synthesis have in common. Nothing where the link to the group is gone.
struct Written {
    Guid id, group;
    std::string name, text;
    Made made;
};
Result<std::optional<Written>> read_written(const xml_node& note, const Ours& ours,
                                            QdeReading& reading) {
    const Guid id = *guid_in(attribute(note, "guid"));
    const auto group = group_of(ours.links, id);
    if (!group) {
        reading.not_taken.count("Note");
        return std::optional<Written>();
    }
    auto words = note_words(note, reading);
    if (!words) return fail(std::move(words));
    return std::optional(Written{id, *group, std::string(attribute(note, "name")),
                                 std::move(*words), reading.made(note)});
}

Status read_condensate(const xml_node& note, const Ours& ours, QdeReading& reading) {
    const auto written = read_written(note, ours, reading);
    if (!written) return fail(written.error());
    if (!*written) return {};
    const auto& [id, group, name, text, made] = **written;
    Condensate it{id, group, name, text, {}, targets(ours.links, id, links::rests_on), made};
    const auto quoted = targets(ours.links, id, links::quotes);
    if (!quoted.empty()) it.quotation = *quoted.begin();
    return reading.take(WriteCondensate{std::move(it)}, note);
}

Status read_synthesis(const xml_node& note, const Ours& ours, QdeReading& reading) {
    const auto written = read_written(note, ours, reading);
    if (!written) return fail(written.error());
    if (!*written) return {};
    const auto& [id, group, heading, text, made] = **written;
    const Synthesis it{id, group, heading, text, targets(ours.links, id, links::rests_on),
                       {}, made};
    if (auto taken = reading.take(WriteSynthesis{it}, note); !taken) return taken;
    const auto check = [&, &from = it.id](std::string_view name, Verdict verdict) -> Status {
        for (const Guid& unit : targets(ours.links, from, name))
            if (auto taken = reading.take(CheckUnit{from, unit, verdict}, note); !taken)
                return taken;
        return {};
    };
    if (auto done = check(links::supported_by, Verdict::Supports); !done) return done;
    return check(links::contradicted_by, Verdict::Contradicts);
}

// All of it or none: what does not read is counted, and the coding itself is there without it. Too
// much of it is another matter: it refuses the whole before it takes the memory.
Status read_history(const xml_node& note, QdeReading& reading) {
    const auto words = reading.words(note, kMostHistoryBytes);
    std::vector<Entry> entries;
    const auto too_long = [&] {
        return fail(causes::too_large, "The history in the project is too long.",
                    "Have it exported with --without-history.", where(note));
    };
    if (!words && words.error().cause == causes::too_large) return too_long();
    std::size_t steps = 0;
    bool whole = words && *words;
    std::string_view left = whole ? std::string_view(**words) : std::string_view();
    while (whole && !left.empty()) {
        const auto end = left.find('\n');
        auto entry = decode_entry(left.substr(0, end));
        whole = entry.has_value();
        steps += whole ? entry->steps.size() : 0;
        if (entries.size() >= kMostEntries || steps > kMostSteps ||
            (!whole && entry.error().cause == causes::too_large))
            return too_long();
        if (whole) entries.push_back(std::move(*entry));
        left.remove_prefix(end == std::string_view::npos ? left.size() : end + 1);
    }
    if (whole)
        reading.into.project.history = std::move(entries);
    else
        reading.not_taken.count("history");
    return {};
}

Status read_notes(const xml_node& root, Ours& ours, QdeReading& reading) {
    for (const xml_node& note : children(child(root, "Notes"), "Note")) {
        const auto id = guid_of(note);
        if (!id) return fail(id.error());
        const auto set = ours.sets.find(*id);
        if (*id == history_note()) {
            if (auto read = read_history(note, reading); !read) return read;
        } else if (set == ours.sets.end()) {
            reading.not_taken.count("Note");
        } else if (set->second == condensates_set()) {
            ours.condensates.push_back(note);
        } else if (set->second == syntheses_set()) {
            ours.syntheses.push_back(note);
        } else {
            ours.themes.push_back(note);
        }
    }
    return {};
}

}  // namespace

Status read_ours(const xml_node& root, QdeReading& reading) {
    Ours ours;
    if (auto read = read_sets(root, ours, reading); !read) return read;
    if (auto read = read_links(root, ours, reading); !read) return read;
    if (auto read = read_notes(root, ours, reading); !read) return read;
    for (const xml_node& note : ours.themes)
        if (auto read = read_theme(note, reading); !read) return read;
    for (const xml_node& note : ours.condensates)
        if (auto read = read_condensate(note, ours, reading); !read) return read;
    for (const xml_node& note : ours.syntheses)
        if (auto read = read_synthesis(note, ours, reading); !read) return read;
    return {};
}

}  // namespace spine::coding
