// The state behind the clinic's screens, where what runs beside it takes long or fails.
#include <catch2/catch.hpp>
#include <condition_variable>
#include <mutex>

#include "clinic/model.h"
#include "clinic/worklist_view.h"
#include "crypto/init.h"
#include "made_up_clinic.h"
#include "support/support.h"

using namespace spine;

namespace {

// An import that lasts until the test says so.
class SlowClinic final : public test::MadeUpClinic {
  public:
    [[nodiscard]] Status unlock(ByteView passphrase) override {
        return unlock_fault ? Status(fail(*unlock_fault)) : MadeUpClinic::unlock(passphrase);
    }
    [[nodiscard]] Status import() override {
        std::unique_lock lock(mutex_);
        importing_ = true;
        changed_.notify_all();
        changed_.wait(lock, [this] { return finish_; });
        return {};
    }
    [[nodiscard]] bool importing() {
        const std::lock_guard lock(mutex_);
        return importing_;
    }
    void finish() {
        const std::lock_guard lock(mutex_);
        finish_ = true;
        changed_.notify_all();
    }
    std::optional<Fault> unlock_fault;

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool importing_ = false, finish_ = false;
};

class Sitting {
  public:
    Sitting() = default;
    Sitting(const Sitting&) = delete;
    Sitting& operator=(const Sitting&) = delete;
    ~Sitting() { data.finish(); }
    template <typename Done>
    void until(Done done) {
        for (int round = 0; round < 600 && !done(); ++round) {
            (void)model.tick();
            tasks.deliver();
            calls.deliver();
            if (done()) break;
            std::unique_lock lock(mutex_);
            woken_.wait_for(lock, std::chrono::milliseconds(50), [this] { return wakes_ > 0; });
            wakes_ = 0;
        }
        REQUIRE(done());
    }
    // Before anything that keeps a passphrase.
    const bool started = crypto::start().has_value();
    SlowClinic data;
    test::ManualClock clock;

  private:
    void wake() {
        const std::lock_guard lock(mutex_);
        ++wakes_;
        woken_.notify_all();
    }
    std::mutex mutex_;
    std::condition_variable woken_;
    int wakes_ = 0;

  public:
    ui::Tasks tasks{[this] { wake(); }}, calls{[this] { wake(); }};
    clinic::Model model{data, tasks, calls, clock};
};

review::WorklistRow row(const std::string& code, bool reviewed, const std::string& tier) {
    review::WorklistRow made;
    made.code = made.session = code;
    made.reviewed = reviewed;
    made.tier = tier;
    made.status = "complete";
    return made;
}

}  // namespace

TEST_CASE("a tablet that calls is shown while a long import runs") {
    Sitting sitting;
    sitting.data.calls_ = {{"call-1", "Tablet 2", sitting.clock.now()}};
    sitting.model.unlock(as_bytes("a right passphrase"));
    sitting.until([&] { return sitting.model.place() == clinic::Place::Worklist; });
    sitting.until([&] { return !sitting.model.attentions().empty(); });
    sitting.until([&] { return sitting.data.importing(); });
    sitting.model.answer_attention("call-1");
    CHECK(sitting.model.attentions().empty());
    sitting.clock.advance_ms(2'000);
    sitting.until([&] { return sitting.data.calls_.empty(); });
    CHECK(sitting.model.worklist() == nullptr);  // the import is still not done
}

TEST_CASE("a full disk is not called a wrong passphrase, and nobody has to wait for it") {
    Sitting sitting;
    sitting.data.unlock_fault = Fault{"disk-full", "The disk is full.", "Make room.", {}};
    sitting.model.unlock(as_bytes("a right passphrase"));
    sitting.until([&] { return !sitting.model.unlocking(); });
    CHECK_FALSE(sitting.model.wrong_passphrase());
    CHECK(sitting.model.wait_seconds() == 0);
    REQUIRE(sitting.model.fault());
    CHECK(sitting.model.fault()->happened == "The disk is full.");
    CHECK(sitting.model.place() == clinic::Place::Unlock);
}

TEST_CASE("filters are counted when the list changes, and not in a frame") {
    clinic::Worklist list;
    list.rows = {row("131873", false, "a"), row("100009", true, ""), row("131000", false, "")};
    clinic::WorklistView view;
    CHECK(view.update(&list, 1));
    CHECK_FALSE(view.update(&list, 1));
    CHECK(view.count(clinic::Filter::All) == 3);
    CHECK(view.count(clinic::Filter::ToReview) == 2);
    CHECK(view.count(clinic::Filter::Warning) == 1);
    CHECK(view.shown(true) == 1);
    view.choose(clinic::Filter::Warning);
    CHECK(view.update(&list, 1));
    CHECK(view.shown().size() == 1);
    // A code is searched for among all; the numbers beside the filters stay.
    view.search_for("131");
    CHECK(view.update(&list, 1));
    CHECK(view.shown().size() == 2);
    CHECK(view.count(clinic::Filter::Warning) == 1);
    list.rows[1].reviewed = false;
    CHECK(view.update(&list, 2));
    CHECK(view.count(clinic::Filter::ToReview) == 3);
    CHECK(view.update(nullptr, 3));
    CHECK(view.shown().empty());
    CHECK(view.count(clinic::Filter::All) == 0);
}
