// A voice and a player that make no sound and remember what was asked of them.
#pragma once

#include <mutex>
#include <semaphore>
#include <string>
#include <vector>

#include "speech/player.h"
#include "speech/voice.h"

namespace spine::test {

inline std::string words_of(const speech::Sentence& sentence) {
    return {sentence.text.begin(), sentence.text.end()};
}

// Of each sentence `pieces` times 20 ms of sound; none of those in the language "xx".
class HeardVoice final : public speech::Voice {
  public:
    static constexpr int rate = 1000;
    static constexpr std::size_t piece = 20;
    explicit HeardVoice(int pieces) : pieces_(pieces) {}

    Status say(const speech::Sentence& sentence, int speed, const speech::Sink& sink) override {
        if (sentence.language == "xx")
            return fail(speech::causes::voice_missing, "No voice.", "Find one.", "xx");
        {
            const std::lock_guard lock(mutex_);
            said_.push_back(sentence.language + ": " + words_of(sentence));
            speeds_.push_back(speed);
        }
        const speech::Samples sound(piece, 1000);
        for (int i = 0; i < pieces_; ++i)
            if (!sink(rate, sound)) break;
        return {};
    }
    void forget() override {
        const std::lock_guard lock(mutex_);
        ++forgotten_;
    }
    [[nodiscard]] std::vector<std::string> said() const {
        const std::lock_guard lock(mutex_);
        return said_;
    }
    [[nodiscard]] std::vector<int> speeds() const {
        const std::lock_guard lock(mutex_);
        return speeds_;
    }
    [[nodiscard]] int forgotten() const {
        const std::lock_guard lock(mutex_);
        return forgotten_;
    }

  private:
    int pieces_;
    mutable std::mutex mutex_;
    std::vector<std::string> said_;
    std::vector<int> speeds_;
    int forgotten_ = 0;
};

// Takes a buffer when the test lets it.
class HeldPlayer final : public speech::Player {
  public:
    void play(int, speech::SampleView samples) override {
        begun_.release();
        room_.acquire();
        const std::lock_guard lock(mutex_);
        buffers_.push_back({samples.begin(), samples.end()});
    }
    void finish() override {}
    void drop() override {
        const std::lock_guard lock(mutex_);
        ++dropped_;
    }
    void wait_for_buffer() { begun_.acquire(); }  // until one is offered
    void take(int buffers) { room_.release(buffers); }
    [[nodiscard]] std::vector<std::vector<std::int16_t>> buffers() const {
        const std::lock_guard lock(mutex_);
        return buffers_;
    }
    [[nodiscard]] int dropped() const {
        const std::lock_guard lock(mutex_);
        return dropped_;
    }

  private:
    std::counting_semaphore<100'000> begun_{0}, room_{0};
    mutable std::mutex mutex_;
    std::vector<std::vector<std::int16_t>> buffers_;
    int dropped_ = 0;
};

}  // namespace spine::test
