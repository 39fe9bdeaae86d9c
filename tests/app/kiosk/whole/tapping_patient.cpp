#include "tapping_patient.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "ui/text.h"

namespace spine::test {

using questionnaire::ItemType;
using session::StepKind;

namespace {

constexpr Cause screen_wrong = "screen-wrong";
constexpr int most_movements = 400;
constexpr std::int64_t a_pause_ms = 2100;  // after which typed words become an answer

// The value behind a target, as answers.ndjson writes it.
nlohmann::json value_of(const questionnaire::Item& item, const std::string& code) {
    if (item.type == ItemType::Boolean) return code == "yes";
    if (item.type == ItemType::Integer) return std::stoi(code);
    return code;
}

bool is_words(const questionnaire::Item& item) {
    return item.type == ItemType::Text || item.type == ItemType::String;
}

}  // namespace

TappingPatient::TappingPatient(RealKiosk& kiosk, Random& random, PatientHabits habits, Say say)
    : kiosk_(kiosk), random_(random), habits_(std::move(habits)), say_(std::move(say)) {}

bool TappingPatient::happens(int percent) {
    return random_.below(100) < static_cast<std::uint32_t>(percent);
}

Status TappingPatient::stuck(const std::string& why) const {
    const std::string at = kiosk_.walking() ? kiosk_.step().id : "no step";
    return fail(screen_wrong, "At " + at + ": " + why + ".", "Look at this screen.");
}

Status TappingPatient::tap(const std::string& key) {
    if (!kiosk_.tap(key)) return stuck("there is no target " + key);
    if (kiosk_.desk().scene() == kiosk::Scene::Fault) return fail(*kiosk_.desk().fault());
    return {};
}

Status TappingPatient::walk() {
    if (auto sat = sit_down(); !sat) return sat;
    for (int i = 0; kiosk_.walking(); ++i) {
        if (i == most_movements) return stuck("the step cannot be left");
        Status moved;
        switch (kiosk_.step().kind) {
            case StepKind::Items:
                moved = answer_screen();
                break;
            case StepKind::TellStaff:
                say_("red");
                return {};
            case StepKind::Finished:
                say_("finishing");
                moved = tap("finished");
                break;
            default:
                moved = go_on();
        }
        if (!moved) return moved;
    }
    if (kiosk_.desk().scene() != kiosk::Scene::Welcome) return stuck("the walk did not end");
    say_("finished");
    return {};
}

Status TappingPatient::sit_down() {
    const kiosk::Desk& desk = kiosk_.desk();
    if (desk.scene() != kiosk::Scene::Welcome || desk.walk() != nullptr || !desk.code().empty())
        return stuck("it is not the first screen");
    say_("welcome " + kiosk_.print());
    if (auto begun = tap("language:" + habits_.language); !begun) return begun;
    say_("consent " + kiosk_.print());
    return consent();
}

Status TappingPatient::consent() {
    const bool research = happens(60);
    say_("gives consent.care true");
    if (auto yes = tap("answer:consent.care:yes"); !yes) return yes;
    const std::string answer = research ? "true" : "false";
    say_("gives consent.research " + answer);
    const std::string key = std::string("answer:consent.research:") + (research ? "yes" : "no");
    if (auto chosen = tap(key); !chosen) return chosen;
    given_ = {{"consent.care", "true"}, {"consent.research", answer}};
    if (auto gone = tap("next"); !gone) return gone;
    if (kiosk_.step().kind != StepKind::Code) return stuck("the code did not follow consent");
    say_("code " + kiosk_.desk().code());
    for (const auto& [link_id, json] : given_) say_(fmt::format("saved {} {}", link_id, json));
    return {};
}

Status TappingPatient::go_on() {
    if (kiosk_.has("back") && happens(habits_.goes_back)) return tap("back");
    return tap("next");
}

Status TappingPatient::answer_screen() {
    const auto items = kiosk_.step().items;  // the step itself is new after every answer
    for (const Item* item : items) {
        if (given_.contains(item->link_id) || item->read_only) continue;
        if (auto answered = answer(*item); !answered) return answered;
    }
    return go_on();
}

Status TappingPatient::answer(const Item& item) {
    if (is_words(item)) return write(item);
    if (kiosk_.has("rather-not") && happens(habits_.declines)) return decline(item);
    const auto keys = answers_on_screen(item);
    if (keys.empty()) return stuck("no answer stands on the screen");
    if (item.repeats) return choose_several(item);
    const std::string first = pick(item, keys);
    if (auto chosen = choose(item, first); !chosen) return chosen;
    if (!happens(habits_.changes_an_answer)) return {};
    const std::string second = pick(item, keys);
    return second == first ? Status() : choose(item, second);
}

std::vector<std::string> TappingPatient::answers_on_screen(const Item& item) const {
    std::vector<std::string> keys;
    const std::string rows = "answer:" + item.link_id + ":";
    for (const ui::Target& target : kiosk_.targets()) {
        const bool body = target.key.rfind("body:", 0) == 0;
        const bool row = target.key.rfind(rows, 0) == 0 && target.key != rows + "other";
        if (body || row) keys.push_back(target.key);
    }
    return keys;
}

// Most have a low back that hurts, since their walk is the longest.
std::string TappingPatient::pick(const Item& item, const std::vector<std::string>& keys) {
    std::string usual = "answer:about.part:low-back";
    if (item.link_id == "about.part" && (habits_.ticks_a_sign || happens(80))) return usual;
    return keys.at(random_.below(static_cast<std::uint32_t>(keys.size())));
}

Status TappingPatient::shown_as_saved(const std::string& link_id, const std::string& json) {
    if (!kiosk_.shows_saved()) return stuck("an answer is not shown as saved");
    given_[link_id] = json;
    say_("saved " + link_id + " " + json);
    return {};
}

Status TappingPatient::choose(const Item& item, const std::string& key) {
    const std::string prefix = "answer:" + item.link_id + ":";
    const std::string json = value_of(item, key.substr(prefix.size())).dump();
    say_("gives " + item.link_id + " " + json);
    if (auto tapped = tap(key); !tapped) return tapped;
    return shown_as_saved(item.link_id, json);
}

// A tap adds; what excludes the others is taken alone.
Status TappingPatient::choose_several(const Item& item) {
    auto keys = answers_on_screen(item);
    const std::string rows = "answer:" + item.link_id + ":";
    const bool sign = habits_.ticks_a_sign && item.link_id == "signs.a";
    if (sign) keys = {rows + "urine"};
    if (!sign && kiosk_.has(rows + "none")) keys = {rows + "none"};
    nlohmann::json values = nlohmann::json::array();
    for (std::uint32_t left = 1 + random_.below(3); left > 0 && !keys.empty(); --left) {
        const auto at = random_.below(static_cast<std::uint32_t>(keys.size()));
        const std::string key = keys[at];
        keys.erase(keys.begin() + at);
        const bool on_figure = key.rfind("body:", 0) == 0;
        values.push_back(key.substr(on_figure ? std::string("body:").size() : rows.size()));
        say_("gives " + item.link_id + " " + values.dump());
        if (auto tapped = tap(key); !tapped) return tapped;
        if (auto saved = shown_as_saved(item.link_id, values.dump()); !saved) return saved;
    }
    return {};
}

Status TappingPatient::decline(const Item& item) {
    say_("gives " + item.link_id + " null");
    if (auto tapped = tap("rather-not"); !tapped) return tapped;
    return shown_as_saved(item.link_id, "null");
}

// In two goes, each of which becomes an answer at a pause.
Status TappingPatient::write(const Item& item) {
    const bool behind_row = kiosk_.has("own-question");
    if (behind_row) {
        if (auto opened = tap("own-question"); !opened) return opened;
    }
    const std::size_t space = habits_.words.find(' ');
    std::string so_far;
    for (const std::string& part : {habits_.words.substr(0, space), habits_.words.substr(space)}) {
        so_far += part;
        const std::string json = nlohmann::json(so_far).dump();
        say_("gives " + item.link_id + " " + json);
        if (auto typed = type(part); !typed) return typed;
        if (kiosk_.shows_saved()) return stuck("typed words are shown as saved before they are");
        kiosk_.let_pass(a_pause_ms);
        kiosk_.let_pass(ui::deaf_after_new_screen_ms);
        if (auto saved = shown_as_saved(item.link_id, json); !saved) return saved;
    }
    return behind_row ? tap("next") : Status();
}

// A capital comes by itself at the beginning, and nowhere else.
Status TappingPatient::type(std::string_view words) {
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t from = at;
        (void)ui::next_character(words, at);
        std::string key(words.substr(from, at - from));
        if (key == " ") key = "space";
        if (key.size() == 1 && key[0] >= 'A' && key[0] <= 'Z')
            key[0] = static_cast<char>(key[0] - 'A' + 'a');
        if (!kiosk_.has("key:" + key)) {
            if (auto page = tap("key:numbers"); !page) return page;
        }
        if (auto typed = tap("key:" + key); !typed) return typed;
    }
    return {};
}

}  // namespace spine::test
