#include "session/event.h"

namespace spine::session {
namespace {

void take(Told& told, const Event& event) {
    switch (event.kind) {
        case EventKind::Began:
            told.code = event.subject;
            told.questionnaire = event.value;
            told.language = event.language;
            told.after_visit = event.after_visit;
            told.started = event.at;
            return;
        case EventKind::Answered:
            told.answers[event.subject] = event.value;
            return;
        case EventKind::Declined:
            told.answers[event.subject] = "null";
            return;
        case EventKind::Cleared:
            told.answers.erase(event.subject);
            return;
        case EventKind::Language:
            told.language = event.subject;
            return;
        case EventKind::Shown:
            told.shown.emplace_back(event.subject, event.at);
            return;
        case EventKind::Tier:
            if (told.tier != "a") told.tier = event.subject;
            return;
        case EventKind::StaffLedOn:
            told.staff_led_on = true;
            return;
        case EventKind::Ended:
            told.status = event.subject;
            told.ended = event.at;
            return;
        case EventKind::Filler:
            return;
    }
}

}  // namespace

Told fold(const std::vector<Event>& events) {
    Told told;
    for (const Event& event : events) take(told, event);
    return told;
}

}  // namespace spine::session
