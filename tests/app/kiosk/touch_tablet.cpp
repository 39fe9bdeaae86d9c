#include "touch_tablet.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <filesystem>

#include "kiosk/kiosk_screen.h"
#include "questionnaire/parser.h"

namespace spine::test {

using information::Block;
using information::BlockKind;
using information::Layout;
using information::Page;
using kiosk::Scene;

namespace {

questionnaire::Expression expression(std::string_view text) {
    auto parsed = questionnaire::Expression::parse(text);
    if (!parsed) FAIL(parsed.error().sentence());
    return *parsed;
}

Block paragraph(std::string words, BlockKind kind = BlockKind::Paragraph, int column = 0) {
    Block block;
    block.kind = kind;
    block.column = column;
    block.runs.push_back({std::move(words), false});
    return block;
}

struct Words {
    const char* id;
    Layout layout;
    const char *title_en, *title_da;
    std::vector<const char*> en, da;
};

const std::vector<Words>& page_words() {
    static const std::vector<Words> words{
        {"symptoms",
         Layout::Text,
         "What back pain can mean",
         "Hvad rygsmerter kan betyde",
         {"Your pain is real. For most people nobody can point to one exact spot.",
          "That is common. It does not mean that nothing is wrong."},
         {"Dine smerter er virkelige. Hos de fleste kan ingen pege på ét bestemt sted.",
          "Det er almindeligt. Det betyder ikke, at der ikke er noget galt."}},
        {"pain-is-real",
         Layout::Picture,
         "Your pain is real",
         "Dine smerter er virkelige",
         {"You feel it. You do not need a picture to prove it.",
          "Pain can be strong even when a scan looks normal.",
          "Tell us what it is like for you. That helps us to help you."},
         {"Du mærker dem. Du behøver ikke et billede som bevis.",
          "Smerter kan være stærke, selv om en skanning ser normal ud.",
          "Fortæl os, hvordan det er for dig. Så kan vi bedre hjælpe."}},
        {"changes",
         Layout::IconArray,
         "Changes are common",
         "Forandringer er almindelige",
         {"Of 100 people aged 40 without back pain, about 50 have a bulging disc on a scan and "
          "about 50 do not.",
          "A scan alone cannot tell whether it is the cause of your pain."},
         {"Af 100 på 40 år uden rygsmerter har cirka 50 en udbuling på en skanning, og cirka 50 "
          "har ikke.",
          "En skanning kan ikke alene vise, om det er årsagen til dine smerter."}},
        {"scan-can-cannot",
         Layout::TwoColumns,
         "What an MRI scan can and cannot do",
         "Hvad en MR-skanning kan og ikke kan",
         {"#0It can", "0help find rare, serious illness", "0help plan an operation or injection",
          "0show discs, nerves and bones", "#1It cannot", "1show how much pain you have",
          "1tell on its own what causes the pain", "1say whether your pain is real"},
         {"#0Den kan", "0hjælpe med at finde sjælden, alvorlig sygdom",
          "0hjælpe med at planlægge en operation", "0vise skiver, nerver og knogler",
          "#1Den kan ikke", "1vise, hvor ondt du har", "1alene sige, hvad smerterne skyldes",
          "1sige, om dine smerter er virkelige"}},
        {"explain-normal",
         Layout::Explanation,
         "Many people think so",
         "Det tror mange",
         {"Pain can be real and strong even when a scan looks normal.",
          "A scan shows what the back looks like. It does not show pain."},
         {"Smerter kan være virkelige og stærke, selv om en skanning ser normal ud.",
          "En skanning viser, hvordan ryggen ser ud. Den viser ikke smerter."}},
        {"tier-a",
         Layout::TellStaff,
         "Please stop here and tell staff now",
         "Stop her, og sig det til personalet nu",
         {"One of your answers needs a health professional straight away.",
          "*Go to the desk or ask someone to get help. Do not go home first."},
         {"Et af dine svar skal ses af en sundhedsperson med det samme.",
          "*Gå til skranken, eller bed nogen om at hente hjælp. Tag ikke hjem først."}},
        {"tier-b",
         Layout::TellStaffKindly,
         "Please speak with staff before you leave",
         "Tal med personalet, før du går",
         {"Say: the tablet asked me to speak with you.",
          "They need to know before they examine you."},
         {"Sig: skærmen bad mig tale med jer.", "De skal vide det, før de undersøger dig."}},
    };
    return words;
}

Page page_of(const Words& words, bool danish) {
    Page page;
    page.id = words.id;
    page.language = danish ? "da" : "en";
    page.layout = words.layout;
    page.title = danish ? words.title_da : words.title_en;
    for (const char* line : danish ? words.da : words.en) {
        std::string text = line;
        if (words.layout == Layout::TwoColumns) {
            const bool heading = text[0] == '#';
            const int column = text[heading ? 1 : 0] - '0';
            page.blocks.push_back(paragraph(text.substr(heading ? 2 : 1),
                                            heading ? BlockKind::ColumnHeading : BlockKind::Bullet,
                                            column));
        } else {
            const bool bold = text[0] == '*';
            page.blocks.push_back(paragraph(bold ? text.substr(1) : text));
            page.blocks.back().runs[0].bold = bold;
        }
    }
    if (words.layout == Layout::Picture) page.illustration = "two-people";
    if (words.layout == Layout::IconArray) {
        page.source_line =
            danish ? "Kilde: Brinjikji m.fl., 2015" : "Source: Brinjikji and others, 2015";
        page.icons = information::IconArray{50, danish ? "50 har" : "50 have",
                                            danish ? "50 har ikke" : "50 do not", ""};
    }
    return page;
}

questionnaire::Questionnaire read_questionnaire(const char* name) {
    const auto file = project() / "kiosk-config/questionnaires" / (std::string(name) + ".json");
    auto parsed = questionnaire::parse(slurp(file));
    if (!parsed) FAIL(parsed.error().sentence());
    return std::move(*parsed);
}

// Exact pixels at the usual size; what is read back must be what was asked for.
std::filesystem::path photo_folder() {
    const char* folder = std::getenv("SPINE_PHOTOS");
    return folder == nullptr ? std::filesystem::path() : std::filesystem::path(folder);
}

}  // namespace

config::Config touch_configuration() {
    config::Config config;
    config.signed_off = true;
    config.settings.default_language = "da";
    config.settings.languages = {"da", "en"};
    config.settings.clinic_name = "Spine clinic";
    config.settings.desk_phone = "12 34 56 78";
    config.settings.walk_questionnaire = "before-assessment";
    config.settings.after_visit_questionnaire = "after-visit";
    for (const char* id : {"before-assessment", "after-visit"}) {
        config.questionnaires[id] = read_questionnaire(id);
    }
    questionnaire::WalkRules rules;
    rules.consent_care = "consent.care";
    rules.consent_research = "consent.research";
    rules.age = "about.age";
    rules.ages_without_research = {"under-18"};
    rules.tier_a = expression("signs.a has 'urine'");
    rules.tier_b = expression("signs.b has 'cancer'");
    config.walks["before-assessment"] = rules;
    questionnaire::WalkRules after;
    after.asks_for_code_first = true;
    config.walks["after-visit"] = after;
    for (const Words& words : page_words()) {
        config.library.pages[words.id]["en"] = page_of(words, false);
        config.library.pages[words.id]["da"] = page_of(words, true);
    }
    for (const char* id : {"explain-changes", "explain-operation", "explain-amount"}) {
        config.library.pages[id] = config.library.pages["explain-normal"];
        for (auto& [language, page] : config.library.pages[id]) page.id = id;
    }
    for (const char* id : {"symptoms", "pain-is-real", "changes", "scan-can-cannot"}) {
        config.library.rules.push_back({id, expression("about.part = 'low-back'"), true});
    }
    config.library.age_item = "about.age";
    return config;
}

ui::Strings touch_strings() {
    SystemFiles files;
    auto strings = ui::Strings::load(files, project() / "assets/strings", {"da", "en"},
                                     kiosk::required_strings());
    if (!strings) FAIL(strings.error().sentence());
    return std::move(*strings);
}

namespace {

std::unique_ptr<ui::Fonts> touch_fonts() {
    auto fonts = ui::Fonts::load();
    if (!fonts) FAIL(fonts.error().sentence());
    return std::move(*fonts);
}

}  // namespace

TouchTablet::TouchTablet(config::Config configuration, ui::Pixels display)
    : config(std::move(configuration)),
      desk(config, keeper, clock),
      strings(touch_strings()),
      app(desk, strings, clock,
          {"Tablet 3", [](const std::string& pin) { return pin == "2580"; }, [this] { ++chimes; },
           [this] {
               const std::lock_guard lock(mutex_);
               result_waits_ = true;
               woken_.notify_all();
           }}),
      stage(ui::kiosk_design, touch_fonts()),
      screen(stage, app, clock, display) {}

void TouchTablet::tap(std::string_view key) {
    clock.advance_ms(ui::deaf_after_new_screen_ms);
    INFO("tap " << key << " at " << at());
    const ui::Target* target = stage.targets().find(key);
    REQUIRE(target != nullptr);
    CHECK(stage.scale().page().contains(target->press_at));
    CHECK(screen.tap(key));
    clock.advance_ms(ui::deaf_after_new_screen_ms);
    screen.frame();
}

void TouchTablet::write(std::string_view words) {
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t from = at;
        (void)ui::next_character(words, at);
        std::string key(words.substr(from, at - from));
        if (key == " ") key = "space";
        if (!screen.has("key:" + key)) tap("key:numbers");
        tap("key:" + key);
    }
}

