// Look 03: parts of the body that can be tapped, or the same parts as a list of equal rank.
#include "kiosk/answer_pages.h"
#include "kiosk/question.h"
#include "kiosk/screens/screens.h"
#include "ui/widgets/body_figure.h"

namespace spine::kiosk {

using questionnaire::Coding;
using questionnaire::Option;
using ui::Rect;

namespace {

class BodyScreen final : public KioskScreen {
  public:
    BodyScreen(const Room& room, const Item& item)
        : KioskScreen(room), item_(item), figures_(codes_of(item)) {}

  private:
    [[nodiscard]] static std::string code_of(const Option& option) {
        const auto* coding = std::get_if<Coding>(&option.value);
        return coding == nullptr ? std::string() : coding->code;
    }

    [[nodiscard]] static std::vector<std::string> codes_of(const Item& item) {
        std::vector<std::string> codes;
        for (const Option& option : item.options) codes.push_back(code_of(option));
        return codes;
    }

    [[nodiscard]] std::set<std::string, std::less<>> chosen_codes() const {
        std::set<std::string, std::less<>> chosen;
        for (const Option& option : item_.options) {
            if (is_chosen(room(), item_, option.value)) chosen.insert(code_of(option));
        }
        return chosen;
    }

    // In large print what is marked stands by itself, behind the figures.
    [[nodiscard]] std::size_t parts(const ui::Canvas& canvas) override {
        return canvas.large_print() && !list_ ? 2 : 1;
    }

    void toggle(std::string_view code, Actions& out) const {
        for (const Option& option : item_.options) {
            if (code_of(option) == code) out.push_back(chosen(room(), item_, option.value));
        }
    }

    // The names of what is marked, or that nothing is.
    [[nodiscard]] std::vector<std::string> marked_names() const {
        std::vector<std::string> names;
        for (const Option& option : item_.options) {
            if (is_chosen(room(), item_, option.value))
                names.push_back(option_words(room(), option));
        }
        if (names.empty()) names.push_back(text("kiosk.body.none"));
        return names;
    }

    // With "and 3 more" where there is no room for all.
    void draw_marked(const ui::Kit& kit, float top, float bottom) const {
        ui::Canvas& canvas = kit.canvas();
        canvas.label({40, top, 460, 52}, ui::type::strong, room().theme.ink,
                     text("kiosk.body.marked"));
        const std::vector<std::string> names = marked_names();
        const ui::Canvas::Saying own(canvas, ui::Heard::Own);
        float y = top + 52;
        for (std::size_t i = 0; i < names.size(); ++i) {
            const bool last = i + 1 == names.size();
            const ui::Style style = canvas.width_of(ui::type::body, names[i]) <= 480
                                        ? ui::type::body
                                        : ui::Style{ui::Weight::Regular, 33, 52};
            if (!last && y + 2 * style.leading > bottom + 0.5F) {
                const std::string more = ui::fill_in(text("kiosk.body.more"),
                                                     {{"count", std::to_string(names.size() - i)}});
                canvas.label({40, y, 490, 52}, ui::type::body, room().theme.ink, more);
                return;
            }
            canvas.label({40, y, 490, 52}, style, room().theme.ink, names[i]);
            y += 52;
        }
    }

    void draw_marked_alone(const ui::Kit& kit) const {
        ui::Canvas& canvas = kit.canvas();
        canvas.label({40, 128, 1200, 77}, ui::type::heading, room().theme.ink,
                     text("kiosk.body.marked"));
        const std::vector<std::string> names = marked_names();
        const ui::Canvas::Saying own(canvas, ui::Heard::Own);
        // Two columns of six: more parts than there are on one side of a body.
        for (std::size_t i = 0; i < names.size() && i < 12; ++i) {
            const auto column = static_cast<float>(i / 6), row = static_cast<float>(i % 6);
            const bool more = i == 11 && names.size() > 12;
            const Rect box{40 + 608 * column, 216 + 76 * row, 592, 76};
            const std::string words =
                more ? ui::fill_in(text("kiosk.body.more"),
                                   {{"count", std::to_string(names.size() - i)}})
                     : names[i];
            fitted_body(kit, box, room().theme.ink, words);
        }
    }

