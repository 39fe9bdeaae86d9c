// A whole kiosk in a process of its own, which a test can kill: the composition of kiosk's main()
// but for the window, and patients who say on standard output what their screen promises
// (tapping_patient.h). Between them:
//
//     open           the tablet is open: what a power cut had left is signed
//     synced N       a round of sync has sent N sessions
//     waiting        everything is done; it stays as it is until it is told to end
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <iostream>

#include "crypto/init.h"
#include "kiosk/wiping_memory.h"
#include "tapping_patient.h"
#include "tool/demo_time.h"

namespace {

using namespace spine;

struct Arguments {
    test::RealKioskSettings kiosk;
    test::PatientHabits habits;
    unsigned patients = 1;
    std::uint64_t seed = 1;
    int die_in_sync = -1;
    bool syncs_after = false, waits = false, paced = false, despite_self_test = false;
};

// One write a line: a process that is killed leaves whole lines, and none that it did not mean.
void say(const std::string& words) {
    const std::string line = words + "\n";
    if (::write(STDOUT_FILENO, line.data(), line.size()) != static_cast<ssize_t>(line.size()))
        std::_Exit(4);
}

// Whoever listens is never behind: after each line the patient waits for a byte of input.
void say_and_wait(const std::string& words) {
    say(words);
    char byte = 0;
    if (::read(STDIN_FILENO, &byte, 1) != 1) std::_Exit(5);
}

int give_up(const Fault& fault) {
    std::cerr << "kiosk_without_window: " << fault.sentence() << '\n';
    return 1;
}

Status sync(test::RealKiosk& kiosk, test::DyingFiles& files, int die_at) {
    files.die_at(die_at);
    const auto synced = kiosk.sync_once();
    files.die_at(-1);
    if (!synced) return fail(synced.error());
    say("synced " + std::to_string(synced->sent + synced->already));
    return {};
}

int run(const Arguments& arguments) {
    if (auto wiped = kiosk::install_wiping_allocators(); !wiped) return give_up(wiped.error());
    const auto started = crypto::start();
    if (!started && !arguments.despite_self_test) return give_up(started.error());
    test::DyingFiles files;
    auto kiosk = test::RealKiosk::open(arguments.kiosk, files);
    if (!kiosk) return give_up(kiosk.error());
    say("open");
    tool::DemoRandom random(arguments.seed);
    for (unsigned i = 0; i < arguments.patients; ++i) {
        test::TappingPatient patient(**kiosk, random, arguments.habits,
                                     arguments.paced ? say_and_wait : say);
        if (auto walked = patient.walk(); !walked) return give_up(walked.error());
    }
    if (arguments.syncs_after) {
        if (auto synced = sync(**kiosk, files, arguments.die_in_sync); !synced)
            return give_up(synced.error());
    }
    if (!arguments.waits) return 0;
    say("waiting");
    for (char byte = 0; ::read(STDIN_FILENO, &byte, 1) > 0;) {
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App command("A kiosk without a window, and patients who tell what it shows them");
    Arguments a;
    command.add_option("KIOSK", a.kiosk.folder, "The folder of an enrolled tablet")->required();
    command.add_option("--patients", a.patients);
    command.add_option("--seed", a.seed, "The same patients for the same seed");
    command.add_option("--language", a.habits.language);
    command.add_option("--words", a.habits.words, "What they write");
    command.add_flag("--sign", a.habits.ticks_a_sign, "They tick a sign of tier A");
    command.add_flag("--sync-beside", a.kiosk.syncs_beside, "As the kiosk does");
    command.add_flag("--sync-after", a.syncs_after, "Once, when the patients have gone");
    command.add_option("--die-in-sync", a.die_in_sync, "Kills itself at that change of a file");
    command.add_flag("--paced", a.paced, "Patients wait for a byte of input after each line");
    command.add_flag("--wait", a.waits, "Stays until standard input ends");
    command.add_flag("--too-early", a.kiosk.too_early, "Control: says saved one answer too early");
    command.add_flag("--despite-self-test", a.despite_self_test, "Control: with a null cipher");
    CLI11_PARSE(command, argc, argv);
    return run(a);
}
