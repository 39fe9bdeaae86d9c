#include "clinic/moments.h"

#include <algorithm>
#include <map>
#include <string>

#include "questionnaire/answers.h"
#include "session/event.h"

namespace spine::clinic {
namespace {

using questionnaire::Item;
using session::Event;
using session::EventKind;

std::vector<Event> events_of(const archive::Response& response) {
    std::vector<Event> events;
    for (const std::string& payload : response.events)
        if (auto event = session::decode(payload)) events.push_back(std::move(*event));
    return events;
}

bool holds(const questionnaire::Answer& answer, std::string_view code) {
    return std::any_of(answer.values.begin(), answer.values.end(), [&](const auto& value) {
        const auto* coding = std::get_if<questionnaire::Coding>(&value);
        return coding != nullptr && coding->code == code;
    });
}

// Since when each sign stands, by its words: the page knows a sign by nothing else. Signs are asked
// as a list, or after "not sure" one at a time (review/signs.h).
class Ticks {
  public:
    Ticks(const questionnaire::Questionnaire& asked, std::string_view language)
        : asked_(asked), language_(language) {}

    void take(const Event& event) {
        const Item* item = asked_.find(event.subject);
        if (item == nullptr || event.kind != EventKind::Answered) return;
        const auto answer = questionnaire::decode(*item, event.value);
        if (!answer) return;
        if (item->control == questionnaire::Control::SignList) {
            for (const questionnaire::Option& option : item->options)
                set(option, holds(*answer, code_of(option)), event.at);
        } else if (const questionnaire::Option* sign = single(event.subject)) {
            set(*sign, !holds(*answer, "no"), event.at);
        }
    }

    [[nodiscard]] UnixMs of(const std::string& words) const {
        const auto since = since_.find(words);
        return since == since_.end() ? 0 : since->second;
    }

  private:
    static std::string_view code_of(const questionnaire::Option& option) {
        const auto* coding = std::get_if<questionnaire::Coding>(&option.value);
        return coding == nullptr ? std::string_view() : coding->code;
    }

    // The sign that "<list>.each.<code>" asks for.
    [[nodiscard]] const questionnaire::Option* single(std::string_view link_id) const {
        constexpr std::string_view each = ".each.";
        const auto at = link_id.find(each);
        const Item* list =
            at == std::string_view::npos ? nullptr : asked_.find(link_id.substr(0, at));
        if (list == nullptr) return nullptr;
        const std::string_view code = link_id.substr(at + each.size());
        const auto option =
            std::find_if(list->options.begin(), list->options.end(),
                         [&](const auto& candidate) { return code_of(candidate) == code; });
        return option == list->options.end() ? nullptr : &*option;
    }

    void set(const questionnaire::Option& sign, bool ticked, UnixMs at) {
        const std::string& words = sign.display.in(language_);
        if (ticked)
            since_.emplace(words, at);  // a sign that stands already keeps its time
        else
            since_.erase(words);
    }

    const questionnaire::Questionnaire& asked_;
    std::string_view language_;
    std::map<std::string, UnixMs> since_;
};

int answers_in(const archive::Response& response) {
    constexpr std::string_view declined = "null";
    return static_cast<int>(std::count_if(response.answers.begin(), response.answers.end(),
                                          [&](const auto& one) { return one.second != declined; }));
}

}  // namespace

UnixMs last_moment(const archive::Response& response) {
    UnixMs last = 0;
    for (const Event& event : events_of(response)) last = std::max(last, event.at);
    return last;
}

std::vector<std::string> languages_of(const archive::Response& response) {
    std::vector<std::string> shown;
    for (const Event& event : events_of(response)) {
        const bool began = event.kind == EventKind::Began;
        if (!began && event.kind != EventKind::Language) continue;
        const std::string& language = began ? event.language : event.subject;
        if (std::find(shown.begin(), shown.end(), language) == shown.end())
            shown.push_back(language);
    }
    return shown;
}

Moments moments_of(const archive::Response& response, const questionnaire::Questionnaire* asked,
                   const review::WarningStrip& warning, std::string_view language) {
    Moments moments;
    moments.last = last_moment(response);
    moments.answers = answers_in(response);
    const std::vector<Event> events = events_of(response);
    for (const Event& event : events) {
        const bool stops = event.kind == EventKind::Tier && event.subject == "a";
        if (stops && moments.stop_page == 0) moments.stop_page = event.at;
        if (event.kind == EventKind::StaffLedOn) moments.led_on = event.at;
    }
    if (asked == nullptr) return moments;
    Ticks ticks(*asked, language);
    for (const Event& event : events) ticks.take(event);
    for (const review::Sign& sign : warning.signs) moments.ticked.push_back(ticks.of(sign.words));
    return moments;
}

}  // namespace spine::clinic
