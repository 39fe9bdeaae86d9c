#include "tool/simulated_patient.h"

#include <nlohmann/json.hpp>
#include <optional>

#include "questionnaire/answers.h"
#include "questionnaire/relevance.h"
#include "tool/simulated_mind.h"

namespace spine::tool {

using questionnaire::Answer;
using questionnaire::Answers;
using questionnaire::Item;
using session::Step;
using session::StepKind;

namespace {

constexpr int most_movements = 20'000;
constexpr std::int64_t a_second = 1000;

class Visit {
  public:
    Visit(kiosk::Desk& desk, Random& random, const Habits& habits,
          const std::function<void(std::int64_t)>& let_pass)
        : desk_(desk),
          habits_(habits),
          let_pass_(let_pass),
          mind_(desk.configuration(), habits, random),
          random_(random) {
        const bool away = let_pass_ && mind_.happens(habits.walks_away);
        const bool keeps = mind_.happens(habits.stops_keeping);
        const bool deletes = mind_.happens(habits.stops_deleting);
        if (away || keeps || deletes) leaves_after_ = 5 + static_cast<int>(random_.below(30));
        leaving_ = away ? Leaving::Away : deletes ? Leaving::Deleting : Leaving::Keeping;
    }

    Result<SimulatedVisit> run() {
        desk_.on_ended([this](const kiosk::EndedSession& ended) { ended_ = ended; });
        desk_.start(mind_.language());
        visit_.language = mind_.language();
        const config::Config& config = desk_.configuration();
        filled_in_ = questionnaire::initial_answers(
            config.questionnaires.at(config.settings.walk_questionnaire));
        for (int i = 0; desk_.scene() == kiosk::Scene::Walking; ++i) {
            if (i == most_movements) return stuck();
            look();
            if (auto moved = move(); !moved) return fail(std::move(moved));
        }
        if (desk_.scene() == kiosk::Scene::Stopped) desk_.done();
        desk_.on_ended({});
        if (desk_.fault()) return fail(*desk_.fault());
        return result();
    }

  private:
    enum class Leaving { Keeping, Deleting, Away };

    [[nodiscard]] const Step& step() const { return desk_.walk()->step(); }

    [[nodiscard]] tl::unexpected<Fault> stuck() const {
        return fail(causes::visit_stuck, "A simulated patient could not leave a step.",
                    "This is an error of the program or of the questionnaire's rules: please "
                    "report it with the step.",
                    step().id);
    }

    void look() {
        counter_.seen(*desk_.walk());
        if (step().kind == StepKind::Page) mind_.has_read();
        if (step().kind == StepKind::TellStaff || step().kind == StepKind::TellStaffKindly)
            visit_.warned = true;
        if (let_pass_) let_pass_((2 + random_.below(12)) * a_second);
        desk_.touched();
    }

    Status move() {
        if (leaves_after_ && --*leaves_after_ <= 0 && may_leave()) {
            leave();
            return {};
        }
        switch (step().kind) {
            case StepKind::TellStaff:
                desk_.staff_leads_on();
                return {};
            case StepKind::Finished:
                desk_.finish();
                return {};
            case StepKind::EnterCode:
                return stuck();
            case StepKind::Items:
                return answer_and_go_on();
            default:
                return go_on();
        }
    }

    // A code is on the screen's way: nobody leaves before consent.
    [[nodiscard]] bool may_leave() const {
        return step().kind != StepKind::TellStaff && desk_.walk()->begun();
    }

    void leave() {
        leaves_after_.reset();
        if (leaving_ != Leaving::Away) {
            desk_.ask_stop();
            desk_.stop(leaving_ == Leaving::Keeping ? session::Stop::Keep : session::Stop::Delete);
            return;
        }
        const auto& times = desk_.configuration().settings;
        let_pass_(times.idle_seconds_pages * a_second);
        desk_.tick();
        let_pass_(times.countdown_seconds * a_second);
        desk_.tick();
    }

    Status answer_and_go_on() {
        const auto items = step().items;  // the step itself is new after every answer
        for (const Item* item : items) answer(*item);
        if (desk_.scene() != kiosk::Scene::Walking) return {};
        if (desk_.walk()->can_go_back() && mind_.happens(habits_.goes_back)) {
            desk_.back();
            return {};
        }
        return go_on();
    }

    Status go_on() {
        if (!desk_.next()) return {};
        return stuck();
    }

    void answer(const Item& item) {
        if (item.read_only || desk_.walk()->locked(item.link_id)) return;
        if (given_.contains(item.link_id) && !mind_.happens(habits_.changes_an_answer)) return;
        if (desk_.walk()->may_decline(item) && mind_.happens(habits_.skips_a_question)) {
            desk_.decline(item.link_id);
            filled_in_.erase(item.link_id);
            given_[item.link_id] = Answer{{}, true};
            return;
        }
        choose(item, mind_.answer_to(item));
        if (mind_.happens(habits_.changes_an_answer)) choose(item, mind_.answer_to(item));
    }

    void choose(const Item& item, const Answer& answer) {
        if (answer.values.empty()) {
            filled_in_.erase(item.link_id);
            desk_.clear(item.link_id);
            given_.erase(item.link_id);
            return;
        }
        if (desk_.answer(item.link_id, answer)) return;
        filled_in_.erase(item.link_id);
        counter_.chose(item);
        given_[item.link_id] = answer;
    }

    SimulatedVisit result() {
        visit_.code = ended_.code;
        visit_.session = ended_.session;
        visit_.status = session::name_of(ended_.status);
        visit_.length = counter_.length();
        if (ended_.status == session::WalkStatus::Withdrawn || ended_.code.empty()) return visit_;
        const auto& settings = desk_.configuration().settings;
        const auto& asked = desk_.configuration().questionnaires.at(settings.walk_questionnaire);
        Answers told = given_;
        told.insert(filled_in_.begin(), filled_in_.end());
        for (const auto& [link_id, answer] : questionnaire::relevant_answers(asked, told))
            visit_.answers[link_id] =
                answer.declined ? "null" : questionnaire::encode(*asked.find(link_id), answer);
        return visit_;
    }

    kiosk::Desk& desk_;
    const Habits& habits_;
    const std::function<void(std::int64_t)>& let_pass_;
    SimulatedMind mind_;
    Random& random_;
    session::LengthCounter counter_;
    Answers given_;
    Answers filled_in_;  // beforehand, and left as it was
    std::optional<int> leaves_after_;
    Leaving leaving_ = Leaving::Keeping;
    kiosk::EndedSession ended_;
    SimulatedVisit visit_;
};

}  // namespace

Result<SimulatedVisit> simulate_visit(kiosk::Desk& desk, Random& random, const Habits& habits,
                                      const std::function<void(std::int64_t)>& let_pass) {
    return Visit(desk, random, habits, let_pass).run();
}

std::string to_ndjson(const SimulatedVisit& visit) {
    nlohmann::ordered_json line = {
        {"code", visit.code}, {"session", visit.session}, {"status", visit.status}};
    line["answers"] = nlohmann::ordered_json::object();
    for (const auto& [link_id, json] : visit.answers)
        line["answers"][link_id] = nlohmann::ordered_json::parse(json, nullptr, false);
    return line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace spine::tool
