#include "kiosk/question.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "kiosk/kiosk_screen.h"
#include "ui/language.h"

namespace spine::kiosk {

using questionnaire::Answer;
using questionnaire::Coding;
using questionnaire::Control;
using questionnaire::Option;
using questionnaire::Quantity;
using questionnaire::Value;
using ui::Rect;

namespace {

bool teach_back(const Item& item) {
    return item.kiosk.count("explains") > 0;
}
bool knowledge(const Item& item) {
    return item.link_id.rfind("know.", 0) == 0;
}

bool starts_with_quote(const std::string& text) {
    for (const char* quote : {"“", "»", "«", "„", "\""}) {
        if (text.rfind(quote, 0) == 0) return true;
    }
    return false;
}

// With the decimal mark of the language, and a dash, since the font lacks the minus sign.
template <typename Number>
std::string number_words(Number value, std::string_view language) {
    std::array<char, 32> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    std::string words(digits.data(), error == std::errc() ? end : digits.data());
    const std::size_t point = words.find('.');
    if (point != std::string::npos) words[point] = ui::rules_of(language).decimal;
    if (!words.starts_with('-')) return words;
    words.replace(0, 1, "–");
    return ui::in_own_order(language, std::move(words));
}

// Day before month, as people here write it.
std::string date_words(const std::string& fhir) {
    if (fhir.size() < 10) return fhir;
    return fhir.substr(8, 2) + "." + fhir.substr(5, 2) + "." + fhir.substr(0, 4);
}

struct ValueWords {
    std::string_view language;
    std::string operator()(bool v) const { return v ? "true" : "false"; }
    std::string operator()(std::int64_t v) const { return number_words(v, language); }
    std::string operator()(double v) const { return number_words(v, language); }
    std::string operator()(const questionnaire::Date& v) const { return date_words(v.text); }
    std::string operator()(const questionnaire::DateTime& v) const {
        return date_words(v.text) + (v.text.size() > 15 ? " " + v.text.substr(11, 5) : "");
    }
    std::string operator()(const questionnaire::Time& v) const { return v.text.substr(0, 5); }
    std::string operator()(const std::string& v) const { return v; }
    std::string operator()(const Coding& v) const { return v.display.empty() ? v.code : v.display; }
    std::string operator()(const Quantity& v) const {
        return number_words(v.value, language) + (v.unit.empty() ? "" : " " + v.unit);
    }
};

const Answer* answer_of(const Room& room, const Item& item) {
    return room.walk().answer_of(item.link_id);
}

const Option* option_of(const Item& item, const Value& value) {
    const auto found = std::find_if(item.options.begin(), item.options.end(),
                                    [&](const Option& o) { return o.value == value; });
    return found == item.options.end() ? nullptr : &*found;
}

void join(std::string& all, const std::string& more) {
    if (more.empty()) return;
    if (!all.empty()) all += "\n";
    all += more;
}

}  // namespace

std::string question_words(const Room& room, const Item& item) {
    std::string words = item.text.in(room.language);
    if (!item.prefix.empty()) words = item.prefix.in(room.language) + " " + words;
    const bool statement =
        item.control == Control::AgreeScale || teach_back(item) || knowledge(item);
    if (!statement || starts_with_quote(words)) return words;
    return room.text("kiosk.quote.open") + words + room.text("kiosk.quote.close");
}

std::string prompt_words(const Room& room, const Item& item) {
    std::string words;
    const session::Step& step = room.walk().step();
    if (step.group != nullptr) join(words, step.group->text.in(room.language));
    for (const Item* display : step.displays) join(words, display->text.in(room.language));
    if (!words.empty()) return words;
    if (item.control == Control::AgreeScale) return room.text("kiosk.agree.prompt");
    if (teach_back(item) || knowledge(item)) return room.text("kiosk.check.prompt");
    return {};
}

std::string help_words(const Room& room, const Item& item) {
    if (!item.help.empty()) return item.help.in(room.language);
    if (teach_back(item)) return room.text("kiosk.check.hint");
    if (item.control == Control::BodyMap) return room.text("kiosk.body.hint");
    if (item.control == Control::NumberScale) return room.text("kiosk.scale.hint");
    if (item.repeats && !item.options.empty()) return room.text("kiosk.several.hint");
    switch (item.type) {
        case questionnaire::ItemType::Date:
            return room.text("kiosk.pad.date");
        case questionnaire::ItemType::Time:
            return room.text("kiosk.pad.time");
        case questionnaire::ItemType::DateTime:
            return room.text("kiosk.pad.date-time");
        default:
            break;
    }
    return {};
}

std::string value_words(const Room& room, const Item& item, const Value& value) {
    if (const bool* yes = std::get_if<bool>(&value)) {
        return room.text(*yes ? "kiosk.yes" : "kiosk.no");
    }
    if (const Option* option = option_of(item, value)) return option_words(room, *option);
    return std::visit(ValueWords{room.language}, value);
}

std::string option_words(const Room& room, const Option& option) {
    std::string words = option.display.in(room.language);
    if (words.empty()) words = std::visit(ValueWords{room.language}, option.value);
    return option.prefix.empty() ? words : option.prefix + " " + words;
}

namespace {

// In large print what helps gives way to a question that leaves it no room; who listens hears it.
bool leaves_room(const ui::Canvas& canvas, const Rect& box, const std::string& words,
                 const std::string& help) {
    if (!canvas.large_print()) return true;
    return canvas.height_of(box.w, ui::type::small_strong, words) + 15 +
               canvas.height_of(box.w, ui::type::small, help) <=
           box.h;
}

float draw_with_help(const ui::Kit& kit, const Room& room, const Item& item, const Rect& box,
                     const std::string& all_help) {
    float y = box.y;
    const auto rest = [&] { return Rect{box.x, y, box.w, box.bottom() - y}; };
    const std::string prompt = prompt_words(room, item);
    if (!prompt.empty()) {
        Rect part = rest();
        part.h = std::min(part.h, box.h / 2);
        y += fitted_body(kit, part, room.theme.ink2, prompt) + 8;
    }
    Rect part = rest();
    const std::string words = question_words(room, item);
    const bool room_for_help = leaves_room(kit.canvas(), part, words, all_help);
    const std::string help = room_for_help ? all_help : std::string();
    if (!help.empty()) {
        // In large print the question comes before what helps with it.
        const ui::Style& style = kit.canvas().large_print() ? ui::type::small : ui::type::body;
        const float wanted = kit.canvas().height_of(box.w, style, help) + 15;
        part.h = std::max(62.0F, part.h - std::min(wanted, part.h / 2));
    }
    y += fitted_heading(kit, part, room.theme.ink, words);
    if (!room_for_help) kit.canvas().say(all_help);
    if (!help.empty()) {
        y += 15;
        y += fitted_body(kit, rest(), room.theme.ink2, help);
    }
    return y - box.y;
}

}  // namespace

float draw_question(const ui::Kit& kit, const Room& room, const Item& item, const Rect& box) {
    return draw_with_help(kit, room, item, box, help_words(room, item));
}

float draw_question(const ui::Kit& kit, const Room& room, const Item& item, const Rect& box,
                    std::string_view what_to_do) {
    std::string help = item.help.in(room.language);
    join(help, std::string(what_to_do));
    return draw_with_help(kit, room, item, box, help);
}

bool is_chosen(const Room& room, const Item& item, const Value& value) {
    const Answer* answer = answer_of(room, item);
    return answer != nullptr &&
           std::find(answer->values.begin(), answer->values.end(), value) != answer->values.end();
}

bool is_declined(const Room& room, const Item& item) {
    const Answer* answer = answer_of(room, item);
    return answer != nullptr && answer->declined;
}

Action chosen(const Room& room, const Item& item, const Value& value) {
    if (!item.repeats) return act::Answer{item.link_id, {{value}, false}};
    Answer answer;
    const Answer* before = answer_of(room, item);
    const Option* option = option_of(item, value);
    const bool alone = option != nullptr && option->exclusive;
    if (before != nullptr) {
        for (const Value& kept : before->values) {
            const Option* other = option_of(item, kept);
            const bool pushed_out = alone || (other != nullptr && other->exclusive);
            if (kept == value || !pushed_out) answer.values.push_back(kept);
        }
    }
    const auto there = std::find(answer.values.begin(), answer.values.end(), value);
    if (there == answer.values.end()) {
        answer.values.push_back(value);
    } else {
        answer.values.erase(there);
    }
    if (answer.values.empty()) return act::Clear{item.link_id};
    return act::Answer{item.link_id, std::move(answer)};
}

std::string option_key(const Item& item, std::size_t index) {
    const Value& value = item.options.at(index).value;
    const auto* coding = std::get_if<Coding>(&value);
    const std::string name =
        coding != nullptr && !coding->code.empty() ? coding->code : std::to_string(index);
    return "answer:" + item.link_id + ":" + name;
}

void draw_rather_not(const ui::Kit& kit, const Room& room, const Item& item, Actions& out) {
    if (!room.walk().may_decline(item)) return;
    ui::RowLook look;
    look.quiet = true;
    look.one_line = true;
    look.chosen = is_declined(room, item);
    if (ui::row(kit, "rather-not", place::rather_not, room.text("kiosk.rather-not"), look)) {
        out.emplace_back(act::Decline{item.link_id});
    }
}

}  // namespace spine::kiosk
