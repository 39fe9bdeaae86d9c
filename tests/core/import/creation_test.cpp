// A clinic whose making was broken off, at any call to the disk: it is whole or not there, what the
// programs say of it is true, and whoever goes on has a clinic.
#include <catch2/catch.hpp>
#include <filesystem>

#include "archive/archive.h"
#include "core/config/config_fixture.h"
#include "crypto/init.h"
#include "crypto/random.h"
#include "import/configuration_shelf.h"
#include "import/enrolment.h"
#include "import/importer.h"
#include "import/verify.h"
#include "support/cut_calls.h"
#include "support/forked.h"

using namespace spine;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view kWords = "a passphrase";

// Folders of a clinic to be, and the steps of its first day.
class FirstDay {
  public:
    explicit FirstDay(const test::ConfigCopy& to_sign) : config(to_sign) {
        fs::create_directory(folder / "store");
    }

    [[nodiscard]] Status create(std::string_view keys = "keys") {
        importing::NewClinic wanted;
        wanted.clinic = clinic.root;
        wanted.root_out = folder / keys / "root";
        wanted.recovery_out = folder / keys / "recovery";
        wanted.first_slot = {{"First", archive::Role::Clinician | archive::Role::Administrator},
                             as_bytes(kWords),
                             {1, 8192}};
        root = wanted.root_out;
        const auto made = importing::create_clinic(wanted, desk());
        return made ? Status() : fail(made.error());
    }
    [[nodiscard]] Result<std::unique_ptr<sync::Store>> store() {
        const auto card = importing::RootFolder(files, root).card();
        if (!card) return fail(card.error());
        return sync::open_store(files, (folder / "store").string(), card->clinic());
    }
    [[nodiscard]] Status sign() {
        auto place = store();
        if (!place) return fail(std::move(place));
        const auto made = importing::sign_and_publish(config.folder(), root, **place, desk());
        return made ? Status() : fail(made.error());
    }
    [[nodiscard]] Status enrol(std::string_view tablet) {
        const auto made = importing::enrol_kiosk(folder / tablet, root, (folder / "store").string(),
                                                 "Tablet", {}, desk());
        return made ? Status() : fail(made.error());
    }
    [[nodiscard]] Result<std::unique_ptr<archive::Archive>> open() {
        auto opened = archive::Archive::open(clinic, files, clock, random);
        if (!opened) return opened;
        if (auto unlocked = (*opened)->unlock(as_bytes(kWords)); !unlocked)
            return fail(std::move(unlocked));
        return opened;
    }
    [[nodiscard]] Status import() {
        auto archive = open();
        if (!archive) return fail(std::move(archive));
        auto place = store();
        if (!place) return fail(std::move(place));
        importing::ConfigurationShelf shelf(files, clinic, (*archive)->root());
        if (auto fetched = shelf.fetch(**place); !fetched) return fetched;
        const auto done = importing::Importer(**archive, **place, clock, {}).run();
        return done ? Status() : fail(done.error());
    }
    [[nodiscard]] Status whole_day() {
        for (const auto& step : {create(), sign(), enrol("tablet"), import()})
            if (!step) return step;
        return {};
    }
    [[nodiscard]] bool there() { return files.exists(clinic.database()); }
    [[nodiscard]] importing::Desk desk() { return {files, clock, random}; }

    Status started = crypto::start();
    test::TemporaryFolder folder;
    SystemFiles files;
    test::ManualClock clock;
    crypto::SystemRandom random;
    const test::ConfigCopy& config;
    archive::ClinicFolder clinic{folder / "clinic"};
    fs::path root = folder / "keys/root";
};

// What does not hold once holds at no later call: the sweep would find no end.
void hold(const Status& done) {
    INFO((done ? std::string() : done.error().sentence()));
    REQUIRE(done);
}

// True if the work was done before the n-th call came.
bool ended_before(int n, const std::function<Status()>& work) {
    const auto ending = test::forked([&](const std::function<void()>& done) {
        test::end_at_call(n);
        const Status all = work();
        test::end_at_call(0);
        if (all) done();
    });
    return ending.progress > 0;
}

// Nothing of a clinic that was broken off at its first day is wrong; as `kioskctl verify` sees it.
void verify_calls_nothing_damaged(FirstDay& day) {
    auto archive = day.open();
    INFO((archive ? std::string() : archive.error().sentence()));
    REQUIRE(archive);
    auto store = day.store();
    REQUIRE(store);
    const auto verified = importing::verify_clinic(**archive, day.files, **store);
    if (!verified) {
        CHECK(verified.error().cause == sync::causes::store_unreachable);
        CHECK(verified.error().happened == "The store's folder holds nothing of this clinic.");
        return;
    }
    CHECK(verified->sound());
    const auto signed_ones = (*store)->list(sync::places::configs);
    REQUIRE(signed_ones);
    CHECK(verified->configured == !signed_ones->empty());
}

}  // namespace

TEST_CASE("a clinic whose making is killed at any call is whole or not there, and is made again") {
    test::ConfigCopy config;
    config.offer_two_languages();
    int whole = 0, n = 1;
    for (;; ++n) {
        CAPTURE(n);
        FirstDay day(config);
        if (ended_before(n, [&] { return day.create(); })) break;
        if (day.there()) {
            ++whole;
            CHECK(day.open());
            CHECK(day.files.exists(day.clinic.attention_key()));
            CHECK(importing::RootFolder(day.files, day.root).key());
            CHECK(importing::RootFolder(day.files, day.root).admissions().value().size() == 1);
            continue;
        }
        CHECK(day.open().error().cause == database::causes::missing);
        // The same call says that keys are there, and replaces none.
        if (const auto again = day.create(); !again)
            CHECK(again.error().cause == importing::causes::key_there);
        if (!day.there()) hold(day.create("other keys"));
        CHECK(day.open());
        CHECK_FALSE(day.files.exists(day.clinic.root / "making"));
    }
    test::figure(std::to_string(n - 1) + " calls of a clinic's making met a kill: " +
                 std::to_string(whole) + " left it whole, the others nothing");
    CHECK(n > 40);
    CHECK(whole > 0);
}

TEST_CASE("a first day that is killed at any call leaves nothing that verify calls damaged") {
    test::ConfigCopy config;
    config.offer_two_languages();
    const int step = test::long_form() ? 1 : 97;
    int n = 1;
    for (;; n += step) {
        CAPTURE(n);
        FirstDay day(config);
        if (ended_before(n, [&] { return day.whole_day(); })) break;
        if (!day.there()) hold(day.create("other keys"));
        verify_calls_nothing_damaged(day);
        hold(day.sign());
        hold(day.enrol("another tablet"));
        hold(day.import());
        verify_calls_nothing_damaged(day);
    }
    test::figure("every " + std::to_string(step) + ". call of " + std::to_string(n) +
                 " of a clinic's first day met a kill: 0 called damaged");
    CHECK(n > 400);
}

TEST_CASE("a tablet whose enrolment was broken off says so, and which folder to take") {
    const test::ConfigCopy config;
    FirstDay day(config);
    hold(day.create());
    hold(day.sign());
    hold(day.enrol("tablet"));
    CHECK(day.enrol("tablet").error().happened == "This tablet is enrolled already.");
    fs::remove(day.folder / "tablet/admission.signed");
    const auto again = day.enrol("tablet");
    REQUIRE_FALSE(again);
    CHECK(again.error().happened.find("its enrolment was broken off") != std::string::npos);
    hold(day.enrol("another tablet"));
}
