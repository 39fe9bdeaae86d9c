// The steps of the coding, held to look/clinic.md and 08-free-text.png.
#include "coding_desk.h"
#include "sheet.h"

using namespace spine;
using test::Coding;

namespace {

// clang-format off
const test::SheetPart coded_parts[] = {
    {"units", "rail's place", {8, 152, 64, 60}, "08-free-text.png"},
    {"units", "accept", {1049, 20, 208, 36}, "08-free-text.png"},
    {"units", "withhold", {1265, 20, 143, 36}, "08-free-text.png"},
    {"units", "chosen theme", {1040, 180, 380, 40}, "08-free-text.png"},
    {"units", "new theme", {1052, 410, 129, 35}, "08-free-text.png"},
};

const test::SheetToken coded_tokens[] = {
    {"units", "line under the strip", 0xDCE1E8, {700, 136, 1, 1}},
    {"units", "line beside the list", 0xDCE1E8, {376, 850, 1, 1}},
    {"units", "line beside the text", 0xDCE1E8, {1024, 700, 1, 1}},
    {"units", "soft of the chosen theme", 0xE2ECF8, {1300, 200, 1, 1}},
    {"units", "theme A", 0x0B63A5, {1054, 195, 1, 1}},
    {"units", "theme B", 0xB34A00, {1054, 240, 1, 1}},
    {"units", "theme C", 0x007A5C, {1054, 284, 1, 1}},
    {"units", "theme D", 0x7C2A66, {1054, 328, 1, 1}},
    {"units", "theme E", 0x3D434B, {1054, 372, 1, 1}},
    {"units", "A underlined in the first line", 0x0B63A5, {800, 222, 190, 6}},
    {"units", "A goes on in the second", 0x0B63A5, {410, 268, 1, 1}},
    {"units", "B underlined", 0xB34A00, {408, 310, 584, 4}},
    {"units", "ink of a redaction", 0x12181F, {408, 190, 584, 80}},
    {"units", "the step's number", 0x144F8D, {300, 94, 300, 20}},
    {"units", "line between steps", 0x808C9C, {140, 104, 90, 1}},
    {"units", "line under the themes", 0xDCE1E8, {1240, 478, 1, 1}},
};

const test::SheetWords coded_words[] = {
    {"units", "Own words", "Egne ord", 112, 31, "08-free-text.png"},
    {"units", "Themes", "Temaer", 1052, 160, "08-free-text.png"},
    {"units", "Proof", "Bevis", 1084, 194, "08-free-text.png"},
    {"units", "Fear", "Frygt", 1084, 282, "08-free-text.png"},
    {"units", "Units in A", "Enheder i A", 1052, 494, "08-free-text.png"},
};
// clang-format on

struct Marked {
    std::size_t theme;
    const char *en, *da;
};
constexpr Marked kMarked[] = {
    {0, "I want a picture so that my boss at [employer] can see that it is not all in my head.",
     "Jeg vil have et billede, så min chef hos [employer] kan se, at det ikke sidder i hovedet."},
    {1, "[name] in [place] felt my back for one minute and said it was nothing.",
     "[name] i [place] mærkede på ryggen i et minut og sagde, at det var ingenting."},
    {2, "And honestly I am afraid of ending up like my father",
     "Og helt ærligt er jeg bange for at ende som min far"},
    {3, "who could hardly walk.", "der næsten ikke kunne gå."},
};
constexpr std::pair<const char*, const char*> kThemes[] = {
    {"Proof for others", "Bevis for andre"},
    {"Not examined properly", "Ikke undersøgt ordentligt"},
    {"Fear of what comes", "Frygt for det, der kommer"},
    {"A name opens doors", "Et navn åbner døre"},
    {"What I can do myself", "Hvad jeg selv kan gøre"}};

// As the sheet's people have coded it.
void coded(Coding& clinic, const std::string& language) {
    const bool da = language == "da";
    for (const auto& [en, danish] : kThemes) clinic.does(clinic::add_theme(da ? danish : en));
    clinic.look();
    const auto& first = clinic.text(da ? "Jeg har haft" : "I have had");
    const auto& themes = clinic.stored_->themes;
    const auto stored = clinic.stored_;
    for (const Marked& one : kMarked) {
        const std::string words = da ? one.da : one.en;
        clinic.does(
            clinic::mark_unit(first.id, clinic.words_in(first, words), themes[one.theme].id));
    }
    for (const clinic::CodedText& text : stored->texts)
        if (text.id != first.id)
            clinic.does(clinic::mark_unit(
                text.id, {0, static_cast<std::uint32_t>(text.size.points)}, themes[0].id));
    clinic.does(clinic::note_impression(first.id, da ? "Vil ses og tros." : "To be believed."));
    clinic.does(clinic::condense(themes[0].id, {},
                                 da ? "Jeg vil have, at det kan ses, så de tror på mig."
                                    : "I want it to be seen, so that they believe me."));
    clinic.look();
    for (std::size_t i = 0; i < 2; ++i)
        clinic.does(clinic::link_unit(themes[0].id, {}, clinic.stored_->themes[0].units[i], true));
    clinic.does(clinic::quote_unit(themes[0].id, {}, clinic.stored_->themes[0].units[0]));
    clinic.does(
        clinic::synthesise(themes[0].id, da ? "De fleste vil have et billede som bevis for andre."
                                            : "Most want a picture as proof for others."));
    clinic.look();
    const auto& again = clinic.stored_->themes[0];
    clinic.does(clinic::check_unit(again.synthesis, again.units[0], coding::Verdict::Supports));
    clinic.does(clinic::check_unit(again.synthesis, again.units[1], coding::Verdict::Contradicts));
}

void in_both(Coding& clinic, const std::string& name) {
    clinic.photograph(name + ".png");
    clinic.turn_dark();
    clinic.photograph(name + "-dark.png");
    clinic.turn_dark();
    clinic.screen_.frames(2);
}

}  // namespace

