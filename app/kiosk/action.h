// What a screen asks for. It is applied to the desk after drawing (app.h), in the order given.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "config/config.h"
#include "questionnaire/answers.h"
#include "session/walk.h"
#include "ui/text.h"

namespace spine::kiosk {

namespace act {
struct Start {
    std::string language;
    bool after_visit = false;
};
struct Answer {
    std::string link_id;
    questionnaire::Answer answer;
};
struct Decline {
    std::string link_id;
};
struct Clear {
    std::string link_id;
};
struct Note {
    std::string key;  // of the strings: shown in the message slot until the next change
};
struct EnterCode {
    std::string typed;
};
struct Pin {
    std::string typed;
};
struct AskLanguage {};    // the languages to choose from come up
struct AskAppearance {};  // text and colours come up
struct AskAloud {};       // from there: what is read aloud
struct Reads {
    config::Reads reads;
};
enum class Voice { Slower, Faster, Softer, Louder };
struct ChangeVoice {
    Voice change;
};
struct Language {
    std::string language;
};
struct Next {};
struct Back {};
struct AskStop {};
struct GoOn {};
struct Stop {
    session::Stop how;
};
struct Print {
    ui::Print print;
};
struct Colours {
    bool strong;  // or calm
};
struct Turn {};     // the next or the last part of a screen stands now
struct Listen {};   // or Pause
struct SayCode {};  // "Say it out loud"
struct Done {};
struct AskStaff {};  // the PIN is asked for
struct StaffLeave {};
struct SendNow {};
struct TestCode {};
struct Ring {};  // the bell of the red screen, once
struct ShutDown {};
struct Finish {};
}  // namespace act

using Action =
    std::variant<act::Start, act::Answer, act::Decline, act::Clear, act::Note, act::EnterCode,
                 act::Pin, act::AskLanguage, act::AskAppearance, act::AskAloud, act::Reads,
                 act::ChangeVoice, act::Language, act::Next, act::Back, act::AskStop, act::GoOn,
                 act::Stop, act::Print, act::Colours, act::Turn, act::Listen, act::SayCode,
                 act::Done, act::AskStaff, act::StaffLeave, act::SendNow, act::TestCode, act::Ring,
                 act::ShutDown, act::Finish>;
using Actions = std::vector<Action>;

}  // namespace spine::kiosk
