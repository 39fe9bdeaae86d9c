// What a person does in the window is what stands in the archive and on the disk afterwards.
#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "app/tool/shell.h"
#include "research_desk.h"

using namespace spine;
using test::ResearchDesk;
using test::StudyWorld;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view kOther = "a researcher's passphrase";

std::string example() {
    return test::slurp(test::project() / "kiosk-config" / "study.example.toml");
}

crypto::SessionRef writes(StudyWorld& world, const std::string& words) {
    return world.add_saying({{"words.hope", "\"" + words + "\""}, {"ask.own", "null"}}, "en");
}

// What was decided of the session's text, read with a program of its own.
archive::TextReading reading_of(StudyWorld& world, const crypto::SessionRef& session,
                                const std::string& words) {
    const auto readings = world.world.archive->text_readings();
    REQUIRE(readings);
    const auto found =
        readings->find(archive::text_ref(world.world.id, session, "words.hope", words).name);
    return found == readings->end() ? archive::TextReading() : found->second;
}

void open_again(StudyWorld& world) {
    world.world.reopen();
    REQUIRE(world.world.archive->unlock(as_bytes(test::kPassphrase)));
}

std::size_t noted(StudyWorld& world, std::string_view what) {
    const auto trail = world.world.archive->audit();
    REQUIRE(trail);
    return static_cast<std::size_t>(std::count_if(
        trail->begin(), trail->end(),
        [&](const auto& entry) { return entry.what.find(what) != std::string::npos; }));
}

// The lines of a table without its first column, in an order of their own.
std::vector<std::string> rows_of(const fs::path& csv) {
    std::vector<std::string> rows;
    std::istringstream text(test::slurp(csv));
    for (std::string line; std::getline(text, line);) rows.push_back(line.substr(line.find(',')));
    std::sort(rows.begin(), rows.end());
    return rows;
}

std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder))
        names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

// The place of a text in the queue as it stands.
std::string id_of(const ResearchDesk& window, const std::string& words) {
    for (const review::QueuedText& one : *window.texts().queue())
        if (one.text == words) return one.id;
    FAIL(words);
    return {};
}

}  // namespace

TEST_CASE("three texts that were read in the window stand in the archive as they were decided") {
    StudyWorld world;
    world.sign_configuration();
    const std::string first = "My boss at Vestas wants a picture";
    const std::string second = "My number is 120385-1234";
    const std::string third = "Ask Karen at the bakery";
    const auto one = writes(world, first), two = writes(world, second),
               three = writes(world, third);
    {
        ResearchDesk window(world);
        window.desk.unlock(test::kPassphrase);
        window.to_texts();
        REQUIRE(window.texts().queue()->size() == 3);
        // By pointer: the proposal, then the text.
        window.tap("text:" + id_of(window, first));
        window.tap("redact:0");
        window.tap("accept");
        // By keys alone: what is preselected goes with the release.
        window.desk.press(ui::Key::Home);
        for (int i = 0; i < 2 && !window.desk.says("[cpr]"); ++i) window.press(U'J');
        window.press(U'A');
        // A person's own mark, taken back, and the text withheld.
        window.tap("text:" + id_of(window, third));
        for (int i = 0; i < 2; ++i) window.desk.press(ui::Key::Right);
        window.press(U'1');
        window.press(U'U');
        window.press(U'W');
        CHECK(window.desk.says("3 texts, 0 to read, 2 accepted"));
    }
    open_again(world);
    const auto released = reading_of(world, one, first);
    CHECK(released.state == archive::TextState::Released);
    REQUIRE(released.redactions.size() == 1);
    CHECK(review::redacted(first, released.redactions) == "My boss at [employer] wants a picture");
    CHECK(released.released_by == std::vector<std::string>{"Dr Lind"});
    const auto number = reading_of(world, two, second);
    CHECK(number.state == archive::TextState::Released);
    CHECK(review::redacted(second, number.redactions) == "My number is [cpr]");
    const auto withheld = reading_of(world, three, third);
    CHECK(withheld.state == archive::TextState::Withheld);
    CHECK(withheld.redactions.empty());
    CHECK(withheld.decisions.size() == 1);
    CHECK(noted(world, "read the free texts") == 1);
    CHECK(noted(world, "undid a decision on a text") == 1);
}

TEST_CASE("a text that somebody redacted meanwhile is not released unread") {
    StudyWorld world;
    world.sign_configuration();
    const std::string words = "Ask Karen at the bakery";
    writes(world, words);
    ResearchDesk window(world);
    window.desk.unlock(test::kPassphrase);
    window.to_texts();
    auto elsewhere = window.texts().queue()->front();
    std::promise<void> done;
    window.desk.tasks_.start(
        [&](ui::TaskState&) {
            const bool said =
                window.data.decide(elsewhere, {clinic::TextDecision::Redact, 4, 9, {}}).has_value();
            done.set_value();
            return said;
        },
        [](bool said) { CHECK(said); });
    done.get_future().wait();
    window.press(U'A');
    window.desk.until([&] { return !window.texts().queue()->front().reading.redactions.empty(); });
    CHECK(window.desk.says("Somebody has decided something about this text since."));
    CHECK(window.texts().queue()->front().reading.state == archive::TextState::Waiting);
}

