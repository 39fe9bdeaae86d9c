#include "tapping_patient.h"

#include <algorithm>
#include <catch2/catch.hpp>

namespace spine::test {

using nlohmann::json;
using questionnaire::Coding;
using questionnaire::Item;
using questionnaire::ItemType;
using session::StepKind;

namespace {

constexpr int most_screens = 120;

std::string after_last_colon(const std::string& key) {
    return key.substr(key.rfind(':') + 1);
}

// The code of the option whose place on a number scale was tapped.
std::string code_at(const Item& item, const std::string& number) {
    for (const auto& option : item.options) {
        const auto* coding = std::get_if<Coding>(&option.value);
        if (coding == nullptr) continue;
        if (option.ordinal && std::to_string(static_cast<int>(*option.ordinal)) == number) {
            return coding->code;
        }
    }
    return number;
}

// What a tap on that key says, in the encoding of `kioskctl show --json`.
json meaning_of(const Item& item, const std::string& key) {
    const std::string last = after_last_colon(key);
    if (item.type == ItemType::Boolean) return last == "yes";
    if (item.type == ItemType::Integer) return std::stoi(last);
    return code_at(item, last);
}

}  // namespace

std::vector<std::string> TappingPatient::keys_of(const Item& item) const {
    std::vector<std::string> keys;
    for (const std::string& key : tablet_.twin().keys()) {
        if (key.starts_with("answer:" + item.link_id + ":")) keys.push_back(key);
    }
    return keys;
}

void TappingPatient::tap(const Item& item, const std::string& key) {
    tablet_.tap(key);
    json& said = tapped_[item.link_id];
    if (key == "rather-not") {
        said = nullptr;
    } else if (item.repeats) {
        said.push_back(meaning_of(item, key));
    } else {
        said = meaning_of(item, key);
    }
}

void TappingPatient::write_own(const Item& item) {
    const auto wish = wishes_.words.find(item.link_id);
    tapped_[item.link_id] = nullptr;  // Next without a word: "I would rather not"
    if (wish == wishes_.words.end()) return;
    const bool field_waits = tablet_.twin().has("own-question");
    if (field_waits) tablet_.tap("own-question");
    tablet_.write(wish->second);
    tapped_[item.link_id] = wish->second;
    if (field_waits) tablet_.tap("next");
}

void TappingPatient::answer(const Item& item) {
    if (item.type == ItemType::Text) return write_own(item);
    const auto wish = wishes_.taps.find(item.link_id);
    if (wish != wishes_.taps.end()) {
        for (const std::string& key : wish->second) tap(item, key);
        return;
    }
    const std::vector<std::string> keys = keys_of(item);
    INFO("an answer to " << item.link_id);
    REQUIRE_FALSE(keys.empty());
    tap(item, keys[++whim_ * 7 % keys.size()]);
}

void TappingPatient::answer_what_stands_there() {
    const auto items = tablet_.twin().desk().walk()->step().items;
    for (const Item* item : items) {
        if (!tapped_.contains(item->link_id)) answer(*item);
    }
}

void TappingPatient::go_on() {
    tablet_.tap("next");
    ++screens_;
}

bool TappingPatient::standing_at(const std::string& link_id) const {
    const auto& items = tablet_.twin().desk().walk()->step().items;
    return std::any_of(items.begin(), items.end(),
                       [&](const Item* item) { return item->link_id == link_id; });
}

void TappingPatient::walk(const std::string& until) {
    code_ = tablet_.come_to_code(wishes_.language);
    tablet_.photograph("code");
    tapped_["consent.care"] = true;
    tapped_["consent.research"] = true;
    screens_ = 2;
    while (true) {
        const StepKind kind = tablet_.twin().desk().walk()->step().kind;
        if (kind == StepKind::Finished || standing_at(until)) return;
        REQUIRE(screens_ < most_screens);
        if (kind == StepKind::Explanation) ++explanations_;
        if (kind == StepKind::Items) answer_what_stands_there();
        go_on();
    }
}

}  // namespace spine::test
