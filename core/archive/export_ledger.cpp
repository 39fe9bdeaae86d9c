#include "archive/export_ledger.h"

#include <algorithm>
#include <set>
#include <utility>

#include "archive/archive.h"
#include "archive/ledger_entry.h"
#include "archive/schema.h"
#include "crypto/causes.h"

namespace spine::archive {
namespace {

constexpr std::size_t kTombstonesSession = 58;  // FORMAT.md §8: device, then session

std::uint64_t parts_for(std::uint64_t size) {
    return (size + crypto::kLedgerPartContent - 1) / crypto::kLedgerPartContent;
}

std::string_view noted(LedgerKind kind) {
    return kind == LedgerKind::Tables ? "exported tables for research" : "exported for research";
}

tl::unexpected<Fault> would_not_hold() {
    return fail(causes::ledger_malformed,
                "What this export would leave in the ledger is not what an export writes: nothing "
                "was written.",
                "Run kioskctl verify CLINIC, and look into the computers of the exports before.",
                "export ledger");
}

}  // namespace

Result<crypto::ExporteeIds> ExportLedger::ids_by(const crypto::Hash& key) {
    if (auto may = archive_.require(kWhoExports); !may) return fail(std::move(may));
    for (const auto& held : archive_.open_->clinic)
        if (held.print == key) return crypto::ExporteeIds(archive_.clinic_, held.key);
    return fail(causes::ledger_unreadable,
                "People in the export ledger are named by a clinic key that is not here.",
                "Import, so that the key comes, then try again.", "clinic key");
}

Status ExportLedger::each_session(const std::function<void(const crypto::SessionRef&)>& visit) {
    if (auto may = archive_.require(kWhoExports); !may) return may;
    auto read =
        each_row(archive_.database_, "SELECT device, session FROM response", {},
                 [&](const database::Statement& row) -> Status {
                     visit({id_in<crypto::DeviceId>(row, 0), id_in<crypto::SessionId>(row, 1)});
                     return {};
                 });
    if (!read) return read;
    return each_row(archive_.database_, "SELECT bytes FROM object WHERE kind = ?",
                    {static_cast<int>(crypto::ObjectKind::Tombstone)},
                    [&](const database::Statement& row) -> Status {
                        const ByteView bytes = row.blob(0);
                        ByteReader in(bytes.subspan(std::min(bytes.size(), kTombstonesSession)));
                        const auto device = crypto::DeviceId::from(in.bytes(16));
                        const auto session = crypto::SessionId::from(in.bytes(16));
                        if (in.ok() && device && session) visit({*device, *session});
                        return {};
                    });
}

Status ExportLedger::check(const LedgerEntry& entry) {
    const auto head = encode_ledger_head(entry);
    if (head && parts_for(head->size() + size_of_people(entry)) <= UINT16_MAX) return {};
    return fail(crypto::causes::field_out_of_range,
                "The export ledger has no room for what such an export leaves in it.",
                "Name fewer quasi-identifiers or sensitive columns, or such as have fewer values, "
                "or take a shorter period.",
                "export ledger");
}

// Those of computers that are revoked come last: of them a great many might be made up.
Result<std::vector<LedgerName>> ExportLedger::last_ones() {
    const auto found = find_whole();
    if (!found) return fail(found.error());
    std::set<LedgerName> named;
    for (const auto& [key, parts] : found->entries)
        named.insert(parts.entry.after.begin(), parts.entry.after.end());
    std::vector<LedgerName> last;
    for (const bool revoked : {false, true})
        for (const Parts* parts : found->oldest_first())
            if (counts_no_more(parts->entry.author) == revoked && !named.contains(parts->name()))
                last.push_back(parts->name());
    last.resize(std::min(last.size(), kMostNamedBefore));
    std::sort(last.begin(), last.end());
    return last;
}

Status ExportLedger::write(LedgerEntry entry, const std::function<void(LedgerPerson&)>& next) {
    if (auto may = archive_.require(kWhoExports); !may) return may;
    if (auto trusted = archive_.require_trusted(); !trusted) return trusted;
    const auto key = archive_.clinic_key();
    if (!key) return fail(key.error());
    auto last = last_ones();
    if (!last) return fail(std::move(last));
    entry.after = std::move(*last);
    entry.at = archive_.clock_.now();
    entry.by = archive_.open_->user.name;
    if (auto fits = check(entry); !fits) return fits;
    auto waiting = *encode_ledger_head(entry);
    crypto::LedgerPartText text;
    archive_.random_.fill(text.entry.bytes);
    text.parts = static_cast<std::uint16_t>(parts_for(waiting.size() + size_of_people(entry)));
    const auto seal = [&](std::size_t length) -> Status {
        const auto end = waiting.begin() + static_cast<std::ptrdiff_t>(length);
        text.content.assign(waiting.begin(), end);
        waiting.erase(waiting.begin(), end);
        const auto made = crypto::make_ledger_part(archive_.clinic_, text, crypto::public_of(*key),
                                                   archive_.open_->signer);
        if (!made) return fail(made.error());
        ++text.part;
        return archive_.insert_object(*made, Archive::Origin::Here);
    };
    return archive_.transact([&]() -> Status {
        LedgerPerson person;
        PeopleCheck check(entry);
        const std::uint64_t all = std::uint64_t{entry.people} + entry.later;
        for (std::uint64_t i = 0; i < all; ++i) {
            person.values.clear();
            next(person);
            person.values.resize(i < entry.people ? entry.sensitive.size() : 0);
            // Else every computer would refuse it, and name this one.
            if (!check.take(person)) return would_not_hold();
            append(person, waiting);
            if (waiting.size() > crypto::kLedgerPartContent)
                if (auto sealed = seal(crypto::kLedgerPartContent); !sealed) return sealed;
        }
        if (!check.all_hold()) return would_not_hold();
        while (!waiting.empty())
            if (auto sealed = seal(std::min(waiting.size(), crypto::kLedgerPartContent)); !sealed)
                return sealed;
        return archive_.audit_append(noted(entry.kind), entry.study.hex());
    });
}

}  // namespace spine::archive
