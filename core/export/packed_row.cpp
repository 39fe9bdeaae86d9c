#include "export/packed_row.h"

#include <bit>

namespace spine::exporting {
namespace {

// First bytes: the kinds of missing, then these, then the labels below kShortLabels.
enum First : std::uint8_t { kFalse = 16, kTrue, kWhole, kDecimal, kText, kLabel, kFirstLabel = 32 };
constexpr std::uint16_t kShortLabels = 256 - kFirstLabel;

struct Packer {
    ByteWriter& out;
    void operator()(Missing missing) const { out.u8(static_cast<std::uint8_t>(missing)); }
    void operator()(bool flag) const { out.u8(flag ? kTrue : kFalse); }
    void operator()(Coded coded) const {
        if (coded.label < kShortLabels)
            out.u8(static_cast<std::uint8_t>(kFirstLabel + coded.label));
        else
            out.u8(kLabel).u16(coded.label);
    }
    void operator()(std::int64_t whole) const {
        out.u8(kWhole).u64(static_cast<std::uint64_t>(whole));
    }
    void operator()(double decimal) const {
        out.u8(kDecimal).u64(std::bit_cast<std::uint64_t>(decimal));
    }
    void operator()(const std::string& text) const { out.u8(kText).text16(text); }
};

Cell unpack_one(ByteReader& in, bool& known) {
    const std::uint8_t first = in.u8();
    if (first >= kFirstLabel) return Coded{static_cast<std::uint16_t>(first - kFirstLabel)};
    if (first < kMissingKinds) return static_cast<Missing>(first);
    switch (first) {
        case kFalse:
            return false;
        case kTrue:
            return true;
        case kWhole:
            return static_cast<std::int64_t>(in.u64());
        case kDecimal:
            return std::bit_cast<double>(in.u64());
        case kText:
            return std::string(in.text16());
        case kLabel:
            return Coded{in.u16()};
        default:
            known = false;
            return Missing::NotAsked;
    }
}

}  // namespace

Bytes pack(std::span<const Cell> row) {
    ByteWriter out;
    out.u16(static_cast<std::uint16_t>(row.size()));
    for (const Cell& cell : row) std::visit(Packer{out}, cell);
    return out.take();
}

bool unpack(ByteView bytes, std::vector<Cell>& row) {
    ByteReader in(bytes);
    row.resize(in.u16());
    bool known = true;
    for (Cell& cell : row) cell = unpack_one(in, known);
    return known && in.finished();
}

}  // namespace spine::exporting
