// Sound files that a clinic has recorded: RIFF/WAVE, read strictly.
#pragma once

#include <string>

#include "base/bytes.h"
#include "base/result.h"
#include "speech/voice.h"

namespace spine::speech {

struct Recording {
    int rate = 0;  // samples a second
    Samples samples;
};

// Uncompressed, 16 bits a sample, one channel, 8,000 to 48,000 samples a second; other chunks than
// "fmt " and "data" are passed over. Fault: recording_malformed, which says what of this does not
// hold; `where` becomes the fault's place.
[[nodiscard]] Result<Recording> read_wav(ByteView file, const std::string& where);

}  // namespace spine::speech
