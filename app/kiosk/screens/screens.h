// Every screen of the kiosk, one file each: screens/<name>_screen.cpp.
//
// A screen is made when it comes up and dropped when it goes, with whatever it held. The item that
// a question screen is given outlives it.
#pragma once

#include <memory>

#include "kiosk/kiosk_screen.h"

namespace spine::kiosk {

using ScreenPtr = std::unique_ptr<KioskScreen>;
using questionnaire::Item;

[[nodiscard]] ScreenPtr welcome_screen(const Room& room);
[[nodiscard]] ScreenPtr enter_code_screen(const Room& room);
[[nodiscard]] ScreenPtr consent_screen(const Room& room);
[[nodiscard]] ScreenPtr code_screen(const Room& room);      // after consent
[[nodiscard]] ScreenPtr stopped_screen(const Room& room);   // stop and keep
[[nodiscard]] ScreenPtr finished_screen(const Room& room);  // the walk's last
[[nodiscard]] ScreenPtr choice_screen(const Room& room, const Item& item);
[[nodiscard]] ScreenPtr number_screen(const Room& room, const Item& item);
[[nodiscard]] ScreenPtr sign_list_screen(const Room& room, const Item& item);
[[nodiscard]] ScreenPtr body_screen(const Room& room, const Item& item);
[[nodiscard]] ScreenPtr words_screen(const Room& room, const Item& item);
[[nodiscard]] ScreenPtr keypad_screen(const Room& room, const Item& item);
[[nodiscard]] ScreenPtr questions_screen(const Room& room, const Item& list, const Item* own);
// What is filled in and cannot be changed, whatever its type.
[[nodiscard]] ScreenPtr read_only_screen(const Room& room, const Item& item);
[[nodiscard]] ScreenPtr group_screen(const Room& room);    // several questions on one step
[[nodiscard]] ScreenPtr display_screen(const Room& room);  // words alone
[[nodiscard]] ScreenPtr page_screen(const Room& room);
[[nodiscard]] ScreenPtr explanation_screen(const Room& room);
[[nodiscard]] ScreenPtr tell_staff_screen(const Room& room);
[[nodiscard]] ScreenPtr tell_staff_kindly_screen(const Room& room);
[[nodiscard]] ScreenPtr still_there_screen(const Room& room);
[[nodiscard]] ScreenPtr language_screen(const Room& room);
[[nodiscard]] ScreenPtr appearance_screen(const Room& room);  // text and colours
[[nodiscard]] ScreenPtr aloud_screen(const Room& room);       // what is read aloud, and how
[[nodiscard]] ScreenPtr stop_screen(const Room& room);
[[nodiscard]] ScreenPtr no_room_screen(const Room& room);
[[nodiscard]] ScreenPtr fault_screen(const Room& room);
[[nodiscard]] ScreenPtr staff_pin_screen(const Room& room);
[[nodiscard]] ScreenPtr staff_screen(const Room& room);

// The screen that fits one question.
[[nodiscard]] ScreenPtr question_screen(const Room& room, const Item& item);
// The screen for what the desk shows now.
[[nodiscard]] ScreenPtr screen_for(const Room& room);

}  // namespace spine::kiosk
