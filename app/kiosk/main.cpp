// The patient's program: it composes, and does nothing itself.
#include <CLI/CLI.hpp>
#include <cstdlib>
#include <future>
#include <iostream>

#include "crypto/init.h"
#include "crypto/random.h"
#include "kiosk/app.h"
#include "kiosk/start_fault.h"
#include "kiosk/sync_thread.h"
#include "kiosk/tablet.h"
#include "kiosk/tablet_service.h"
#include "kiosk/wiping_memory.h"
#include "speech/alsa_player.h"
#include "speech/espeak_voice.h"
#include "speech/recorded_voice.h"
#include "speech/speaker.h"
#include "ui/assets.h"
#include "ui/chime.h"
#include "ui/window.h"

namespace {

using namespace spine;

constexpr std::chrono::seconds between_syncs{60};

struct Arguments {
    std::string folder, window;
};

void note(const Fault& fault) {
    std::cerr << "kiosk: " << fault.sentence() << '\n';
}

int say(const Fault& fault) {
    note(fault);
    return 1;
}

// Voice, recordings and sound card. Without a voice patients go on reading for themselves.
class ReadingAloud {
  public:
    ReadingAloud(const config::SpeechSettings& settings, const std::filesystem::path& folder,
                 std::function<void()> ended) {
        if (!settings.on) return;
        auto built_in = speech::EspeakVoice::create();
        if (!built_in) {
            note(built_in.error());
            return;
        }
        built_in_ = std::move(*built_in);
        recorded_.emplace(files_, folder / "recordings", *built_in_, note);
        speaker_.emplace(*recorded_, player_, speech::Manner{settings.speed, settings.volume},
                         speech::Speaker::Told{std::move(ended), note});
    }
    [[nodiscard]] speech::Speech* speech() { return speaker_ ? &*speaker_ : nullptr; }

  private:
    SystemFiles files_;
    std::unique_ptr<speech::Voice> built_in_;
    std::optional<speech::RecordedVoice> recorded_;
    speech::AlsaPlayer player_{speech::usual_card, speech::real_time()};
    std::optional<speech::Speaker> speaker_;  // last: it uses all the others
};

// Where spine-kiosk.service looks once the kiosk has ended; empty without that unit.
std::filesystem::path runtime_folder() {
    const char* folder = std::getenv("RUNTIME_DIRECTORY");
    return folder == nullptr ? std::filesystem::path() : std::filesystem::path(folder);
}

// Takes patients until the window is closed, or until staff shut the tablet down. Declared in the
// order in which each needs the one before; the sync thread goes first, before what it uses.
Status run(kiosk::Tablet& tablet, const ui::Strings& strings, ui::Stage& stage, ui::Window& window,
           Files& files, const Clock& clock, const Arguments& arguments) {
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
    ReadingAloud aloud(tablet.config().settings.speech, arguments.folder,
                       [&window] { window.wake(); });
    kiosk::TabletService service(tablet, *keeper, files, clock, SPINE_VERSION,
                                 arguments.window.empty() ? runtime_folder() : "");
    kiosk::App app(desk, strings, clock,
                   {tablet.enrolment().admission.name, check_pin, [&chime] { chime.ring(); },
                    [&window] { window.wake(); }, aloud.speech(), &service});
    const auto sync = [&tablet, &keeper, &window, &service] {
        const auto before = keeper->call_state();
        const bool room = keeper->has_room();
        keeper->send_unqueued(
            [&tablet](ByteView object) { return tablet.send_attention(object).has_value(); });
        const bool reached = tablet.sync_once().has_value();
        keeper->sync_ended(reached);
        service.sync_ended(reached);
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
    const Status ran = run(**tablet, *strings, stage, **window, files, clock, arguments);
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
