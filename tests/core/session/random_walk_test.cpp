#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "core/session/fixture.h"
#include "questionnaire/relevance.h"
#include "session/toggle.h"
#include "support/support.h"

using namespace spine;
using namespace spine::session;
using test::Patient;
using test::SmallClinic;

namespace {

// One random touch. What the patient has answered and not taken back is kept in `given`, in the
// test's own book-keeping, so that the walk is not asked about itself.
class Fingers {
  public:
    explicit Fingers(const SmallClinic& clinic) : clinic_(clinic), patient_(clinic.content()) {}

    void touch() {
        const Step step = patient_.walk.step();
        switch (*rc::gen::inRange(0, 12)) {
            case 0:
            case 1:
            case 2:
            case 3:
            case 4:
                choose(step);
                return;
            case 5:
                decline(step);
                return;
            case 6:
                clear(step);
                return;
            case 7:
                patient_.take(patient_.walk.set_language(*rc::gen::element("da", "en")));
                return;
            case 8:
                patient_.back();
                return;
            case 9:
                if (step.kind == StepKind::TellStaff) patient_.take(patient_.walk.staff_leads_on());
                return;
            default:
                go_on();
                return;
        }
    }

    void end() {
        switch (*rc::gen::inRange(0, 3)) {
            case 0:
                patient_.take(patient_.walk.stop(Stop::Keep));
                return;
            case 1:
                patient_.take(patient_.walk.expire());
                return;
            default:
                patient_.take(patient_.walk.finish());
                return;
        }
    }

    void check() const {
        RC_ASSERT_FALSE(patient_.walk.outline().empty());
        const auto counted = patient_.counted();
        if (patient_.walk.begun()) RC_ASSERT(patient_.folded() == counted);
        // What was given and is still relevant is there, and nothing else is.
        const auto expected = questionnaire::relevant_answers(clinic_.questionnaire, given_);
        RC_ASSERT(patient_.walk.answers() == expected);
        const Progress progress = patient_.walk.progress();
        RC_ASSERT(progress.index >= 1);
        RC_ASSERT(progress.index <= progress.of);
        RC_ASSERT(progress.done >= 0.0);
        RC_ASSERT(progress.done <= 1.0);
    }

  private:
    const questionnaire::Item* some_item(const Step& step) const {
        if (step.kind != StepKind::Items) return nullptr;
        const questionnaire::Item* item = *rc::gen::elementOf(step.items);
        return patient_.walk.locked(item->link_id) ? nullptr : item;
    }

    void choose(const Step& step) {
        const questionnaire::Item* item = some_item(step);
        if (item == nullptr) return;
        questionnaire::Answer answer;
        if (item->options.empty()) {
            answer = patient_.plain_answer(*item);
            if (item->type == questionnaire::ItemType::Boolean)
                answer.values = {*rc::gen::weightedElement<bool>({{4, true}, {1, false}})};
        } else {
            answer = toggled(*item, patient_.walk.answer_of(item->link_id),
                             *rc::gen::elementOf(item->options));
        }
        auto caused = patient_.walk.answer(item->link_id, answer);
        RC_ASSERT(caused.has_value());
        patient_.take(std::move(*caused));
        if (answer.values.empty())
            given_.erase(item->link_id);
        else
            given_[item->link_id] = answer;
    }

    void decline(const Step& step) {
        const questionnaire::Item* item = some_item(step);
        if (item == nullptr || !patient_.walk.may_decline(*item)) return;
        patient_.decline(item->link_id);
        given_[item->link_id] = {{}, true};
    }

    void clear(const Step& step) {
        const questionnaire::Item* item = some_item(step);
        if (item == nullptr) return;
        patient_.take(patient_.walk.clear(item->link_id));
        given_.erase(item->link_id);
    }

    void go_on() {
        const std::string before = patient_.at();
        const StepKind kind = patient_.walk.step().kind;
        const Moved moved = patient_.next();
        if (!moved.moved) {
            RC_ASSERT(patient_.at() == before);
            return;
        }
        RC_ASSERT(patient_.at() != before);
        const StepKind now = patient_.walk.step().kind;
        if (now == StepKind::TellStaff || now == StepKind::Finished) return;
        if (kind == StepKind::EnterCode) return;
        patient_.back();
        RC_ASSERT(patient_.at() == before);
        patient_.next();
    }

    const SmallClinic& clinic_;
    Patient patient_;
    questionnaire::Answers given_;
};

}  // namespace

TEST_CASE("whatever a patient touches, no answer is lost and a step always stands") {
    const SmallClinic clinic;
    const int length = test::long_form() ? 400 : 120;
    CHECK(rc::check("random touches", [&] {
        Fingers fingers(clinic);
        for (int touch = 0; touch < length; ++touch) {
            fingers.touch();
            fingers.check();
        }
        fingers.end();
        fingers.check();
    }));
}
