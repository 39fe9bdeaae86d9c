#include "kiosk/spoken.h"

#include <algorithm>

namespace spine::kiosk {

using speech::Sentence;
using ui::Heard;
using ui::Spoken;

namespace {

// A dot between two languages is for the eye.
std::string_view without_dot(std::string_view text) {
    constexpr std::string_view dot = " · ";
    if (text.starts_with(dot)) text.remove_prefix(dot.size());
    return text;
}

class Sentences {
  public:
    explicit Sentences(const Room& room)
        : room_(room),
          private_(room.settings().speech.headphones),
          marks_(private_ || room.reads == config::Reads::ByTouch) {}

    void add(const Spoken& spoken) {
        if (spoken.kind == Heard::Own && !private_) return;
        add(without_dot(spoken.text), spoken.language.empty() ? room_.language : spoken.language);
        if (spoken.chosen && marks_) add(room_.text("kiosk.listen.chosen"), room_.language);
    }
    void add(std::string_view text, std::string_view language) {
        Sentence sentence = speech::sentence(text, language);
        if (!sentence.text.empty()) all_.push_back(std::move(sentence));
    }
    [[nodiscard]] std::vector<Sentence> take() { return std::move(all_); }

  private:
    const Room& room_;
    bool private_;  // nobody else hears it
    bool marks_;    // who goes by touch has asked to hear what is chosen: they cannot see it
    std::vector<Sentence> all_;
};

bool is_read(Heard kind) {
    return kind == Heard::Words || kind == Heard::Choice || kind == Heard::Own;
}

}  // namespace

std::vector<Sentence> sentences_of(const ui::Transcript& transcript, const Room& room) {
    Sentences sentences(room);
    for (const Spoken& spoken : transcript) {
        if (is_read(spoken.kind)) sentences.add(spoken);
    }
    for (const Spoken& spoken : transcript) {
        if (spoken.kind == Heard::Button) sentences.add(spoken);
    }
    return sentences.take();
}

namespace {

// What has no words on it, or none that may be said.
std::string_view name_of(std::string_view target) {
    if (target.ends_with(":backspace")) return "kiosk.key.backspace";
    if (target == "key:shift") return "kiosk.key.capitals";
    if (target == "key:enter") return "kiosk.key.new-line";
    if (target.starts_with("remove")) return "kiosk.key.remove";
    if (target == "own-question") return "kiosk.questions.own";
    return "kiosk.other-answer";
}

}  // namespace

std::vector<Sentence> words_on(const ui::Target& target, const ui::Transcript& transcript,
                               const Room& room) {
    Sentences sentences(room);
    for (const Spoken& spoken : transcript) {
        const bool here =
            spoken.target.empty() && spoken.at.w > 0 && target.rect.contains(spoken.at.centre());
        const bool secret = spoken.kind == Heard::Typed || spoken.kind == Heard::Code;
        if ((here || spoken.target == target.key) && !secret) sentences.add(spoken);
    }
    std::vector<Sentence> words = sentences.take();
    const bool digit = target.key.starts_with("pad:") && !target.key.ends_with(":backspace");
    if (words.empty() && !digit) {
        Sentences name(room);
        name.add(room.text(name_of(target.key)), room.language);
        words = name.take();
    }
    return words;
}

std::vector<Sentence> kept_answer(const ui::Target& target, const ui::Transcript& transcript,
                                  const Room& room) {
    std::vector<Sentence> said;
    if (room.settings().speech.headphones) said = words_on(target, transcript, room);
    if (room.reads == config::Reads::ByTouch && said.empty()) {
        const bool chosen = std::any_of(transcript.begin(), transcript.end(), [&](const auto& one) {
            return one.chosen && one.at.w > 0 && target.rect.contains(one.at.centre());
        });
        const std::string_view now = chosen ? "kiosk.listen.chosen" : "kiosk.listen.not-chosen";
        said.push_back(speech::sentence(room.text(now), room.language));
    }
    if (room.desk.saved() == SaveState::Saved)
        said.push_back(speech::sentence(room.text("kiosk.saved"), room.language));
    return said;
}

std::vector<Sentence> code_of(const ui::Transcript& transcript, const Room& room) {
    Sentences sentences(room);
    for (const Spoken& spoken : transcript) {
        const bool digit = spoken.text.size() == 1;
        if (spoken.kind == Heard::Code && digit) sentences.add(spoken.text, room.language);
    }
    return sentences.take();
}

}  // namespace spine::kiosk