    void draw_figures(const ui::Kit& kit, Actions& out) {
        if (kit.canvas().large_print()) {
            draw_question(kit, room(), item_, {40, 128, 476, 456});
        } else {
            const float used = draw_question(kit, room(), item_, {40, 128, 476, 232});
            draw_marked(kit, std::max(128 + used + 12, 376.0F), 588);
        }
        const ui::BodyWords sides{text("kiosk.body.front"), text("kiosk.body.back"),
                                  text("kiosk.body.left"), text("kiosk.body.right")};
        const auto tapped = figures_.draw(kit, chosen_codes(), sides);
        if (tapped) toggle(*tapped, out);
        // For who has it read by the keys alone: all of them would be a long list to listen to.
        for (const Option& option : item_.options) {
            const bool is = is_chosen(room(), item_, option.value);
            const ui::Canvas::Saying part(kit.canvas(), ui::Heard::Key, is);
            kit.canvas().say(option_words(room(), option), "body:" + code_of(option));
        }
        draw_switch(kit, {40, 596, 440, 76}, "kiosk.body.use-list", out);
    }

    void draw_switch(const ui::Kit& kit, const Rect& box, std::string_view key, Actions& out) {
        ui::Canvas& canvas = kit.canvas();
        const ui::Canvas::Saying button(canvas, ui::Heard::Button);
        const bool pressed = kit.targets().add("switch-list", box);
        const bool held = kit.targets().held("switch-list");
        const ui::KioskTheme& t = room().theme;
        const ui::Color ink = held ? t.on_tint_down : t.ink;
        canvas.panel(box, held ? t.tint_down : t.paper, held ? t.primary : t.line,
                     held ? 4.0F : t.row_line, 16);
        const ui::Icon icon = list_ ? ui::icons::back : ui::icons::list;
        canvas.directed_icon({box.x + 50, box.y + box.h / 2}, 44, icon, ink);
        ui::Style style = ui::type::body;
        while (style.em > ui::type::small.em && canvas.width_of(style, text(key)) > box.w - 97)
            style.em -= 1;
        canvas.label({box.x + 87, box.y, box.w - 97, box.h}, style, ink, text(key));
        if (!pressed) return;
        list_ = !list_;
        pages_.restart();
        first_part();
        out.emplace_back(act::Turn{});
    }

    void draw_list(const ui::Kit& kit, Actions& out) {
        const float h = kit.canvas().size_of(ui::type::heading).leading;
        fitted_heading(kit, {40, 159 - h / 2, 1200, h}, room().theme.ink,
                       question_words(room(), item_));
        std::vector<std::string> texts;
        for (const Option& option : item_.options) texts.push_back(option_words(room(), option));
        // "More answers" stands beside the switch, under the rows: its own place is left free.
        const RowLayout& layout =
            rows_.at(kit.canvas(), texts, {40, 200, 10, 10}, {40, 200, 1200, 474});
        draw_switch(kit, {40, 596, 592, 76}, "kiosk.body.use-figure", out);
        const auto draw_row = [&](std::size_t index, const Rect& box) {
            ui::RowLook look;
            look.mark = ui::Mark::Several;
            look.chosen = is_chosen(room(), item_, item_.options[index].value);
            if (ui::row(kit, option_key(item_, index), box, texts[index], look)) {
                out.push_back(chosen(room(), item_, item_.options[index].value));
            }
        };
        if (pages_.draw(kit, room(), layout, draw_row, Rect{648, 596, 592, 76}))
            out.emplace_back(act::Turn{});
    }

    void content(const ui::Kit& kit, Actions& out) override {
        if (list_) {
            draw_list(kit, out);
        } else if (part() > 0) {
            draw_marked_alone(kit);
        } else {
            draw_figures(kit, out);
        }
    }
    // No place marked is an answer, too.
    void next_pressed(Actions& out) override {
        if (chosen_codes().empty() && room().walk().may_decline(item_) &&
            !is_declined(room(), item_)) {
            out.emplace_back(act::Decline{item_.link_id});
        }
        out.emplace_back(act::Next{});
    }

    const Item& item_;
    ui::BodyFigures figures_;
    LaidOutRows rows_;
    AnswerPages pages_;
    bool list_ = false;
};

}  // namespace

ScreenPtr body_screen(const Room& room, const Item& item) {
    return std::make_unique<BodyScreen>(room, item);
}

}  // namespace spine::kiosk
