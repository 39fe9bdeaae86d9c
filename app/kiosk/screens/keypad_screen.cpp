// Numbers, quantities, dates and times, typed on large digits.
#include "kiosk/entry.h"
#include "kiosk/question.h"
#include "kiosk/screens/screens.h"
#include "ui/typed_text.h"
#include "ui/widgets/keypad.h"

namespace spine::kiosk {

using questionnaire::Quantity;
using questionnaire::Value;
using ui::Rect;

namespace {

constexpr std::size_t most_digits = 15;
constexpr std::int64_t pause_ms = 2000;
constexpr ui::Point pad_corner{806, 128};

std::string bound_words(const Room& room, const Item& item) {
    if (!item.min_value || !item.max_value) return {};
    return ui::fill_in(room.text("kiosk.pad.range"),
                       {{"low", value_words(room, item, *item.min_value)},
                        {"high", value_words(room, item, *item.max_value)}});
}

bool may_be_negative(const Item& item) {
    if (!item.min_value) return false;
    if (const auto* n = std::get_if<std::int64_t>(&*item.min_value)) return *n < 0;
    if (const auto* d = std::get_if<double>(&*item.min_value)) return *d < 0;
    return false;
}

class KeypadScreen final : public KioskScreen {
  public:
    KeypadScreen(const Room& room, const Item& item)
        : KioskScreen(room), item_(item), kind_(entry_kind(item.type)), typed_(most_digits) {
        const auto* answer = room.walk().answer_of(item.link_id);
        if (answer == nullptr || answer->values.empty()) return;
        const Value& value = answer->values.front();
        typed_.assign(entry_typed(value));
        if (const auto* quantity = std::get_if<Quantity>(&value)) {
            for (std::size_t i = 0; i < item.unit_options.size(); ++i) {
                if (item.unit_options[i].code == quantity->code) unit_ = i;
            }
        }
    }

  private:
    [[nodiscard]] bool unsaved() const override { return changed_at_.has_value(); }
    bool leaving(Actions& out) override { return commit(out, true); }

    [[nodiscard]] Quantity unit() const {
        if (unit_ < item_.unit_options.size()) return item_.unit_options[unit_];
        Quantity quantity;
        quantity.unit = item_.unit;
        return quantity;
    }

    // A whole entry becomes the answer; an unfinished one is said on leaving.
    bool commit(Actions& out, bool leaving) {
        if (!changed_at_) return true;
        if (typed_.empty()) {
            changed_at_.reset();
            out.emplace_back(act::Clear{item_.link_id});
            return true;
        }
        auto value = entry_value(item_.type, typed_.view(), unit());
        if (!value) {
            if (leaving) out.emplace_back(act::Note{"kiosk.note.unfinished"});
            return !leaving;
        }
        changed_at_.reset();
        out.emplace_back(act::Answer{item_.link_id, {{std::move(*value)}, false}});
        return true;
    }

    [[nodiscard]] std::string extra_key() const {
        if (kind_ == EntryKind::Decimal) return room().language == "da" ? "," : ".";
        if (kind_ == EntryKind::Integer && may_be_negative(item_)) return "–";
        return {};
    }

    void take(const ui::PadPress& press, std::int64_t now_ms, Actions& out) {
        const std::size_t digits = entry_digits(kind_);
        const std::string_view now = typed_.view();
        if (press.what == ui::Pad::Backspace) {
            typed_.backspace();
        } else if (press.what == ui::Pad::Digit) {
            if (digits > 0 && typed_.length() >= digits) return;
            typed_.append(static_cast<char32_t>(U'0' + press.digit));
        } else if (kind_ == EntryKind::Integer) {
            if (now.empty()) typed_.append(U'-');
        } else if (now.empty() && may_be_negative(item_)) {
            typed_.append(U'-');
        } else if (now.find(',') == std::string_view::npos && !now.empty()) {
            typed_.append(U',');
        }
        if (!room().note.empty()) out.emplace_back(act::Note{});
        changed_at_ = now_ms;
    }

    void draw_units(const ui::Kit& kit, float y) {
        float x = 40;
        for (std::size_t i = 0; item_.unit_options.size() > 1 && i < item_.unit_options.size();
             ++i) {
            const std::string& words = item_.unit_options[i].unit.empty()
                                           ? item_.unit_options[i].code
                                           : item_.unit_options[i].unit;
            const ui::ButtonLook look{i == unit_ ? ui::Rank::Primary : ui::Rank::Secondary};
            const float w = ui::button_width(kit.canvas(), words, look, 120);
            if (ui::button(kit, "unit:" + std::to_string(i), {x, y, w, 72}, words, look)) {
                unit_ = i;
                changed_at_ = kit.frame.now_ms;
            }
            x += w + 12;
        }
    }

    void content(const ui::Kit& kit, Actions& out) override {
        ui::Canvas& canvas = kit.canvas();
        const Rect words{40, 128, 720, 270};
        const float used = draw_question(kit, room(), item_, words);
        const std::string bounds = bound_words(room(), item_);
        if (!bounds.empty() && used < 210) {
            canvas.label({40, 128 + used + 8, 720, 52}, ui::type::body, room().theme.ink2, bounds);
        }
        const Rect field{40, 410, 720, 96};
        canvas.panel(field, room().theme.surface, room().theme.primary, 5, 16);
        std::string shown = entry_shown(kind_, typed_.view(), room().language);
        const Quantity of = unit();
        if (item_.unit_options.size() < 2 && !of.unit.empty()) {
            shown += (shown.empty() ? "" : " ") + of.unit;
        }
        canvas.label(field.inset(24), ui::type::heading, room().theme.ink, shown);
        draw_units(kit, 514);
        if (const auto press = ui::keypad(kit, pad_corner, extra_key())) {
            take(*press, kit.frame.now_ms, out);
        }
        if (room().walk().may_decline(item_)) {
            ui::RowLook look;
            look.quiet = true;
            look.chosen = is_declined(room(), item_);
            if (ui::row(kit, "rather-not", {40, 594, 720, 78}, text("kiosk.rather-not"), look)) {
                typed_.clear();
                changed_at_.reset();
                out.emplace_back(act::Decline{item_.link_id});
            }
        }
        if (!changed_at_) return;
        if (kit.frame.now_ms - *changed_at_ >= pause_ms) {
            commit(out, false);
        } else {
            kit.frame.draw_again_at(*changed_at_ + pause_ms);
        }
    }

    const Item& item_;
    EntryKind kind_;
    ui::TypedText typed_;
    std::size_t unit_ = 0;
    std::optional<std::int64_t> changed_at_;
};

}  // namespace

ScreenPtr keypad_screen(const Room& room, const Item& item) {
    return std::make_unique<KeypadScreen>(room, item);
}

}  // namespace spine::kiosk
