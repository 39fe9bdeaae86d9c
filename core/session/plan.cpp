#include "session/plan.h"

#include <algorithm>

namespace spine::session {
namespace {

using questionnaire::Control;
using questionnaire::Item;
using questionnaire::ItemType;
using questionnaire::Text;

constexpr std::size_t short_words = 120;  // code points that fit beside a question

std::string extension(const Item& item, std::string_view name) {
    const auto found = item.kiosk.find(name);
    return found == item.kiosk.end() ? std::string() : found->second;
}

bool question(const Item& item) {
    return item.type != ItemType::Group && item.type != ItemType::Display;
}

std::size_t code_points(std::string_view utf8) {
    const auto starts = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
    return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), starts));
}

bool is_short(const Text& text) {
    const auto fits = [](std::string_view words) { return code_points(words) <= short_words; };
    return fits(text.original) &&
           std::all_of(text.translations.begin(), text.translations.end(),
                       [&](const auto& translation) { return fits(translation.second); });
}

bool on_one_screen(const Item& group) {
    return group.control == Control::Consent || extension(group, "screen") == "true";
}

class Planner {
  public:
    explicit Planner(bool asks_for_code) {
        if (!asks_for_code) return;
        Slot slot;
        slot.kind = Slot::Kind::EnterCode;
        slot.id = "enter-code";
        slot.section = Section::BeforeStart;
        plan_.push_back(std::move(slot));
    }

    void add(const std::vector<Item>& items, const Item* group) {
        for (const Item& item : items) {
            if (item.hidden) continue;
            if (item.type == ItemType::Display)
                add_display(item, group);
            else if (item.type == ItemType::Group)
                add_group(item, group);
            else
                add_question(item, group);
        }
    }

    Plan take() {
        flush_words(nullptr);
        const auto finish = [](const Slot& slot) { return slot.kind == Slot::Kind::Finish; };
        if (std::none_of(plan_.begin(), plan_.end(), finish))
            add_step(Slot::Kind::Finish, "finish", Section::ThankYou);
        return std::move(plan_);
    }

  private:
    void add_step(Slot::Kind kind, std::string id, Section section) {
        Slot slot;
        slot.kind = kind;
        slot.id = std::move(id);
        slot.section = section;
        plan_.push_back(std::move(slot));
    }

    void add_display(const Item& item, const Item* group) {
        const std::string step = extension(item, "step");
        if (step.empty()) {
            if (item.text.empty()) return;
            words_.push_back(&item);
            if (!is_short(item.text)) flush_words(group);
            return;
        }
        flush_words(group);
        const bool start = step == "code";
        const auto kind = start             ? Slot::Kind::Code
                          : step == "pages" ? Slot::Kind::Pages
                                            : Slot::Kind::Finish;
        add_step(kind, item.link_id,
                 start             ? Section::BeforeStart
                 : step == "pages" ? Section::Pages
                                   : Section::ThankYou);
        plan_.back().displays.push_back(&item);
    }

    void add_group(const Item& item, const Item* outer) {
        const Item* group = item.text.empty() ? outer : &item;
        if (!on_one_screen(item)) {
            add(item.items, group);
            flush_words(group);
            return;
        }
        Slot slot;
        slot.id = item.link_id;
        slot.group = &item;
        slot.displays = std::move(words_);
        words_.clear();
        gather(item.items, slot);
        const Item* first = slot.items.empty() ? nullptr : slot.items.front();
        if (first != nullptr && first->control == Control::QuestionList)
            section_ = Section::YourQuestions;
        slot.section = item.control == Control::Consent ? Section::BeforeStart : section_;
        plan_.push_back(std::move(slot));
    }

    static void gather(const std::vector<Item>& items, Slot& slot) {
        for (const Item& item : items) {
            if (item.hidden) continue;
            if (question(item)) slot.items.push_back(&item);
            if (item.type == ItemType::Display && !item.text.empty())
                slot.displays.push_back(&item);
            gather(item.items, slot);
        }
    }

    void add_question(const Item& item, const Item* group) {
        if (item.control == Control::QuestionList) section_ = Section::YourQuestions;
        Slot slot;
        slot.id = item.link_id;
        slot.items = {&item};
        slot.displays = std::move(words_);
        words_.clear();
        slot.group = group;
        slot.explains = extension(item, "explains");
        slot.section = slot.explains.empty() ? section_ : Section::Check;
        plan_.push_back(std::move(slot));
        add(item.items, group);
    }

    void flush_words(const Item* group) {
        for (const Item* words : words_) {
            Slot slot;
            slot.id = words->link_id;
            slot.displays = {words};
            slot.group = group;
            slot.section = section_;
            plan_.push_back(std::move(slot));
        }
        words_.clear();
    }

    Plan plan_;
    std::vector<const Item*> words_;  // displays that wait for their question
    Section section_ = Section::Questions;
};

}  // namespace

Plan make_plan(const questionnaire::Questionnaire& questionnaire,
               const questionnaire::WalkRules& rules) {
    Planner planner(rules.asks_for_code_first);
    planner.add(questionnaire.items, nullptr);
    return planner.take();
}

}  // namespace spine::session
