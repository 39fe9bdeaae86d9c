// A small questionnaire with every kind of step, and a patient's hand on it.
#pragma once

#include <string>
#include <string_view>

#include "questionnaire/parser.h"
#include "session/walk.h"

namespace spine::test {

// Owns what a walk refers to; stays where it is.
class SmallClinic {
  public:
    SmallClinic();
    SmallClinic(const SmallClinic&) = delete;
    SmallClinic& operator=(const SmallClinic&) = delete;
    ~SmallClinic() = default;

    questionnaire::Questionnaire questionnaire;
    questionnaire::WalkRules rules;
    information::Library library;

    [[nodiscard]] session::Content content() const { return {questionnaire, rules, library}; }
};

// A walk together with all events that it returned; begins by itself when the walk wants to.
class Patient {
  public:
    explicit Patient(const session::Content& content, std::string language = "en")
        : walk(content, std::move(language)), content_(content) {
        begin_if_wanted();
    }
    session::Walk walk;
    session::Events events;

    // `json` as answers.h encodes it; false if the walk refused.
    bool answer(std::string_view link_id, std::string_view json);
    void decline(std::string_view link_id) { take(walk.decline(link_id)); }
    session::Moved next();
    void back() { take(walk.back()); }
    void take(session::Events more);
    [[nodiscard]] const std::string& at() const { return walk.step().id; }
    // Answers as cli.md encodes them, by what the walk counts; and by the events alone.
    [[nodiscard]] std::map<std::string, std::string, std::less<>> counted() const;
    [[nodiscard]] std::map<std::string, std::string, std::less<>> folded() const {
        return session::fold(events).answers;
    }
    // Answers every question on the way with its first fitting answer until `step_id` stands.
    void walk_to(std::string_view step_id);
    // "none" or "no" where there is one, else the first answer that the item takes.
    [[nodiscard]] questionnaire::Answer plain_answer(const questionnaire::Item& item) const;

  private:
    void begin_if_wanted();
    session::Content content_;
};

}  // namespace spine::test
