// A tablet whose configuration is wrong: the real window says which file and where, and nobody can
// begin.
#include <catch2/catch.hpp>
#include <filesystem>
#include <functional>

#include "config/signed.h"
#include "crypto/init.h"
#include "crypto/manifest.h"
#include "crypto/random.h"
#include "import/root_folder.h"
#include "kiosk/room.h"
#include "kiosk/start_fault.h"
#include "kiosk/tablet.h"
#include "likeness.h"
#include "process.h"
#include "site.h"
#include "ui/headless.h"
#include "x_display.h"

using namespace spine;
using namespace spine::test;
using namespace std::chrono_literals;

namespace fs = std::filesystem;

namespace {

void replace_in(const fs::path& file, const std::string& from, const std::string& to) {
    std::string content = slurp(file);
    const auto at = content.find(from);
    INFO(file.filename() << " must hold " << from);
    REQUIRE(at != std::string::npos);
    spit(file, content.replace(at, from.size(), to));
}

void drop_first_line(const fs::path& file, const std::string& beginning) {
    std::string content = slurp(file);
    const auto at = content.find("\n" + beginning);
    REQUIRE(at != std::string::npos);
    spit(file, content.erase(at, content.find('\n', at + 1) - at));
}

// Signs whatever stands in the tablet's configuration, as nobody's tools would: `clinic sign`
// refuses what is wrong.
void sign_in_spite(const Site& site) {
    SystemFiles files;
    const fs::path folder = site.tablet(1) / "config";
    const importing::RootFolder root(files, site.root());
    const auto card = root.card();
    REQUIRE(card);
    const auto key = root.key();
    REQUIRE(key);
    const Bytes before = *files.read(folder / "manifest", 1U << 20U);
    auto manifest = crypto::verify_manifest(before, card->root);
    REQUIRE(manifest);
    manifest->version += 1;
    for (crypto::ManifestFile& file : manifest->files) {
        const Bytes content = *files.read(folder / file.path, 1U << 24U);
        file.size = content.size();
        file.content = crypto::file_hash(manifest->clinic, content);
    }
    const auto made = crypto::make_manifest(*manifest, *key);
    REQUIRE(made);
    REQUIRE(files.write(folder / "manifest", *made, Access::Everyone));
}

void swap_recipient(const Site& site) {
    const fs::path file = site.tablet(1) / "config/manifest";
    SystemFiles files;
    std::string bytes = slurp(file);
    const auto card = importing::RootFolder(files, site.root()).card();
    REQUIRE(card);
    const auto manifest = crypto::verify_manifest(as_bytes(bytes), card->root);
    REQUIRE(manifest);
    const auto at = bytes.find(as_text(manifest->clinic_key.view()));
    REQUIRE(at != std::string::npos);
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
    spit(file, bytes);
}

// The tablet has used a newer version; somebody puts the one before it back.
void put_older_back(const Site& site) {
    const fs::path config = site.tablet(1) / "config";
    fs::copy(config, site.file("older"), fs::copy_options::recursive);
    replace_in(site.config() / "kiosk.toml", "idle_seconds = 120", "idle_seconds = 150");
    site.sign();
    (void)site.kioskctl({"sync", site.tablet(1).string()});  // fetches it
    (void)site.kioskctl({"sync", site.tablet(1).string()});  // starts with it
    fs::remove_all(config);
    fs::copy(site.file("older"), config, fs::copy_options::recursive);
}

struct Wrong {
    const char* name;
    Cause cause;
    const char* place;  // stands in what the screen says
    std::function<void(const Site&)> make;
};

std::vector<Wrong> all_that_can_be_wrong() {
    const auto config = [](const Site& site) { return site.tablet(1) / "config"; };
    const auto symptoms = "pages/da/symptoms.md";
    return {
        {"altered", config::causes::file_altered, symptoms,
         [=](const Site& site) {
             spit(config(site) / symptoms, slurp(config(site) / symptoms) + " ");
         }},
        {"translation-missing", config::causes::translation_missing, "guide.toml",
         [=](const Site& site) {
             drop_first_line(config(site) / "guide.toml", "da = ");
             sign_in_spite(site);
         }},
        {"figure-unknown", information::causes::figure_unknown, "pages/da/changes.md",
         [=](const Site& site) {
             replace_in(config(site) / "pages/da/changes.md", "{bulge} en", "{bulgy} en");
             sign_in_spite(site);
         }},
        {"unsigned", config::causes::unsigned_configuration, "manifest",
         [=](const Site& site) { fs::remove(config(site) / "manifest"); }},
        {"older", config::causes::older_version, "manifest", put_older_back},
        {"extra", config::causes::file_extra, "pages/da/more.md",
         [=](const Site& site) { spit(config(site) / "pages/da/more.md", "# More"); }},
        {"recipient-swapped", config::causes::file_altered, "manifest", swap_recipient},
    };
}

// As the program's main does.
Fault fault_at_start(const Site& site) {
    SystemFiles files;
    SystemClock clock;
    crypto::SystemRandom random;
    const auto tablet = kiosk::Tablet::open(site.tablet(1), "test", files, clock, random);
    REQUIRE_FALSE(tablet);
    return tablet.error();
}

ui::Picture fault_screen(const Site& site, const Fault& fault) {
    SystemFiles files;
    const auto strings = ui::Strings::load(files, project() / "assets/strings", {"da", "en"},
                                           kiosk::required_strings());
    REQUIRE(strings);
    auto fonts = ui::Fonts::load();
    REQUIRE(fonts);
    const std::string name = kiosk::Tablet::name_in(site.tablet(1), files);
    CHECK_FALSE(name.empty());
    kiosk::StartFault app(*strings, "da", fault, name);
    ui::Stage stage(ui::kiosk_design, std::move(*fonts));
    ManualClock clock;
    ui::Headless screen(stage, app, clock, {1280, 800});
    screen.frame();
    return screen.picture();
}

// The picture is the fault's, and stays so wherever somebody taps.
void expect_fault_in_window(const Site& site, const std::string& name, const Fault& fault) {
    const ui::Picture expected = fault_screen(site, fault);
    XDisplay display(1280, 800);
    Process program({{built("kiosk"), site.tablet(1).string(), "--window", "1280x800"},
                     {{"DISPLAY", display.name()}},
                     {},
                     site.file("kiosk.said")});
    const auto shows_it = [&] {
        return differing_blocks(display.picture(), expected, display.whole()) == 0;
    };
    const bool shown = comes_true(60s, shows_it);
    CHECK(ui::write_png(display.picture(), photo_file("fault-" + name)));
    REQUIRE(shown);
    for (const ui::Point place :
         {ui::Point{300, 380}, ui::Point{800, 380}, ui::Point{640, 640}, ui::Point{1100, 750}}) {
        display.tap(place);
    }
    CHECK(comes_true(60s, shows_it));
    CHECK(program.running());
    display.ask_to_close();
    CHECK(program.ended_within(60s) == 1);
    CHECK(slurp(site.file("kiosk.said")).find(fault.sentence()) != std::string::npos);
}

// Nothing waits on the tablet, and the store has no bundle.
bool took_no_patient(const Site& site) {
    for (const auto& entry : fs::recursive_directory_iterator(site.store())) {
        const bool bundle = entry.path().parent_path().filename() == "bundles";
        if (bundle && entry.is_regular_file()) return false;
    }
    if (!fs::exists(site.tablet(1) / "journal.db")) return true;
    const auto status =
        nlohmann::json::parse(site.kioskctl({"status", site.tablet(1).string(), "--json"}));
    return status.at("counters").at("sessions") == 0;
}

}  // namespace

TEST_CASE("a tablet with a wrong configuration shows file and place, and takes no patient") {
    REQUIRE(crypto::start());
    const Site site({});
    const fs::path sound = site.file("sound");
    fs::copy(site.tablet(1), sound, fs::copy_options::recursive);
    int windows = 0;
    for (const Wrong& wrong : all_that_can_be_wrong()) {
        INFO(wrong.name);
        fs::remove_all(site.tablet(1));
        fs::copy(sound, site.tablet(1), fs::copy_options::recursive);
        wrong.make(site);
        const Fault fault = fault_at_start(site);
        CHECK(fault.cause == wrong.cause);
        CHECK(fault.sentence().find(wrong.place) != std::string::npos);
        // A window takes seconds: two of them here, each in the long form.
        if (long_form() || windows++ < 2) expect_fault_in_window(site, wrong.name, fault);
        CHECK(took_no_patient(site));
    }
}
