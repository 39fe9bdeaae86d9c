#include "archive/response.h"

#include <algorithm>
#include <cmath>

#include "archive/causes.h"
#include "archive/packed_events.h"

namespace spine::archive {
namespace {

constexpr std::uint8_t kVersion = 1;       // of a summary
constexpr std::uint8_t kEventsWithin = 1;  // of a response, behind its answers
constexpr std::uint8_t kEventsApart = 2;
constexpr std::uint8_t kEventsPacked = 3;  // and apart
constexpr std::size_t kAnswersStep = 256;
constexpr std::uint16_t kMissing = 0xFFFF;
constexpr std::uint8_t kAfterVisit = 1, kStaffLedOn = 2, kProxy = 4;

tl::unexpected<Fault> damaged() {
    return fail(causes::archive_damaged, "A response in the archive is not laid out as it should.",
                "Rebuild the archive from the store.");
}

void put(ByteWriter& out, std::string_view text) {
    out.u32(static_cast<std::uint32_t>(text.size())).text(text);
}

std::string_view take(ByteReader& in) {
    const std::uint32_t size = in.u32();
    return as_text(in.bytes(size));
}

std::uint8_t flags(bool after_visit, bool staff_led_on, bool proxy = false) {
    return static_cast<std::uint8_t>((after_visit ? kAfterVisit : 0) |
                                     (staff_led_on ? kStaffLedOn : 0) | (proxy ? kProxy : 0));
}

crypto::WipedBytes wiped(Bytes bytes) {
    crypto::WipedBytes out(bytes.begin(), bytes.end());
    crypto::wipe(bytes);
    return out;
}

crypto::WipedBytes filled(Bytes bytes, std::size_t step) {
    crypto::WipedBytes out = wiped(std::move(bytes));
    out.resize((out.size() + step - 1) / step * step);
    return out;
}

// The version, once everything up to the events is read.
std::optional<std::uint8_t> take_answers(ByteReader& in, ResponseView& view) {
    const std::uint8_t version = in.u8();
    if (version < kEventsWithin || version > kEventsPacked) return std::nullopt;
    const std::uint8_t flag = in.u8();
    view.after_visit = (flag & kAfterVisit) != 0;
    view.staff_led_on = (flag & kStaffLedOn) != 0;
    for (auto* text : {&view.code, &view.questionnaire, &view.language, &view.tier})
        *text = take(in);
    view.started = static_cast<UnixMs>(in.u64());
    view.ended = static_cast<UnixMs>(in.u64());
    view.answers.clear();
    for (std::uint32_t left = in.u32(); left > 0 && in.ok(); --left) {
        const std::string_view item = take(in);
        view.answers.emplace_back(item, take(in));
    }
    view.shown.clear();
    for (std::uint32_t left = in.u32(); left > 0 && in.ok(); --left) {
        const std::string_view step = take(in);
        view.shown.emplace_back(step, static_cast<UnixMs>(in.u64()));
    }
    if (!in.ok()) return std::nullopt;
    return version;
}

bool take_events(ByteReader& in, ResponseView& view) {
    for (std::uint32_t left = in.u32(); left > 0 && in.ok(); --left)
        view.events.push_back(take(in));
    return in.ok();
}

std::uint16_t tenths(const std::optional<double>& score) {
    return score ? static_cast<std::uint16_t>(std::lround(*score * 10)) : kMissing;
}

std::optional<double> score_of(std::uint16_t tenths) {
    if (tenths == kMissing) return std::nullopt;
    return tenths / 10.0;
}

constexpr std::size_t kCount = 4;  // bytes before each text, and before each list

std::size_t answers_size(const Response& response) {
    std::size_t size = 2 + 2 * sizeof(std::uint64_t) + 2 * kCount;
    for (const auto* text :
         {&response.code, &response.questionnaire, &response.language, &response.tier})
        size += kCount + text->size();
    for (const auto& [item, value] : response.answers)
        size += 2 * kCount + item.size() + value.size();
    for (const auto& [step, at] : response.shown) size += kCount + step.size() + sizeof(at);
    return size;
}

std::size_t events_size(const Response& response) {
    std::size_t size = kCount;
    for (const std::string& event : response.events) size += kCount + event.size();
    return size;
}

}  // namespace

EncodedResponse encode(const Response& response) {
    ByteWriter out;
    out.reserve(answers_size(response));
    out.u8(kEventsPacked).u8(flags(response.after_visit, response.staff_led_on));
    for (const auto* text :
         {&response.code, &response.questionnaire, &response.language, &response.tier})
        put(out, *text);
    out.u64(static_cast<std::uint64_t>(response.started))
        .u64(static_cast<std::uint64_t>(response.ended))
        .u32(static_cast<std::uint32_t>(response.answers.size()));
    for (const auto& [item, value] : response.answers) put(out, item), put(out, value);
    out.u32(static_cast<std::uint32_t>(response.shown.size()));
    for (const auto& [step, at] : response.shown)
        put(out, step), out.u64(static_cast<std::uint64_t>(at));
    ByteWriter events;
    events.reserve(events_size(response));
    events.u32(static_cast<std::uint32_t>(response.events.size()));
    for (const std::string& event : response.events) put(events, event);
    const crypto::WipedBytes clear = wiped(events.take());
    return {filled(out.take(), kAnswersStep), pack_events(clear)};
}

Status view_response(ByteView answers, const std::optional<ByteView>& events, ResponseView& view) {
    ByteReader in(answers);
    view.events.clear();
    const auto version = take_answers(in, view);
    if (!version) return damaged();
    view.events_apart = *version != kEventsWithin;
    if (!view.events_apart) return take_events(in, view) ? Status() : Status(damaged());
    if (!events) return {};
    const auto clear = *version == kEventsPacked ? unpack_events(*events, view.unpacked) : events;
    if (!clear) return damaged();
    ByteReader apart(*clear);
    return take_events(apart, view) ? Status() : Status(damaged());
}

Result<Response> decode_response(ByteView answers, const std::optional<ByteView>& events) {
    ResponseView view;
    if (auto viewed = view_response(answers, events, view);
        !viewed || view.events_apart != events.has_value())
        return damaged();
    Response out;
    out.code = view.code;
    out.questionnaire = view.questionnaire;
    out.language = view.language;
    out.tier = view.tier;
    out.after_visit = view.after_visit;
    out.staff_led_on = view.staff_led_on;
    out.started = view.started;
    out.ended = view.ended;
    for (const auto& [item, value] : view.answers) out.answers.emplace(item, value);
    for (const auto& [step, at] : view.shown) out.shown.emplace_back(step, at);
    out.events.assign(view.events.begin(), view.events.end());
    return out;
}

std::optional<std::string_view> ResponseView::answer(std::string_view link_id) const {
    const auto found = std::lower_bound(
        answers.begin(), answers.end(), link_id,
        [](const auto& one, std::string_view wanted) { return one.first < wanted; });
    if (found == answers.end() || found->first != link_id) return std::nullopt;
    return found->second;
}

crypto::WipedBytes encode(const Summary& summary) {
    ByteWriter out;
    out.u8(kVersion).u8(flags(summary.after_visit, summary.staff_led_on, summary.proxy));
    out.u8(static_cast<std::uint8_t>(summary.status));
    out.u64(static_cast<std::uint64_t>(summary.started))
        .u64(static_cast<std::uint64_t>(summary.ended));
    for (const DomainScores& scores : summary.scores)
        out.u16(tenths(scores.before)).u16(tenths(scores.after));
    const auto text = [&](std::string_view words, std::size_t most) {
        out.text16(words.substr(0, most));
    };
    text(summary.code, 8), text(summary.tier, 1), text(summary.language, 16);
    text(summary.tablet, 64), text(summary.questionnaire, 48);
    crypto::WipedBytes whole = wiped(out.take());
    whole.resize(kSummarySize);
    return whole;
}

Result<Summary> decode_summary(ByteView bytes) {
    ByteReader in(bytes);
    if (bytes.size() != kSummarySize || in.u8() != kVersion) return damaged();
    Summary out;
    const std::uint8_t flag = in.u8();
    out.after_visit = (flag & kAfterVisit) != 0;
    out.staff_led_on = (flag & kStaffLedOn) != 0;
    out.proxy = (flag & kProxy) != 0;
    out.status = static_cast<crypto::SessionStatus>(in.u8());
    out.started = static_cast<UnixMs>(in.u64());
    out.ended = static_cast<UnixMs>(in.u64());
    for (DomainScores& scores : out.scores) {
        scores.before = score_of(in.u16());
        scores.after = score_of(in.u16());
    }
    for (auto* text : {&out.code, &out.tier, &out.language, &out.tablet, &out.questionnaire})
        *text = std::string(in.text16());
    if (!in.ok()) return damaged();
    return out;
}

}  // namespace spine::archive
