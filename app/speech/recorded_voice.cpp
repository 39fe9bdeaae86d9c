#include "speech/recorded_voice.h"

#include <algorithm>
#include <utility>

#include "crypto/keys.h"
#include "speech/wav.h"

namespace spine::speech {

namespace {

constexpr std::uint64_t largest_file = 32U << 20U;  // more than five minutes
constexpr int piece_ms = 20;

void play(const Recording& recording, const Sink& sink) {
    const SampleView all = recording.samples;
    const auto piece = static_cast<std::size_t>(recording.rate * piece_ms / 1000);
    for (std::size_t at = 0; at < all.size(); at += piece) {
        if (!sink(recording.rate, all.subspan(at, std::min(piece, all.size() - at)))) return;
    }
}

}  // namespace

RecordedVoice::RecordedVoice(Files& files, std::filesystem::path folder, Voice& otherwise,
                             std::function<void(const Fault&)> report)
    : files_(files),
      folder_(std::move(folder)),
      otherwise_(otherwise),
      report_(std::move(report)) {}

std::string RecordedVoice::name_of(const Sentence& sentence) {
    return crypto::hash(ByteView(sentence.text)).hex() + ".wav";
}

Status RecordedVoice::say(const Sentence& sentence, int speed, const Sink& sink) {
    const std::filesystem::path file = folder_ / sentence.language / name_of(sentence);
    if (!files_.exists(file)) return otherwise_.say(sentence, speed, sink);
    const auto bytes = files_.read(file, largest_file);
    const Result<Recording> recording =
        bytes ? read_wav(*bytes, {}) : Result<Recording>(fail(bytes.error()));
    if (!recording) {
        // Not its name, by which a log could tell what a patient has answered.
        Fault fault = recording.error();
        fault.where = file.parent_path().string();
        report_(fault);
        return otherwise_.say(sentence, speed, sink);
    }
    play(*recording, sink);
    return {};
}

}  // namespace spine::speech
