// Several questions on one step (a group with the extension "screen"): each in turn, with the
// walk's Next only after the last.
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
    [[nodiscard]] Shell shell() const override { return {false, false, false, false, false}; }

    // The part draws the whole frame; its Next and Back go through the questions here first.
    void content(const ui::Kit& kit, Actions& out) override {
        const std::size_t count = room().walk().step().items.size();
        for (Action& action : part_->draw(kit.frame)) {
            if (std::holds_alternative<act::Next>(action) && index_ + 1 < count) {
                forward(out);
            } else if (std::holds_alternative<act::Back>(action) && index_ > 0) {
                show(index_ - 1);
            } else {
                out.push_back(std::move(action));
            }
        }
    }
    void forward(Actions& out) {
        const Item& item = *room().walk().step().items.at(index_);
        if (item.required && room().walk().answer_of(item.link_id) == nullptr) {
            out.emplace_back(act::Note{"kiosk.note.choose"});
        } else {
            show(index_ + 1);
        }
    }

    std::size_t index_ = 0;
    ScreenPtr part_;
};

}  // namespace

ScreenPtr group_screen(const Room& room) {
    return std::make_unique<GroupScreen>(room);
}

}  // namespace spine::kiosk
