// Long work beside the screen: one worker thread, and one door back to the UI thread.
//
// Settings are captured by value. The result is handed over by deliver() on the UI thread, so that
// nothing in the interface needs a lock. A cancelled task's result is dropped.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

namespace spine::ui {

// Shared by the worker (writes progress, reads cancelled) and the UI (the other way round).
class TaskState {
  public:
    void cancel() { cancelled_ = true; }
    [[nodiscard]] bool cancelled() const { return cancelled_; }
    void set_progress(double done) { progress_ = done; }
    [[nodiscard]] double progress() const { return progress_; }  // 0-1
    [[nodiscard]] bool finished() const { return finished_; }

  private:
    friend class Tasks;
    std::atomic<bool> cancelled_{false}, finished_{false};
    std::atomic<double> progress_{0};
};
using TaskHandle = std::shared_ptr<TaskState>;

class Tasks {
  public:
    // `wake` is called from the worker whenever deliver() has something to do.
    explicit Tasks(std::function<void()> wake);
    Tasks(const Tasks&) = delete;
    Tasks& operator=(const Tasks&) = delete;
    // Cancels what is left, waits for the task that runs.
    ~Tasks();

    // Runs `work(state)` on the worker, in the order of the calls, then `done(result)` in
    // deliver() on the UI thread.
    template <typename Work, typename Done>
    TaskHandle start(Work work, Done done) {
        auto state = std::make_shared<TaskState>();
        queue([this, state, work = std::move(work), done = std::move(done)]() mutable {
            if (state->cancelled()) return;
            auto result = std::make_shared<decltype(work(*state))>(work(*state));
            state->finished_ = true;
            post([state, result, done = std::move(done)]() mutable {
                if (!state->cancelled()) done(std::move(*result));
            });
        });
        return state;
    }

    // Any thread: `action` runs on the UI thread at the next deliver().
    void post(std::function<void()> action);
    // UI thread, once a frame; true if something ran.
    bool deliver();

  private:
    void queue(std::function<void()> job);
    void run();

    std::function<void()> wake_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> jobs_, posted_;
    bool ending_ = false;
    std::thread worker_;
};

}  // namespace spine::ui