void TouchTablet::pass_seconds(int seconds) {
    for (int i = 0; i < seconds; ++i) {
        clock.advance_ms(1000);
        screen.frame();
    }
}

void TouchTablet::settle() {
    {
        std::unique_lock lock(mutex_);
        REQUIRE(woken_.wait_for(lock, std::chrono::seconds(30), [this] { return result_waits_; }));
        result_waits_ = false;
    }
    screen.frames(2);
    clock.advance_ms(ui::deaf_after_new_screen_ms);
    screen.frame();
}

std::string TouchTablet::at() const {
    switch (desk.scene()) {
        case Scene::Welcome:
            return "welcome";
        case Scene::Walking:
            return desk.walk()->step().id;
        case Scene::StopAsked:
            return "stop-asked";
        case Scene::StillThere:
            return "still-there";
        case Scene::Stopped:
            return "stopped";
        case Scene::Fault:
            break;
    }
    return "fault";
}

void TouchTablet::look(const std::string& name) {
    clock.advance_ms(ui::deaf_after_new_screen_ms);
    screen.frames(2);
    INFO("screen " << name << " at " << at());
    const ui::Rect page = stage.scale().page();
    for (const ui::Target& target : stage.targets().all()) {
        INFO("target " << target.key << " " << target.rect.x << "," << target.rect.y << " "
                       << target.rect.w << "x" << target.rect.h);
        CHECK(page.holds(target.rect));
        CHECK(target.rect.h >= 71);
        CHECK(target.rect.w >= 71);
    }
    for (const ui::Misfit& misfit : stage.misfits()) {
        FAIL_CHECK("does not fit: '" << misfit.text << "' in " << misfit.box.w << "x"
                                     << misfit.box.h << " needs " << misfit.needed_w << "x"
                                     << misfit.needed_h);
    }
    if (const auto folder = photo_folder(); !folder.empty()) {
        std::filesystem::create_directories(folder);
        CHECK(screen.photograph(folder / (name + ".png")));
    }
}