TEST_CASE("the steps of the coding stand as the sheet says, within 2 px and in its colours") {
    const std::string language = GENERATE("en", "da");
    INFO(language);
    Coding clinic(language);
    coded(clinic, language);
    const test::Sheet sheet{coded_parts, coded_tokens, coded_words};
    clinic.begin(U'1');
    clinic.show(clinic.text(language == "da" ? "Jeg har haft" : "I have had"));
    const std::string name = "clinic-coding-" + language + "-";
    in_both(clinic, name + "impression");
    clinic.press(ui::Key::Enter);
    clinic.type(language == "da" ? " Og undersøges." : " And examined.");
    clinic.photograph(name + "impression-typing.png");
    clinic.press(ui::Key::Escape);
    clinic.step(U'2');
    clinic.screen_.frames(2);
    hold_to(sheet, clinic, "units", language);
    in_both(clinic, name + "units");
    clinic.key(ui::Key::Down);
    clinic.key(ui::Key::Right);
    clinic.key(ui::Key::Right);
    clinic.key(ui::Key::Right, true);
    in_both(clinic, name + "unit-chosen");
    clinic.key(ui::Key::Escape);
    clinic.step(U'3');
    in_both(clinic, name + "condense");
    clinic.step(U'4');
    in_both(clinic, name + "synthesis");
}

TEST_CASE("a clinic that has released nothing says so in every step") {
    const std::string language = GENERATE("en", "da");
    test::Sitting clinic(language);
    for (auto& text : clinic.data_.texts_) text.reading = {};
    clinic.unlock();
    clinic.go(U'3');
    for (const char32_t number : {U'1', U'2', U'3', U'4'}) {
        clinic.screen_.key({ui::Key::Character, number, false, false, true});
        clinic.until([&] { return clinic.app_.model().coding().board() != nullptr; });
        clinic.screen_.frames(2);
        CHECK(clinic.says(language == "da" ? "Ingen tekst kan kodes." : "No text can be coded."));
    }
    clinic.photograph("clinic-coding-" + language + "-nothing.png");
}
