// What a simulated patient thinks, and which answer that gives to an item.
#pragma once

#include <map>
#include <set>
#include <string>

#include "base/random.h"
#include "config/config.h"
#include "questionnaire/answers.h"
#include "tool/simulated_patient.h"

namespace spine::tool {

class SimulatedMind {
  public:
    // Config and random outlive the mind.
    SimulatedMind(const config::Config& config, const Habits& habits, Random& random);

    [[nodiscard]] const std::string& language() const { return language_; }
    // True once in a hundred for each percent.
    [[nodiscard]] bool happens(int percent);
    // An answer that the item takes; without values: the patient leaves it empty.
    [[nodiscard]] questionnaire::Answer answer_to(const questionnaire::Item& item);
    // The patient has seen the pages: worry falls a little, and more is known.
    void has_read() { read_ = true; }

  private:
    [[nodiscard]] questionnaire::Answer consent(const questionnaire::Item& item);
    [[nodiscard]] questionnaire::Answer signs(const questionnaire::Item& item);
    [[nodiscard]] questionnaire::Answer scale(const questionnaire::Item& item);
    [[nodiscard]] questionnaire::Answer one_of(const questionnaire::Item& item);
    [[nodiscard]] questionnaire::Answer some_of(const questionnaire::Item& item, int most);
    [[nodiscard]] std::size_t usual(const questionnaire::Item& item);
    [[nodiscard]] questionnaire::Answer number(const questionnaire::Item& item);
    [[nodiscard]] questionnaire::Answer words(const questionnaire::Item& item);
    [[nodiscard]] const questionnaire::Option* option(const questionnaire::Item& item,
                                                      std::string_view code) const;

    const config::Config& config_;
    const Habits& habits_;
    Random& random_;
    std::string language_;
    std::set<std::string, std::less<>> reversed_;
    std::map<std::string, std::string, std::less<>> correct_;  // linkId -> code
    int trust_in_scans_ = 0;                                   // percent
    int worry_ = 0;                                            // 0-10
    bool low_back_ = true, read_ = false;
    bool sign_a_ = false, sign_b_ = false, not_sure_ = false;
};

}  // namespace spine::tool
