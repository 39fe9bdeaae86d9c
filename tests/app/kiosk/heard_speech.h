// Whoever hears the kiosk: what was asked to be said, and nothing happens until the test says so.
#pragma once

#include <string>
#include <vector>

#include "speech/speech.h"

namespace spine::test {

class HeardSpeech final : public speech::Speech {
  public:
    void say(std::vector<speech::Sentence> sentences) override {
        ++times;
        held.clear();
        languages.clear();
        for (const speech::Sentence& one : sentences) {
            held.emplace_back(one.text.begin(), one.text.end());
            languages.push_back(one.language);
        }
        state_ = held.empty() ? speech::State::Silent : speech::State::Speaking;
    }
    void pause() override {
        if (state_ == speech::State::Speaking) state_ = speech::State::Paused;
    }
    void go_on() override {
        if (state_ == speech::State::Paused) state_ = speech::State::Speaking;
    }
    void repeat() override {}
    void stop() override {
        held.clear();
        languages.clear();
        state_ = speech::State::Silent;
    }
    [[nodiscard]] speech::State state() const override { return state_; }
    void faster() override { ++speed; }
    void slower() override { --speed; }
    void louder() override { ++loudness; }
    void softer() override { --loudness; }
    void reset() override {
        stop();
        speed = loudness = 0;
    }
    // The last sentence has sounded.
    void end() { stop(); }

    [[nodiscard]] std::string all() const {
        std::string words;
        for (const std::string& one : held) words.append(one).append("\n");
        return words;
    }

    std::vector<std::string> held, languages;  // of what is being said or paused
    int times = 0;                             // that something was to be said
    int speed = 0, loudness = 0;               // steps from the clinic's

  private:
    speech::State state_ = speech::State::Silent;
};

}  // namespace spine::test
