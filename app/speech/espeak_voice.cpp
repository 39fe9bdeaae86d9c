#include "speech/espeak_voice.h"

#include <espeak-ng/espeak_ng.h>
#include <espeak-ng/speak_lib.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace spine::speech {

namespace {

constexpr int synthesis_ms = 20;
// Longer than any clause that the library reads at once (800 bytes).
constexpr std::size_t filler_words = 400;

struct Run {
    const Sink& sink;
    int rate;
};

// What the library calls with each piece of sound; 1: it is to stop.
int take_sound(short* samples, int count, espeak_EVENT* events) {
    const auto* run = static_cast<const Run*>(events->user_data);
    if (samples == nullptr || count <= 0 || run == nullptr) return 0;
    const auto size = static_cast<std::size_t>(count);
    const bool more = run->sink(run->rate, {samples, size});
    crypto::wipe({reinterpret_cast<std::uint8_t*>(samples), size * sizeof(short)});
    return more ? 0 : 1;
}

bool is_code(std::string_view language) {
    return !language.empty() && std::all_of(language.begin(), language.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-';
    });
}

// Whatever else the library takes for a name of a voice is none here.
bool choose(const std::string& language) {
    if (!is_code(language)) return false;
    if (espeak_SetVoiceByName(language.c_str()) == EE_OK) return true;
    const std::string first = language.substr(0, language.find('-'));
    return first != language && espeak_SetVoiceByName(first.c_str()) == EE_OK;
}

// Empty before the library was started.
std::string_view data_in_use() {
    const char* folder = nullptr;
    espeak_Info(&folder);
    return folder == nullptr ? std::string_view() : folder;
}

void synthesise(const crypto::WipedBytes& text, Run& run) {
    crypto::WipedBytes ended;
    ended.reserve(text.size() + 1);
    ended.assign(text.begin(), text.end());
    ended.push_back(0);
    // Its answer says whether it was stopped, which the sink knows.
    (void)espeak_Synth(ended.data(), ended.size(), 0, POS_CHARACTER, 0,
                       espeakCHARS_UTF8 | espeakENDPAUSE, nullptr, &run);
}

}  // namespace

Result<std::unique_ptr<EspeakVoice>> EspeakVoice::create(const std::filesystem::path& data) {
    const auto missing = [&data] {
        return fail(causes::voice_unavailable, "eSpeak NG's voices are not there.",
                    "Install the package espeak-ng-data.", data.string());
    };
    // Once started it stays so: espeak_Terminate() of 1.51 may wait for ever for its own thread.
    if (data_in_use().empty() &&
        espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, synthesis_ms,
                          data.empty() ? nullptr : data.c_str(), espeakINITIALIZE_DONT_EXIT) <= 0) {
        return missing();
    }
    // Without voices in the folder that it was given the library looks elsewhere.
    if (!data.empty() && !data_in_use().starts_with(data.string())) return missing();
    espeak_SetSynthCallback(take_sound);
    return std::unique_ptr<EspeakVoice>(new EspeakVoice(espeak_ng_GetSampleRate()));
}

EspeakVoice::~EspeakVoice() {
    EspeakVoice::forget();
}

Status EspeakVoice::say(const Sentence& sentence, int speed, const Sink& sink) {
    if (!choose(sentence.language)) {
        return fail(causes::voice_missing, "eSpeak NG has no voice for this language.",
                    "Record its texts, or leave it to the screen.", sentence.language);
    }
    espeak_SetParameter(espeakRATE, std::clamp(speed, slowest_speed, fastest_speed), 0);
    Run run{sink, rate_};
    said_ = true;
    synthesise(sentence.text, run);
    return {};
}

void EspeakVoice::forget() {
    if (!said_) return;
    crypto::WipedBytes filler;
    filler.reserve(filler_words * 3);
    for (std::size_t i = 0; i < filler_words; ++i) filler.insert(filler.end(), {'l', 'a', ' '});
    const Sink first_sound = [](int, SampleView) { return false; };
    Run run{first_sound, rate_};
    synthesise(filler, run);
    said_ = false;
}

}  // namespace spine::speech
