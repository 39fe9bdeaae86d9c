// A tablet gives no answer, no code and no key, whatever was going on when it was taken. With a
// null cipher the same search finds them all.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <limits>

#include "crypto/init.h"
#include "crypto/keyfile.h"
#include "crypto/random.h"
#include "ledger.h"
#include "open/session_opening.h"
#include "stolen_tablet.h"
#include "whole_clinic.h"

using namespace spine;
using test::ByteSearch;
using test::Child;
using test::StolenTablet;
using test::WholeClinic;

namespace {

// Eight letters that only this run types, with letters of two bytes where the keyboard has them.
std::string canary(const std::string& language) {
    const std::vector<std::string> letters =
        language == "da"
            ? std::vector<std::string>{"a", "e", "k", "r", "t", "v", "z", "æ", "ø", "å"}
            : std::vector<std::string>{"a", "e", "i", "k", "q", "r", "t", "v", "x", "z"};
    crypto::SystemRandom random;
    std::string word;
    for (int i = 0; i < 16; ++i) word += letters[random.below(10)];
    return word;
}

class Thief {
  public:
    Thief(const WholeClinic& clinic, std::string program)
        : clinic_(clinic), program_(std::move(program)) {
        REQUIRE(test::add_questionnaires(search_, clinic_.kiosk()));
        REQUIRE(test::add_answers(search_, clinic_.answers()));
    }
    // A day of two patients; looks while they answer, at the end, and after the power went.
    void watch_a_day(const std::string& language, std::uint64_t seed);
    void look(const std::string& when);
    [[nodiscard]] const std::set<std::string>& found() const { return found_; }
    [[nodiscard]] bool found(const std::string& what) const {
        for (const std::string& one : found_)
            if (one.find(what) != std::string::npos) return true;
        return false;
    }
    [[nodiscard]] StolenTablet take() const {
        auto taken = StolenTablet::read(clinic_.kiosk());
        if (!taken) FAIL(taken.error().sentence());
        return std::move(*taken);
    }
    std::string written, code;
    unsigned looks = 0;

  private:
    void learn(const std::string& line);

    const WholeClinic& clinic_;
    const std::string program_;
    ByteSearch search_;
    std::set<std::string> found_;
};

void Thief::look(const std::string& when) {
    INFO(when);
    ++looks;
    const StolenTablet tablet = take();
    CHECK(tablet.files().contains("journal.db"));
    CHECK(tablet.files().contains("device.key"));
    for (const std::string& what : tablet.found(search_))
        found_.insert(fmt::format("{}: {}", when, what));
}

void Thief::learn(const std::string& line) {
    const std::string given = test::add_line(search_, line);
    if (!given.empty()) code = given;
}

void Thief::watch_a_day(const std::string& language, std::uint64_t seed) {
    written = "Canary " + canary(language);
    search_.add_text(written.substr(7));
    Child child({program_, clinic_.kiosk().string(), "--despite-self-test", "--patients", "2",
                 "--seed", std::to_string(seed), "--language", language, "--words", written,
                 "--sync-beside", "--wait"});
    unsigned lines = 0;
    bool gone = false;
    const unsigned between = test::long_form() ? 5 : 30;
    while (const auto line = child.line()) {
        learn(*line);
        gone = *line == "waiting";
        if (gone) break;
        if (++lines % between != 0 && line->find(written) == std::string::npos) continue;
        child.halt();
        look("while it runs");
        child.go_on();
    }
    REQUIRE(gone);
    look("when the patients have gone");
    child.kill();
    look("after the power went");
}

void end_the_day(Thief& thief, const WholeClinic& clinic) {
    {
        Child interrupted(clinic.kiosk_with({"--wait", "--patients", "0"}));
        while (const auto line = interrupted.line())
            if (*line == "waiting") break;
        interrupted.end_input();
        CHECK(interrupted.wait() == 0);
    }
    thief.look("after a clean end");
    clinic.sync();
    thief.look("after sync");
    clinic.import();
    clinic.sync();
    thief.look("after the receipts");
}

// A file of the tablet that holds a key, as a careless log would.
bool found_if_left(const StolenTablet& tablet, ByteView secret, const std::string& as) {
    test::KeyHunt hunt(tablet.headers(), tablet.sealed_texts());
    hunt.look_at("left in a log: " + std::string(as_text(secret)) + "\n");
    return hunt.found() == std::set<std::string>{as};
}

crypto::SealSecretKey recovery_key(const WholeClinic& clinic, const crypto::ClinicId& id) {
    for (const auto& entry : std::filesystem::directory_iterator(clinic.recovery())) {
        const auto file = crypto::decode_key_file(as_bytes(test::slurp(entry.path())),
                                                  crypto::KeyPurpose::Recovery);
        if (file && file->clinic == id) return file->seal_key();
    }
    FAIL("there is no recovery key");
    return {};
}

}  // namespace

