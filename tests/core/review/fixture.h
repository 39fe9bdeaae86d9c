// A made-up patient of the repository's own configuration, as the archive would hand them out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "archive/archive.h"
#include "config/config.h"
#include "review/visit.h"

namespace spine::test {

// kiosk-config of this repository, read once a test.
[[nodiscard]] config::Config real_config();

class Patient {
  public:
    explicit Patient(std::string questionnaire = "before-assessment");

    // A value as core/questionnaire/answers.h encodes it: Patient().says("worry", "7").
    Patient& says(const std::string& link_id, std::string json);
    // The six hopes, in the questionnaire's order, as the scores they are to have: steps 0-4.
    // `which` is "" or ".after". A negative step is left out.
    Patient& hopes(const std::vector<int>& steps, const std::string& which = "");
    Patient& knows(const std::vector<std::string>& codes, const std::string& which = "");
    Patient& tier(std::string tier);
    Patient& taken_over();
    Patient& reviewed(UnixMs at);
    Patient& code(std::string code, UnixMs started);
    Patient& after_visit();
    // The session ended when this step had been shown; everything that stands before it was too.
    Patient& stopped_at(const std::string& link_id,
                        crypto::SessionStatus status = crypto::SessionStatus::Stopped);

    [[nodiscard]] review::Visit visit(const config::Config& config) const;
    // With the scores in its summary, as the importer leaves it.
    [[nodiscard]] archive::Row row(const config::Config& config) const;

  private:
    archive::Row row_;
    archive::Response response_;
    std::string last_shown_;  // empty: everything
};

// Low back, no earlier scan, no sign: what most patients begin with.
[[nodiscard]] Patient usual_patient();

}  // namespace spine::test
