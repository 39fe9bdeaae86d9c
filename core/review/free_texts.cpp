#include "review/free_texts.h"

#include <algorithm>
#include <map>

#include "questionnaire/answers.h"
#include "questionnaire/walk_rules.h"
#include "review/visit.h"

namespace spine::review {
namespace {

constexpr std::size_t kIdDigits = 16;  // 64 bits: no two alike in any archive

bool is_in(const std::vector<crypto::SessionRef>& sorted, const crypto::SessionRef& session) {
    return std::binary_search(sorted.begin(), sorted.end(), session);
}

questionnaire::Answers answers_of(const archive::ResponseView& view,
                                  const questionnaire::Questionnaire& asked) {
    std::map<std::string, std::string, std::less<>> encoded;
    for (const auto& [link_id, json] : view.answers) encoded.emplace(link_id, json);
    return decode_answers(asked, encoded);
}

const questionnaire::Questionnaire* walk_in(const config::Config* config, std::string_view id) {
    if (config == nullptr || config->settings.walk_questionnaire != id) return nullptr;
    const auto found = config->questionnaires.find(config->settings.walk_questionnaire);
    return found == config->questionnaires.end() ? nullptr : &found->second;
}

bool consented(const config::Config& config, const std::string& questionnaire,
               const questionnaire::Answers& answers) {
    const auto rules = config.walks.find(questionnaire);
    return rules != config.walks.end() && questionnaire::research_counts(rules->second, answers);
}

class Gathering {
  public:
    Gathering(const ConfigurationOf& configuration_of,
              const std::function<void(const FreeText&)>& visit)
        : configuration_of_(configuration_of), visit_(visit) {}

    std::vector<crypto::SessionRef> withdrawn, forked;

    void read(const archive::AnsweredSession& session, const archive::ResponseView& view) const {
        if (view.after_visit || session.status == crypto::SessionStatus::Open ||
            session.status == crypto::SessionStatus::Withdrawn ||
            is_in(withdrawn, session.session) || is_in(forked, session.session))
            return;
        const config::Config* config = configuration_of_(session.configuration);
        const auto* asked = walk_in(config, view.questionnaire);
        if (asked == nullptr) return;
        const auto answers = answers_of(view, *asked);
        if (!consented(*config, asked->id, answers)) return;
        for (const auto& [link_id, answer] : answers) {
            const questionnaire::Item* item = asked->find(link_id);
            if (item == nullptr || !is_free_text(*item)) continue;
            for (const auto& value : answer.values)
                if (const auto* text = std::get_if<std::string>(&value); text && !text->empty())
                    visit_({session.session, link_id, std::string(view.language), *text});
        }
    }

  private:
    const ConfigurationOf& configuration_of_;
    const std::function<void(const FreeText&)>& visit_;
};

}  // namespace

bool is_free_text(const questionnaire::Item& item) {
    return item.type == questionnaire::ItemType::Text ||
           item.type == questionnaire::ItemType::String;
}

std::string text_id(const archive::TextRef& text) {
    return text.name.hex().substr(0, kIdDigits);
}

Status each_free_text(archive::Archive& archive, const ConfigurationOf& configuration_of,
                      const std::function<void(const FreeText&)>& visit) {
    Gathering gathering(configuration_of, visit);
    auto withdrawn = archive.research_withdrawn();
    if (!withdrawn) return fail(std::move(withdrawn));
    gathering.withdrawn = std::move(*withdrawn);
    auto forked = archive.forked();
    if (!forked) return fail(std::move(forked));
    gathering.forked = std::move(*forked);
    std::vector<crypto::SessionRef> damaged;
    return archive.each_answered(
        archive::Events::LeftOut,
        [&](const archive::AnsweredSession& session, const archive::ResponseView& view) -> Status {
            gathering.read(session, view);
            return {};
        },
        &damaged);
}

}  // namespace spine::review
