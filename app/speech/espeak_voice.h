// The built-in voice: eSpeak NG, which needs neither a sound card nor a network.
#pragma once

#include <filesystem>
#include <memory>

#include "speech/voice.h"

namespace spine::speech {

// eSpeak NG is one for a whole process: there may be one of these at a time, and the library stays
// started until the process ends. Starting it sets the process's LC_CTYPE to UTF-8.
class EspeakVoice final : public Voice {
  public:
    // `data`: the folder that holds espeak-ng-data; empty: the one that the library was built for.
    // Fault: voice_unavailable.
    [[nodiscard]] static Result<std::unique_ptr<EspeakVoice>> create(
        const std::filesystem::path& data = {});
    EspeakVoice(const EspeakVoice&) = delete;
    EspeakVoice& operator=(const EspeakVoice&) = delete;
    ~EspeakVoice() override;

    // A language with a region that has no voice of its own ("da-DK") is spoken as the language.
    [[nodiscard]] Status say(const Sentence& sentence, int speed, const Sink& sink) override;
    // The library keeps the last clause that it read, and sounds: both are written over. What it
    // made of the clause's letters (its phonemes) is written over by those of others.
    void forget() override;

  private:
    explicit EspeakVoice(int rate) : rate_(rate) {}
    int rate_;           // samples a second
    bool said_ = false;  // since forget()
};

}  // namespace spine::speech
