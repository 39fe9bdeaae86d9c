// The patient's program: it composes, and does nothing itself.
#include <CLI/CLI.hpp>
#include <future>
#include <iostream>

#include "crypto/init.h"
#include "crypto/random.h"
#include "kiosk/app.h"
#include "kiosk/start_fault.h"
#include "kiosk/sync_thread.h"
#include "kiosk/tablet.h"
#include "kiosk/wiping_memory.h"
#include "ui/assets.h"
#include "ui/chime.h"
#include "ui/window.h"

namespace {

using namespace spine;

constexpr std::chrono::seconds between_syncs{60};

struct Arguments {
    std::string folder, window;
};

int say(const Fault& fault) {
    std::cerr << "kiosk: " << fault.sentence() << '\n';
    return 1;
}

// Takes patients until the window is closed; for ever where that cannot be. Declared in the order
// in which each needs the one before; the sync thread goes first, before what it uses.
Status run(kiosk::Tablet& tablet, const ui::Strings& strings, ui::Stage& stage, ui::Window& window,
           const Clock& clock) {
    kiosk::SyncThread* syncing = nullptr;
    auto made = tablet.make_keeper([&syncing] {
        if (syncing != nullptr) syncing->wake();
    });
    if (!made) return fail(std::move(made));
    const auto keeper = std::move(*made);
    kiosk::Desk desk(tablet.config(), *keeper, clock);
    ui::Chime chime(tablet.config().settings.chime);
    std::function<bool(const std::string&)> check_pin;
    if (tablet.has_staff_pin()) {
        check_pin = [&tablet](const std::string& pin) { return tablet.staff_pin_fits(pin); };
    }
    kiosk::App app(desk, strings, clock,
                   {tablet.enrolment().admission.name, check_pin, [&chime] { chime.ring(); },
                    [&window] { window.wake(); }});
    const auto sync = [&tablet, &keeper, &window] {
        const auto before = keeper->call_state();
        const bool room = keeper->has_room();
        keeper->send_unqueued(
            [&tablet](ByteView object) { return tablet.send_attention(object).has_value(); });
        keeper->sync_ended(tablet.sync_once().has_value());
        // Only what the screen says wakes it: an idle kiosk draws nothing.
        if (keeper->call_state() != before || keeper->has_room() != room) window.wake();
    };
    kiosk::SyncThread sync_thread(sync, between_syncs);
    syncing = &sync_thread;
    window.run(stage, app, clock);
    syncing = nullptr;
    return {};
}

Result<ui::Strings> load_strings(Files& files, const std::vector<std::string>& languages) {
    const auto assets = ui::assets_folder();
    if (!assets) return fail(assets.error());
    return ui::Strings::load(files, *assets / "strings", languages, kiosk::required_strings());
}

int start(const Arguments& arguments) {
    if (auto wiped = kiosk::install_wiping_allocators(); !wiped) return say(wiped.error());
    if (auto started = crypto::start(); !started) return say(started.error());
    SystemFiles files;
    SystemClock clock;
    crypto::SystemRandom random;
    auto fonts = ui::Fonts::load();
    if (!fonts) return say(fonts.error());
    ui::WindowSettings settings{"Kiosk", ui::parse_window_size(arguments.window),
                                ui::InputQueue::Kind::Touch,
                                /*closes=*/!arguments.window.empty()};
    // The configuration is read and checked while the display makes its window.
    auto opening = std::async(std::launch::async, [&] {
        return kiosk::Tablet::open(arguments.folder, "kiosk", files, clock, random);
    });
    auto window = ui::Window::open(settings);
    if (!window) return say(window.error());
    ui::Stage stage(ui::kiosk_design, std::move(*fonts));
    auto tablet = opening.get();
    std::vector<std::string> languages{"da", "en"};
    if (tablet) languages = (*tablet)->config().settings.languages;
    const auto strings = load_strings(files, languages);
    if (!strings) return say(strings.error());
    if (!tablet) {
        std::cerr << "kiosk: " << tablet.error().sentence() << '\n';
        kiosk::StartFault fault(*strings, languages.front(), tablet.error(),
                                kiosk::Tablet::name_in(arguments.folder, files));
        (*window)->run(stage, fault, clock);
        return 1;
    }
    const Status ran = run(**tablet, *strings, stage, **window, clock);
    return ran ? 0 : say(ran.error());
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App command("The patient's program.\nExample: kiosk build/demo/kiosk-1 --window 1280x800");
    Arguments arguments;
    command.add_option("KIOSK", arguments.folder, "The folder of an enrolled tablet")->required();
    command
        .add_option("--window", arguments.window,
                    "WxH in pixels; without it full screen, and nothing closes it")
        ->check([](const std::string& text) {
            return ui::parse_window_size(text) ? std::string() : "give it as 1280x800";
        });
    command.set_version_flag("--version", "kiosk " SPINE_VERSION);
    try {
        command.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return command.exit(error) == 0 ? 0 : 2;
    }
    return start(arguments);
}
