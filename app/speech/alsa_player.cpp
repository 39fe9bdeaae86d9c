#include "speech/alsa_player.h"

#include <alsa/asoundlib.h>

#include <thread>
#include <utility>

namespace spine::speech {

namespace {

constexpr unsigned latency_us = 100'000;  // what the card holds: stop() drops it unheard

void quiet(const char*, int, const char*, int, const char*, ...) {}

}  // namespace

AlsaPlayer::Wait real_time() {
    return [](std::chrono::microseconds time) { std::this_thread::sleep_for(time); };
}

AlsaPlayer::AlsaPlayer(std::string card, Wait wait)
    : name_(std::move(card)), wait_(std::move(wait)) {}

AlsaPlayer::~AlsaPlayer() {
    AlsaPlayer::drop();
}

void AlsaPlayer::open(int rate) {
    rate_ = rate;
    // A tablet without a sound card is no fault to write to a log each time.
    snd_lib_error_set_handler(quiet);
    if (snd_pcm_open(&card_, name_.c_str(), SND_PCM_STREAM_PLAYBACK, 0) < 0) {
        card_ = nullptr;
        return;
    }
    if (snd_pcm_set_params(card_, SND_PCM_FORMAT_S16, SND_PCM_ACCESS_RW_INTERLEAVED, 1,
                           static_cast<unsigned>(rate), 1, latency_us) < 0) {
        close();
    }
}

bool AlsaPlayer::write(SampleView samples) {
    while (!samples.empty()) {
        snd_pcm_sframes_t wrote = snd_pcm_writei(card_, samples.data(), samples.size());
        if (wrote < 0) wrote = snd_pcm_recover(card_, static_cast<int>(wrote), 1);
        if (wrote < 0) return false;
        samples = samples.subspan(static_cast<std::size_t>(wrote));
    }
    return true;
}

void AlsaPlayer::play(int rate, SampleView samples) {
    if (rate_ != rate) {
        finish();
        open(rate);
    }
    if (card_ != nullptr && write(samples)) return;
    close();
    const std::chrono::microseconds time(1'000'000 * static_cast<std::int64_t>(samples.size()) /
                                         rate);
    wait_(time);
}

void AlsaPlayer::finish() {
    if (card_ != nullptr) snd_pcm_drain(card_);
    close();
    rate_ = 0;
}

void AlsaPlayer::drop() {
    if (card_ != nullptr) snd_pcm_drop(card_);
    close();
    rate_ = 0;
}

void AlsaPlayer::close() {
    if (card_ != nullptr) snd_pcm_close(card_);
    card_ = nullptr;
}

}  // namespace spine::speech
