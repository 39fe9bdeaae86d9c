// Whatever hands can do to a tablet that nobody watches: touches, keys, resizes, changes of
// language, jumps of time. It never ends, never lets anybody in, writes nothing but its journal,
// and shows nothing of one patient to the next.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <deque>
#include <filesystem>
#include <set>

#include "core/journal/clinic.h"
#include "kiosk/journal_keeper.h"
#include "touch_tablet.h"

using namespace spine;
using kiosk::Scene;
using session::StepKind;

namespace {

namespace fs = std::filesystem;
constexpr int events_a_tablet = 50'000;  // then a new one: nothing is ever sent from it
constexpr int patience_on_red = 60;      // events until staff come

// What was drawn in words and what is being said, code and digits included, a line each.
std::string drawn(const ui::Stage& stage, const test::HeardSpeech& speech) {
    std::string all, digits;
    const auto add = [&](const std::string& line) {
        all.append(line).append("\n");
        // A code's tiles are lines of one digit, and so is it said.
        if (line.size() == 1) digits += line;
    };
    for (const ui::DrawnLine& line : stage.lines()) add(line.text);
    for (const std::string& sentence : speech.held) add(sentence);
    return all + digits;
}

class Monkey {
  public:
    Monkey(std::uint64_t seed, fs::path working)
        : journal_(tablet_.open({})), random_(seed), working_(std::move(working)) {
        screen_.frames(3);
    }

    void play(int events);
    // What the last frames showed of somebody who is there: a search that finds nothing is none.
    [[nodiscard]] std::size_t seen_of_own() const { return seen_of_own_; }
    [[nodiscard]] std::size_t patients() const { return patient_; }
    [[nodiscard]] std::size_t pins() const { return pins_; }
    [[nodiscard]] std::set<std::string> scenes() const { return scenes_; }
    void check_files() const;

