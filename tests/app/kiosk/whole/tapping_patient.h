// A patient at a RealKiosk, who taps through the whole walk and says aloud what the screen says.
//
// Everything told is one line: what is about to be tapped, then what the picture shows for it, so
// that whoever listens knows at any moment what this patient was promised.
//
//     welcome PRINT          the first screen stands; the print of its picture
//     consent PRINT          the consent screen as the patient finds it
//     gives LINK JSON        a finger is on its way: the value that will then be chosen
//     saved LINK JSON        the screen shows it as saved
//     code DIGITS            the code's screen stands: both consent answers are kept, it promises
//     red                    the tell-staff screen; the patient stays there
//     finishing, finished    "I am finished" is about to be tapped; the first screen stands again
#pragma once

#include <functional>
#include <map>
#include <string>

#include "base/random.h"
#include "real_kiosk.h"

namespace spine::test {

struct PatientHabits {
    std::string language = "en";
    std::string words = "Fresh air";  // what is written where words are asked for
    bool ticks_a_sign = false;        // of tier A
    int changes_an_answer = 15, declines = 6, goes_back = 4;  // percent
};

class TappingPatient {
  public:
    using Say = std::function<void(const std::string&)>;
    TappingPatient(RealKiosk& kiosk, Random& random, PatientHabits habits, Say say);

    // From the first screen to the last, or to the red one. The fault says what did not stand on
    // the screen as it should: an answer without "saved", a step that cannot be left.
    [[nodiscard]] Status walk();

  private:
    using Item = questionnaire::Item;

    [[nodiscard]] bool happens(int percent);
    [[nodiscard]] Status tap(const std::string& key);
    [[nodiscard]] Status sit_down();
    [[nodiscard]] Status consent();
    [[nodiscard]] Status answer_screen();
    [[nodiscard]] Status answer(const Item& item);
    [[nodiscard]] Status choose(const Item& item, const std::string& key);
    [[nodiscard]] Status choose_several(const Item& item);
    [[nodiscard]] Status decline(const Item& item);
    [[nodiscard]] Status write(const Item& item);
    [[nodiscard]] Status type(std::string_view words);
    [[nodiscard]] Status shown_as_saved(const std::string& link_id, const std::string& json);
    [[nodiscard]] Status go_on();
    [[nodiscard]] Status stuck(const std::string& why) const;
    // Keys of the item's answers that stand on the screen, but for "something else".
    [[nodiscard]] std::vector<std::string> answers_on_screen(const Item& item) const;
    [[nodiscard]] std::string pick(const Item& item, const std::vector<std::string>& keys);

    RealKiosk& kiosk_;
    Random& random_;
    const PatientHabits habits_;
    const Say say_;
    std::map<std::string, std::string> given_;  // linkId -> JSON
};

}  // namespace spine::test
