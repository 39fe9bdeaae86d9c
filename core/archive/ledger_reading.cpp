// What of the export ledger counts, and what keeps it from saying anything.
#include <algorithm>
#include <tuple>
#include <utility>

#include "archive/archive.h"
#include "archive/export_ledger.h"
#include "archive/ledger_entry.h"
#include "archive/schema.h"
#include "open/object_opening.h"

namespace spine::archive {
namespace {

tl::unexpected<Fault> not_readable(std::string where) {
    return fail(causes::ledger_unreadable,
                "A part of the export ledger does not open: what has left the clinic before is not "
                "known.",
                "Run kioskctl verify CLINIC, then rebuild the archive from the store.",
                std::move(where));
}

tl::unexpected<Fault> told(const LedgerFault& fault) {
    if (fault.named_by)
        return fail(causes::ledger_incomplete,
                    "The export ledger is not whole: an entry of one computer came after one of "
                    "another, which is not here.",
                    "Import, also on the computer that it is of. If that one has nothing of the "
                    "kind, look into the one that names it: once that is revoked it says nothing.",
                    fault.author.hex() + ", named by " + fault.named_by->first_part.hex() + " of " +
                        fault.named_by->author.hex());
    if (fault.cause == causes::ledger_incomplete)
        return fail(causes::ledger_incomplete,
                    "The export ledger is not whole: a part of what another computer wrote has not "
                    "come.",
                    "Import, also on the computer that it is of, then try again.",
                    fault.author.hex());
    if (fault.cause == causes::ledger_malformed)
        return fail(causes::ledger_malformed,
                    "An entry of the export ledger holds what no export writes: what has left the "
                    "clinic before is not known.",
                    "Look into the computer that it is of; once that is revoked it counts for "
                    "nothing.",
                    fault.author.hex());
    return not_readable(fault.part.value_or(crypto::Hash{}).hex());
}

}  // namespace

bool ExportLedger::holds_key(const crypto::Hash& print) const {
    const auto& held = archive_.open_->clinic;
    return std::any_of(held.begin(), held.end(),
                       [&](const auto& one) { return one.print == print; });
}

// Nothing where it does not count. The root endorses what the store holds without opening it: of a
// revoked computer what does not open stops nobody for ever.
Result<std::optional<crypto::LedgerPartText>> ExportLedger::open(const crypto::Hash& name,
                                                                 ByteView bytes) {
    if (crypto::hash(bytes) != name) return not_readable(name.hex());
    const auto known = archive_.authors();
    if (!known) return fail(known.error());
    const crypto::DeviceId claimed = crypto::claimed_author(bytes);
    const crypto::Admission* author = (*known)->find(claimed);
    const bool revoked = author != nullptr && (*known)->revoked(claimed);
    if (revoked && (*known)->author_of(claimed, name) == nullptr) return std::nullopt;
    const auto useless = [&]() -> Result<std::optional<crypto::LedgerPartText>> {
        if (revoked) return std::nullopt;
        return not_readable(name.hex());
    };
    if (author != nullptr && author->role != crypto::Role::Computer) return useless();
    // This computer's own, before its admission has come back from the store.
    if (author == nullptr && claimed != archive_.computer()) return useless();
    const crypto::SignPublicKey& key =
        author != nullptr ? author->signing : archive_.open_->signer.public_key();
    const auto part = crypto::verify_ledger_part(bytes, key, archive_.clinic_);
    if (!part) return useless();
    const auto& held = archive_.open_->clinic;
    const auto sealed_to = std::find_if(
        held.begin(), held.end(), [&](const auto& one) { return one.print == part->recipient; });
    if (sealed_to == held.end()) return useless();
    auto text = opening::open_ledger_part(*part, sealed_to->key);
    if (!text) return useless();
    return std::move(*text);
}

bool ExportLedger::counts_no_more(const crypto::DeviceId& author) {
    const auto known = archive_.authors();
    return known && (*known)->revoked(author);
}

// False of a second part of one number, and of one of another count.
bool ExportLedger::Found::add(const crypto::DeviceId& author, const crypto::Hash& name,
                              const crypto::LedgerPartText& text) {
    Parts& parts = entries[{author, text.entry}];
    if (parts.names.empty()) parts.count = text.parts;
    if (parts.count != text.parts || !parts.names.emplace(text.part, name).second) return false;
    parts.size += text.content.size();
    auto head = text.part == 0 ? decode_ledger_head(text.content) : std::nullopt;
    if (head) {
        parts.entry = std::move(head->entry);
        parts.people_at = head->people_at;
    }
    parts.entry.id = text.entry;
    parts.entry.author = author;
    return true;
}

std::vector<const ExportLedger::Parts*> ExportLedger::Found::oldest_first() const {
    std::vector<const Parts*> all;
    for (const auto& [key, parts] : entries) all.push_back(&parts);
    std::sort(all.begin(), all.end(), [](const Parts* a, const Parts* b) {
        return std::tie(a->entry.at, a->entry.author, a->entry.id) <
               std::tie(b->entry.at, b->entry.author, b->entry.id);
    });
    return all;
}

std::optional<LedgerFault> ExportLedger::fault_of(const Parts& parts) const {
    const crypto::DeviceId& author = parts.entry.author;
    if (parts.names.size() != parts.count)
        return LedgerFault{causes::ledger_incomplete, author, std::nullopt, {}};
    if (parts.people_at == 0 || whole_size({parts.entry, parts.people_at}) != parts.size)
        return LedgerFault{causes::ledger_malformed, author, parts.names.at(0), {}};
    if (!holds_key(parts.entry.ids))
        return LedgerFault{causes::ledger_unreadable, author, parts.names.at(0), {}};
    return std::nullopt;
}

Result<ExportLedger::Found> ExportLedger::find() {
    Found found;
    auto read =
        each_row(archive_.database_, "SELECT hash, bytes FROM object WHERE kind = ? ORDER BY hash",
                 {static_cast<int>(crypto::ObjectKind::LedgerPart)},
                 [&](const database::Statement& row) -> Status {
                     const auto name = id_in<crypto::Hash>(row, 0);
                     const ByteView bytes = row.blob(1);
                     found.here.insert(name);
                     const auto text = open(name, bytes);
                     if (!text && text.error().cause != causes::ledger_unreadable)
                         return fail(text.error());
                     if (text && !*text) return {};
                     const crypto::DeviceId author = crypto::claimed_author(bytes);
                     if ((!text || !found.add(author, name, **text)) && !counts_no_more(author))
                         found.faults.push_back({causes::ledger_unreadable, author, name, {}});
                     return {};
                 });
    if (!read) return fail(std::move(read));
    // Of who is revoked an entry counts if the root has endorsed all of it and it is one.
    std::erase_if(found.entries, [&](const auto& one) {
        const auto fault = fault_of(one.second);
        if (fault && !counts_no_more(fault->author)) found.faults.push_back(*fault);
        return fault.has_value();
    });
    if (auto followed = follow(found); !followed) return fail(std::move(followed));
    return found;
}

// From the entries of whoever is trusted through all that they came after: those of a computer that
// is revoked say nothing of others on their own word. What the root has endorsed must be here; what
// it has not counts for nothing, wherever it is.
Status ExportLedger::follow(Found& found) {
    const auto known = archive_.authors();
    if (!known) return fail(known.error());
    std::map<LedgerName, const Parts*> by_name;
    std::vector<const Parts*> due;
    for (const auto& [key, parts] : found.entries) {
        by_name.emplace(parts.name(), &parts);
        if (!(*known)->revoked(parts.entry.author)) due.push_back(&parts);
    }
    std::set<LedgerName> met;
    while (!due.empty()) {
        const Parts* parts = due.back();
        due.pop_back();
        for (const LedgerName& name : parts->entry.after) {
            if (!met.insert(name).second) continue;
            const auto there = by_name.find(name);
            const bool no_more = (*known)->revoked(name.author) &&
                                 (*known)->author_of(name.author, name.first_part) == nullptr;
            if (there != by_name.end())
                due.push_back(there->second);
            else if (!found.here.contains(name.first_part) && !no_more)
                found.faults.push_back(
                    {causes::ledger_incomplete, name.author, std::nullopt, parts->name()});
        }
    }
    return {};
}

Result<ExportLedger::Found> ExportLedger::find_whole() {
    if (auto may = archive_.require(kWhoExports); !may) return fail(std::move(may));
    auto found = find();
    if (found && !found->faults.empty()) return told(found->faults.front());
    return found;
}

Result<crypto::WipedBytes> ExportLedger::content(const Parts& parts) {
    crypto::WipedBytes whole;
    whole.reserve(parts.size);
    for (const auto& [part, name] : parts.names) {
        auto read = each_row(
            archive_.database_, "SELECT bytes FROM object WHERE hash = ?", {name.view()},
            [&, name = name](const database::Statement& row) -> Status {
                const auto text = open(name, row.blob(0));
                if (!text) return fail(text.error());
                if (!*text) return not_readable(name.hex());
                whole.insert(whole.end(), (*text)->content.begin(), (*text)->content.end());
                return {};
            });
        if (!read) return fail(std::move(read));
    }
    if (whole.size() != parts.size) return not_readable(parts.names.at(0).hex());
    return whole;
}

Status ExportLedger::each(const std::function<Status(const LedgerEntry&, LedgerPeople&)>& visit) {
    const auto found = find_whole();
    if (!found) return fail(found.error());
    for (const Parts* parts : found->oldest_first()) {
        const auto whole = content(*parts);
        if (!whole) return fail(whole.error());
        const ByteView bytes = ByteView(*whole).subspan(parts->people_at);
        const crypto::DeviceId& author = parts->entry.author;
        if (!people_hold(parts->entry, bytes)) {
            if (counts_no_more(author)) continue;
            return told({causes::ledger_malformed, author, parts->names.at(0), {}});
        }
        LedgerPeople people(parts->entry, bytes);
        if (auto visited = visit(parts->entry, people); !visited) return visited;
    }
    return {};
}

Result<std::vector<LedgerEntry>> ExportLedger::entries() {
    std::vector<LedgerEntry> all;
    auto read = each([&](const LedgerEntry& entry, LedgerPeople&) -> Status {
        all.push_back(entry);
        return {};
    });
    if (!read) return fail(std::move(read));
    return all;
}

Result<std::vector<LedgerFault>> ExportLedger::faults() {
    if (auto open = archive_.require_open(); !open) return fail(std::move(open));
    auto found = find();
    if (!found) return fail(std::move(found));
    std::vector<LedgerFault> faults = std::move(found->faults);
    for (const auto& [key, parts] : found->entries) {
        if (counts_no_more(key.first)) continue;
        const auto whole = content(parts);
        if (!whole) return fail(whole.error());
        if (!people_hold(parts.entry, ByteView(*whole).subspan(parts.people_at)))
            faults.push_back({causes::ledger_malformed, key.first, parts.names.at(0), {}});
    }
    return faults;
}

}  // namespace spine::archive
