#include "tool/replayed_patient.h"

#include <algorithm>
#include <set>
#include <utility>

#include "config/languages.h"

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
        if (!walked && desk_.scene() == kiosk::Scene::Walking) stop(session::Stop::Delete);
        desk_.on_ended({});
        if (desk_.fault()) return fail(*desk_.fault());
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
            if (stopped() && left_.empty() && desk_.walk()->begun() &&
                kind() != StepKind::TellStaff) {
                stop(session::Stop::Keep);
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
        if (stopped() && desk_.walk()->begun())
            stop(session::Stop::Keep);
        else
            desk_.finish();
    }

    [[nodiscard]] bool stopped() const { return response_.head.status == "stopped"; }

    void stop(session::Stop how) {
        desk_.ask_stop();
        desk_.stop(how);
        desk_.done();
    }

    Status step() {
        const auto items = desk_.walk()->step().items;  // the step is new after every answer
        for (const Item* item : items) {
            if (auto told = tell(*item); !told) return told;
        }
        auto held = desk_.next();
        std::set<std::string, std::less<>> declined;
        while (held && left_out(held->link_id) && declined.insert(held->link_id).second) {
            desk_.decline(held->link_id);
            held = desk_.next();
        }
        if (!held) return {};
        if (stopped() && left_out(held->link_id)) {
            stop(session::Stop::Keep);
            return {};
        }
        return fail(causes::answer_missing, "A question that must be answered has no answer.",
                    R"(Add an answer to the response, or use status "stopped".)", held->link_id);
    }

    [[nodiscard]] bool left_out(const std::string& link_id) const {
        return response_.answers.find(link_id) == response_.answers.end();
    }

    Status tell(const Item& item) {
        if (item.read_only || desk_.walk()->locked(item.link_id)) {
            left_.erase(item.link_id);
            return {};
        }
        const auto given = response_.answers.find(item.link_id);
        if (given == response_.answers.end()) return {};
        if (given->second.declined) {
            left_.erase(item.link_id);
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

std::string canonical_of(const questionnaire::Questionnaire& questionnaire) {
    if (questionnaire.version.empty()) return questionnaire.url;
    return questionnaire.url + "|" + questionnaire.version;
}

// A response may name no questionnaire, or one without a version.
bool is_of(const questionnaire::Questionnaire& questionnaire, const std::string& named) {
    return named.empty() || named == questionnaire.url || named == canonical_of(questionnaire);
}

}  // namespace

Result<ReplayedVisit> replay_visit(kiosk::Desk& desk, const Response& response) {
    const std::string& status = response.head.status;
    if (status != "completed" && status != "stopped")
        return fail(causes::response_status, "A response is neither completed nor stopped.",
                    R"(Give it status "completed", or "stopped" for stop and keep.)", status);
    const auto& settings = desk.configuration().settings;
    const auto& walked = desk.configuration().questionnaires.at(settings.walk_questionnaire);
    if (!is_of(walked, response.head.questionnaire))
        return fail(causes::response_of_another, "A response is of another questionnaire.",
                    "Give responses of " + canonical_of(walked) + ".", response.head.questionnaire);
    const std::vector<std::string> offered = config::offered_languages(desk.configuration());
    const std::string& language = response.head.language;
    if (!language.empty() && std::find(offered.begin(), offered.end(), language) == offered.end())
        return fail(causes::language_not_offered, "A response is in a language not offered here.",
                    "Give it one of the configuration's languages, or none.", language);
    return Replay(desk, response).run();
}

}  // namespace spine::tool
