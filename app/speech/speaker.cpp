#include "speech/speaker.h"

#include <algorithm>
#include <utility>

namespace spine::speech {

namespace {
constexpr int buffer_ms = 20;

void scale(SampleView from, int percent, Samples& to) {
    to.resize(from.size());
    std::transform(from.begin(), from.end(), to.begin(), [percent](std::int16_t sample) {
        return static_cast<std::int16_t>(sample * percent / full_volume);
    });
}

}  // namespace

Speaker::Speaker(Voice& voice, Player& player, Manner usual, Told told)
    : voice_(voice),
      player_(player),
      usual_(usual),
      told_(std::move(told)),
      speed_(usual.speed),
      volume_(usual.volume),
      thread_([this] { run(); }) {}

Speaker::~Speaker() {
    change(State::Silent, nullptr);
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void Speaker::change(State state, Sentences sentences) {
    {
        const std::lock_guard lock(mutex_);
        ++turn_;
        state_ = state;
        at_ = 0;
        sentences_.swap(sentences);
    }
    changed_.notify_all();
}

void Speaker::say(std::vector<Sentence> sentences) {
    if (sentences.empty()) return stop();
    change(State::Speaking, std::make_shared<const std::vector<Sentence>>(std::move(sentences)));
}

void Speaker::pause() {
    const std::lock_guard lock(mutex_);
    if (state_ != State::Speaking) return;
    ++turn_;
    state_ = State::Paused;
}

void Speaker::go_on() {
    {
        const std::lock_guard lock(mutex_);
        if (state_ != State::Paused) return;
        state_ = State::Speaking;
    }
    changed_.notify_all();
}

void Speaker::repeat() {
    {
        const std::lock_guard lock(mutex_);
        if (state_ == State::Silent) return;
        ++turn_;
        at_ = 0;
        state_ = State::Speaking;
    }
    changed_.notify_all();
}

void Speaker::stop() {
    change(State::Silent, nullptr);
}

State Speaker::state() const {
    const std::lock_guard lock(mutex_);
    return state_;
}

void Speaker::faster() {
    speed_ = std::min(speed_ + speed_step, fastest_speed);
}
void Speaker::slower() {
    speed_ = std::max(speed_ - speed_step, slowest_speed);
}
void Speaker::louder() {
    volume_ = std::min(volume_ + volume_step, full_volume);
}
void Speaker::softer() {
    volume_ = std::max(volume_ - volume_step, softest_volume);
}
void Speaker::reset() {
    stop();
    speed_ = usual_.speed;
    volume_ = usual_.volume;
}

void Speaker::settle() {
    std::unique_lock lock(mutex_);
    settled_.wait(lock, [this] { return state_ == State::Silent && !remembers_; });
}

void Speaker::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        if (remembers_ && (state_ == State::Silent || at_ == 0)) {
            lock.unlock();
            voice_.forget();
            lock.lock();
            remembers_ = false;
            settled_.notify_all();
        } else if (ending_) {
            return;
        } else if (state_ == State::Speaking) {
            say_next(lock);
        } else {
            changed_.wait(lock);
        }
    }
}

void Speaker::say_next(std::unique_lock<std::mutex>& lock) {
    const Sentences sentences = sentences_;  // stays until its sound has ended
    const unsigned turn = turn_;
    if (at_ == sentences->size()) return end(lock, turn);
    const Sentence& sentence = (*sentences)[at_];
    remembers_ = true;
    lock.unlock();
    say_one(sentence, turn);
    lock.lock();
    if (turn == turn_) ++at_;
}

void Speaker::say_one(const Sentence& sentence, unsigned turn) {
    const auto said = voice_.say(sentence, speed_, [this, turn](int rate, SampleView samples) {
        return sound(rate, samples, turn);
    });
    if (!said) told_.report(said.error());
    if (turn != turn_) player_.drop();
}

bool Speaker::sound(int rate, SampleView samples, unsigned turn) {
    const auto buffer = static_cast<std::size_t>(rate * buffer_ms / 1000);
    Samples scaled;
    scaled.reserve(buffer);
    while (!samples.empty()) {
        if (turn != turn_) return false;
        const std::size_t count = std::min(buffer, samples.size());
        scale(samples.first(count), volume_, scaled);
        player_.play(rate, scaled);
        samples = samples.subspan(count);
    }
    return turn == turn_;
}

void Speaker::end(std::unique_lock<std::mutex>& lock, unsigned turn) {
    lock.unlock();
    player_.finish();
    lock.lock();
    if (turn != turn_) return;
    state_ = State::Silent;
    sentences_.reset();
    lock.unlock();
    told_.ended();
    lock.lock();
}

}  // namespace spine::speech
