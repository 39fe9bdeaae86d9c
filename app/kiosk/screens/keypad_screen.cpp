// Numbers, quantities, dates and times, typed on large digits; of a repeating question several, one
// after the other.
//
// The walk holds what stands in the field, or nothing: the first key that changes it takes the
// earlier answer back, so that a session which ends in the middle of a number keeps no piece of
// one that nobody meant. What is half typed, or refused, holds Next until it is mended.
#include "kiosk/entered_values.h"
#include "kiosk/entry.h"
#include "kiosk/notes.h"
#include "kiosk/question.h"
#include "kiosk/screens/screens.h"
#include "ui/language.h"
#include "ui/typed_text.h"
#include "ui/widgets/keypad.h"

namespace spine::kiosk {

using questionnaire::Problem;
using questionnaire::Quantity;
using questionnaire::Value;
using ui::Rect;

namespace {

constexpr std::size_t most_digits = 15;
constexpr std::int64_t keying_pause_ms = 2000;
constexpr ui::Point pad_corner{806, 128};
constexpr Rect bottom_row{40, 594, 720, 78};

std::string bound_words(const Room& room, const Item& item) {
    if (!item.min_value || !item.max_value) return {};
    return ui::fill_in(room.text("kiosk.pad.range"),
                       {{"low", value_words(room, item, *item.min_value)},
                        {"high", value_words(room, item, *item.max_value)}});
}

// Without a least value a number may be below nought.
bool may_be_negative(const Item& item) {
    if (entry_digits(entry_kind(item.type)) > 0) return false;
    if (!item.min_value) return true;
    if (const auto* n = std::get_if<std::int64_t>(&*item.min_value)) return *n < 0;
    if (const auto* d = std::get_if<double>(&*item.min_value)) return *d < 0;
    const auto* quantity = std::get_if<Quantity>(&*item.min_value);
    return quantity == nullptr || quantity->value < 0;
}

class KeypadScreen final : public KioskScreen {
  public:
    KeypadScreen(const Room& room, const Item& item)
        : KioskScreen(room),
          item_(item),
          kind_(entry_kind(item.type)),
          entered_(room, item),
          typed_(most_digits) {
        begin(entered_.field_value());
    }

  private:
    [[nodiscard]] bool unsaved() const override { return changed_at_.has_value(); }
    bool leaving(Actions& out) override { return commit(out, true); }
    void pausing(Actions& out) override { (void)commit(out, false); }

    void begin(const std::optional<Value>& value) {
        changed_at_.reset();
        typed_.clear();
        if (!value) return;
        typed_.assign(entry_typed(*value));
        const auto* quantity = std::get_if<Quantity>(&*value);
        for (std::size_t i = 0; quantity != nullptr && i < item_.unit_options.size(); ++i) {
            const Quantity& offered = item_.unit_options[i];
            const bool coded = !offered.code.empty() && offered.code == quantity->code;
            if (coded || offered.unit == quantity->unit) unit_ = i;
        }
    }

    [[nodiscard]] Quantity unit() const {
        if (unit_ < item_.unit_options.size()) return item_.unit_options[unit_];
        Quantity quantity;
        quantity.unit = item_.unit;
        return quantity;
    }

    // The field is no longer what the walk holds.
    void changed(std::int64_t now_ms, Actions& out) {
        if (!changed_at_) out.push_back(entered_.answer_with({}));
        if (!room().note.empty()) out.emplace_back(act::Note{});
        changed_at_ = now_ms;
    }

    // A whole entry that may stand becomes the answer. False: the field shows something else, and
    // on leaving a note says why; of what is refused it says so at the pause already.
    bool commit(Actions& out, bool leaving) {
        if (!changed_at_) return true;
        if (typed_.empty()) {
            changed_at_.reset();
            return true;
        }
        auto value = entry_value(item_.type, typed_.view(), unit());
        if (!value) {
            if (leaving) say("kiosk.note.unfinished", true, out);
            return false;
        }
        Action action = entered_.answer_with(std::move(value));
        if (const auto problem = problem_of(std::get<act::Answer>(action))) {
            say(note_for_refused(*problem), leaving, out);
            return false;
        }
        changed_at_.reset();
        out.push_back(std::move(action));
        return true;
    }

    // Too few of several are taken, since more can follow.
    [[nodiscard]] std::optional<Problem> problem_of(const act::Answer& given) const {
        const auto problem = questionnaire::check(item_, &given.answer);
        return problem == Problem::TooFew ? std::nullopt : problem;
    }

    // At a pause once: a note that stands already needs no further frame. Whoever presses Next
    // again is told again.
    void say(std::string_view note, bool again, Actions& out) const {
        if (again || room().note != note) out.emplace_back(act::Note{std::string(note)});
    }

    void settle(EnteredValues::Asked asked, Actions& out) {
        if (asked == EnteredValues::Asked::Nothing) return;
        const auto value = entry_value(item_.type, typed_.view(), unit());
        if (!value && !typed_.empty()) {
            say("kiosk.note.unfinished", true, out);
        } else if (entered_.settle(asked, value, out)) {
            begin({});
        }
    }

    [[nodiscard]] std::string extra_key() const {
        if (kind_ == EntryKind::Decimal) return {ui::rules_of(room().language).decimal};
        if (kind_ == EntryKind::Integer && may_be_negative(item_)) return "–";
        return {};
    }

