#include "supervised.h"

#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <sstream>

namespace spine::test {

namespace fs = std::filesystem;

namespace {

constexpr unsigned nobody = 65'534;
constexpr ui::Pixels memory_screen{1280, 720};  // what cage's headless display is

void give(const fs::path& folder, unsigned user) {
    if (::geteuid() != 0) return;
    REQUIRE(::chown(folder.c_str(), user, user) == 0);
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        REQUIRE(::lchown(entry.path().c_str(), user, user) == 0);
    }
}

// The program under a prefix, as the packages lay it out: it has to find its words there.
fs::path install(const Site& site) {
    const fs::path usr = site.file("usr");
    fs::create_directories(usr / "bin");
    fs::create_directories(usr / "share/spine-kiosk/assets");
    fs::copy(built("kiosk"), usr / "bin/kiosk");
    fs::copy(project() / "assets/strings", usr / "share/spine-kiosk/assets/strings",
             fs::copy_options::recursive);
    return usr / "bin/kiosk";
}

}  // namespace

Supervised::Supervised(const Site& site)
    : site_(site), user_(::geteuid() == 0 ? nobody : ::geteuid()) {
    // Whoever is not root has to come to what is given to it.
    fs::permissions(site.store().parent_path(), fs::perms(0755));
    const fs::path runtime = site.file("runtime");
    fs::create_directories(runtime);
    fs::permissions(runtime, fs::perms(0700));
    const fs::path kiosk = install(site);
    const fs::path teller = site.file("usr/bin/teller");
    spit(teller, "#!/bin/sh\necho \"$DISPLAY $$\" >>\"$XDG_RUNTIME_DIR/told\"\nexec '" +
                     kiosk.string() + "' \"$@\"\n");
    fs::permissions(teller, fs::perms(0755));
    give(runtime, user_);
    give(site.tablet(1), user_);
    give(site.store(), user_);
    program_.emplace(
        Start{{"python3", (project() / "tests/e2e/supervisor.py").string(),
               (project() / "kiosk-config/spine-kiosk.service").string(),
               site.file("supervisor.told").string(), "/usr/bin/kiosk=" + teller.string(),
               "/var/lib/spine-kiosk=" + site.tablet(1).string()},
              {{"XDG_RUNTIME_DIR", runtime.string()},
               {"SUPERVISED_USER", std::to_string(nobody)},
               {"WLR_BACKENDS", "headless"},
               {"WLR_LIBINPUT_NO_DEVICES", "1"},
               {"WLR_RENDERER", "pixman"}},
              site.file("supervisor.said"),
              site.file("programs.said")});
}

std::vector<std::string> Supervised::told(const std::string& file) const {
    std::vector<std::string> lines;
    if (!fs::exists(site_.file(file))) return lines;
    std::istringstream in(slurp(site_.file(file)));
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

std::size_t Supervised::starts() const {
    return told("runtime/told").size();
}

Elsewhere Supervised::there() const {
    const std::string last = told("runtime/told").back();
    return {last.substr(0, last.find(' ')), user_, memory_screen};
}

int Supervised::kiosk() const {
    const std::string last = told("runtime/told").back();
    return std::stoi(last.substr(last.find(' ') + 1));
}

int Supervised::cage() const {
    const auto lines = told("supervisor.told");
    const auto last = std::find_if(lines.rbegin(), lines.rend(), [](const std::string& line) {
        return line.starts_with("started ");
    });
    REQUIRE(last != lines.rend());
    return std::stoi(last->substr(last->find(' ') + 1));  // "started PID at SECONDS"
}

std::string Supervised::said() const {
    std::string all;
    for (const char* file : {"supervisor.told", "supervisor.said", "programs.said"}) {
        if (fs::exists(site_.file(file))) all.append(slurp(site_.file(file)));
    }
    return all;
}

}  // namespace spine::test
