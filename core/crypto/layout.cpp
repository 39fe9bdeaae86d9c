#include "crypto/layout.h"

#include <algorithm>

#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/refusal.h"

namespace spine::crypto::layout {
namespace {

constexpr UnixMs kEndOfTime = 253'402'300'799'999;  // 9999-12-31T23:59:59.999Z
constexpr std::size_t kBeginning = kPrefixSize + 2;

Result<ByteView> body(ByteView bytes, std::string_view label, const ClinicId& clinic,
                      std::size_t limit) {
    if (bytes.size() > limit) return refuse(causes::size_wrong);
    if (auto begun = check_beginning(bytes, label); !begun) return fail(std::move(begun));
    if (*ClinicId::from(bytes.subspan(kLabelSize, ClinicId::size)) != clinic)
        return refuse(causes::other_clinic);
    if (bytes.size() < kBeginning + kSignatureSize) return refuse(causes::size_wrong);
    return bytes.subspan(kBeginning, bytes.size() - kBeginning - kSignatureSize);
}

// The length of the well-formed UTF-8 sequence at the front, 0 if there is none (RFC 3629 §4).
std::size_t utf8_sequence(ByteView at) {
    const std::uint8_t lead = at[0];
    if (lead < 0x80) return lead < 0x20 || lead == 0x7F ? 0 : 1;
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || at.size() < length) return 0;
    std::uint32_t code = lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((at[i] & 0xC0U) != 0x80) return 0;
        code = code << 6U | (at[i] & 0x3FU);
    }
    const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    const bool control = code < 0xA0;
    return overlong || surrogate || control || code > 0x10FFFF ? 0 : length;
}

}  // namespace

ByteWriter begin(std::string_view label, const ClinicId& clinic) {
    ByteWriter out;
    out.text(label).bytes(clinic.view()).u16(kVersion);
    return out;
}

Status check_beginning(ByteView bytes, std::string_view label) {
    if (bytes.size() < kBeginning || as_text(bytes.first(kLabelSize)) != label)
        return refuse(causes::not_this_format);
    if (ByteReader(bytes.subspan(kPrefixSize)).u16() != kVersion)
        return refuse(causes::version_unknown);
    return {};
}

Result<ByteView> verify_root_signed(ByteView bytes, std::string_view label,
                                    const SignPublicKey& root, std::size_t limit) {
    auto fields = body(bytes, label, clinic_id_of(root), limit);
    if (fields && !verify_signed(bytes, root)) return refuse(causes::signature_wrong);
    return fields;
}

Result<ByteView> verify_device_signed(ByteView bytes, std::string_view label,
                                      const SignPublicKey& key, const ClinicId& clinic,
                                      std::size_t limit) {
    auto fields = body(bytes, label, clinic, limit);
    if (!fields) return fields;
    if (fields->size() < DeviceId::size) return refuse(causes::size_wrong);
    if (*DeviceId::from(fields->first(DeviceId::size)) != device_id_of(clinic, key))
        return refuse(causes::device_mismatch);
    if (!verify_signed(bytes, key)) return refuse(causes::signature_wrong);
    return fields->subspan(DeviceId::size);
}

bool is_time(UnixMs time) {
    return time >= 0 && time <= kEndOfTime;
}

bool is_plain_text(std::string_view text) {
    ByteView left = as_bytes(text);
    while (!left.empty()) {
        const std::size_t length = utf8_sequence(left);
        if (length == 0) return false;
        left = left.subspan(length);
    }
    return true;
}

bool all_zero(ByteView bytes) {
    return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t b) { return b == 0; });
}

}  // namespace spine::crypto::layout
