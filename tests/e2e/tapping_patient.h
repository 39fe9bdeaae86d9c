// A patient with a pointer: reads what stands on the tablet, taps an answer to every question, and
// remembers what was tapped.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "tablet_window.h"

namespace spine::test {

// What this patient wants to say where it matters; elsewhere anything that stands there.
struct Wishes {
    std::string language;
    std::map<std::string, std::vector<std::string>> taps;  // linkId -> keys, in order
    std::map<std::string, std::string> words;              // linkId -> what is typed
};

class TappingPatient {
  public:
    TappingPatient(TabletWindow& tablet, Wishes wishes)
        : tablet_(tablet), wishes_(std::move(wishes)) {}

    // From the language to the last screen, or to the step of that linkId.
    void walk(const std::string& until = {});
    void answer_what_stands_there();
    void go_on();

    [[nodiscard]] const std::string& code() const { return code_; }
    // linkId -> the answer as `kioskctl show --json` writes it.
    [[nodiscard]] const nlohmann::json& tapped() const { return tapped_; }
    [[nodiscard]] int screens() const { return screens_; }
    [[nodiscard]] int explanations() const { return explanations_; }

  private:
    void answer(const questionnaire::Item& item);
    void write_own(const questionnaire::Item& item);
    void tap(const questionnaire::Item& item, const std::string& key);
    [[nodiscard]] std::vector<std::string> keys_of(const questionnaire::Item& item) const;
    [[nodiscard]] bool standing_at(const std::string& link_id) const;

    TabletWindow& tablet_;
    const Wishes wishes_;
    std::string code_;
    nlohmann::json tapped_ = nlohmann::json::object();
    std::size_t whim_ = 0;
    int screens_ = 0, explanations_ = 0;
};

}  // namespace spine::test
