// The clinician's program: it composes, and does nothing itself.
#include <CLI/CLI.hpp>
#include <iostream>

#include "clinic/app.h"
#include "clinic/archive_data.h"
#include "crypto/core_files.h"
#include "crypto/init.h"
#include "crypto/random.h"
#include "open/sealed_box.h"
#include "ui/assets.h"
#include "ui/chime.h"
#include "ui/window.h"

namespace {

using namespace spine;

struct Arguments {
    std::string folder, window, language = "da";
};

int say(const Fault& fault) {
    std::cerr << "clinic: " << fault.sentence() << '\n';
    return 1;
}

int start(const Arguments& arguments) {
    if (auto forbidden = crypto::forbid_core_files(); !forbidden) return say(forbidden.error());
    if (auto started = crypto::start(); !started) return say(started.error());
    if (auto tested = opening::self_test(); !tested) return say(tested.error());
    SystemFiles files;
    SystemClock clock;
    crypto::SystemRandom random;
    const auto assets = ui::assets_folder();
    if (!assets) return say(assets.error());
    const auto strings = ui::Strings::load(files, *assets / "strings" / "clinic", {"da", "en"}, {});
    if (!strings) return say(strings.error());
    auto fonts = ui::Fonts::load();
    if (!fonts) return say(fonts.error());
    auto data =
        clinic::ArchiveData::open(arguments.folder, arguments.language, files, clock, random);
    if (!data) return say(data.error());
    ui::WindowSettings settings{"Clinic", ui::parse_window_size(arguments.window),
                                ui::InputQueue::Kind::Mouse};
    auto window = ui::Window::open(settings);
    if (!window) return say(window.error());
    ui::Stage stage(ui::clinic_design, std::move(*fonts));
    ui::Chime chime((*data)->chime());
    ui::Tasks tasks([&window] { (*window)->wake(); });
    ui::Tasks calls([&window] { (*window)->wake(); });
    clinic::App app(**data, tasks, calls, clock, *strings, arguments.language,
                    [&chime] { chime.ring(); });
    (*window)->run(stage, app, clock);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App command(
        "The clinician's program.\nExample: clinic build/demo/clinic --window 1440x900");
    Arguments arguments;
    command.add_option("CLINIC", arguments.folder, "The clinic computer's folder")->required();
    command.add_option("--window", arguments.window, "WxH in pixels; without it full screen")
        ->check([](const std::string& text) {
            return ui::parse_window_size(text) ? std::string() : "give it as 1440x900";
        });
    command.add_option("--language", arguments.language, "Of the clinic: da or en")
        ->check(CLI::IsMember({"da", "en"}));
    command.set_version_flag("--version", "clinic " SPINE_VERSION);
    try {
        command.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return command.exit(error) == 0 ? 0 : 2;
    }
    return start(arguments);
}
