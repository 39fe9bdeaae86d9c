// What is coded in the window stands in the archive at once, as kioskctl codes and a .qdpx have it.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/tool/shell.h"
#include "coding/qdpx.h"
#include "coding/words.h"
#include "research_desk.h"
#include "review/coding_desk.h"

using namespace spine;
using test::ResearchDesk;
using test::StudyWorld;

namespace {

constexpr std::string_view kWords = "My boss at Vestas wants a picture of my back";

void write_texts(StudyWorld& world) {
    world.sign_configuration();
    for (const std::string& words : {std::string(kWords), std::string("Ask Karen at the bakery")})
        world.add_saying({{"words.hope", "\"" + words + "\""}, {"ask.own", "null"}}, "en");
}

void settle(ResearchDesk& window) {
    window.desk.screen_.frames(2);
    window.desk.until([&] { return window.desk.app_.model().settled(); });
    window.desk.screen_.frames(2);
}

void step(ResearchDesk& window, char32_t number) {
    window.desk.screen_.key({ui::Key::Character, number, false, false, true});
    window.desk.until([&] { return window.desk.app_.model().coding().board() != nullptr; });
    settle(window);
    window.desk.clock_.advance_ms(400);
}

void keys(ResearchDesk& window, std::u32string_view letters) {
    for (const char32_t one : letters) window.desk.letter(one);
    settle(window);
}

void types(ResearchDesk& window, std::string_view words) {
    window.desk.press(ui::Key::Enter);
    window.desk.type(words);
    window.desk.press(ui::Key::Escape);
    settle(window);
}

}  // namespace

TEST_CASE("a text that was released, coded, condensed and synthesised in the window leaves so") {
    StudyWorld world;
    write_texts(world);
    {
        ResearchDesk window(world);
        window.desk.unlock(test::kPassphrase);
        window.to_texts();
        std::string id;
        for (const auto& one : *window.texts().queue())
            if (one.text == kWords) id = one.id;
        window.tap("text:" + id);
        window.tap("redact:0");
        window.tap("accept");
        step(window, U'1');
        REQUIRE(window.desk.app_.model().coding().board()->texts.size() == 1);
        types(window, "Wants to be seen");
        keys(window, U"R");
        step(window, U'2');
        window.desk.letter(U'T');
        window.desk.type("Proof for others");
        window.desk.press(ui::Key::Enter);
        settle(window);
        for (int i = 0; i < 2; ++i) window.desk.press(ui::Key::Right);
        for (int i = 0; i < 2; ++i)
            window.desk.screen_.key({ui::Key::Right, 0, false, true, false});
        keys(window, U"1");
        step(window, U'3');
        types(window, "I want it to be seen.");
        keys(window, U"LQ");
        step(window, U'4');
        types(window, "They want it to be seen.");
        keys(window, U"Y");
        // The window goes without a word of farewell: every step is in the archive.
    }
    const auto folder = world.world.folder.path();
    test::spit(folder / "passphrase", test::kPassphrase);
    const test::Ran ran = test::shell(fmt::format(
        R"(codes "{0}/clinic" --json --passphrase-file "{0}/passphrase")", folder.string()));
    INFO(ran.err);
    REQUIRE(ran.code == 0);
    const auto listed = nlohmann::json::parse(ran.out);
    REQUIRE(listed["units"].size() == 1);
    CHECK(listed["units"][0]["words"] == "boss at [employer]");
    CHECK(listed["codes"][0]["name"] == "Proof for others");
    CHECK(listed["themes"][0]["words"] == "Wants to be seen");
    CHECK(listed["condensates"][0]["text"] == "I want it to be seen.");
    CHECK(listed["condensates"][0]["quotation"] == listed["units"][0]["id"]);
    CHECK(listed["syntheses"][0]["text"] == "They want it to be seen.");
    CHECK(listed["syntheses"][0]["unchecked"].empty());
    // Who did it is whose passphrase it was, in what leaves for other programs, too.
    const test::Ran left = test::shell(fmt::format(
        R"(codes "{0}/clinic" --passphrase-file "{0}/passphrase" --export "{0}/out.qdpx")",
        folder.string()));
    INFO(left.err);
    REQUIRE(left.code == 0);
    SystemFiles files;
    const auto project = coding::read_qdpx(*files.read(folder / "out.qdpx", 1U << 20U));
    REQUIRE(project);
    const auto& state = project->project.state;
    REQUIRE(state.units.size() == 1);
    const coding::Guid lind = coding::user_id("Dr Lind");
    CHECK(state.units.begin()->second.made.by == lind);
    CHECK(state.syntheses.begin()->second.made.by == lind);
    CHECK(state.readings.size() == 1);
    const auto& history = project->project.history;
    CHECK(history.size() == 9);
    for (const auto& entry : history) CHECK(entry.by == "Dr Lind");
}

TEST_CASE("what is withheld while its coding stands open is not coded any more") {
    StudyWorld world;
    write_texts(world);
    ResearchDesk window(world);
    window.desk.unlock(test::kPassphrase);
    window.to_texts();
    window.press(U'A');
    step(window, U'2');
    window.desk.letter(U'T');
    window.desk.type("Proof");
    window.desk.press(ui::Key::Enter);
    settle(window);
    const auto& coding = window.desk.app_.model().coding();
    const auto id = coding.board()->texts.front().id;
    keys(window, U"W");
    window.desk.until([&] { return coding.board()->texts.empty(); });
    window.desk.screen_.frames(2);
    CHECK(window.desk.says("No text can be coded."));
    // A step that was on its way then is refused, and says so.
    const auto theme = coding.board()->themes.front().id;
    std::promise<bool> refused;
    window.desk.tasks_.start(
        [&](ui::TaskState&) {
            const auto done = window.data.code(clinic::mark_unit(id, {0, 2}, theme));
            refused.set_value(!done && done.error().cause == coding::causes::qdpx_place);
            return 0;
        },
        [](int) {});
    CHECK(refused.get_future().get());
}
