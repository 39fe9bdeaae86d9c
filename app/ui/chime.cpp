#include "ui/chime.h"

#include <alsa/asoundlib.h>

#include <cmath>
#include <cstdint>
#include <numbers>
#include <string_view>
#include <vector>

namespace spine::ui {

namespace {

constexpr unsigned rate = 44'100;  // samples a second, mono
constexpr unsigned latency_us = 200'000;

// Tones one after the other, each with two partials that die away.
struct Sound {
    std::vector<float> pitches;  // Hz
    float seconds, decay;        // of each tone
};

Sound sound_named(std::string_view name) {
    if (name == "gong") return {{196.0F}, 1.4F, 2.2F};
    return {{880.0F, 659.3F}, 0.7F, 4.5F};  // "bell": two falling tones
}

std::vector<std::int16_t> samples_of(const Sound& sound) {
    std::vector<std::int16_t> samples;
    for (const float pitch : sound.pitches) {
        const auto count = static_cast<std::size_t>(sound.seconds * static_cast<float>(rate));
        for (std::size_t i = 0; i < count; ++i) {
            const float t = static_cast<float>(i) / static_cast<float>(rate);
            const float turn = 2 * std::numbers::pi_v<float> * pitch * t;
            const float wave = 0.7F * std::sin(turn) + 0.3F * std::sin(2.76F * turn);
            samples.push_back(
                static_cast<std::int16_t>(26'000 * wave * std::exp(-sound.decay * t)));
        }
    }
    return samples;
}

void quiet(const char*, int, const char*, int, const char*, ...) {}

void play(const std::vector<std::int16_t>& samples) {
    // A tablet without a sound card is no fault to write to a log each time.
    snd_lib_error_set_handler(quiet);
    snd_pcm_t* card = nullptr;
    if (snd_pcm_open(&card, "default", SND_PCM_STREAM_PLAYBACK, 0) < 0) return;
    if (snd_pcm_set_params(card, SND_PCM_FORMAT_S16, SND_PCM_ACCESS_RW_INTERLEAVED, 1, rate, 1,
                           latency_us) >= 0) {
        std::size_t at = 0;
        while (at < samples.size()) {
            snd_pcm_sframes_t wrote =
                snd_pcm_writei(card, samples.data() + at, samples.size() - at);
            if (wrote < 0) wrote = snd_pcm_recover(card, static_cast<int>(wrote), 1);
            if (wrote < 0) break;
            at += static_cast<std::size_t>(wrote);
        }
        snd_pcm_drain(card);
    }
    snd_pcm_close(card);
}

}  // namespace

Chime::~Chime() {
    if (player_.joinable()) player_.join();
}

void Chime::ring() {
    if (sounding_.exchange(true)) return;
    if (player_.joinable()) player_.join();
    player_ = std::thread([this] {
        play(samples_of(sound_named(name_)));
        sounding_ = false;
    });
}

}  // namespace spine::ui
