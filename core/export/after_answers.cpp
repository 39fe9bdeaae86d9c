#include "export/after_answers.h"

#include <algorithm>
#include <charconv>
#include <tuple>

#include "export/packed_row.h"
#include "review/after_visits.h"

namespace spine::exporting {
namespace {

constexpr UnixMs kSecond = 1000;
constexpr std::uint32_t kDaySeconds = 86'400;

std::uint32_t seconds_of(UnixMs time) {
    return static_cast<std::uint32_t>(std::clamp<UnixMs>(time / kSecond, 0, UINT32_MAX));
}

std::optional<std::uint32_t> number_of_code(std::string_view code) {
    std::uint32_t number = 0;
    const auto read = std::from_chars(code.data(), code.data() + code.size(), number);
    if (read.ec != std::errc() || read.ptr != code.data() + code.size()) return std::nullopt;
    return number;
}

// The part of `sorted` that has this code; moves `from` behind it.
template <typename T>
std::span<const T> with_code(const std::vector<T>& sorted, std::uint32_t code, std::size_t& from) {
    while (from < sorted.size() && sorted[from].code < code) ++from;
    const std::size_t first = from;
    while (from < sorted.size() && sorted[from].code == code) ++from;
    return std::span(sorted).subspan(first, from - first);
}

}  // namespace

void AfterAnswers::note_visit(std::string_view code, UnixMs started,
                              std::optional<std::uint32_t> row) {
    if (const auto number = number_of_code(code))
        visits_.push_back({*number, row.value_or(kNoRow), seconds_of(started)});
}

void AfterAnswers::add(std::string_view code, UnixMs started, int days,
                       std::span<const Cell> cells) {
    const auto number = number_of_code(code);
    if (!number) return;
    const Bytes packed = pack(cells);
    answers_.push_back({*number, seconds_of(started), packed_.size(),
                        static_cast<std::uint32_t>(packed.size()), days});
    packed_.insert(packed_.end(), packed.begin(), packed.end());
}

void AfterAnswers::join(std::span<const Visit> visits, std::span<const Answer> answers) {
    std::vector<review::WithCode> same_code;
    for (const Visit& visit : visits) same_code.push_back({visit.started * kSecond, false, 0});
    for (const Answer& answer : answers)
        same_code.push_back({answer.started * kSecond + 1, true, answer.days});
    const auto belongs = review::visits_of(same_code);
    const auto possible = review::possible_visits(same_code);
    for (std::size_t i = 0; i < answers.size(); ++i) {
        if (possible[visits.size() + i] > 1) {
            ++of_several_;
            continue;
        }
        const auto visit = belongs[visits.size() + i];
        if (!visit || visits[*visit].row == kNoRow) continue;
        const std::uint32_t began = visits[*visit].started;
        joined_.push_back(
            {visits[*visit].row, answers[i].size, answers[i].at,
             static_cast<int>(answers[i].started / kDaySeconds - began / kDaySeconds)});
    }
}

void AfterAnswers::join() {
    const auto by_code = [](const auto& a, const auto& b) {
        return std::tie(a.code, a.started) < std::tie(b.code, b.started);
    };
    std::sort(visits_.begin(), visits_.end(), by_code);
    std::sort(answers_.begin(), answers_.end(), by_code);
    for (std::size_t visit = 0, answer = 0; answer < answers_.size();) {
        const std::uint32_t code = answers_[answer].code;
        const auto visits = with_code(visits_, code, visit);
        join(visits, with_code(answers_, code, answer));
    }
    visits_ = {};
    answers_ = {};
    // Answers of one visit stand in the order in which they came: the first stays.
    const auto by_row = [](const Place& a, const Place& b) { return a.row < b.row; };
    std::stable_sort(joined_.begin(), joined_.end(), by_row);
    const auto same_row = [](const Place& a, const Place& b) { return a.row == b.row; };
    joined_.erase(std::unique(joined_.begin(), joined_.end(), same_row), joined_.end());
}

std::optional<AfterAnswers::Joined> AfterAnswers::of_row(std::uint32_t row) const {
    const auto found =
        std::lower_bound(joined_.begin(), joined_.end(), row,
                         [](const Place& one, std::uint32_t wanted) { return one.row < wanted; });
    if (found == joined_.end() || found->row != row) return std::nullopt;
    return Joined{found->days, ByteView(packed_).subspan(found->at, found->size)};
}

}  // namespace spine::exporting
