#include "archive/response.h"

#include <cmath>

#include "archive/causes.h"

namespace spine::archive {
namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::uint16_t kMissing = 0xFFFF;
constexpr std::uint8_t kAfterVisit = 1, kStaffLedOn = 2, kProxy = 4;

tl::unexpected<Fault> damaged() {
    return fail(causes::archive_damaged, "A response in the archive is not laid out as it should.",
                "Rebuild the archive from the store.");
}

void put(ByteWriter& out, std::string_view text) {
    out.u32(static_cast<std::uint32_t>(text.size())).text(text);
}

std::string take(ByteReader& in) {
    const std::uint32_t size = in.u32();
    return std::string(as_text(in.bytes(size)));
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

std::uint16_t tenths(const std::optional<double>& score) {
    return score ? static_cast<std::uint16_t>(std::lround(*score * 10)) : kMissing;
}

std::optional<double> score_of(std::uint16_t tenths) {
    if (tenths == kMissing) return std::nullopt;
    return tenths / 10.0;
}

}  // namespace

crypto::WipedBytes encode(const Response& response) {
    ByteWriter out;
    out.u8(kVersion).u8(flags(response.after_visit, response.staff_led_on));
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
    out.u32(static_cast<std::uint32_t>(response.events.size()));
    for (const std::string& event : response.events) put(out, event);
    return wiped(out.take());
}

Result<Response> decode_response(ByteView bytes, Events events) {
    ByteReader in(bytes);
    if (in.u8() != kVersion) return damaged();
    Response out;
    const std::uint8_t flag = in.u8();
    out.after_visit = (flag & kAfterVisit) != 0;
    out.staff_led_on = (flag & kStaffLedOn) != 0;
    for (auto* text : {&out.code, &out.questionnaire, &out.language, &out.tier}) *text = take(in);
    out.started = static_cast<UnixMs>(in.u64());
    out.ended = static_cast<UnixMs>(in.u64());
    for (std::uint32_t left = in.u32(); left > 0 && in.ok(); --left) {
        std::string item = take(in);
        out.answers.insert_or_assign(std::move(item), take(in));
    }
    for (std::uint32_t left = in.u32(); left > 0 && in.ok(); --left) {
        std::string step = take(in);
        out.shown.emplace_back(std::move(step), static_cast<UnixMs>(in.u64()));
    }
    if (events == Events::LeftOut) return in.ok() ? Result<Response>(std::move(out)) : damaged();
    for (std::uint32_t left = in.u32(); left > 0 && in.ok(); --left) out.events.push_back(take(in));
    if (!in.finished()) return damaged();
    return out;
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
    crypto::WipedBytes filled = wiped(out.take());
    filled.resize(kSummarySize);
    return filled;
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
