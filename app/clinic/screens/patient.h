// 03 and 04: one patient, the page of the clinician's minute.
#pragma once

#include "clinic/look.h"
#include "clinic/model.h"
#include "ui/screen.h"

namespace spine::clinic {

struct PatientAction {
    enum Kind {
        Nothing,
        Back,
        Previous,
        Next,
        ToggleReviewed,
        TakeOver,
        NextEnd,
        Lock
    } kind = Nothing;
};

class PatientScreen final : public ui::Screen<PatientAction> {
  public:
    PatientScreen(const Look& look, const Model& model, const Clock& clock);

  private:
    PatientAction draw_content(ui::Frame& frame) override;
    PatientAction draw_header(ui::Frame& frame, const review::PatientPage& page);
    void draw_who_and_when(ui::Frame& frame, const review::PatientPage& page);
    // `low`: there is little room above the guide.
    void draw_right(ui::Frame& frame, const review::PatientPage& page, float top, bool low);
    float draw_own_words(ui::Frame& frame, const review::PatientPage& page, float y);
    float draw_questions(ui::Frame& frame, const review::PatientPage& page, float y);
    void draw_pain(ui::Frame& frame, const review::PatientPage& page, float y, bool low);
    void draw_teach_back(ui::Frame& frame, const review::PatientPage& page, float y);
    PatientAction take_keys(const ui::Input& input);

    const Look& look_;
    const Model& model_;
    const Clock& clock_;
    bool whole_words_ = false;  // O: own words in full
};

}  // namespace spine::clinic
