#include "tool/replayed_patient.h"

#include <set>
#include <utility>

namespace spine::tool {

using questionnaire::Item;
using questionnaire::Response;
using session::StepKind;

namespace {

std::string_view name_of(session::Tier tier) {
    return tier == session::Tier::A ? "a" : tier == session::Tier::B ? "b" : "";
}

class Replay {
  public:
    Replay(kiosk::Desk& desk, const Response& response) : desk_(desk), response_(response) {
        for (const auto& [link_id, answer] : response.answers) left_.insert(link_id);
    }

    Result<ReplayedVisit> run() {
        desk_.on_ended([this](const kiosk::EndedSession& ended) { ended_ = ended; });
        const std::string& language = response_.head.language;
        desk_.start(language.empty() ? desk_.configuration().settings.default_language : language);
        Status walked = walk();
        // A failed walk still ends in a session that can be read.
        if (!walked && desk_.scene() == kiosk::Scene::Walking) stop();
        desk_.on_ended({});
        if (desk_.scene() == kiosk::Scene::Fault) return fail(*desk_.fault());
        if (!walked) return fail(std::move(walked));
        return ReplayedVisit{ended_.code,
                             ended_.session,
                             std::string(session::name_of(ended_.status)),
                             std::string(name_of(ended_.tier)),
                             {left_.begin(), left_.end()}};
    }

  private:
    Status walk() {
        while (desk_.scene() == kiosk::Scene::Walking) {
            if (response_.head.status == "stopped" && left_.empty() && desk_.walk()->begun() &&
                kind() != StepKind::TellStaff) {
                stop();
                continue;
            }
            if (kind() == StepKind::TellStaff) {
                desk_.staff_leads_on();
            } else if (kind() == StepKind::Finished) {
                finish();
            } else {
                if (auto stepped = step(); !stepped) return stepped;
            }
        }
        return {};
    }

    [[nodiscard]] StepKind kind() const { return desk_.walk()->step().kind; }

    void finish() {
        if (response_.head.status == "stopped" && desk_.walk()->begun())
            stop();
        else
            desk_.finish();
    }

    void stop() {
        desk_.ask_stop();
        desk_.stop(session::Stop::Keep);
        desk_.done();
    }

    Status step() {
        const auto items = desk_.walk()->step().items;  // the step is new after every answer
        for (const Item* item : items) {
            if (auto told = tell(*item); !told) return told;
        }
        const auto held = desk_.next();
        if (!held) return {};
        return fail(causes::answer_missing, "A question that must be answered has no answer.",
                    R"(Add an answer to the response, or use status "stopped".)", held->link_id);
    }

    Status tell(const Item& item) {
        if (item.read_only || desk_.walk()->locked(item.link_id)) {
            left_.erase(item.link_id);
            return {};
        }
        const auto given = response_.answers.find(item.link_id);
        if (given == response_.answers.end() || given->second.declined) {
            left_.erase(item.link_id);
            if (item.initial.empty() || given != response_.answers.end())
                desk_.decline(item.link_id);
            return {};
        }
        const auto problem = desk_.answer(item.link_id, given->second);
        left_.erase(item.link_id);
        if (!problem) return {};
        return fail(causes::answer_refused, "The questionnaire does not take this answer.",
                    "Correct the answer in the response: see the item's type, options and limits.",
                    item.link_id);
    }

    kiosk::Desk& desk_;
    const Response& response_;
    std::set<std::string, std::less<>> left_;
    kiosk::EndedSession ended_;
};

}  // namespace

Result<ReplayedVisit> replay_visit(kiosk::Desk& desk, const Response& response) {
    const std::string& status = response.head.status;
    if (status != "completed" && status != "stopped")
        return fail(causes::response_status, "A response is neither completed nor stopped.",
                    R"(Give it status "completed", or "stopped" for stop and keep.)", status);
    return Replay(desk, response).run();
}

}  // namespace spine::tool
