// A whole kiosk in a process of its own, as kiosk_without_window is one, but whose patient sits in
// another process: no words of a patient's are here but those that the kiosk itself keeps.
//
// A line of input is done, then the screen is told, each target in a line, and "ready":
//
//     tap KEY        "no such target" is said if it does not stand there
//     pass MS        so long nothing happens
//     look           from here on another process of the same user may look into the memory
//     look-no-more   as the kiosk itself has it
//
//     target KEY     one that can be touched
//     code DIGITS    the code of the patient who is here
//     welcome        nobody is here
//
// What it reads and writes is kept in no string: a copy would be found by whoever looks for what
// the kiosk leaves in its memory.
#include <sys/prctl.h>
#include <sys/uio.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstring>
#include <iostream>

#include "crypto/init.h"
#include "kiosk/wiping_memory.h"
#include "real_kiosk.h"

namespace {

using namespace spine;

// In memory that is not the heap's, and wiped after each line.
class Command {
  public:
    // False at the end of input.
    bool read() {
        explicit_bzero(line_.data(), line_.size());
        for (size_ = 0; size_ < line_.size(); ++size_) {
            char byte = 0;
            if (::read(STDIN_FILENO, &byte, 1) != 1) return false;
            if (byte == '\n') return true;
            line_[size_] = byte;
        }
        return false;
    }
    [[nodiscard]] std::string_view word() const { return all().substr(0, all().find(' ')); }
    [[nodiscard]] std::string_view rest() const {
        return all().substr(std::min(all().size(), word().size() + 1));
    }

  private:
    [[nodiscard]] std::string_view all() const { return {line_.data(), size_}; }
    std::array<char, 256> line_{};
    std::size_t size_ = 0;
};

void say(std::string_view what, std::string_view value = {}) {
    std::array<iovec, 3> parts{{{const_cast<char*>(what.data()), what.size()},
                                {const_cast<char*>(value.data()), value.size()},
                                {const_cast<char*>("\n"), 1}}};
    if (::writev(STDOUT_FILENO, parts.data(), parts.size()) < 0) std::_Exit(4);
}

void tell_screen(const test::RealKiosk& kiosk) {
    for (const ui::Target& target : kiosk.targets())
        if (target.on) say("target ", target.key);
    if (!kiosk.desk().code().empty()) say("code ", kiosk.desk().code());
    if (kiosk.desk().scene() == kiosk::Scene::Welcome) say("welcome");
    say("ready");
}

void obey(const Command& command, test::RealKiosk& kiosk, int as_composed) {
    if (command.word() == "tap" && !kiosk.tap(command.rest())) say("no such target");
    if (command.word() == "look") ::prctl(PR_SET_DUMPABLE, 1);
    if (command.word() == "look-no-more") ::prctl(PR_SET_DUMPABLE, as_composed);
    if (command.word() != "pass") return;
    int ms = 0;
    std::from_chars(command.rest().data(), command.rest().data() + command.rest().size(), ms);
    kiosk.let_pass(ms);
}

int give_up(const Fault& fault) {
    std::cerr << "kiosk_by_hand: " << fault.sentence() << '\n';
    return 1;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    if (auto wiped = kiosk::install_wiping_allocators(); !wiped) return give_up(wiped.error());
    if (auto started = crypto::start(); !started) return give_up(started.error());
    test::DyingFiles files;
    auto kiosk = test::RealKiosk::open({argv[1], true, false}, files);
    if (!kiosk) return give_up(kiosk.error());
    (*kiosk)->draw_unwatched();
    (*kiosk)->let_pass(ui::deaf_after_new_screen_ms);
    const int may_be_looked_at = ::prctl(PR_GET_DUMPABLE);
    Command command;
    do {
        obey(command, **kiosk, may_be_looked_at);
        tell_screen(**kiosk);
    } while (command.read());
    return 0;
}