void TouchTablet::consent(std::string_view language) {
    tap("language:" + std::string(language));
    answer("consent.care", "yes");
    answer("consent.research", "no");
    next();
}

// The first answer that stands on the screen and is no refusal.
void TouchTablet::answer_plainly() {
    const auto& targets = stage.targets().all();
    std::vector<std::string> keys;
    for (const ui::Target& target : targets) {
        if (target.key.rfind("answer:", 0) == 0) keys.push_back(target.key);
    }
    const session::Step step = desk.walk()->step();
    for (const questionnaire::Item* item : step.items) {
        if (desk.walk()->answer_of(item->link_id) != nullptr) continue;
        const std::string prefix = "answer:" + item->link_id + ":";
        std::string key;
        for (const std::string& one : keys) {
            if (key.empty() && one.rfind(prefix, 0) == 0) key = one;
            if (one == prefix + "none") key = one;
        }
        if (!key.empty()) tap(key);
    }
}

void TouchTablet::walk_to(std::string_view step, bool look_at_each) {
    for (int guard = 0; at() != step; ++guard) {
        INFO("on the way to " << step << " at " << at());
        REQUIRE(guard < 120);
        if (look_at_each)
            look(desk.walk()->language() + "-" + std::to_string(100 + guard) + "-" + at());
        if (desk.walk()->step().kind == session::StepKind::Items) answer_plainly();
        next();
    }
}

}  // namespace spine::test
