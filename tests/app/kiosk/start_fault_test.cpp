// A tablet that could not start: what staff read, in their language, whatever the cause.
#include "kiosk/start_fault.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <regex>
#include <set>

#include "app/ui/measured.h"
#include "kiosk/trouble.h"
#include "touch_tablet.h"

using namespace spine;
using kiosk::Trouble;

namespace {

namespace fs = std::filesystem;

// Every cause that a header of these modules declares, by its name.
std::set<std::string> declared_causes() {
    const std::regex declared("inline constexpr Cause \\w+\\s*=\\s*\"([a-z-]+)\"");
    std::set<std::string> causes;
    for (const char* module :
         {"core/base", "core/config", "core/crypto", "core/database", "core/information",
          "core/journal", "core/questionnaire", "core/session", "core/sync", "app/kiosk"}) {
        for (const auto& file : fs::recursive_directory_iterator(test::project() / module)) {
            if (file.path().extension() != ".h") continue;
            const std::string text = test::slurp(file.path());
            for (auto at = std::sregex_iterator(text.begin(), text.end(), declared);
                 at != std::sregex_iterator(); ++at) {
                causes.insert((*at)[1]);
            }
        }
    }
    return causes;
}

struct Stopped {
    Stopped(const std::string& language, Fault fault, const std::string& tablet)
        : app(strings, language, std::move(fault), tablet) {
        stage.watch_misfits(true);
        screen.frames(2);
    }
    [[nodiscard]] bool shows(std::string_view words) const {
        for (const ui::DrawnLine& line : stage.lines()) {
            if (line.text.find(words) != std::string::npos) return true;
        }
        return false;
    }
    void look(const std::string& name) {
        for (const ui::Misfit& misfit : stage.misfits())
            FAIL_CHECK("does not fit: " << misfit.text);
        for (const auto& line : test::spoilt_lines(stage.lines(), stage.scale().page()))
            FAIL_CHECK(line);
        if (const char* folder = std::getenv("SPINE_PHOTOS"))
            CHECK(screen.photograph(fs::path(folder) / (name + ".png")));
    }
    static std::unique_ptr<ui::Fonts> fonts() {
        auto loaded = ui::Fonts::load();
        if (!loaded) FAIL(loaded.error().sentence());
        return std::move(*loaded);
    }
    ui::Strings strings = test::touch_strings();
    test::ManualClock clock;
    kiosk::StartFault app;
    ui::Stage stage{ui::kiosk_design, fonts()};
    ui::Headless screen{stage, app, clock, {1280, 800}};
};

}  // namespace

TEST_CASE("every cause that a module of the kiosk declares is a known kind of trouble") {
    const auto causes = declared_causes();
    CHECK(causes.size() > 80);
    for (const std::string& cause : causes) {
        CAPTURE(cause);
        CHECK(kiosk::trouble_named(cause).has_value());
    }
    CHECK_FALSE(kiosk::trouble_named("no-such-cause").has_value());
}

TEST_CASE("what keeps a configuration from being used is said to be the settings") {
    for (const char* cause :
         {"toml-malformed", "key-unknown", "key-missing", "value-unfit", "signature-wrong",
          "not-json", "item-malformed", "answer-unfit", "questionnaire-too-large",
          "questionnaire-missing", "expression-malformed", "config-file-malformed",
          "translation-missing", "name-unknown", "configuration-file-altered", "page-malformed",
          "recovery-recipient-missing"}) {
        CAPTURE(cause);
        CHECK(kiosk::trouble_named(cause) == Trouble::Settings);
    }
    CHECK(kiosk::trouble_of("disk-full") == Trouble::Disk);
    CHECK(kiosk::trouble_of("journal-chain-broken") == Trouble::Disk);
    CHECK(kiosk::trouble_of("held-by-another") == Trouble::Held);
    CHECK(kiosk::trouble_of("kiosk-not-enrolled") == Trouble::Enrolment);
    CHECK(kiosk::trouble_of("admission-of-other-device") == Trouble::Enrolment);
    CHECK(kiosk::trouble_of("store-unreachable") == Trouble::Store);
    CHECK(kiosk::trouble_of("memory-not-lockable") == Trouble::Program);
    CHECK(kiosk::trouble_of("of-another-program") == Trouble::Program);
}

TEST_CASE("staff read in their language what is wrong, what to do, and on which tablet") {
    struct Met {
        Cause cause;
        const char* english;
        const char* danish;
    };
    const auto met = GENERATE(
        Met{"toml-malformed", "Ask IT support for new settings.", "Bed it om nye indstillinger."},
        Met{"database-failed", "Turn it off and on.", "Sluk, og tænd igen."},
        Met{"held-by-another", "Close the other program", "Luk det andet program"},
        Met{"kiosk-not-enrolled", "to enrol this one.", "Bed it om at tilmelde den."},
        Met{"store-unreachable", "Check the network.", "Tjek netværket."},
        Met{"memory-not-lockable", "Start it again.", "Start det igen."});
    const std::string language = GENERATE("en", "da");
    CAPTURE(met.cause.name(), language);
    Stopped stopped(language,
                    {met.cause, "It has a key that nobody knows, idle_secods.",
                     "Take it out, or spell it right, and sign the configuration again.",
                     "/var/lib/spine-kiosk/tablets/waiting-room-2/config/kiosk.toml:14:1"},
                    "Tablet 3");
    const auto& words =
        stopped.strings.get(language, kiosk::words_of(kiosk::trouble_of(met.cause)));
    CHECK(stopped.shows(words + " · Tablet 3"));
    CHECK(stopped.shows(language == "da" ? met.danish : met.english));
    // For support: cause, file and place, and the sentence.
    CHECK(stopped.shows(met.cause.name()));
    CHECK(stopped.shows("kiosk.toml:14:1"));
    stopped.look(language + "-470-start-fault-" + std::string(met.cause.name()));
}

TEST_CASE("what staff can do stands on one line, in every language") {
    const Stopped stopped("da", {"toml-malformed", "", "", ""}, {});
    for (const std::string language : {"en", "da"}) {
        for (const Trouble trouble : {Trouble::Disk, Trouble::Settings, Trouble::Held,
                                      Trouble::Enrolment, Trouble::Store, Trouble::Program}) {
            const auto& words = stopped.strings.get(language, kiosk::next_of(trouble));
            CAPTURE(language, words);
            CHECK(ui::width_of(stopped.stage.fonts(), ui::type::small.weight, ui::type::small.em,
                               words) <= 784);
        }
    }
}

TEST_CASE("a long name and a long sentence stay in the card, above the patient's code") {
    const std::string language = GENERATE("en", "da");
    test::TouchTablet tablet(test::touch_configuration(), {1280, 800},
                             "Venteværelset på 2. sal ved det store vindue");
    tablet.consent(language);
    tablet.walk_to("about.who");
    tablet.keeper.disk_fails = true;
    tablet.answer("about.who", "self");
    tablet.look(language + "-471-fault-long-name");
    CHECK(tablet.shows("vindue"));
    CHECK(tablet.shows(language == "da" ? "Sluk, og tænd igen." : "Turn it off and on."));
    CHECK(tablet.shows("database-failed · The disk failed."));
    CHECK(tablet.shows(tablet.config.settings.desk_phone));
    CHECK(tablet.shows("131 873"));
}
