// Says sentences one after the other, on a thread of its own.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "speech/player.h"
#include "speech/speech.h"
#include "speech/voice.h"

namespace spine::speech {

inline constexpr int speed_step = 25;                      // words a minute
inline constexpr int volume_step = 10, full_volume = 100;  // percent
inline constexpr int softest_volume = 10;  // below it nobody would know that it speaks

// As the clinic sets them.
struct Manner {
    int speed = usual_speed;  // words a minute
    int volume = 80;          // percent of the samples' own
};

class Speaker final : public Speech {
  public:
    struct Told {
        // Everything has been said: State::Silent by itself. Window::wake.
        std::function<void()> ended;
        // A sentence could not be said, and was passed over.
        std::function<void(const Fault&)> report;
    };
    // Voice and player outlive it, and are used by its thread alone; so are the calls of `told`.
    Speaker(Voice& voice, Player& player, Manner usual, Told told);
    Speaker(const Speaker&) = delete;
    Speaker& operator=(const Speaker&) = delete;
    ~Speaker() override;

    void say(std::vector<Sentence> sentences) override;
    void pause() override;
    void go_on() override;
    void repeat() override;
    void stop() override;
    [[nodiscard]] State state() const override;
    void faster() override;
    void slower() override;
    void louder() override;
    void softer() override;
    void reset() override;

    // Waits until nothing is being said and nothing that was said is held any more.
    void settle();

  private:
    using Sentences = std::shared_ptr<const std::vector<Sentence>>;
    void change(State state, Sentences sentences);
    void run();
    void say_next(std::unique_lock<std::mutex>& lock);
    void say_one(const Sentence& sentence, unsigned turn);
    bool sound(int rate, SampleView samples, unsigned turn);
    void end(std::unique_lock<std::mutex>& lock, unsigned turn);

    Voice& voice_;
    Player& player_;
    const Manner usual_;
    const Told told_;
    std::atomic<int> speed_, volume_;
    std::atomic<unsigned> turn_{0};  // another one: what is being said is no longer wanted
    mutable std::mutex mutex_;
    std::condition_variable changed_, settled_;
    State state_ = State::Silent;
    Sentences sentences_;
    std::size_t at_ = 0;      // the sentence that is being said
    bool remembers_ = false;  // the voice may still hold something of what it said
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace spine::speech
