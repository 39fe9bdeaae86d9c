#include "archive/ledger_entry.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <map>
#include <utility>

#include "crypto/layout.h"

namespace spine::archive {
namespace {

constexpr std::size_t kMostText = 200;
constexpr std::size_t kMostColumns = 256;
constexpr std::uint64_t kPersonSize = 20;  // id and class
constexpr std::uint64_t kValueSize = 4;

enum Asked : std::uint8_t { Distinct = 1, Entropy = 2, Closeness = 4, Ordered = 8, Missing = 16 };

bool is_text(std::string_view text) {
    return text.size() <= kMostText && crypto::layout::is_plain_text(text);
}

template <typename Number>
bool is_within(const std::optional<Number>& number, Number least, Number most) {
    return !number || (*number >= least && *number <= most);
}

bool holds(const LedgerColumn& it) {
    return is_text(it.name) && it.level < it.levels;
}

bool holds(const LedgerSensitive& it) {
    // What a study may ask: of who asks for more, nobody would ever leave again.
    return is_text(it.name) && is_within(it.distinct_l, 1U, 1000U) &&
           is_within(it.entropy_l, 1.0, 1000.0) && is_within(it.t, 0.0, 1.0) &&
           (!it.missing || *it.missing < it.rows.size());
}

bool holds(const LedgerEntry& it) {
    const auto each_holds = [](const auto& list) {
        return list.size() <= kMostColumns &&
               std::all_of(list.begin(), list.end(), [](const auto& one) { return holds(one); });
    };
    const bool rows = it.kind == LedgerKind::Rows;
    const bool tables = it.kind == LedgerKind::Tables && it.columns.empty() && it.sensitive.empty();
    return (rows || tables) && it.k >= 1 && crypto::layout::is_time(it.at) && is_text(it.title) &&
           is_text(it.profile) && is_text(it.by) && it.after.size() <= kMostNamedBefore &&
           std::is_sorted(it.after.begin(), it.after.end(), std::less_equal<>()) &&
           each_holds(it.columns) && each_holds(it.sensitive);
}

void write(const LedgerSensitive& it, ByteWriter& out) {
    const auto flag = [](bool set, Asked what) { return set ? what : 0; };
    out.text16(it.name)
        .u8(static_cast<std::uint8_t>(
            flag(it.distinct_l.has_value(), Distinct) | flag(it.entropy_l.has_value(), Entropy) |
            flag(it.t.has_value(), Closeness) | flag(it.ordered, Ordered) |
            flag(it.missing.has_value(), Missing)))
        .u32(it.distinct_l.value_or(0))
        .u64(std::bit_cast<std::uint64_t>(it.entropy_l.value_or(0)))
        .u64(std::bit_cast<std::uint64_t>(it.t.value_or(0)))
        .u32(it.missing.value_or(0))
        .u32(static_cast<std::uint32_t>(it.rows.size()));
    for (const std::uint64_t rows : it.rows) out.u64(rows);
}

// Nothing where more was asked than there is a word for.
std::optional<LedgerSensitive> read_sensitive(ByteReader& in) {
    LedgerSensitive out;
    out.name = in.text16();
    const std::uint8_t flags = in.u8();
    const std::uint32_t distinct = in.u32();
    const double entropy = std::bit_cast<double>(in.u64()), t = std::bit_cast<double>(in.u64());
    const std::uint32_t missing = in.u32(), values = in.u32();
    if ((flags & Distinct) != 0) out.distinct_l = distinct;
    if ((flags & Entropy) != 0) out.entropy_l = entropy;
    if ((flags & Closeness) != 0) out.t = t;
    out.ordered = (flags & Ordered) != 0;
    if ((flags & Missing) != 0) out.missing = missing;
    for (std::uint32_t i = 0; i < values && in.ok(); ++i) out.rows.push_back(in.u64());
    if (flags > (Distinct | Entropy | Closeness | Ordered | Missing)) return std::nullopt;
    return out;
}

LedgerName read_name(ByteReader& in) {
    LedgerName out;
    out.author = crypto::layout::read<crypto::DeviceId>(in);
    out.first_part = crypto::layout::read<crypto::Hash>(in);
    return out;
}

LedgerColumn read_column(ByteReader& in) {
    LedgerColumn out;
    out.name = in.text16();
    out.level = in.u8();
    out.levels = in.u8();
    return out;
}

}  // namespace

std::uint64_t size_of_people(const LedgerEntry& entry) {
    return std::uint64_t{entry.people} * (kPersonSize + kValueSize * entry.sensitive.size()) +
           std::uint64_t{entry.later} * kPersonSize;
}

std::optional<crypto::WipedBytes> encode_ledger_head(const LedgerEntry& entry) {
    if (!holds(entry)) return std::nullopt;
    ByteWriter out;
    out.u8(static_cast<std::uint8_t>(entry.kind))
        .bytes(entry.study.view())
        .bytes(entry.ids.view())
        .u64(static_cast<std::uint64_t>(entry.at))
        .u32(entry.k)
        .text16(entry.title)
        .text16(entry.profile)
        .text16(entry.by)
        .u16(static_cast<std::uint16_t>(entry.after.size()));
    for (const LedgerName& one : entry.after)
        out.bytes(one.author.view()).bytes(one.first_part.view());
    out.u16(static_cast<std::uint16_t>(entry.columns.size()));
    for (const LedgerColumn& one : entry.columns) out.text16(one.name).u8(one.level).u8(one.levels);
    out.u16(static_cast<std::uint16_t>(entry.sensitive.size()));
    for (const LedgerSensitive& one : entry.sensitive) write(one, out);
    out.u32(entry.people).u32(entry.later);
    Bytes written = out.take();
    if (written.size() > crypto::kLedgerPartContent) return std::nullopt;
    crypto::WipedBytes head(written.begin(), written.end());
    crypto::wipe(written);
    return head;
}

std::optional<DecodedHead> decode_ledger_head(ByteView beginning) {
    ByteReader in(beginning);
    DecodedHead out;
    LedgerEntry& entry = out.entry;
    entry.kind = static_cast<LedgerKind>(in.u8());
    entry.study = crypto::layout::read<crypto::Hash>(in);
    entry.ids = crypto::layout::read<crypto::Hash>(in);
    entry.at = static_cast<UnixMs>(in.u64());
    entry.k = in.u32();
    entry.title = in.text16();
    entry.profile = in.text16();
    entry.by = in.text16();
    const std::uint16_t after = in.u16();
    for (std::uint16_t i = 0; i < after && in.ok(); ++i) entry.after.push_back(read_name(in));
    const std::uint16_t columns = in.u16();
    for (std::uint16_t i = 0; i < columns && in.ok(); ++i) entry.columns.push_back(read_column(in));
    const std::uint16_t sensitive = in.u16();
    for (std::uint16_t i = 0; i < sensitive && in.ok(); ++i) {
        auto one = read_sensitive(in);
        if (!one) return std::nullopt;
        entry.sensitive.push_back(std::move(*one));
    }
    entry.people = in.u32();
    entry.later = in.u32();
    if (!in.ok() || !holds(entry)) return std::nullopt;
    out.people_at = beginning.size() - in.left();
    return out;
}

std::uint64_t whole_size(const DecodedHead& head) {
    return head.people_at + size_of_people(head.entry);
}

PeopleCheck::PeopleCheck(const LedgerEntry& entry) : kind_(entry.kind) {
    ids_.reserve(std::size_t{entry.people} + entry.later);
    for (const LedgerSensitive& one : entry.sensitive) left_.push_back(one.rows);
}

bool PeopleCheck::take(const LedgerPerson& person) {
    ids_.push_back(person.id);
    for (std::size_t i = 0; i < person.values.size(); ++i) {
        const std::uint32_t value = person.values[i];
        if (value >= left_[i].size() || left_[i][value]-- == 0) return false;
    }
    if (kind_ == LedgerKind::Tables) ++batches_[person.equivalence_class];
    return true;
}

bool PeopleCheck::all_hold() {
    std::sort(ids_.begin(), ids_.end());
    return std::adjacent_find(ids_.begin(), ids_.end()) == ids_.end() &&
           std::all_of(batches_.begin(), batches_.end(),
                       [](const auto& one) { return one.second == kSessionsInBatch; });
}

bool people_hold(const LedgerEntry& entry, ByteView bytes) {
    PeopleCheck check(entry);
    LedgerPeople people(entry, bytes);
    for (LedgerPerson person; people.next(person);)
        if (!check.take(person)) return false;
    return check.all_hold();
}

void append(const LedgerPerson& person, crypto::WipedBytes& to) {
    ByteWriter out;
    out.bytes(person.id.view()).u32(person.equivalence_class);
    for (const std::uint32_t value : person.values) out.u32(value);
    to.insert(to.end(), out.view().begin(), out.view().end());
}

LedgerPeople::LedgerPeople(const LedgerEntry& entry, ByteView bytes)
    : people_(entry.people),
      all_(std::uint64_t{entry.people} + entry.later),
      columns_(entry.sensitive.size()),
      in_(bytes) {}

bool LedgerPeople::next(LedgerPerson& person) {
    if (given_ == all_) return false;
    ++given_;
    person.id = crypto::layout::read<crypto::ExporteeId>(in_);
    person.equivalence_class = in_.u32();
    person.values.clear();
    for (std::size_t i = 0; i < columns_ && !is_later(); ++i) person.values.push_back(in_.u32());
    return in_.ok();
}

}  // namespace spine::archive
