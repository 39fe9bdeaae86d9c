#include "export/written_entry.h"

#include <algorithm>

namespace spine::exporting {
namespace {

constexpr std::size_t kMostText = 200;

// Whole characters of UTF-8.
std::string shortened(const std::string& text) {
    if (text.size() <= kMostText) return text;
    std::size_t end = kMostText;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return text.substr(0, end);
}

// A value's number in the ledger: for the ordered distance that of its place.
std::vector<std::uint32_t> numbers_of(const deidentify::SensitiveRequirement& asked,
                                      const deidentify::Dictionary& values) {
    std::vector<std::uint32_t> numbers;
    for (deidentify::Code code = 0; code < values.size(); ++code) {
        const auto place = std::find(asked.order.begin(), asked.order.end(), values.value(code));
        numbers.push_back(place == asked.order.end()
                              ? code
                              : static_cast<std::uint32_t>(place - asked.order.begin()));
    }
    return numbers;
}

archive::LedgerSensitive sensitive_of(const deidentify::SensitiveRequirement& asked,
                                      const deidentify::Microdata& data, std::size_t column,
                                      const std::vector<std::uint32_t>& numbers) {
    archive::LedgerSensitive out;
    out.name = asked.column;
    out.distinct_l = asked.distinct_l;
    out.entropy_l = asked.entropy_l;
    out.t = asked.t;
    out.ordered = asked.ground == deidentify::Ground::Ordered;
    out.rows.resize(numbers.size());
    for (const deidentify::Frequency& one : data.frequencies(column))
        out.rows[numbers[one.value]] += one.rows;
    if (const auto missing = data.values_of(column).find("")) out.missing = numbers[*missing];
    return out;
}

archive::LedgerEntry entry_of(const Study& study, archive::LedgerKind kind,
                              const EarlierExports& earlier) {
    archive::LedgerEntry entry;
    entry.kind = kind;
    entry.study = crypto::Hash::from_hex(study.hash).value_or(crypto::Hash{});
    entry.title = shortened(study.title);
    entry.profile = std::string(rules_of(study.profile).name);
    entry.k = static_cast<std::uint32_t>(study.k);
    entry.ids = earlier.ids();
    return entry;
}

struct Waiting {
    archive::LedgerEntry entry;
    std::vector<std::vector<std::uint32_t>> numbers;  // by sensitive column, then by code
};

Waiting waiting_entry(const DataPlan& plan, const deidentify::Microdata& table,
                      const deidentify::Requirements& requirements,
                      const deidentify::Release& release, const ReleasedClasses& classes,
                      const EarlierExports& earlier) {
    Waiting out{entry_of(plan.study, archive::LedgerKind::Rows, earlier), {}};
    out.entry.people = static_cast<std::uint32_t>(classes.first());
    out.entry.later = static_cast<std::uint32_t>(classes.later());
    const auto& hierarchies = release.data().quasi_identifiers();
    for (std::size_t i = 0; i < hierarchies.size(); ++i)
        out.entry.columns.push_back({hierarchies[i].column(), release.levels()[i],
                                     static_cast<std::uint8_t>(hierarchies[i].levels())});
    for (std::size_t i = 0; i < requirements.sensitive.size(); ++i) {
        out.numbers.push_back(numbers_of(requirements.sensitive[i], table.values_of(i)));
        out.entry.sensitive.push_back(
            sensitive_of(requirements.sensitive[i], table, i, out.numbers.back()));
    }
    return out;
}

}  // namespace

Status check_entry(const DataPlan& plan, const ResearchData& data,
                   const deidentify::Requirements& requirements, const deidentify::Release& release,
                   const ReleasedClasses& classes, const EarlierExports& earlier) {
    return archive::ExportLedger::check(
        waiting_entry(plan, data.joint.microdata(), requirements, release, classes, earlier).entry);
}

Status write_entry(archive::Archive& archive, const DataPlan& plan, const ResearchData& data,
                   const deidentify::Requirements& requirements, const deidentify::Release& release,
                   const ReleasedClasses& classes, const EarlierExports& earlier) {
    auto [entry, numbers] =
        waiting_entry(plan, data.joint.microdata(), requirements, release, classes, earlier);
    const WaitingRows& waiting = data.waiting;
    const std::uint32_t people = entry.people;
    // First-time sessions, then from the beginning again the later visits.
    bool later = people == 0;
    std::size_t row = 0;
    std::uint32_t given = 0;
    const auto next = [&, &codes = numbers](archive::LedgerPerson& person) {
        if (given++ == people) {
            later = true;
            row = 0;
        }
        while (!classes.leaves(row) || waiting.is_later(row) != later) ++row;
        person.id.bytes = waiting.person(row);
        person.equivalence_class = classes.class_of(row, waiting);
        for (std::size_t i = 0; i < codes.size() && !later; ++i)
            person.values.push_back(codes[i][waiting.code(row, i)]);
        ++row;
    };
    return archive::ExportLedger(archive).write(std::move(entry), next);
}

Status write_tables_entry(archive::Archive& archive, const Study& study, const Batches& batches,
                          std::span<const deidentify::PersonId> counted,
                          const EarlierExports& earlier) {
    std::vector<deidentify::PersonId> sorted(counted.begin(), counted.end());
    std::sort(sorted.begin(), sorted.end());
    std::vector<archive::LedgerPerson> people, others;
    for (std::size_t number = 0; number < batches.size(); ++number) {
        for (const deidentify::PersonId& one : batches.at(number)) {
            const bool counts = std::binary_search(sorted.begin(), sorted.end(), one);
            (counts ? people : others)
                .push_back({crypto::ExporteeId{one}, static_cast<std::uint32_t>(number), {}});
        }
    }
    archive::LedgerEntry entry = entry_of(study, archive::LedgerKind::Tables, earlier);
    entry.people = static_cast<std::uint32_t>(people.size());
    entry.later = static_cast<std::uint32_t>(others.size());
    people.insert(people.end(), others.begin(), others.end());
    std::size_t given = 0;
    return archive::ExportLedger(archive).write(
        std::move(entry), [&](archive::LedgerPerson& person) { person = people[given++]; });
}

}  // namespace spine::exporting
