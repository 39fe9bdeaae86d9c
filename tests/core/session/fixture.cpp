#include "core/session/fixture.h"

#include <catch2/catch.hpp>

namespace spine::test {

using namespace session;
using questionnaire::Answer;
using questionnaire::Item;
using questionnaire::ItemType;

namespace {

constexpr std::string_view small = R"({
 "resourceType":"Questionnaire","id":"small","url":"urn:small","version":"1","status":"draft",
 "language":"en","item":[
 {"linkId":"consent","type":"group","text":"May we use your answers?",
  "extension":[{"url":"urn:spine-kiosk:control","valueCode":"consent"}],"item":[
  {"linkId":"consent.care","type":"boolean","text":"For your care","required":true},
  {"linkId":"consent.research","type":"boolean","text":"For research","required":true}]},
 {"linkId":"show.code","type":"display","text":"Keep this number",
  "extension":[{"url":"urn:spine-kiosk:step","valueCode":"code"}]},
 {"linkId":"about","type":"group","text":"About you","item":[
  {"linkId":"about.intro","type":"display","text":"First a few words."},
  {"linkId":"about.part","type":"choice","text":"Which part?","answerOption":[
   {"valueCoding":{"code":"low-back"}},{"valueCoding":{"code":"none-now"}}]},
  {"linkId":"about.age","type":"choice","text":"How old?","answerOption":[
   {"valueCoding":{"code":"under-18"}},{"valueCoding":{"code":"40-49"}}]}]},
 {"linkId":"signs.a","type":"choice","repeats":true,"text":"Any of these?",
  "extension":[{"url":"urn:spine-kiosk:control","valueCode":"sign-list"}],"answerOption":[
   {"valueCoding":{"code":"urine"}},{"valueCoding":{"code":"both-legs"}},
   {"valueCoding":{"code":"none"},"extension":[{"url":
    "http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive","valueBoolean":true}]},
   {"valueCoding":{"code":"not-sure"},"extension":[{"url":
    "http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive","valueBoolean":true}]}]},
 {"linkId":"signs.a.each.urine","type":"choice","text":"Trouble passing urine?",
  "enableWhen":[{"question":"signs.a","operator":"=","answerCoding":{"code":"not-sure"}}],
  "answerOption":[{"valueCoding":{"code":"yes"}},{"valueCoding":{"code":"no"}},
   {"valueCoding":{"code":"not-sure"}}]},
 {"linkId":"signs.b","type":"choice","repeats":true,"text":"And these?",
  "extension":[{"url":"urn:spine-kiosk:control","valueCode":"sign-list"}],"answerOption":[
   {"valueCoding":{"code":"cancer"}},
   {"valueCoding":{"code":"none"},"extension":[{"url":
    "http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive","valueBoolean":true}]}]},
 {"linkId":"hope.proof","type":"choice","text":"A scan would show that my pain is real.",
  "extension":[{"url":"urn:spine-kiosk:control","valueCode":"agree-scale"}],"answerOption":[
   {"valueCoding":{"code":"0"}},{"valueCoding":{"code":"4"}}]},
 {"linkId":"words.hope","type":"text","text":"What do you hope for?","maxLength":1000},
 {"linkId":"show.pages","type":"display","text":"Pages",
  "extension":[{"url":"urn:spine-kiosk:step","valueCode":"pages"}]},
 {"linkId":"know.normal.after","type":"choice","text":"A normal scan means no pain.",
  "extension":[{"url":"urn:spine-kiosk:explains","valueCode":"explain-normal"}],
  "enableWhen":[{"question":"about.part","operator":"=","answerCoding":{"code":"low-back"}}],
  "answerOption":[{"valueCoding":{"code":"true"}},{"valueCoding":{"code":"false"}},
   {"valueCoding":{"code":"not-sure"}}]},
 {"linkId":"hope.proof.after","type":"choice","text":"A scan would show that my pain is real.",
  "answerOption":[{"valueCoding":{"code":"0"}},{"valueCoding":{"code":"4"}}]},
 {"linkId":"ask.prepared","type":"choice","repeats":true,"text":"What would you like to ask?",
  "extension":[{"url":"urn:spine-kiosk:control","valueCode":"question-list"}],"answerOption":[
   {"valueCoding":{"code":"cause"}},{"valueCoding":{"code":"scan"}}]},
 {"linkId":"show.finish","type":"display","text":"Thank you",
  "extension":[{"url":"urn:spine-kiosk:step","valueCode":"finish"}]}]})";

