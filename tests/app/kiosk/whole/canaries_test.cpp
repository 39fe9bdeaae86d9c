// A tablet that is on gives the answers of the patient who sits there and of nobody before: what
// was typed, chosen and given out is looked for in the kiosk's memory and in every file once the
// session is over. A kiosk whose memory is not wiped is found out.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <iostream>

#include "crypto/init.h"
#include "crypto/random.h"
#include "distant_patient.h"
#include "process_memory.h"
#include "stolen_tablet.h"
#include "whole_clinic.h"

using namespace spine;
using test::ByteSearch;
using test::DistantPatient;
using test::WholeClinic;

namespace {

// What one patient left in the world.
struct Canary {
    std::vector<std::string> words;
    std::string code;
    std::vector<std::pair<std::string, std::string>> answers;
};

class Watch {
  public:
    explicit Watch(const std::string& program)
        : patient_(program, clinic_.kiosk(), working_.path(), random_) {
        patient_.allow_looking();
        test::read_memory(
            patient_.process().pid(),
            [this](const std::string&, std::string_view piece) { note_numbers(piece); });
    }

    // One patient from the first screen to the last, then a look at everything.
    void session(const std::string& language);
    // At everybody who was here.
    void look_for_all() { look(canaries_); }
    [[nodiscard]] const std::set<std::string>& found() const { return found_; }
    [[nodiscard]] std::size_t sessions_found() const { return sessions_found_; }
    [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
    [[nodiscard]] std::size_t typed() const { return typed_; }
    // It dies of a fault, as the kiosk itself would. True if a core file is left.
    [[nodiscard]] bool leaves_core();
    // Of the files in the folder in which the kiosk was started.
    [[nodiscard]] std::set<std::string> found_in_working_folder(
        const std::vector<Canary>& canaries) const;
    [[nodiscard]] const std::vector<Canary>& canaries() const { return canaries_; }
    [[nodiscard]] std::size_t working_files() const;

  private:
    void look(std::span<const Canary> canaries);
    void note_numbers(std::string_view memory);

    crypto::SystemRandom random_;
    WholeClinic clinic_;
    test::TemporaryFolder working_;
    DistantPatient patient_;
    // Numbers of six digits that stood in the memory before anybody came, in some library.
    std::set<std::string> by_chance_;
    std::set<std::string> found_;
    std::vector<Canary> canaries_;
    std::size_t sessions_found_ = 0, typed_ = 0;
    std::uint64_t bytes_ = 0;
};

ByteSearch search_for(std::span<const Canary> canaries) {
    ByteSearch search;
    for (const Canary& canary : canaries) {
        search.add_code(canary.code);
        for (const std::string& words : canary.words) search.add_text(words);
        for (const auto& [item, value] : canary.answers)
            search.add_answer(item, "\"" + value + "\"");
    }
    return search;
}

std::set<std::string> Watch::found_in_working_folder(const std::vector<Canary>& canaries) const {
    const ByteSearch search = search_for(canaries);
    std::set<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(working_.path()))
        for (const std::string& what : search.found_in(test::slurp(entry.path())))
            found.insert(entry.path().filename().string() + ": " + what);
    return found;
}

void Watch::note_numbers(std::string_view memory) {
    constexpr std::string_view digits = "0123456789";
    for (std::size_t at = 0; (at = memory.find_first_of(digits, at)) != std::string_view::npos;) {
        const std::size_t end = std::min(memory.find_first_not_of(digits, at), memory.size());
        if (end - at == 6) by_chance_.emplace(memory.substr(at, 6));
        at = end;
    }
}

bool Watch::leaves_core() {
    patient_.forbid_looking();
    const std::size_t before = working_files();
    return patient_.process().leaves_core() && working_files() > before;
}

std::size_t Watch::working_files() const {
    return static_cast<std::size_t>(
        std::distance(std::filesystem::directory_iterator(working_.path()), {}));
}

void Watch::look(std::span<const Canary> canaries) {
    const ByteSearch search = search_for(canaries);
    const auto memory = test::look_into(patient_.process().pid(), search);
    bytes_ = memory.bytes;
    const auto tablet = test::StolenTablet::read(clinic_.kiosk());
    if (!tablet) FAIL(tablet.error().sentence());
    std::set<std::string> now = found_in_working_folder({canaries.begin(), canaries.end()});
    for (const std::string& what : tablet->found(search)) now.insert(what);
    for (const std::string& what : memory.found)
        if (!by_chance_.contains(what.substr(what.size() - 6))) now.insert("memory, " + what);
    sessions_found_ += now.empty() ? 0 : 1;
    found_.insert(now.begin(), now.end());
}

void Watch::session(const std::string& language) {
    patient_.walk(language);
    canaries_.push_back({patient_.words(), patient_.code(), patient_.answers()});
    typed_ += patient_.words().size();
    // The one before, too: whose memory comes to light when the next one's is given back.
    look(std::span(canaries_).last(std::min<std::size_t>(2, canaries_.size())));
}

void watch_sessions(Watch& watch, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) watch.session(i % 2 == 0 ? "da" : "en");
    watch.look_for_all();
}

// A sanitizer's memory is not the program's, and larger than any disk.
bool memory_is_the_programs() {
#ifdef __SANITIZE_ADDRESS__
    std::cout << "SKIPPED: the sanitizer keeps what is given back\n";
    return false;
#else
    return true;
#endif
}

}  // namespace

TEST_CASE("nothing of a patient is in the kiosk's memory or files once the session is over") {
    if (!memory_is_the_programs()) return;
    REQUIRE(crypto::start());
    const std::size_t sessions = test::long_form() ? 200 : 2;
    Watch watch(test::program("kiosk_by_hand"));
    watch_sessions(watch, sessions);
    for (const std::string& what : watch.found()) FAIL_CHECK(what);
    CHECK(watch.typed() >= sessions);
    CHECK_FALSE(watch.leaves_core());
    test::figure(fmt::format(
        "{} sessions, {} texts typed, {} MB of memory and all files looked at after each: {} "
        "found; no core file",
        sessions, watch.typed(), watch.bytes() >> 20U, watch.found().size()));
}

TEST_CASE("control: a kiosk whose memory is not wiped gives typed words away") {
    if (!memory_is_the_programs()) return;
    REQUIRE(crypto::start());
    const std::size_t sessions = test::long_form() ? 20 : 1;
    Watch watch(test::program("kiosk_by_hand_unwiped"));
    watch_sessions(watch, sessions);
    const auto& found = watch.found();
    CHECK(std::any_of(found.begin(), found.end(), [](const std::string& what) {
        return what.find("text: ") != std::string::npos;
    }));
    // Where this system makes core files at all, and where the process stood.
    const bool core = watch.leaves_core();
    if (core) CHECK_FALSE(watch.found_in_working_folder(watch.canaries()).empty());
    test::figure(
        fmt::format("control without wiping: {} of {} looks find something; its core "
                    "file {}",
                    watch.sessions_found(), sessions + 1,
                    core ? "holds what was typed" : "is not to be had on this system"));
}
