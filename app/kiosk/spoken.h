// What is read aloud of a screen.
#pragma once

#include <vector>

#include "kiosk/room.h"
#include "speech/sentence.h"
#include "ui/targets.h"
#include "ui/transcript.h"

namespace spine::kiosk {

// In reading order: the words and the answers as they were drawn, then the buttons. What the
// patient has chosen is said only where nobody else hears it: [speech] headphones. The code and
// what was typed are never among it.
[[nodiscard]] std::vector<speech::Sentence> sentences_of(const ui::Transcript& transcript,
                                                         const Room& room);

// What a target is: its words, or what it does where it has a sign instead. What was typed is never
// among it; of the pad for the PIN there is nothing to say.
[[nodiscard]] std::vector<speech::Sentence> words_on(const ui::Target& target,
                                                     const ui::Transcript& transcript,
                                                     const Room& room);

// That an answer is saved, once it is; where nobody else hears it, after the answer.
[[nodiscard]] std::vector<speech::Sentence> kept_answer(const ui::Target& target,
                                                        const ui::Transcript& transcript,
                                                        const Room& room);

// The code alone, a digit a sentence: for who asks for it.
[[nodiscard]] std::vector<speech::Sentence> code_of(const ui::Transcript& transcript,
                                                    const Room& room);

}  // namespace spine::kiosk
