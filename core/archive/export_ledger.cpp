#include "archive/export_ledger.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "archive/archive.h"
#include "archive/ledger_entry.h"
#include "archive/schema.h"
#include "crypto/causes.h"
#include "crypto/refusal.h"
#include "open/object_opening.h"

namespace spine::archive {
namespace {

constexpr Roles kWhoExports = Role::Clinician | Role::Researcher;

tl::unexpected<Fault> not_readable(std::string where) {
    return fail(causes::ledger_unreadable,
                "A part of the export ledger does not open: what has left the clinic before is not "
                "known.",
                "Run kioskctl verify CLINIC, then rebuild the archive from the store.",
                std::move(where));
}

tl::unexpected<Fault> not_whole(std::string where) {
    return fail(causes::ledger_incomplete,
                "The export ledger is not whole: a part of what another computer wrote has not "
                "come.",
                "Import, also on the computer that it is of, then try again.", std::move(where));
}

}  // namespace

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

// A second part of one number, or of another author, is as bad as one that does not open.
Result<ExportLedger::ByEntry> ExportLedger::find(std::vector<crypto::Hash>& unreadable) {
    ByEntry found;
    auto read = each_row(
        archive_.database_, "SELECT hash, bytes FROM object WHERE kind = ? ORDER BY hash",
        {static_cast<int>(crypto::ObjectKind::LedgerPart)},
        [&](const database::Statement& row) -> Status {
            const auto name = id_in<crypto::Hash>(row, 0);
            const ByteView bytes = row.blob(1);
            const auto text = open(name, bytes);
            if (!text && text.error().cause != causes::ledger_unreadable) return fail(text.error());
            if (text && !*text) return {};
            const crypto::DeviceId author = crypto::claimed_author(bytes);
            bool fits = text.has_value();
            if (fits) {
                Parts& parts =
                    found.try_emplace({author, (*text)->entry}, Parts{author, (*text)->parts, {}})
                        .first->second;
                fits = parts.count == (*text)->parts &&
                       parts.names.emplace((*text)->part, name).second;
            }
            if (!fits && !counts_no_more(author)) unreadable.push_back(name);
            return {};
        });
    if (!read) return fail(std::move(read));
    // Of who is revoked an entry counts if the root has endorsed all of it.
    std::erase_if(found, [&](const auto& one) {
        const Parts& parts = one.second;
        return parts.names.size() < parts.count && counts_no_more(parts.author);
    });
    return found;
}

Result<crypto::WipedBytes> ExportLedger::content(const Parts& parts) {
    if (parts.names.size() != parts.count) return not_whole(parts.author.hex());
    crypto::WipedBytes whole;
    whole.reserve(parts.count * crypto::kLedgerPartContent);
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
    return whole;
}

Result<std::vector<LedgerEntry>> ExportLedger::heads(const ByEntry& found) {
    std::vector<LedgerEntry> out;
    for (const auto& [key, parts] : found) {
        const auto whole = content(parts);
        if (!whole) return fail(whole.error());
        auto head = decode_ledger_head(*whole);
        if (!head && counts_no_more(parts.author)) continue;
        if (!head) return not_readable(parts.names.begin()->second.hex());
        head->entry.id = key.second;
        head->entry.author = parts.author;
        out.push_back(std::move(head->entry));
    }
    std::sort(out.begin(), out.end(), [](const LedgerEntry& a, const LedgerEntry& b) {
        return std::tie(a.at, a.author, a.id) < std::tie(b.at, b.author, b.id);
    });
    return out;
}

// Each computer counts its entries. Of one that is revoked some may count for nothing.
Status ExportLedger::nothing_missing(const std::vector<LedgerEntry>& heads) {
    std::map<crypto::DeviceId, std::set<std::uint32_t>> numbers;
    for (const LedgerEntry& one : heads) numbers[one.author].insert(one.number);
    for (const auto& [author, seen] : numbers)
        if (*seen.rbegin() != seen.size() && !counts_no_more(author))
            return not_whole(author.hex());
    return {};
}

Result<ExportLedger::ByEntry> ExportLedger::find_all() {
    std::vector<crypto::Hash> unreadable;
    auto found = find(unreadable);
    if (found && !unreadable.empty()) return not_readable(unreadable.front().hex());
    return found;
}

Result<std::vector<LedgerEntry>> ExportLedger::entries() {
    if (auto may = archive_.require(kWhoExports); !may) return fail(std::move(may));
    const auto found = find_all();
    if (!found) return fail(found.error());
    auto all = heads(*found);
    if (!all) return all;
    if (auto whole = nothing_missing(*all); !whole) return fail(std::move(whole));
    return all;
}

Status ExportLedger::each(const std::function<Status(const LedgerEntry&, LedgerPeople&)>& visit) {
    const auto all = entries();
    if (!all) return fail(all.error());
    const auto found = find_all();
    if (!found) return fail(found.error());
    for (const LedgerEntry& entry : *all) {
        const auto whole = content(found->at({entry.author, entry.id}));
        if (!whole) return fail(whole.error());
        const auto head = decode_ledger_head(*whole);
        if (!head) return not_readable(entry.id.hex());
        LedgerPeople people(entry, ByteView(*whole).subspan(head->people_at));
        if (auto visited = visit(entry, people); !visited) return visited;
    }
    return {};
}

Result<crypto::ExporteeIds> ExportLedger::ids_by(const crypto::Hash& key) {
    if (auto may = archive_.require(kWhoExports); !may) return fail(std::move(may));
    for (const auto& held : archive_.open_->clinic)
        if (held.print == key) return crypto::ExporteeIds(archive_.clinic_, held.key);
    return not_readable("clinic key");
}

Result<std::uint32_t> ExportLedger::next_number() {
    const auto all = entries();
    if (!all) return fail(all.error());
    std::uint32_t last = 0;
    for (const LedgerEntry& one : *all)
        if (one.author == archive_.computer()) last = std::max(last, one.number);
    return last + 1;
}

Status ExportLedger::write(LedgerEntry entry, const std::function<void(LedgerPerson&)>& next) {
    if (auto may = archive_.require(kWhoExports); !may) return may;
    if (auto trusted = archive_.require_trusted(); !trusted) return trusted;
    const auto key = archive_.clinic_key();
    if (!key) return fail(key.error());
    const auto number = next_number();
    if (!number) return fail(number.error());
    entry.number = *number;
    entry.at = archive_.clock_.now();
    entry.by = archive_.open_->user.name;
    auto waiting = encode_ledger_head(entry);
    const std::uint64_t size = waiting ? waiting->size() + size_of_people(entry) : 0;
    const std::uint64_t parts =
        (size + crypto::kLedgerPartContent - 1) / crypto::kLedgerPartContent;
    if (!waiting || parts > UINT16_MAX)
        return crypto::refuse(crypto::causes::field_out_of_range, "export ledger");
    crypto::LedgerPartText text;
    archive_.random_.fill(text.entry.bytes);
    text.parts = static_cast<std::uint16_t>(parts);
    const auto seal = [&](std::size_t length) -> Status {
        const auto end = waiting->begin() + static_cast<std::ptrdiff_t>(length);
        text.content.assign(waiting->begin(), end);
        waiting->erase(waiting->begin(), end);
        const auto made = crypto::make_ledger_part(archive_.clinic_, text, crypto::public_of(*key),
                                                   archive_.open_->signer);
        if (!made) return fail(made.error());
        ++text.part;
        return archive_.insert_object(*made, Archive::Origin::Here);
    };
    return archive_.transact([&]() -> Status {
        LedgerPerson person;
        const std::uint64_t all = std::uint64_t{entry.people} + entry.later;
        for (std::uint64_t i = 0; i < all; ++i) {
            person.values.clear();
            next(person);
            person.values.resize(i < entry.people ? entry.sensitive.size() : 0);
            append(person, *waiting);
            if (waiting->size() > crypto::kLedgerPartContent)
                if (auto sealed = seal(crypto::kLedgerPartContent); !sealed) return sealed;
        }
        while (!waiting->empty())
            if (auto sealed = seal(std::min(waiting->size(), crypto::kLedgerPartContent)); !sealed)
                return sealed;
        return archive_.audit_append("exported for research", entry.study.hex());
    });
}

Result<std::vector<crypto::Hash>> ExportLedger::unreadable() {
    if (auto open = archive_.require_open(); !open) return fail(std::move(open));
    std::vector<crypto::Hash> out;
    if (auto found = find(out); !found) return fail(std::move(found));
    return out;
}

}  // namespace spine::archive
