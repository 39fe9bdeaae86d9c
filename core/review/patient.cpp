#include "review/patient.h"

#include <algorithm>

#include "base/clock.h"
#include "review/items.h"
#include "review/wording.h"

namespace spine::review {
namespace {

using questionnaire::Answer;
using questionnaire::Item;
using questionnaire::Questionnaire;

class PageBuilder {
  public:
    PageBuilder(const Questionnaire& questionnaire, const Visit& visit, std::string_view language)
        : questionnaire_(questionnaire),
          visit_(visit),
          language_(language),
          reach_(questionnaire, visit) {}

    void fill(PatientPage& page) const {
        page.age_band = words(items::age);
        page.who_answered = code(items::who);
        page.part_of_back = words(items::part);
        page.duration = words(items::duration);
        page.earlier_scan = words(items::earlier_scan);
        page.first_time = words(items::first_time);
        page.pain_now = number(items::pain_now);
        page.pain_worst = number(items::pain_worst);
        fill_drawing(page);
        page.words = reach_.mark(items::own_words);
        page.own_words = words(items::own_words);
        if (!page.own_words.empty()) page.own_words_language = visit_.language;
        fill_questions(page);
    }

    [[nodiscard]] std::vector<AfterVisitLine> lines() const {
        std::vector<AfterVisitLine> lines;
        add_lines(questionnaire_.items, lines);
        return lines;
    }

  private:
    [[nodiscard]] const Answer* answer(std::string_view link_id) const {
        const auto found = visit_.answers.find(link_id);
        return found == visit_.answers.end() || found->second.values.empty() ? nullptr
                                                                             : &found->second;
    }

    [[nodiscard]] std::string words(std::string_view link_id) const {
        const Item* item = questionnaire_.find(link_id);
        const Answer* given = answer(link_id);
        if (item == nullptr || given == nullptr) return {};
        return answer_words(*item, *given, language_);
    }

    [[nodiscard]] std::string code(std::string_view link_id) const {
        const Answer* given = answer(link_id);
        const auto* coding =
            given == nullptr ? nullptr : std::get_if<questionnaire::Coding>(&given->values.front());
        return coding == nullptr ? std::string() : coding->code;
    }

    [[nodiscard]] std::optional<int> number(std::string_view link_id) const {
        const Answer* given = answer(link_id);
        const auto* whole =
            given == nullptr ? nullptr : std::get_if<std::int64_t>(&given->values.front());
        return whole == nullptr ? std::nullopt : std::optional(static_cast<int>(*whole));
    }

    void fill_drawing(PatientPage& page) const {
        page.drawing = reach_.mark(items::drawing);
        page.pain_words = words(items::drawing);
        const Item* item = questionnaire_.find(items::drawing);
        const Answer* given = answer(items::drawing);
        if (item == nullptr || given == nullptr) return;
        for (const questionnaire::Option& option : item->options) {
            const auto* coding = std::get_if<questionnaire::Coding>(&option.value);
            const auto& marked = given->values;
            if (coding != nullptr &&
                std::find(marked.begin(), marked.end(), option.value) != marked.end())
                page.pain_codes.push_back(coding->code);
        }
    }

    void fill_questions(PatientPage& page) const {
        page.asks =
            std::min(reach_.mark(items::prepared_questions), reach_.mark(items::own_question));
        const Item* item = questionnaire_.find(items::prepared_questions);
        if (const Answer* chosen = answer(items::prepared_questions); chosen && item != nullptr) {
            for (const questionnaire::Option& option : item->options) {
                const auto& values = chosen->values;
                if (std::find(values.begin(), values.end(), option.value) != values.end())
                    page.questions.push_back(option.display.in(language_));
            }
        }
        if (std::string own = words(items::own_question); !own.empty())
            page.questions.push_back(std::move(own));
    }

    void add_lines(const std::vector<Item>& items, std::vector<AfterVisitLine>& lines) const {
        for (const Item& item : items) {
            const bool question = item.type != questionnaire::ItemType::Group &&
                                  item.type != questionnaire::ItemType::Display;
            const Mark mark = question ? reach_.mark(item.link_id) : Mark::NotAsked;
            if (mark != Mark::NotAsked)
                lines.push_back({item.link_id, item.text.in(language_), words(item.link_id), mark});
            add_lines(item.items, lines);
        }
    }

    const Questionnaire& questionnaire_;
    const Visit& visit_;
    std::string_view language_;
    Reach reach_;
};

AfterVisit after_visit(const config::Config& config, const Visit& first, const Visit& later,
                       std::string_view language) {
    AfterVisit after;
    after.at = later.started;
    const UnixMs left = first.ended != 0 ? first.ended : first.started;
    after.days_after = static_cast<int>(later.started / kDayMs - left / kDayMs);
    after.status = later.status;
    if (const auto* asked = questionnaire_of(config, later))
        after.lines = PageBuilder(*asked, later, language).lines();
    return after;
}

}  // namespace

std::string language_name(const config::Config& config, const std::string& language) {
    const auto name = config.settings.language_names.find(language);
    return name == config.settings.language_names.end() ? language : name->second;
}

bool is_proxy(const Visit& visit) {
    const auto who = visit.answers.find(items::who);
    if (who == visit.answers.end() || who->second.values.empty()) return false;
    const auto* coding = std::get_if<questionnaire::Coding>(&who->second.values.front());
    return coding != nullptr && coding->code == items::somebody_for_me;
}

PatientPage patient_page(const config::Config& config, const Visit& visit,
                         const std::vector<Visit>& after_visits, std::string_view clinic_language) {
    PatientPage page;
    page.code = visit.code;
    page.session = visit.session;
    page.tablet = visit.tablet;
    page.language_name = language_name(config, visit.language);
    page.status = visit.status;
    page.started = visit.started;
    page.ended = visit.ended;
    page.proxy = is_proxy(visit);
    page.reviewed = visit.reviewed;
    page.reviewed_by = visit.reviewed_by;
    page.reviewed_at = visit.reviewed_at;
    page.taken_over = visit.taken_over;
    page.staff_led_on = visit.staff_led_on;
    page.alone = visit.after_visit;
    page.warning = warning_strip(config, visit, clinic_language);
    page.profile = profile(config, visit, clinic_language);
    page.hopes = hopes_mark(page.profile);
    if (page.hopes == Mark::Value)
        page.headline =
            headline(hopes(page.profile, config, clinic_language), config, clinic_language);
    page.teach_back = teach_back(config, visit, clinic_language);
    page.guide = guide(config, visit, clinic_language);
    if (const auto* asked = questionnaire_of(config, visit))
        PageBuilder(*asked, visit, clinic_language).fill(page);
    for (const Visit& later : after_visits)
        page.after_visit.push_back(after_visit(config, visit, later, clinic_language));
    std::sort(page.after_visit.begin(), page.after_visit.end(),
              [](const AfterVisit& a, const AfterVisit& b) { return a.at < b.at; });
    return page;
}

}  // namespace spine::review