questionnaire::Expression expression(std::string_view text) {
    auto parsed = questionnaire::Expression::parse(text);
    if (!parsed) FAIL(parsed.error().sentence());
    return *parsed;
}

void add_page(information::Library& library, const std::string& id) {
    information::Page page;
    page.id = id;
    page.language = "en";
    page.title = "Title of " + id;
    library.pages[id]["en"] = page;
    page.language = "da";
    library.pages[id]["da"] = page;
}

}  // namespace

SmallClinic::SmallClinic() {
    auto parsed = questionnaire::parse(small);
    if (!parsed) FAIL(parsed.error().sentence());
    questionnaire = std::move(*parsed);
    rules.consent_care = "consent.care";
    rules.consent_research = "consent.research";
    rules.age = "about.age";
    rules.ages_without_research = {"under-18"};
    rules.tier_a = expression(
        "signs.a has 'urine' or signs.a.each.urine = 'yes' "
        "or signs.a.each.urine = 'not-sure'");
    rules.tier_b = expression("signs.a has 'both-legs' or signs.b has 'cancer'");
    for (const char* id :
         {"symptoms", "proof", "low-back-only", "explain-normal", "tier-a", "tier-b"})
        add_page(library, id);
    library.rules.push_back(
        {"symptoms", expression("answered(signs.a) or not answered(signs.a)"), true});
    library.rules.push_back({"proof", expression("hope.proof = '4'"), false});
    library.rules.push_back({"low-back-only", expression("about.part = 'low-back'"), false});
    library.age_item = "about.age";
}

bool Patient::answer(std::string_view link_id, std::string_view json) {
    const Item* item = content_.questionnaire.find(link_id);
    REQUIRE(item != nullptr);
    auto answer = questionnaire::decode(*item, json);
    if (!answer) FAIL(answer.error().sentence());
    auto caused = walk.answer(link_id, *answer);
    if (!caused) return false;
    take(std::move(*caused));
    return true;
}

void Patient::take(Events more) {
    for (Event& event : more) events.push_back(std::move(event));
}

void Patient::begin_if_wanted() {
    if (walk.wants_to_begin())
        take(walk.begin(walk.entered_code().empty() ? "131873" : walk.entered_code()));
}

Moved Patient::next() {
    Moved moved = walk.next();
    if (moved.withdrawn) events.clear();
    take(moved.events);
    begin_if_wanted();
    return moved;
}

std::map<std::string, std::string, std::less<>> Patient::counted() const {
    std::map<std::string, std::string, std::less<>> out;
    for (const auto& [link_id, answer] : walk.answers()) {
        const Item* item = content_.questionnaire.find(link_id);
        out[link_id] = answer.declined ? "null" : questionnaire::encode(*item, answer);
    }
    return out;
}

Answer Patient::plain_answer(const Item& item) const {
    Answer answer;
    for (const char* harmless : {"none", "no"})
        for (const questionnaire::Option& option : item.options)
            if (questionnaire::encode(item, {{option.value}, false})
                    .find('"' + std::string(harmless) + '"') != std::string::npos)
                return {{option.value}, false};
    if (!item.options.empty()) return {{item.options.front().value}, false};
    switch (item.type) {
        case ItemType::Boolean:
            return {{true}, false};
        case ItemType::Integer:
            return {{std::int64_t{3}}, false};
        case ItemType::Decimal:
            return {{3.0}, false};
        case ItemType::String:
        case ItemType::Text:
            return {{std::string("words")}, false};
        default:
            return {};
    }
}

void Patient::walk_to(std::string_view step_id) {
    for (int guard = 0; at() != step_id; ++guard) {
        REQUIRE(guard < 500);
        const auto items = walk.step().items;
        for (const Item* item : items) {
            if (walk.answer_of(item->link_id) != nullptr) continue;
            if (auto caused = walk.answer(item->link_id, plain_answer(*item))) take(*caused);
        }
        INFO(at());
        REQUIRE(next().moved);
    }
}

}  // namespace spine::test
