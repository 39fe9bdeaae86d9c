// Which screen stands for what the desk shows.
#include "kiosk/screens/screens.h"

namespace spine::kiosk {

using questionnaire::Control;
using questionnaire::ItemType;
using session::StepKind;

namespace {

std::optional<double> bound(const std::optional<questionnaire::Value>& value) {
    if (!value) return {};
    if (const auto* n = std::get_if<std::int64_t>(&*value)) return static_cast<double>(*n);
    if (const auto* d = std::get_if<double>(&*value)) return *d;
    return {};
}

// 0-10 in whole steps, whatever the questionnaire calls it.
bool is_nought_to_ten(const Item& item) {
    if (item.control == Control::NumberScale) return true;
    const bool number = item.type == ItemType::Integer;
    return number && item.control == Control::Slider && bound(item.min_value) == 0.0 &&
           bound(item.max_value) == 10.0 && item.slider_step.value_or(1) == 1.0;
}

ScreenPtr items_screen(const Room& room) {
    const session::Step& step = room.walk().step();
    if (step.group != nullptr && step.group->control == Control::Consent) {
        return consent_screen(room);
    }
    const Item& first = *step.items.front();
    if (first.control == Control::QuestionList && !first.read_only) {
        return questions_screen(room, first, step.items.size() > 1 ? step.items[1] : nullptr);
    }
    if (step.items.size() > 1) return group_screen(room);
    return question_screen(room, first);
}

ScreenPtr walking_screen(const Room& room) {
    switch (room.walk().step().kind) {
        case StepKind::EnterCode:
            return enter_code_screen(room);
        case StepKind::Items:
            return items_screen(room);
        case StepKind::Words:
            return display_screen(room);
        case StepKind::Code:
            return code_screen(room);
        case StepKind::TellStaff:
            return tell_staff_screen(room);
        case StepKind::TellStaffKindly:
            return tell_staff_kindly_screen(room);
        case StepKind::Page:
            return page_screen(room);
        case StepKind::Explanation:
            return explanation_screen(room);
        case StepKind::Finished:
            break;
    }
    return finished_screen(room);
}

}  // namespace

ScreenPtr question_screen(const Room& room, const Item& item) {
    if (item.read_only) return read_only_screen(room, item);
    if (item.control == Control::BodyMap) return body_screen(room, item);
    if (item.control == Control::SignList) return sign_list_screen(room, item);
    if (item.control == Control::QuestionList) return questions_screen(room, item, nullptr);
    if (is_nought_to_ten(item)) return number_screen(room, item);
    if (!item.options.empty() || item.type == ItemType::Boolean) return choice_screen(room, item);
    // Typed, and its explanation has been read: nothing that was typed now would be taken.
    if (room.walk().locked(item.link_id)) return read_only_screen(room, item);
    switch (item.type) {
        case ItemType::Integer:
        case ItemType::Decimal:
        case ItemType::Quantity:
        case ItemType::Date:
        case ItemType::DateTime:
        case ItemType::Time:
            return keypad_screen(room, item);
        default:
            return words_screen(room, item);
    }
}

ScreenPtr screen_for(const Room& room) {
    switch (room.desk.scene()) {
        case Scene::Walking:
            return walking_screen(room);
        case Scene::StopAsked:
            return stop_screen(room);
        case Scene::LanguageAsked:
            return language_screen(room);
        case Scene::AppearanceAsked:
            return appearance_screen(room);
        case Scene::AloudAsked:
            return aloud_screen(room);
        case Scene::StillThere:
            return still_there_screen(room);
        case Scene::Stopped:
            return stopped_screen(room);
        case Scene::NoRoom:
            return no_room_screen(room);
        case Scene::Fault:
            return fault_screen(room);
        case Scene::StaffAsked:
            return staff_pin_screen(room);
        case Scene::Staff:
            return staff_screen(room);
        case Scene::Welcome:
            break;
    }
    return welcome_screen(room);
}

}  // namespace spine::kiosk
