#include "speech/wav.h"

#include <optional>

namespace spine::speech {

namespace {

constexpr std::uint16_t uncompressed = 1, one_channel = 1, bits = 16, bytes_a_sample = 2;
constexpr std::uint32_t lowest_rate = 8'000, highest_rate = 48'000;

struct Chunk {
    std::string_view name;
    ByteView content;
};

// Nothing if it is cut off. A chunk of odd length has a byte behind it, but for the last.
std::optional<Chunk> next_chunk(ByteReader& in) {
    const std::string_view name = as_text(in.bytes(4));
    const std::uint32_t size = in.u32();
    const ByteView content = in.bytes(size);
    if (size % 2 != 0 && in.left() > 0) (void)in.u8();
    if (!in.ok()) return std::nullopt;
    return Chunk{name, content};
}

// What of the form is wrong, in words; null: nothing.
const char* read_format(ByteView content, std::uint32_t& rate) {
    ByteReader in(content);
    const std::uint16_t coding = in.u16(), channels = in.u16();
    rate = in.u32();
    const std::uint32_t bytes_a_second = in.u32();
    const std::uint16_t step = in.u16(), width = in.u16();
    if (!in.ok()) return "its description is cut off";
    if (coding != uncompressed) return "its sound is compressed";
    if (channels != one_channel) return "it has more than one channel";
    if (width != bits) return "its samples have not 16 bits";
    if (rate < lowest_rate || rate > highest_rate)
        return "it has not 8,000 to 48,000 samples a second";
    if (step != bytes_a_sample || bytes_a_second != rate * bytes_a_sample)
        return "its description contradicts itself";
    return nullptr;
}

Samples samples_in(ByteView content) {
    Samples samples;
    samples.reserve(content.size() / bytes_a_sample);
    ByteReader in(content);
    while (in.left() >= bytes_a_sample) samples.push_back(static_cast<std::int16_t>(in.u16()));
    return samples;
}

}  // namespace

Result<Recording> read_wav(ByteView file, const std::string& where) {
    const auto malformed = [&where](const char* why) {
        return fail(causes::recording_malformed,
                    std::string("A recording cannot be played: ").append(why).append("."),
                    "Save it again as WAV: mono, 16 bits, uncompressed.", where);
    };
    ByteReader in(file);
    const bool riff = as_text(in.bytes(4)) == "RIFF";
    const std::uint32_t size = in.u32();
    if (!riff || as_text(in.bytes(4)) != "WAVE" || !in.ok()) return malformed("it is no WAV file");
    if (size != file.size() - 8) return malformed("it is cut off, or something stands behind it");
    std::uint32_t rate = 0;
    while (in.left() > 0) {
        const auto chunk = next_chunk(in);
        if (!chunk) return malformed("it is cut off");
        if (chunk->name == "fmt ") {
            if (rate != 0) return malformed("it is described twice");
            if (const char* why = read_format(chunk->content, rate)) return malformed(why);
        } else if (chunk->name == "data") {
            if (rate == 0) return malformed("its sound stands before its description");
            if (chunk->content.empty() || chunk->content.size() % bytes_a_sample != 0)
                return malformed("its sound is no whole number of samples");
            return Recording{static_cast<int>(rate), samples_in(chunk->content)};
        }
    }
    return malformed("it holds no sound");
}

}  // namespace spine::speech
