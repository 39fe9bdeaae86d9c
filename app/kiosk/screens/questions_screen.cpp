// Look 15: prepared questions to take along, as many as they like, and one in own words.
#include "kiosk/answer_pages.h"
#include "kiosk/question.h"
#include "kiosk/screens/screens.h"
#include "kiosk/words_field.h"

namespace spine::kiosk {

using ui::Rect;

namespace {

constexpr int usual_questions_length = 500;

class QuestionsScreen final : public KioskScreen {
  public:
    QuestionsScreen(const Room& room, const Item& list, const Item* own)
        : KioskScreen(room), list_(list), own_(own) {}

  private:
    [[nodiscard]] bool unsaved() const override { return field_ && field_->unsaved(); }
    bool leaving(Actions& out) override {
        if (field_) field_->flush(out);
        return true;
    }
    void next_pressed(Actions& out) override {
        if (field_) {
            field_.reset();
            out.emplace_back(act::Turn{});
            return;
        }
        for (const Item* item : room().walk().step().items) {
            if (room().walk().answer_of(item->link_id) == nullptr &&
                room().walk().may_decline(*item)) {
                out.emplace_back(act::Decline{item->link_id});
            }
        }
        out.emplace_back(act::Next{});
    }
    void back_pressed(Actions& out) override {
        if (field_) {
            field_.reset();
            out.emplace_back(act::Turn{});
        } else {
            out.emplace_back(act::Back{});
        }
    }

    [[nodiscard]] std::string own_words() const {
        const auto* answer = own_ ? room().walk().answer_of(own_->link_id) : nullptr;
        if (answer == nullptr || answer->values.empty()) return {};
        const auto* words = std::get_if<std::string>(&answer->values.front());
        return words == nullptr ? std::string() : *words;
    }

    void open_field() {
        const Item& own = *own_;
        field_.emplace(room(),
                       static_cast<std::size_t>(own.max_length.value_or(usual_questions_length)),
                       own_words(), [&own](std::string words) -> Action {
                           if (words.empty()) return act::Clear{own.link_id};
                           return act::Answer{own.link_id, {{std::move(words)}, false}};
                       });
    }

    void content(const ui::Kit& kit, Actions& out) override {
        if (field_) {
            field_->draw(kit, question_words(room(), *own_), out);
            return;
        }
        std::vector<std::string> texts;
        std::size_t ticked = 0;
        for (const auto& option : list_.options) {
            texts.push_back(option_words(room(), option));
            ticked += is_chosen(room(), list_, option.value) ? 1 : 0;
        }
        const std::string own = own_words();
        if (own_ != nullptr) texts.push_back(own.empty() ? text("kiosk.questions.own") : own);
        ticked += own.empty() ? 0 : 1;
        const RowLayout* layout =
            &rows_.at(kit.canvas(), texts, place::answers, {40, 276, 1200, 396});
        const float above = kit.canvas().large_print() ? 170 : 140;
        const Rect words = layout->under ? Rect{40, 128, 1200, above} : Rect{40, 128, 460, 470};
        const float used = draw_question(kit, room(), list_, words);
        if (layout->under && kit.canvas().large_print()) {
            const float top = 128 + used + 8;
            layout = &rows_below_.at(kit.canvas(), texts, {}, {40, top, 1200, 672 - top});
        }
        const bool turned =
            pages_.draw(kit, room(), *layout, [&](std::size_t index, const Rect& box) {
                draw_row(kit, index, box, texts[index], out);
            });
        if (turned) out.emplace_back(act::Turn{});
        if (layout->under) return;
        const ui::Canvas::Saying count(kit.canvas(), ui::Heard::Own);
        kit.canvas().label(
            {40, 620, 460, 52}, ui::type::strong, room().theme.ink,
            ui::fill_in(text("kiosk.questions.ticked"), {{"count", std::to_string(ticked)}}));
    }

    void draw_row(const ui::Kit& kit, std::size_t i, const Rect& box, const std::string& words,
                  Actions& out) {
        ui::RowLook look;
        if (i < list_.options.size()) {
            look.mark = ui::Mark::Several;
            look.chosen = is_chosen(room(), list_, list_.options[i].value);
            if (ui::row(kit, option_key(list_, i), box, words, look)) {
                out.push_back(chosen(room(), list_, list_.options[i].value));
            }
            return;
        }
        look.mark = ui::Mark::Pencil;
        look.quiet = true;
        look.chosen = !own_words().empty();
        look.on = !own_->read_only;
        const ui::Canvas::Saying own(kit.canvas(),
                                     look.chosen ? ui::Heard::Typed : ui::Heard::Choice);
        if (ui::row(kit, "own-question", box, words, look)) {
            open_field();
            out.emplace_back(act::Turn{});
        }
    }

    const Item& list_;
    const Item* own_;
    LaidOutRows rows_, rows_below_;
    AnswerPages pages_;
    std::optional<WordsField> field_;
};

}  // namespace

ScreenPtr questions_screen(const Room& room, const Item& list, const Item* own) {
    return std::make_unique<QuestionsScreen>(room, list, own);
}

}  // namespace spine::kiosk
