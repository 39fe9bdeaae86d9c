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

archive::LedgerEntry entry_of(const DataPlan& plan, const deidentify::Release& release,
                              const ReleasedClasses& classes, const EarlierExports& earlier) {
    const Study& study = plan.study;
    archive::LedgerEntry entry;
    entry.study = crypto::Hash::from_hex(study.hash).value_or(crypto::Hash{});
    entry.title = shortened(study.title);
    entry.profile = std::string(rules_of(study.profile).name);
    entry.k = static_cast<std::uint32_t>(study.k);
    entry.ids = earlier.ids();
    entry.people = static_cast<std::uint32_t>(classes.first());
    entry.later = static_cast<std::uint32_t>(classes.later());
    const auto& hierarchies = release.data().quasi_identifiers();
    for (std::size_t i = 0; i < hierarchies.size(); ++i)
        entry.columns.push_back({hierarchies[i].column(), release.levels()[i],
                                 static_cast<std::uint8_t>(hierarchies[i].levels())});
    return entry;
}

}  // namespace

Status write_entry(archive::Archive& archive, const DataPlan& plan, const ResearchData& data,
                   const deidentify::Requirements& requirements, const deidentify::Release& release,
                   const ReleasedClasses& classes, const EarlierExports& earlier) {
    archive::LedgerEntry entry = entry_of(plan, release, classes, earlier);
    std::vector<std::vector<std::uint32_t>> numbers;
    const deidentify::Microdata& table = data.joint.microdata();
    for (std::size_t i = 0; i < requirements.sensitive.size(); ++i) {
        numbers.push_back(numbers_of(requirements.sensitive[i], table.values_of(i)));
        entry.sensitive.push_back(
            sensitive_of(requirements.sensitive[i], table, i, numbers.back()));
    }
    const WaitingRows& waiting = data.waiting;
    // First-time sessions, then from the beginning again the later visits.
    bool later = entry.people == 0;
    std::size_t row = 0;
    std::uint32_t given = 0;
    const auto next = [&](archive::LedgerPerson& person) {
        if (given++ == entry.people) {
            later = true;
            row = 0;
        }
        while (!classes.leaves(row) || waiting.is_later(row) != later) ++row;
        person.id.bytes = waiting.person(row);
        person.equivalence_class = classes.class_of(row, waiting);
        for (std::size_t i = 0; i < numbers.size() && !later; ++i)
            person.values.push_back(numbers[i][waiting.code(row, i)]);
        ++row;
    };
    return archive::ExportLedger(archive).write(std::move(entry), next);
}

}  // namespace spine::exporting