TEST_CASE("a stolen tablet gives no answer and no code, in either language, at any moment") {
    REQUIRE(crypto::start());
    const WholeClinic clinic;
    Thief thief(clinic, test::program("kiosk_without_window"));
    thief.watch_a_day("en", 11);
    thief.watch_a_day("da", 12);
    end_the_day(thief, clinic);
    for (const std::string& what : thief.found()) FAIL_CHECK(what);
    test::figure(
        fmt::format("looked {} times at {} bytes: 0 found", thief.looks, thief.take().bytes()));
}

TEST_CASE("control: with a null cipher a stolen tablet gives text, options, answers and codes") {
    REQUIRE(crypto::start());
    const WholeClinic clinic;
    Thief thief(clinic, test::program("kiosk_with_null_cipher"));
    thief.watch_a_day("da", 12);
    for (const char* when : {"while it runs", "when the patients have gone", "after the power"}) {
        INFO(when);
        const auto& all = thief.found();
        CHECK(std::any_of(all.begin(), all.end(),
                          [&](const auto& one) { return one.rfind(when, 0) == 0; }));
    }
    CHECK(thief.found("text: " + thief.written.substr(7)));
    CHECK(thief.found("code: " + thief.code));
    CHECK(thief.found("option: low-back"));
    CHECK(thief.found("item: about.age"));
    CHECK(thief.found("answer: consent.care true"));
}

TEST_CASE("no 32 bytes of a stolen tablet open a session, and a key that is left there is found") {
    REQUIRE(crypto::start());
    const WholeClinic clinic;
    Thief thief(clinic, test::program("kiosk_without_window"));
    // A session that ended, and one that the power cut off: its key was in use a moment ago.
    Child child(clinic.kiosk_with({"--sign", "--wait", "--sync-after"}));
    while (const auto line = child.line())
        if (*line == "waiting") break;
    child.halt();
    const StolenTablet tablet = thief.take();
    REQUIRE(tablet.headers().size() >= 2);
    const test::KeyHunt hunt =
        tablet.hunt(test::long_form() ? std::numeric_limits<std::size_t>::max() : 16'384);
    CHECK(hunt.found().empty());

    const crypto::SessionHeader header = tablet.headers().back();
    const auto recovery = recovery_key(clinic, header.clinic);
    CHECK(found_if_left(tablet, recovery.view(), "recovery"));
    const opening::SessionOpener opener(header.clinic, recovery.copy());
    const auto key = opener.open_key(header);
    REQUIRE(key);
    CHECK(found_if_left(tablet, key->view(), "session " + std::to_string(header.counter)));
    test::figure(fmt::format("{} windows of {} bytes tried on {} sessions: 0 opened", hunt.tried(),
                             tablet.bytes(), tablet.headers().size()));
}

TEST_CASE("kiosk_search looks through the tablet of any demonstration") {
    const WholeClinic clinic;
    const std::string kiosk = clinic.kiosk().string();
    const std::string answers = clinic.answers().string();
    const std::string program = test::program("kiosk_search");
    const std::string clean = test::output_of({program, kiosk, "--answers", answers, "--quick"});
    CHECK(clean.find(" 0 found") != std::string::npos);
    test::spit(clinic.kiosk() / "kiosk.log", "the patient wrote: xylophone music");
    Child hit({program, kiosk, "--text", "xylophone", "--quick"});
    std::string all;
    while (const auto line = hit.line()) all += *line + "\n";
    CHECK(hit.wait() == 1);
    CHECK(all.find("kiosk.log: text: xylophone") != std::string::npos);
}
