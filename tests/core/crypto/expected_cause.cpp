#include "expected_cause.h"

#include "crypto/constants.h"

namespace spine::test {

using namespace crypto;

namespace {

bool within(std::size_t at, std::size_t first, std::size_t count) {
    return at >= first && at < first + count;
}

// FORMAT.md §3: the cause that a change of this byte of the header must give.
std::string header_cause(std::size_t at, ByteView changed) {
    if (within(at, 0, 16)) return "not-this-format";
    if (within(at, 16, 16)) return "other-clinic";
    if (within(at, 32, 2)) return "version-unknown";
    if (within(at, 34, 2)) return "suite-unknown";
    if (within(at, 36, 16)) return "device-mismatch";
    // A first session that follows another, or one before the first.
    if (within(at, 52, 8) && ByteReader(changed.subspan(52)).u64() < 2) return "field-out-of-range";
    return "header-altered";
}

// FORMAT.md §5, the same for the head.
std::string head_cause(std::size_t at, ByteView changed) {
    if (within(at, 0, 16)) return "head-missing";
    if (within(at, 32, 2)) return "version-unknown";
    if (at < 106) return "head-of-other-session";
    if (at == 106 && (changed[106] < 1 || changed[106] > 6)) return "field-out-of-range";
    if (within(at, 107, 4) && ByteReader(changed.subspan(107)).u32() > kMaxRecords)
        return "field-out-of-range";
    return "head-altered";
}

}  // namespace

std::string expected_cause(ByteView changed, std::size_t at) {
    const std::size_t head = changed.size() - kHeadSize;
    if (at < kHeaderSize) return header_cause(at, changed);
    return at < head ? "record-altered" : head_cause(at - head, changed.subspan(head));
}

}  // namespace spine::test