TEST_CASE("an export from the window is what kioskctl writes, but for pseudonyms and order") {
    StudyWorld world;
    // As kioskctl's: by it what was answered after visits leaves, or does not yet.
    world.world.clock.set_wall(SystemClock().now());
    world.sign_configuration();
    world.add_many(320);
    put_study(world, example());
    world.world.archive.reset();
    // An archive of its own for each: what left before may change what leaves.
    const fs::path folder = world.world.folder.path();
    fs::copy(folder / "clinic", folder / "copy", fs::copy_options::recursive);
    const fs::path mine = world.world.folder / "mine", theirs = world.world.folder / "theirs";
    {
        ResearchDesk window(world);
        window.desk.unlock(test::kPassphrase);
        window.choose_study();
        REQUIRE(window.exports().may_write());
        REQUIRE(window.desk.screen_.tap("to"));
        window.desk.press(ui::Key::Delete);
        window.desk.type(mine.string());
        REQUIRE(window.desk.screen_.tap("export"));
        window.desk.until([&] { return !window.exports().writing(); });
        REQUIRE(window.exports().written());
        CHECK(window.exports().written()->files.size() == names_in(mine).size());
        window.counted();
        // What has just left is an earlier export by now, and these are its rows.
        CHECK(window.exports().preview()->joint.releases == 1);
        CHECK(window.desk.says("again, under other pseudonyms."));
        window.desk.photograph("clinic-research-written.png");
    }
    test::spit(folder / "passphrase", test::kPassphrase);
    const test::Ran ran = test::shell(fmt::format(
        R"(export "{0}/copy" --passphrase-file "{0}/passphrase" --study "{0}/copy/studies/study.toml" --to "{1}")",
        folder.string(), theirs.string()));
    INFO(ran.err);
    REQUIRE(ran.code == 0);
    CHECK(names_in(mine) == names_in(theirs));
    CHECK(rows_of(mine / "data.csv") == rows_of(theirs / "data.csv"));
    CHECK(rows_of(mine / "data.csv").size() > 300);
    CHECK(test::slurp(mine / "study.toml") == test::slurp(theirs / "study.toml"));
    // The day is that of each computer's clock.
    const auto without_day = [](const fs::path& file) {
        std::istringstream text(test::slurp(file));
        std::string out;
        for (std::string line; std::getline(text, line);)
            if (line.find("20") == std::string::npos) out.append(line).append("\n");
        return out;
    };
    for (const char* name : {"codebook.md", "disclosure.md", "disclosure.json"}) {
        INFO(name);
        CHECK(without_day(mine / name) == without_day(theirs / name));
    }
}

TEST_CASE("of few sessions the window writes the tables that kioskctl writes") {
    StudyWorld world;
    world.sign_configuration();
    world.add_many(150);
    put_study(world, example());
    world.world.archive.reset();
    const fs::path folder = world.world.folder.path();
    fs::copy(folder / "clinic", folder / "copy", fs::copy_options::recursive);
    const fs::path theirs = world.world.folder / "theirs";
    fs::path mine;
    {
        ResearchDesk window(world);
        window.desk.unlock(test::kPassphrase);
        window.choose_study();
        REQUIRE(window.exports().preview()->tables_only);
        CHECK(window.desk.says("nobody has a row"));
        mine = window.exports().to();
        REQUIRE(window.desk.screen_.tap("export"));
        window.desk.until([&] { return !window.exports().writing(); });
        REQUIRE(window.exports().written());
        window.counted();
        CHECK(window.desk.says("files with tables of "));
    }
    test::spit(folder / "passphrase", test::kPassphrase);
    const test::Ran ran = test::shell(fmt::format(
        R"(export "{0}/copy" --passphrase-file "{0}/passphrase" --study "{0}/copy/studies/study.toml" --to "{1}")",
        folder.string(), theirs.string()));
    INFO(ran.err);
    REQUIRE(ran.code == 0);
    CHECK(names_in(mine) == names_in(theirs));
    CHECK_FALSE(fs::exists(mine / "data.csv"));
    CHECK(names_in(mine / "tables") == names_in(theirs / "tables"));
    for (const std::string& name : names_in(mine / "tables")) {
        INFO(name);
        CHECK(test::slurp(mine / "tables" / name) == test::slurp(theirs / "tables" / name));
    }
    open_again(world);
    CHECK(noted(world, "tables") == 1);
}

