// Long work beside the screen, when the program is closed in the middle of it.
#include "ui/tasks.h"

#include <catch2/catch.hpp>
#include <future>
#include <memory>
#include <vector>

using namespace spine;

namespace {

// Keeps the first task until what waits behind it is dropped.
class Gate {
  public:
    ~Gate() { open_.set_value(); }
    [[nodiscard]] std::shared_future<void> opened() const { return opened_; }

  private:
    std::promise<void> open_;
    std::shared_future<void> opened_ = open_.get_future().share();
};

}  // namespace

TEST_CASE("a program that is closed does what was decided, and drops what only wanted to show") {
    std::vector<int> done;
    {
        ui::Tasks tasks([] {});
        auto gate = std::make_shared<Gate>();
        tasks.start([opened = gate->opened()](ui::TaskState&) { return opened.wait(), 0; },
                    [](int) {});
        tasks.start_kept([&](ui::TaskState&) { return done.push_back(1), 0; }, [](int) {});
        tasks.start([&, gate](ui::TaskState&) { return done.push_back(2), 0; }, [](int) {});
        tasks.start_kept([&](ui::TaskState&) { return done.push_back(3), 0; },
                         [&](int) { done.push_back(4); });
        gate.reset();
    }
    CHECK(done == std::vector<int>{1, 3});
}
