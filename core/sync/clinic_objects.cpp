#include "sync/clinic_objects.h"

#include <algorithm>
#include <utility>

#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/ledger_part.h"
#include "crypto/mark.h"
#include "crypto/passed_key.h"

namespace spine::sync {

using crypto::ObjectKind;

namespace {

bool is_computers_own(ObjectKind kind) {
    return kind == ObjectKind::Mark || kind == ObjectKind::PassedKey ||
           kind == ObjectKind::LedgerPart;
}

}  // namespace

ClinicObjects::ClinicObjects(const crypto::SignPublicKey& root, ObjectLimits limits,
                             ComputersOwn computers_own)
    : root_(root),
      clinic_(crypto::clinic_id_of(root)),
      limits_(limits),
      computers_own_(computers_own),
      authors_(root) {}

void ClinicObjects::remember(std::span<const Bytes> objects) {
    // The root's words first: what they say of the authors is asked for behind them.
    for (const bool roots : {true, false}) {
        for (const Bytes& bytes : objects) {
            const auto kind = crypto::kind_of(bytes);
            Fetched object{crypto::hash(bytes), {}};
            if (!kind || crypto::is_by_root(*kind) != roots || taken_.contains(object.name))
                continue;
            object.bytes = bytes;
            (void)take(object);
        }
    }
    fold();
}

Status ClinicObjects::refresh(Store& store) {
    const auto names = store.list(places::objects);
    if (!names) return fail(names.error());
    not_taken_.clear();
    not_taken_count_ = 0;
    waiting_beyond_ = 0;
    in_store_.clear();
    for (const std::string& text : *names)
        if (const auto name = crypto::Hash::from_hex(text)) in_store_.push_back(*name);
    std::sort(in_store_.begin(), in_store_.end());
    std::vector<crypto::Hash> due;
    for (const crypto::Hash& name : in_store_)
        if (!taken_.contains(name) && !waiting_.contains(name)) due.push_back(name);
    Held held;
    Status fetched = fetch(store, due, held);
    if (fetched) fetched = take_waiting(store, std::move(held));
    fold();
    return fetched;
}

Status ClinicObjects::fetch(Store& store, const std::vector<crypto::Hash>& names, Held& held) {
    std::vector<std::string> texts;
    texts.reserve(names.size());
    for (const crypto::Hash& name : names) texts.push_back(name.hex());
    auto name = names.begin();
    return read_ahead(store, places::objects, texts, crypto::kMaxObjectSize,
                      [&](const std::string&, Result<Bytes> bytes) {
                          return take_fetched(*name++, std::move(bytes), held);
                      });
}

// A fault where the next one would wait for the same server, and for as long.
Status ClinicObjects::take_fetched(const crypto::Hash& name, Result<Bytes> bytes, Held& held) {
    Cause cause = crypto::causes::name_wrong;
    if (bytes && crypto::hash(*bytes) == name) {
        Fetched object{name, std::move(*bytes)};
        if (take(object)) return {};
        wait_for(crypto::claimed_author(object.bytes), name);
        if (held.bytes + object.bytes.size() > limits_.held_bytes) return {};
        held.bytes += object.bytes.size();
        held.objects.push_back(std::move(object));
        return {};
    }
    if (!bytes && concerns_whole_store(bytes.error().cause)) return fail(bytes.error());
    if (!bytes && bytes.error().cause == spine::causes::file_too_large)
        cause = crypto::causes::size_wrong;
    else if (!bytes && bytes.error().cause == crypto::causes::not_this_format)
        cause = crypto::causes::not_this_format;
    else if (!bytes)
        return {};
    ++not_taken_count_;
    if (not_taken_.size() < limits_.named)
        not_taken_.push_back({name.hex(), std::string(cause.name())});
    return {};
}

// False: its author does not count yet.
bool ClinicObjects::take(Fetched& object) {
    const auto kind = crypto::kind_of(object.bytes);
    Status taken;
    if (!kind || (!crypto::is_by_root(*kind) && !crypto::is_by_computer(*kind))) {
        taken_.insert(object.name);
        refuse(object.name, crypto::causes::not_this_format.name());
        return true;
    }
    if (crypto::is_by_root(*kind)) {
        taken = authors_.take(object.bytes);
    } else {
        const auto* author = author_of(crypto::claimed_author(object.bytes), object.name);
        if (author == nullptr) return false;
        taken = take_by_computer(object, *kind, *author);
    }
    taken_.insert(object.name);
    waiting_.erase(object.name);
    if (!taken)
        refuse(object.name, taken.error().cause.name());
    else if (computers_own_ == ComputersOwn::Kept || !is_computers_own(*kind))
        verified_.push_back({object.name, *kind, std::move(object.bytes)});
    return true;
}

Status ClinicObjects::take_by_computer(const Fetched& object, ObjectKind kind,
                                       const crypto::Admission& author) {
    if (kind == ObjectKind::Mark) {
        const auto mark = crypto::verify_mark(object.bytes, author.signing, clinic_);
        return mark ? Status() : fail(mark.error());
    }
    if (kind == ObjectKind::PassedKey) {
        const auto passed = crypto::verify_passed_key(object.bytes, author.signing, clinic_);
        return passed ? Status() : fail(passed.error());
    }
    if (kind == ObjectKind::LedgerPart) {
        const auto part = crypto::verify_ledger_part(object.bytes, author.signing, clinic_);
        return part ? Status() : fail(part.error());
    }
    const auto tombstone = crypto::verify_tombstone(object.bytes, author.signing, clinic_);
    if (!tombstone) return fail(tombstone.error());
    said_erased_.push_back({object.name, *tombstone});
    return {};
}

void ClinicObjects::wait_for(const crypto::DeviceId& author, const crypto::Hash& name) {
    if (waiting_.size() < limits_.waiting)
        waiting_.emplace(name, author);
    else
        ++waiting_beyond_;
}

Status ClinicObjects::take_waiting(Store& store, Held held) {
    for (Fetched& object : held.objects)
        if (author_of(crypto::claimed_author(object.bytes), object.name) != nullptr)
            (void)take(object);
    std::vector<crypto::Hash> due;
    for (const auto& [name, author] : waiting_)
        if (author_of(author, name) != nullptr) due.push_back(name);
    Held none;
    return fetch(store, due, none);
}

// A revocation or an endorsement may have come behind what it is about.
void ClinicObjects::fold() {
    tombstones_.clear();
    for (const auto& [name, tombstone] : said_erased_)
        if (author_of(tombstone.author, name) != nullptr)
            tombstones_.insert_or_assign({tombstone.device, tombstone.session}, tombstone);
    not_counting_.clear();
    not_counting_count_ = 0;
    if (!authors_.any_revoked()) return;
    for (const KnownObject& object : verified_) {
        if (!crypto::is_by_computer(object.kind) ||
            author_of(crypto::claimed_author(object.bytes), object.name) != nullptr)
            continue;
        ++not_counting_count_;
        if (not_counting_.size() < limits_.named)
            not_counting_.push_back(
                {object.name.hex(), std::string(crypto::causes::device_revoked.name())});
    }
}

void ClinicObjects::refuse(const crypto::Hash& name, std::string_view cause) {
    ++refused_count_;
    if (refused_.size() < limits_.named) refused_.push_back({name.hex(), std::string(cause)});
}

bool ClinicObjects::in_store(const crypto::Hash& name) const {
    return std::binary_search(in_store_.begin(), in_store_.end(), name);
}

std::vector<RefusedObject> ClinicObjects::refused() const {
    std::vector<RefusedObject> all = refused_;
    all.insert(all.end(), not_taken_.begin(), not_taken_.end());
    all.insert(all.end(), not_counting_.begin(), not_counting_.end());
    for (const auto& [name, author] : waiting_) {
        const Cause cause =
            revoked(author) ? crypto::causes::device_revoked : crypto::causes::device_unknown;
        if (all.size() >= limits_.named) break;
        all.push_back({name.hex(), std::string(cause.name())});
    }
    all.resize(std::min(all.size(), limits_.named));
    return all;
}

std::uint64_t ClinicObjects::refused_further() const {
    const std::uint64_t all =
        refused_count_ + not_taken_count_ + not_counting_count_ + waiting_.size() + waiting_beyond_;
    return all - std::min<std::uint64_t>(all, limits_.named);
}

}  // namespace spine::sync