TEST_CASE("a decision on a text that was made as the window closed stands in the archive") {
    StudyWorld world;
    world.sign_configuration();
    const std::string words = "My boss at the bakery wants a picture";
    const auto session = writes(world, words);
    {
        ResearchDesk window(world);
        window.desk.unlock(test::kPassphrase);
        window.to_texts();
        // The worker is busy until what waits behind the decision is dropped.
        auto closing = std::make_shared<std::promise<void>>();
        const std::shared_ptr<void> closed(nullptr, [closing](void*) { closing->set_value(); });
        window.desk.tasks_.start(
            [opened = closing->get_future().share()](ui::TaskState&) { return opened.wait(), 0; },
            [](int) {});
        window.desk.letter(U'W');
        REQUIRE(window.texts().deciding());
        window.desk.tasks_.start([closed](ui::TaskState&) { return 0; }, [](int) {});
    }
    open_again(world);
    CHECK(reading_of(world, session, words).state == archive::TextState::Withheld);
}

TEST_CASE("an export that is cancelled half-way through the writing leaves no folder") {
    StudyWorld world;
    world.sign_configuration();
    world.add_many(320);
    put_study(world, example());
    {
        ResearchDesk window(world);
        window.desk.unlock(test::kPassphrase);
        window.choose_study();
        std::promise<void> go_on;
        window.data.writing_waits_for_ = go_on.get_future().share();
        const auto folder = window.exports().to().parent_path();
        const auto before = names_in(folder);
        window.desk.letter(U'E');
        window.desk.until([&] { return window.exports().progress() > 0.8; });
        CHECK(names_in(folder).size() > before.size());  // under a temporary name
        CHECK_FALSE(fs::exists(window.exports().to()));
        window.desk.press(ui::Key::Escape);
        go_on.set_value();
        window.desk.until([&] { return !window.exports().writing(); });
        CHECK(names_in(folder) == before);
        CHECK(window.desk.says("Cancelled"));
    }
    open_again(world);
    // Rows lay on the disk: whoever stops the program there and copies them is in the trail.
    CHECK(noted(world, "exported for research") == 1);
}

TEST_CASE(
    "the figures beside the sliders are those of core's dry run, and of the last value alone") {
    StudyWorld world;
    world.sign_configuration();
    world.add_many(320);
    const std::string study = put_study(world, example());
    const auto dry = [&](const std::string& text) {
        auto request = world.request(text, {});
        request.dry_run = true;
        auto result = world.run(request);
        if (!result) FAIL(result.error().sentence());
        return std::move(*result);
    };
    std::string stricter = study;
    stricter.replace(stricter.find("k = 5 "), 6, "k = 11 ");
    const auto at_five = dry(study), at_eleven = dry(stricter);
    REQUIRE(at_five.report.prosecutor.maximum != at_eleven.report.prosecutor.maximum);
    const auto agrees = [](const exporting::ExportResult& shown,
                           const exporting::ExportResult& counted) {
        CHECK(shown.rows == counted.rows);
        CHECK(shown.report.prosecutor.maximum == counted.report.prosecutor.maximum);
        CHECK(shown.report.prosecutor.mean == counted.report.prosecutor.mean);
        CHECK(shown.report.suppressed == counted.report.suppressed);
        CHECK(shown.report.sizes.classes == counted.report.sizes.classes);
        REQUIRE(shown.report.columns.size() == counted.report.columns.size());
        for (std::size_t i = 0; i < counted.report.columns.size(); ++i)
            CHECK(shown.report.columns[i].level == counted.report.columns[i].level);
    };
    const std::size_t counts = noted(world, "looked at the risks");
    CHECK(counts == 2);
    {
        ResearchDesk window(world);
        window.desk.unlock(test::kPassphrase);
        window.choose_study();
        agrees(*window.exports().preview(), at_five);
        for (int i = 0; i < 40 && !window.desk.app_.focused_on("k"); ++i)
            window.desk.press(ui::Key::Tab);
        for (int i = 0; i < 6; ++i) window.desk.press(ui::Key::Right);
        CHECK(window.exports().choices().k == 11);
        // The old figures stand, dimmed, until the new ones are there.
        CHECK(window.exports().awaited());
        agrees(*window.exports().preview(), at_five);
        window.counted();
        agrees(*window.exports().preview(), at_eleven);
        CHECK(window.desk.says(fmt::format("{} ", at_eleven.rows)));
        window.desk.photograph("clinic-research-sliders.png");
    }
    open_again(world);
    // One for the study as it came, one for where the slider came to rest.
    CHECK(noted(world, "looked at the risks") == counts + 2);
}

TEST_CASE("a researcher exports, and is let near no patient and no text") {
    StudyWorld world;
    world.sign_configuration();
    world.add_many(260);
    put_study(world, example());
    REQUIRE(world.world.archive->add_slot(
        {{"R. Holm", archive::Role::Researcher}, as_bytes(kOther), test::kSmallCost}));
    ResearchDesk window(world);
    window.desk.unlock(kOther);
    CHECK(window.desk.app_.model().place() == clinic::Place::Export);
    window.desk.go(U'3');
    CHECK(window.desk.says("This is for a clinician"));
    window.choose_study();
    CHECK(window.exports().preview() != nullptr);
    CHECK(window.data.texts().error().cause == archive::causes::role_refused);
    CHECK(window.data.worklist().error().cause == archive::causes::role_refused);
}
