// How far a patient came, item by item. Missing is never zero, and there are three ways of it.
#pragma once

#include <string_view>

#include "review/visit.h"

namespace spine::review {

enum class Mark {
    Value,        // answered
    InWords,      // answered, but with no number: "I would rather not be scanned"
    NotAnswered,  // asked, and left out or "I would rather not answer"
    NotReached,   // the session ended before
    NotAsked      // this patient's questionnaire does not ask it (neck: no knowledge)
};

// Answers "how far" for many items of one visit. Both arguments must outlive it.
class Reach {
  public:
    Reach(const questionnaire::Questionnaire& questionnaire, const Visit& visit);

    // Value if the item has an answer. An item that is not relevant counts as not asked once the
    // question that decides it was on the screen, or the session is complete; before that it is
    // not reached. NotAsked for a linkId that the questionnaire does not have.
    [[nodiscard]] Mark mark(std::string_view link_id) const;
    // The item was on the screen, alone or with its group.
    [[nodiscard]] bool shown(std::string_view link_id) const;
    [[nodiscard]] bool relevant(std::string_view link_id) const;

  private:
    struct Place {
        const questionnaire::Item* item = nullptr;
        const questionnaire::Item* parent = nullptr;
    };
    void add(const std::vector<questionnaire::Item>& items, const questionnaire::Item* parent);
    // Whether all that could switch it on has already been answered or passed over.
    [[nodiscard]] bool ruled_out(std::string_view link_id) const;

    const Visit& visit_;
    std::map<std::string_view, Place> places_;
    std::set<std::string, std::less<>> relevant_;
};

}  // namespace spine::review
