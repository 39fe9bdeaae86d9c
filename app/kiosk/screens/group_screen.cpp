// Several questions on one step (a group with the extension "screen"): each in turn, with the
// walk's Next only after the last.
#include "kiosk/notes.h"
#include "kiosk/question.h"
#include "kiosk/screens/screens.h"

namespace spine::kiosk {

namespace {

class GroupScreen final : public KioskScreen {
  public:
    explicit GroupScreen(const Room& room) : KioskScreen(room) { show(0); }

  private:
    void show(std::size_t index) {
        index_ = index;
        part_ = question_screen(room(), *room().walk().step().items.at(index));
    }
    [[nodiscard]] Shell shell() const override {
        return {false, false, false, false, false, false, false, false};
    }

    // The part draws the whole frame; its Next and Back go through the questions here first.
    void content(const ui::Kit& kit, Actions& out) override {
        if (going_on_ && !room().saving) go_on(out);
        const std::size_t count = room().walk().step().items.size();
        for (Action& action : part_->draw(kit.frame)) {
            if (std::holds_alternative<act::Next>(action) && index_ + 1 < count) {
                // An old note goes, so that one that stands then is of what was just typed.
                out.insert(out.begin(), act::Note{});
                going_on_ = true;
                kit.frame.draw_again_at(kit.frame.now_ms);
            } else if (std::holds_alternative<act::Back>(action) && index_ > 0) {
                show(index_ - 1);
                out.emplace_back(act::Turn{});
            } else {
                out.push_back(std::move(action));
            }
        }
    }
    // Once what was typed has become the answer: too few, or none, are said where they are missing.
    void go_on(Actions& out) {
        going_on_ = false;
        if (!room().note.empty()) return;
        const session::Step& step = room().walk().step();
        const Item& item = *step.items.at(index_);
        const auto problem = questionnaire::check(item, room().walk().answer_of(item.link_id));
        if (problem && !item.read_only) {
            out.emplace_back(act::Note{std::string(note_for_held(step, &item, *problem))});
            return;
        }
        show(index_ + 1);
        out.emplace_back(act::Turn{});
    }

    std::size_t index_ = 0;
    bool going_on_ = false;
    ScreenPtr part_;
};

}  // namespace

ScreenPtr group_screen(const Room& room) {
    return std::make_unique<GroupScreen>(room);
}

}  // namespace spine::kiosk
