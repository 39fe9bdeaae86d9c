#include "kiosk/notes.h"

namespace spine::kiosk {

using questionnaire::Problem;

namespace {

// How the answer is given, which is what a note asks for.
enum class Given { Chosen, ChosenBoth, Written, Typed };

std::string_view note_for_missing(Given given) {
    switch (given) {
        case Given::ChosenBoth:
            return "kiosk.note.choose-both";
        case Given::Written:
            return "kiosk.note.write";
        case Given::Typed:
            return "kiosk.note.type";
        case Given::Chosen:
            break;
    }
    return "kiosk.note.choose";
}

std::string_view note_for(Problem problem, Given given) {
    switch (problem) {
        case Problem::Missing:
            return note_for_missing(given);
        case Problem::TooFew:
            return given == Given::Written || given == Given::Typed ? "kiosk.note.add-more"
                                                                    : "kiosk.note.too-few";
        case Problem::TooMany:
            return "kiosk.note.too-many";
        case Problem::TooShort:
            return "kiosk.note.too-short";
        case Problem::TooLong:
            return "kiosk.note.too-long";
        case Problem::TooSmall:
            return "kiosk.note.too-small";
        case Problem::TooLarge:
            return "kiosk.note.too-large";
        case Problem::TooPrecise:
            return "kiosk.note.too-precise";
        case Problem::CprNumber:
            return "kiosk.note.cpr";
        default:
            return "kiosk.note.not-taken";
    }
}

Given given_by(const session::Step& step, const questionnaire::Item* item) {
    using questionnaire::Control;
    using questionnaire::ItemType;
    if (step.group != nullptr && step.group->control == Control::Consent) return Given::ChosenBoth;
    if (item == nullptr || !item->options.empty() || item->type == ItemType::Boolean ||
        item->control == Control::NumberScale || item->control == Control::Slider)
        return Given::Chosen;
    const bool words = item->type == ItemType::Text || item->type == ItemType::String ||
                       item->type == ItemType::Url;
    return words ? Given::Written : Given::Typed;
}

}  // namespace

std::string_view note_for_refused(Problem problem) {
    return note_for(problem, Given::Chosen);
}

std::string_view note_for_held(const session::Step& step, const questionnaire::Item* item,
                               Problem problem) {
    return note_for(problem, given_by(step, item));
}

}  // namespace spine::kiosk
