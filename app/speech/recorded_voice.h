// The voice of a person, where a clinic has recorded one, and another voice for the rest.
//
// A recording is FOLDER/<language>/<name>.wav; its name is the BLAKE2b-256 of exactly the words
// that it speaks, in hexadecimal, as `printf %s "Next" | b2sum -l 256` prints it. So the recording
// of a text that was changed since is never heard: the other voice says the new words.
#pragma once

#include <filesystem>
#include <functional>

#include "base/files.h"
#include "speech/voice.h"

namespace spine::speech {

class RecordedVoice final : public Voice {
  public:
    // All outlive it. `report` is told of a recording that cannot be played (the words are said by
    // the other voice then), on the thread that speaks: in which folder, and not which file.
    RecordedVoice(Files& files, std::filesystem::path folder, Voice& otherwise,
                  std::function<void(const Fault&)> report);

    // A recording is played as fast as it was spoken, whatever `speed` says. Faults: the other
    // voice's.
    [[nodiscard]] Status say(const Sentence& sentence, int speed, const Sink& sink) override;
    void forget() override { otherwise_.forget(); }

    [[nodiscard]] static std::string name_of(const Sentence& sentence);

  private:
    Files& files_;
    std::filesystem::path folder_;
    Voice& otherwise_;
    std::function<void(const Fault&)> report_;
};

}  // namespace spine::speech
