#include "kiosk/entered_values.h"

#include <algorithm>
#include <tuple>

#include "kiosk/kiosk_screen.h"
#include "questionnaire/limits.h"

namespace spine::kiosk {

using questionnaire::Answer;
using questionnaire::Problem;
using questionnaire::Value;
using ui::Rect;

namespace {

constexpr float row_gap = 8;
constexpr float low_row = 82, high_row = 106;  // one line of words, two lines
constexpr float remove_w = 82;
constexpr float words_w = place::answers.w - remove_w - row_gap;
constexpr float words_inside = words_w - 92 - 14;  // as ui::row() sets them
constexpr Rect list_place{540, 128, 700, 458};
constexpr ui::ButtonLook plain_look{ui::Rank::Secondary};
constexpr ui::ButtonLook with_list{ui::Rank::Secondary, ui::icons::list, false, true};

// One or two lines; what is longer ends in an ellipsis, since the field shows the whole.
std::string row_words(const ui::Canvas& canvas, std::string words) {
    std::replace(words.begin(), words.end(), '\n', ' ');
    const ui::Style& style = ui::type::sign_strong;
    const auto lines = ui::break_lines(canvas.fonts(), canvas.size_of(style), words, words_inside);
    if (lines.size() <= 2) return words;
    const auto text_of = [](const ui::TextLine& line) {
        std::string text;
        for (const ui::TextRun& run : line.runs) text += run.text;
        return text;
    };
    std::string last = text_of(lines[1]);
    while (!last.empty() && canvas.width_of(style, last + "…") > words_inside) {
        do last.pop_back();
        while (!last.empty() && (static_cast<unsigned char>(last.back()) & 0xC0U) == 0x80U);
    }
    return text_of(lines[0]) + "\n" + last + "…";
}

bool remove_mark(const ui::Kit& kit, std::string_view key, const Rect& box) {
    const bool pressed = kit.targets().add(key, box);
    const bool held = kit.targets().held(key);
    kit.canvas().panel(box, held ? kit.theme.tint_down : kit.theme.surface, kit.theme.primary,
                       held ? 4.0F : 3.0F, 16);
    kit.canvas().icon(box.centre(), 46, ui::icons::close,
                      held ? kit.theme.primary_on_tint_down : kit.theme.primary);
    return pressed;
}

// Something else stands under the finger now: a hand that shakes must not take away two answers.
void wait_for_the_finger(const ui::Kit& kit) {
    kit.targets().new_screen(kit.frame.now_ms);
}

}  // namespace

EnteredValues::EnteredValues(const Room& room, const Item& item) : room_(room), item_(item) {
    const Answer* answer = room.walk().answer_of(item.link_id);
    if (!item.repeats || answer == nullptr) return;
    others_ = answer->values;
    place_ = others_.size();
    listed_ = !others_.empty();
}

std::optional<Value> EnteredValues::field_value() const {
    const Answer* answer = room_.walk().answer_of(item_.link_id);
    if (item_.repeats || answer == nullptr || answer->values.empty()) return {};
    return answer->values.front();
}

Action EnteredValues::answer_with(std::optional<Value> field) const {
    Answer answer{others_, false};
    if (field) {
        answer.values.insert(answer.values.begin() + static_cast<std::ptrdiff_t>(place_),
                             std::move(*field));
    }
    if (answer.values.empty()) return act::Clear{item_.link_id};
    return act::Answer{item_.link_id, std::move(answer)};
}

std::size_t EnteredValues::most() const {
    if (!item_.repeats) return 1;
    return item_.max_occurs ? static_cast<std::size_t>(*item_.max_occurs) : SIZE_MAX;
}

std::string EnteredValues::count_words() const {
    return ui::fill_in(room_.text("kiosk.entered.count"),
                       {{"count", std::to_string(others_.size())}});
}

float EnteredValues::asks_width(const ui::Canvas& canvas) const {
    return std::max(ui::button_width(canvas, room_.text("kiosk.entered.another"), plain_look, 0),
                    ui::button_width(canvas, count_words(), with_list, 0));
}

EnteredValues::Asked EnteredValues::draw_asks(const ui::Kit& kit, const Rect& another,
                                              const Rect& list) const {
    Asked asked = Asked::Nothing;
    if (others_.size() + 1 < most() &&
        ui::button(kit, "add-another", another, room_.text("kiosk.entered.another"), plain_look)) {
        asked = Asked::Another;
    }
    if (has_others() && ui::button(kit, "entered-list", list, count_words(), with_list)) {
        asked = Asked::List;
    }
    if (asked != Asked::Nothing) wait_for_the_finger(kit);
    return asked;
}

bool EnteredValues::settle(Asked asked, const std::optional<Value>& field, Actions& out) {
    if (!field && asked == Asked::Another) {
        out.emplace_back(act::Note{"kiosk.note.type"});
        return false;
    }
    if (field) {
        const Answer alone{{*field}, false};
        const auto problem = questionnaire::check(item_, &alone);
        if (problem == Problem::TooShort) {
            out.emplace_back(act::Note{"kiosk.note.too-short"});
            return false;
        }
        out.push_back(answer_with(field));
        // The app refuses it, too, and says why.
        if (problem && problem != Problem::TooFew) return false;
        others_.insert(others_.begin() + static_cast<std::ptrdiff_t>(place_), *field);
    } else {
        out.push_back(answer_with({}));
    }
    place_ = others_.size();
    listed_ = asked == Asked::List;
    return true;
}

EnteredValues::Opened EnteredValues::take_out(std::size_t index) {
    Opened opened{others_.at(index)};
    others_.erase(others_.begin() + static_cast<std::ptrdiff_t>(index));
    place_ = index;
    listed_ = false;
    return opened;
}

void EnteredValues::draw_more(const ui::Kit& kit, const Rect& box, std::size_t pages) {
    const std::string words = room_.text("kiosk.more-answers") + " (" + std::to_string(page_ + 1) +
                              "/" + std::to_string(pages) + ")";
    if (ui::button(kit, "more-answers", box, words, with_list)) page_ = (page_ + 1) % pages;
}

void EnteredValues::measure(const ui::Canvas& canvas) {
    if (rows_.values == others_ && rows_.language == room_.language) return;
    rows_ = {room_.language, others_, {}, low_row};
    for (const Value& value : others_) {
        rows_.texts.push_back(row_words(canvas, value_words(room_, item_, value)));
        if (ui::row_height(canvas, words_w, rows_.texts.back(), low_row) > low_row)
            rows_.height = high_row;
    }
}

std::optional<EnteredValues::Opened> EnteredValues::draw_rows(const ui::Kit& kit, Actions& out) {
    measure(kit.canvas());
    const std::vector<std::string>& texts = rows_.texts;
    const float h = rows_.height;
    const auto slots = static_cast<std::size_t>((list_place.h + row_gap) / (h + row_gap));
    const std::size_t a_page = texts.size() > slots ? slots - 1 : slots;
    const std::size_t pages = (texts.size() + a_page - 1) / a_page;
    page_ = std::min(page_, pages - 1);
    const std::size_t end = std::min((page_ + 1) * a_page, texts.size());
    std::optional<std::size_t> removed;
    float y = list_place.y;
    for (std::size_t i = page_ * a_page; i < end; ++i, y += h + row_gap) {
        const std::string index = std::to_string(i);
        ui::RowLook look;
        look.mark = ui::Mark::Pencil;
        const ui::Canvas::Saying typed(kit.canvas(), ui::Heard::Typed);
        if (ui::row(kit, "entered:" + index, {540, y, words_w, h}, texts[i], look)) {
            wait_for_the_finger(kit);
            return take_out(i);
        }
        if (remove_mark(kit, "remove:" + index, {1240 - remove_w, y, remove_w, h})) removed = i;
    }
    const auto last = static_cast<float>(slots - 1);
    if (pages > 1) draw_more(kit, {540, list_place.y + last * (h + row_gap), 700, h}, pages);
    if (!removed) return {};
    wait_for_the_finger(kit);
    std::ignore = take_out(*removed);
    out.push_back(answer_with({}));
    place_ = others_.size();
    listed_ = !others_.empty();
    if (listed_) return {};
    return Opened{};
}

std::optional<EnteredValues::Opened> EnteredValues::draw_list(const ui::Kit& kit, Actions& out) {
    draw_question(kit, room_, item_, place::question, room_.text("kiosk.entered.hint"));
    if (others_.size() < most() && ui::button(kit, "add-another", place::rather_not,
                                              room_.text("kiosk.entered.another"), plain_look)) {
        place_ = others_.size();
        listed_ = false;
        wait_for_the_finger(kit);
        return Opened{};
    }
    return draw_rows(kit, out);
}

}  // namespace spine::kiosk
