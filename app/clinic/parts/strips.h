// What can harm comes first: the warning strip of a patient, and the conversation guide below.
#pragma once

#include "clinic/data.h"
#include "clinic/look.h"
#include "review/patient.h"
#include "ui/frame.h"

namespace spine::clinic {

// A strip of one line, and what lies between two. Three of them stand closer, so that the page
// below ends above the guide.
struct StripRows {
    float height = 40, gap = 8;
};
[[nodiscard]] StripRows strip_rows(const review::PatientPage& page, const Opened& opened);

struct StripResult {
    float bottom = 0;
    bool take_over = false;
};

// From `top`; its height depends on the signs.
StripResult warning_strip(ui::Frame& frame, const Look& look, const review::PatientPage& page,
                          const Moments& moments, float top, const StripRows& rows);

struct EndsResult {
    float bottom = 0;
    bool drawn = false, next = false;
};

// Of a session that has several ends: each by its status, time and number of answers, the one that
// is shown first (`shown`: 0 is the session's own), and how to see the next; likewise of ends that
// do not open. Nothing for a session with one end.
EndsResult ends_strip(ui::Frame& frame, const Look& look, const Opened& opened, std::size_t shown,
                      float top, const StripRows& rows);

// "Interrupted after 27 answers", unless the strip of its ends has said it; "Answered by somebody
// for the patient"; nothing if there is nothing to say. Returns the bottom.
float notice_strip(ui::Frame& frame, const Look& look, const review::PatientPage& page,
                   const Moments& moments, const EndsResult& above, const StripRows& rows);

// At the bottom of the page. Returns its top: what stands above must end there.
float guide_panel(ui::Frame& frame, const Look& look, const review::PatientPage& page);

}  // namespace spine::clinic