    void take(const ui::PadPress& press, std::int64_t now_ms, Actions& out) {
        const std::size_t digits = entry_digits(kind_);
        const std::string_view now = typed_.view();
        const std::size_t before = typed_.length();
        if (press.what == ui::Pad::Backspace) {
            typed_.backspace();
        } else if (press.what == ui::Pad::Digit) {
            if (digits > 0 && typed_.length() >= digits) return;
            typed_.append(static_cast<char32_t>(U'0' + press.digit));
        } else if (kind_ == EntryKind::Integer) {
            turn_sign();
        } else if (now.find(',') == std::string_view::npos && !now.empty() && now != "-") {
            typed_.append(U',');
        }
        if (typed_.length() != before) changed(now_ms, out);
    }

    // Before or after the digits: who has typed 5 and meant less than nought need not begin again.
    void turn_sign() {
        const std::string now(typed_.view());
        typed_.assign(now.starts_with('-') ? now.substr(1) : "-" + now);
    }

    void draw_units(const ui::Kit& kit, float y, Actions& out) {
        float x = 40;
        for (std::size_t i = 0; item_.unit_options.size() > 1 && i < item_.unit_options.size();
             ++i) {
            const std::string& words = item_.unit_options[i].unit.empty()
                                           ? item_.unit_options[i].code
                                           : item_.unit_options[i].unit;
            const ui::ButtonLook look{i == unit_ ? ui::Rank::Primary : ui::Rank::Secondary};
            const float w = ui::button_width(kit.canvas(), words, look, 120);
            if (ui::button(kit, "unit:" + std::to_string(i), {x, y, w, 72}, words, look) &&
                i != unit_) {
                unit_ = i;
                changed(kit.frame.now_ms, out);
            }
            x += w + 12;
        }
    }

    // Whole numbers have the sign on the pad; beside the decimal mark there is no place for it.
    void draw_field(const ui::Kit& kit, Rect field, Actions& out) {
        if (kind_ == EntryKind::Decimal && may_be_negative(item_)) {
            const Rect sign{field.x, field.y, 96, field.h};
            if (ui::button(kit, "pad:sign", sign, "+/–", {ui::Rank::Secondary})) {
                turn_sign();
                changed(kit.frame.now_ms, out);
            }
            field.x += 108;
            field.w -= 108;
        }
        kit.canvas().panel(field, room().theme.surface, room().theme.primary, 5, 16);
        std::string shown = entry_shown(kind_, typed_.view(), room().language);
        const Quantity of = unit();
        if (item_.unit_options.size() < 2 && !of.unit.empty()) {
            shown += (shown.empty() ? "" : " ") + of.unit;
        }
        const ui::Canvas::Saying typed(kit.canvas(), ui::Heard::Typed);
        kit.canvas().label(field.inset(24), ui::type::heading, room().theme.ink, shown);
    }

    void draw_refusal(const ui::Kit& kit, Actions& out) {
        // It would take away what has been entered; that has its own list.
        if (!room().walk().may_decline(item_) || entered_.has_others()) return;
        ui::RowLook look;
        look.quiet = true;
        look.chosen = is_declined(room(), item_);
        if (ui::row(kit, "rather-not", bottom_row, text("kiosk.rather-not"), look)) {
            begin({});
            out.emplace_back(act::Decline{item_.link_id});
        }
    }

    void content(const ui::Kit& kit, Actions& out) override {
        if (entered_.listed()) {
            const auto opened = entered_.draw_list(kit, out);
            if (opened) begin(opened->value);
            return;
        }
        // Units and "Add another" stand under the field, in two lines where there are both.
        const float up = item_.repeats && item_.unit_options.size() > 1 ? 84 : 0;
        const Rect words{40, 128, 720, 270 - up};
        const float used = draw_question(kit, room(), item_, words);
        const std::string bounds = bound_words(room(), item_);
        if (!bounds.empty() && used + 60 < words.h) {
            kit.canvas().label({40, 128 + used + 8, 720, 52}, ui::type::body, room().theme.ink2,
                               bounds);
        }
        draw_field(kit, {40, 410 - up, 720, 96}, out);
        draw_units(kit, 514 - up, out);
        if (const auto press = ui::keypad(kit, pad_corner, extra_key())) {
            take(*press, kit.frame.now_ms, out);
        }
        if (item_.repeats) {
            const float w = entered_.asks_width(kit.canvas());
            settle(entered_.draw_asks(kit, {40, 514, w, 72}, bottom_row), out);
        }
        draw_refusal(kit, out);
        if (!changed_at_) return;
        if (kit.frame.now_ms - *changed_at_ >= keying_pause_ms) {
            commit(out, false);
        } else {
            kit.frame.draw_again_at(*changed_at_ + keying_pause_ms);
        }
    }

    const Item& item_;
    EntryKind kind_;
    EnteredValues entered_;
    ui::TypedText typed_;
    std::size_t unit_ = 0;
    std::optional<std::int64_t> changed_at_;
};

}  // namespace

ScreenPtr keypad_screen(const Room& room, const Item& item) {
    return std::make_unique<KeypadScreen>(room, item);
}

}  // namespace spine::kiosk
