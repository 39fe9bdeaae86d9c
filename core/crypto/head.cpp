#include "crypto/head.h"

#include <algorithm>
#include <array>
#include <utility>

#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/layout.h"
#include "crypto/refusal.h"

namespace spine::crypto {
namespace {

constexpr std::array<std::pair<SessionStatus, std::string_view>, 6> kNames = {
    {{SessionStatus::Complete, "complete"},
     {SessionStatus::Stopped, "stopped"},
     {SessionStatus::Expired, "expired"},
     {SessionStatus::Withdrawn, "withdrawn"},
     {SessionStatus::Interrupted, "interrupted"},
     {SessionStatus::Open, "open"}}};

}  // namespace

std::string_view name_of(SessionStatus status) {
    const auto* found = std::find_if(kNames.begin(), kNames.end(),
                                     [&](const auto& entry) { return entry.first == status; });
    return found != kNames.end() ? found->second : std::string_view("unknown");
}

Bytes encode_unsigned(const Head& head) {
    ByteWriter out = layout::begin(labels::head, head.clinic);
    out.bytes(head.device.view())
        .u64(head.counter)
        .bytes(head.session.view())
        .bytes(head.header.view())
        .u8(static_cast<std::uint8_t>(head.status))
        .u32(head.records)
        .bytes(head.last_record.view());
    return out.take();
}

Result<Head> decode_head(ByteView bytes) {
    if (bytes.size() != kHeadSize) return refuse(causes::size_wrong, "head");
    if (auto begun = layout::check_beginning(bytes, labels::head); !begun)
        return fail(std::move(begun));
    ByteReader in(bytes);
    in.bytes(kLabelSize);
    Head head;
    head.clinic = layout::read<ClinicId>(in);
    in.u16();  // the version, checked above
    head.device = layout::read<DeviceId>(in);
    head.counter = in.u64();
    head.session = layout::read<SessionId>(in);
    head.header = layout::read<Hash>(in);
    const std::uint8_t status = in.u8();
    head.records = in.u32();
    head.last_record = layout::read<Hash>(in);
    if (status < 1 || status > kNames.size())
        return refuse(causes::field_out_of_range, "head: status");
    head.status = static_cast<SessionStatus>(status);
    if (head.records > kMaxRecords) return refuse(causes::field_out_of_range, "head: records");
    return head;
}

Bytes make_head(const SessionHeader& header, const Hash& header_hash, const RecordChain& chain,
                SessionStatus status, const Signer& device) {
    const Head head{header.clinic, header.device, header.counter, header.session,
                    header_hash,   status,        chain.count(),  chain.last()};
    return device.signed_bytes(encode_unsigned(head));
}

Hash head_hash(ByteView signed_head) {
    return hash(signed_head);
}

}  // namespace spine::crypto