  private:
    [[nodiscard]] std::uint64_t below(std::uint64_t n) {
        std::array<std::uint8_t, 8> bytes{};
        random_.fill(bytes);
        std::uint64_t value = 0;
        for (const std::uint8_t byte : bytes) value = value << 8U | byte;
        return value % n;
    }
    [[nodiscard]] bool one_in(std::uint64_t n) { return below(n) == 0; }
    [[nodiscard]] float along(float length) {
        return length * static_cast<float>(below(10'000)) / 10'000;
    }
    void act();
    void touch();
    void key();
    void write_canary();
    void time();
    void look();
    void staff_come();
    void try_pin();

    struct Canary {
        std::size_t patient;
        std::string words;
    };

    crypto::SystemRandom system_;
    test::Clinic clinic_;
    test::Tablet tablet_{clinic_};
    std::unique_ptr<journal::Journal> journal_;
    kiosk::JournalKeeper keeper_{
        *journal_,
        tablet_.clock,
        tablet_.random,
        {CodeLength::Six, 2},
        clinic_.inputs(),
        {journal::make_identity(clinic_.id, tablet_.key.secret_key), {}, 2, "Tablet 2"}};
    config::Config config_ = test::configuration_of_all_languages();
    kiosk::Desk desk_{config_, keeper_, tablet_.clock};
    ui::Strings strings_ = test::touch_strings();
    test::HeardSpeech speech_;
    test::FakeService service_;
    std::atomic<std::size_t> pins_ = 0;
    kiosk::App app_{desk_,
                    strings_,
                    tablet_.clock,
                    {"Tablet 2", [this](const std::string&) { return ++pins_, false; }, [] {},
                     [] {}, &speech_, &service_}};
    ui::Stage stage_{ui::kiosk_design, test::touch_fonts()};
    ui::Headless screen_{stage_, app_, tablet_.clock, {1280, 800}};
    test::SeededRandom random_;
    fs::path working_;
    std::deque<Canary> canaries_;
    std::size_t patient_ = 0, seen_of_own_ = 0;
    bool somebody_ = false;
    int on_red_ = 0;
    std::string code_;
    std::set<std::string> scenes_;
};

void Monkey::play(int events) {
    for (int i = 0; i < events; ++i) {
        act();
        look();
    }
}

void Monkey::act() {
    constexpr std::array sizes{ui::Pixels{1280, 800}, ui::Pixels{1920, 1200},
                               ui::Pixels{800, 1280}, ui::Pixels{1024, 600},
                               ui::Pixels{640, 400},  ui::Pixels{1280, 1024}};
    const std::uint64_t which = below(100);
    if (which < 5) return key();
    if (which < 6) return time();
    if (which < 7) return write_canary();
    if (screen_.has("staff") && one_in(25)) return try_pin();
    // Letters are made anew for each size, which takes long.
    if (which < 8 && one_in(200)) return screen_.resize(sizes.at(below(sizes.size())));
    touch();
}

// A finger on something or beside it, for a moment or long, that slides or does not.
void Monkey::touch() {
    tablet_.clock.advance_ms(static_cast<std::int64_t>(below(one_in(8) ? 200 : 700)));
    const auto& targets = stage_.targets().all();
    ui::Point at{along(1280), along(800)};
    if (!targets.empty() && !one_in(10)) {
        const ui::Target& target = targets.at(below(targets.size()));
        // Other letters, or larger ones, are made anew, which takes as long as a thousand touches.
        const bool slow = target.key == "language:uk" || target.key == "language:ar" ||
                          target.key == "print:large";
        if (!slow || one_in(50)) at = target.press_at;
    }
    screen_.press(at);
    if (one_in(30)) {
        tablet_.clock.advance_ms(static_cast<std::int64_t>(below(4'000)));
        screen_.frame();
    }
    if (one_in(20)) {
        at = {along(1280), along(800)};
        screen_.move(at);
    }
    if (!one_in(200)) screen_.release(at);
    if (one_in(3)) screen_.frame();
}

void Monkey::key() {
    ui::KeyPress press;
    press.key = static_cast<ui::Key>(below(static_cast<std::uint64_t>(ui::Key::PageDown) + 1));
    press.character = static_cast<char32_t>('0' + below(43));
    press.ctrl = one_in(3), press.alt = one_in(3), press.shift = one_in(3);
    press.repeat = one_in(5);
    if (one_in(4)) return screen_.type(std::u32string(1, press.character));
    screen_.key(press);
}

// Where words can be written: some that nobody else writes.
void Monkey::write_canary() {
    if (!screen_.has("key:space")) return touch();
    const std::string words = fmt::format("zq{}", patient_ * 7 + 100);
    std::string typed;
    for (const char letter : words) {
        const std::string key = std::string("key:") + letter;
        if (!screen_.has(key) && screen_.has("key:numbers")) {
            tablet_.clock.advance_ms(400);
            screen_.tap("key:numbers");
        }
        tablet_.clock.advance_ms(400);
        if (!screen_.tap(key)) break;
        typed += letter;
    }
    if (typed == words && somebody_) canaries_.push_back({patient_, words});
}

// At the lock, as somebody who knows how, but not the PIN.
void Monkey::try_pin() {
    const ui::Target* lock = stage_.targets().find("staff");
    if (lock == nullptr) return touch();
    tablet_.clock.advance_ms(400);
    screen_.frame();
    const ui::Point at = lock->press_at;
    screen_.press(at);
    tablet_.clock.advance_ms(2'100);
    screen_.frames(2);
    screen_.release(at);
    tablet_.clock.advance_ms(400);
    screen_.frame();
    for (std::uint64_t i = 4 + below(4); i > 0; --i) {
        tablet_.clock.advance_ms(100);
        screen_.tap(fmt::format("pad:{}", below(10)));
    }
    screen_.tap("pin-ready");
}

void Monkey::time() {
    constexpr std::array<std::int64_t, 6> jumps{1'000, 5'000, 30'000, 61'000, 121'000, 300'000};
    if (one_in(10))
        tablet_.clock.set_wall(1'600'000'000'000 + static_cast<UnixMs>(below(1'000'000'000'000)));
    tablet_.clock.advance_ms(jumps.at(below(jumps.size())));
    if (one_in(2)) speech_.end();
    screen_.frames(2);
}

void Monkey::staff_come() {
    desk_.staff_leads_on();
    screen_.frames(2);
    on_red_ = 0;
}

void Monkey::look() {
    REQUIRE_FALSE(app_.finished());
    const Scene scene = desk_.scene();
    scenes_.insert(std::to_string(static_cast<int>(scene)));
    REQUIRE(scene != Scene::Staff);
    REQUIRE(scene != Scene::Fault);
    const bool red = scene == Scene::Walking && desk_.walk()->step().kind == StepKind::TellStaff;
    if (red && ++on_red_ > patience_on_red) staff_come();
    const bool somebody = desk_.walk() != nullptr || desk_.scene() == Scene::Stopped;
    if (!desk_.code().empty() && desk_.code() != code_) {
        code_ = desk_.code();
        canaries_.push_back({patient_, code_});
        canaries_.push_back({patient_, group_pickup_code(code_)});
    }
    if (somebody_ && !somebody) ++patient_;
    somebody_ = somebody;
    while (canaries_.size() > 12) canaries_.pop_front();
    // What is drawn belongs to what stands only after a frame.
    screen_.frame();
    if (desk_.walk() == nullptr && desk_.scene() != Scene::Stopped && somebody_) return;
    const std::string all = drawn(stage_, speech_);
    for (const Canary& canary : canaries_) {
        if (all.find(canary.words) == std::string::npos) continue;
        INFO("scene " << static_cast<int>(scene) << ", patient " << patient_);
        // A patient of the after-visit part gives the code of an earlier visit: it is theirs.
        if (canary.patient != patient_ && canary.words == desk_.code()) continue;
        REQUIRE(canary.patient == patient_);
        ++seen_of_own_;
    }
}

void Monkey::check_files() const {
    CHECK(fs::is_empty(working_));
    for (const auto& entry : fs::directory_iterator(tablet_.folder.root)) {
        const std::string name = entry.path().filename().string();
        INFO(name);
        CHECK((name.starts_with("journal.") || name == "ballast" || name == "device.key" ||
               name.starts_with("configuration")));
    }
}

// Seeds `from` to `to`.
void watch(int from, int to) {
    const int tablets = test::long_form() ? 10 : 1;
    const int events = test::long_form() ? events_a_tablet : 8'000;
    const test::TemporaryFolder working;
    const fs::path before = fs::current_path();
    std::size_t patients = 0, pins = 0, own = 0, done = 0;
    std::set<std::string> scenes;
    for (int seed = from; seed <= to; ++seed)
        for (int tablet = 0; tablet < tablets; ++tablet) {
            INFO("seed " << seed << ", tablet " << tablet);
            Monkey monkey(static_cast<std::uint64_t>(seed * 1'000 + tablet), working.path());
            fs::current_path(working.path());
            monkey.play(events);
            fs::current_path(before);
            monkey.check_files();
            patients += monkey.patients();
            pins += monkey.pins();
            own += monkey.seen_of_own();
            done += static_cast<std::size_t>(events);
            scenes.merge(monkey.scenes());
        }
    CHECK(patients > 10);
    CHECK(own > 0);
    CHECK(scenes.size() >= 8);
    CHECK(scenes.count(std::to_string(static_cast<int>(Scene::StaffAsked))) == 1);
    CHECK(pins > 0);
    test::figure(
        fmt::format("{} events, {} patients, {} wrong PINs; {} times a patient saw what "
                    "was theirs, 0 times somebody else",
                    done, patients, pins, own));
}

}  // namespace

// Two halves, which run beside each other.
TEST_CASE("whatever hands do, the tablet goes on, lets nobody in, and shows no one's answers") {
    watch(1, test::long_form() ? 10 : 1);
}

TEST_CASE("whatever other hands do, it does, too") {
    watch(11, test::long_form() ? 20 : 11);
}
