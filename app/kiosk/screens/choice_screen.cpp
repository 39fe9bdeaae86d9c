// Look 07, 13: a question on the left, its answers as rows on the right; many or long answers
// stand in two columns under it, and on pages where even that is not enough.
#include <algorithm>
#include <variant>

#include "kiosk/answer_pages.h"
#include "kiosk/question.h"
#include "kiosk/screens/screens.h"
#include "kiosk/words_field.h"

namespace spine::kiosk {

using questionnaire::ItemType;
using questionnaire::Value;
using ui::Rect;

namespace {

constexpr std::size_t other_characters = 250;

class ChoiceScreen final : public KioskScreen {
  public:
    ChoiceScreen(const Room& room, const Item& item) : KioskScreen(room), item_(item) {
        open_ = item.type == ItemType::OpenChoice;
    }

  private:
    [[nodiscard]] bool unsaved() const override { return other_ && other_->unsaved(); }
    bool leaving(Actions& out) override {
        if (other_) other_->flush(out);
        return true;
    }
    // The field for another answer closes first; the answer stands in its row then.
    void next_pressed(Actions& out) override {
        if (other_) {
            other_.reset();
            out.emplace_back(act::Turn{});
        } else {
            out.emplace_back(act::Next{});
        }
    }
    void back_pressed(Actions& out) override {
        if (other_) {
            other_.reset();
            out.emplace_back(act::Turn{});
        } else {
            out.emplace_back(act::Back{});
        }
    }

    [[nodiscard]] std::string own_words() const {
        const auto* answer = room().walk().answer_of(item_.link_id);
        if (answer == nullptr) return {};
        for (const Value& value : answer->values) {
            if (const auto* words = std::get_if<std::string>(&value)) return *words;
        }
        return {};
    }

    void open_field() {
        const auto to_action = [this](std::string words) -> Action {
            questionnaire::Answer answer;
            const auto* before = room().walk().answer_of(item_.link_id);
            if (item_.repeats && before != nullptr) {
                for (const Value& value : before->values) {
                    if (!std::holds_alternative<std::string>(value)) answer.values.push_back(value);
                }
            }
            if (!words.empty()) answer.values.emplace_back(std::move(words));
            if (answer.values.empty()) return act::Clear{item_.link_id};
            return act::Answer{item_.link_id, std::move(answer)};
        };
        const auto most =
            static_cast<std::size_t>(item_.max_length.value_or(static_cast<int>(other_characters)));
        other_.emplace(room(), most, own_words(), to_action);
    }

    [[nodiscard]] std::vector<std::string> row_texts() const {
        std::vector<std::string> texts;
        if (item_.type == ItemType::Boolean) return {text("kiosk.yes"), text("kiosk.no")};
        for (const auto& option : item_.options) texts.push_back(option_words(room(), option));
        if (open_) {
            const std::string words = own_words();
            texts.push_back(words.empty() ? text("kiosk.other-answer") : words);
        }
        return texts;
    }

    void draw_row(const ui::Kit& kit, std::size_t index, const Rect& box, const std::string& words,
                  Actions& out) {
        ui::RowLook look;
        look.mark = item_.repeats ? ui::Mark::Several : ui::Mark::One;
        look.on = !room().walk().locked(item_.link_id);
        if (item_.type == ItemType::Boolean) {
            const bool value = index == 0;
            look.chosen = is_chosen(room(), item_, value);
            const std::string key = "answer:" + item_.link_id + (value ? ":yes" : ":no");
            if (ui::row(kit, key, box, words, look)) out.push_back(chosen(room(), item_, value));
        } else if (index < item_.options.size()) {
            const auto& option = item_.options[index];
            look.chosen = is_chosen(room(), item_, option.value);
            look.quiet = option.exclusive;
            if (option.exclusive) look.mark = ui::Mark::One;
            if (ui::row(kit, option_key(item_, index), box, words, look)) {
                out.push_back(chosen(room(), item_, option.value));
            }
        } else {
            look.mark = ui::Mark::Pencil;
            look.chosen = !own_words().empty();
            const ui::Canvas::Saying own(kit.canvas(),
                                         look.chosen ? ui::Heard::Typed : ui::Heard::Choice);
            if (ui::row(kit, "answer:" + item_.link_id + ":other", box, words, look)) {
                open_field();
                out.emplace_back(act::Turn{});
            }
        }
    }

    void content(const ui::Kit& kit, Actions& out) override {
        if (other_) {
            other_->draw(kit, question_words(room(), item_), out);
            return;
        }
        const bool rather_not = room().walk().may_decline(item_);
        const std::vector<std::string> texts = row_texts();
        Rect beside = place::answers;
        if (rather_not) beside.h = place::rather_not.y - 24 - beside.y;
        Rect under{40, 330, 1200, 672 - 330};
        if (rather_not) under.h = place::rather_not.y - 16 - under.y;
        const RowLayout* layout = &rows_.at(kit.canvas(), texts, beside, under);
        const Rect words = layout->under ? Rect{40, 128, 1200, 194} : place::question;
        const float used = draw_question(kit, room(), item_, words);
        if (layout->under) {
            // A short question leaves its place to the answers under it.
            const float bottom = under.bottom();
            under.y = std::min(under.y, words.y + used + 20);
            under.h = bottom - under.y;
            layout = &rows_below_.at(kit.canvas(), texts, beside, under);
        }
        const bool turned =
            pages_.draw(kit, room(), *layout, [&](std::size_t index, const Rect& box) {
                draw_row(kit, index, box, texts[index], out);
            });
        if (turned) out.emplace_back(act::Turn{});
        draw_rather_not(kit, room(), item_, out);
    }

    const Item& item_;
    bool open_ = false;
    LaidOutRows rows_, rows_below_;
    AnswerPages pages_;
    std::optional<WordsField> other_;
};

}  // namespace

ScreenPtr choice_screen(const Room& room, const Item& item) {
    return std::make_unique<ChoiceScreen>(room, item);
}

}  // namespace spine::kiosk
