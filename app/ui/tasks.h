// Long work beside the screen: one worker thread, and one door back to the UI thread.
//
// Settings are captured by value. The result is handed over by deliver() on the UI thread, so that
// nothing in the interface needs a lock. A cancelled task's result is dropped. Whoever closes the
// program drops what still waits, but for what start_kept() was given.
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
    // Waits for the task that runs, then does what start_kept() still has in its order; the rest is
    // dropped. Whatever those tasks use must still be there, their `done` is not called.
    ~Tasks();

    // Runs `work(state)` on the worker, in the order of the calls, then `done(result)` in
    // deliver() on the UI thread.
    template <typename Work, typename Done>
    TaskHandle start(Work work, Done done) {
        return start(false, std::move(work), std::move(done));
    }
    // The same for what a person has decided: done even if the program is closed at once. For short
    // work; the window's closing waits for it.
    template <typename Work, typename Done>
    TaskHandle start_kept(Work work, Done done) {
        return start(true, std::move(work), std::move(done));
    }

    // Any thread: `action` runs on the UI thread at the next deliver().
    void post(std::function<void()> action);
    // UI thread, once a frame; true if something ran.
    bool deliver();

  private:
    struct Job {
        std::function<void()> run;
        bool kept = false;
    };
    template <typename Work, typename Done>
    TaskHandle start(bool kept, Work work, Done done) {
        auto state = std::make_shared<TaskState>();
        auto run = [this, state, work = std::move(work), done = std::move(done)]() mutable {
            if (state->cancelled()) return;
            auto result = std::make_shared<decltype(work(*state))>(work(*state));
            state->finished_ = true;
            post([state, result, done = std::move(done)]() mutable {
                if (!state->cancelled()) done(std::move(*result));
            });
        };
        queue({std::move(run), kept});
        return state;
    }
    void queue(Job job);
    void run();

    std::function<void()> wake_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Job> jobs_;
    std::deque<std::function<void()>> posted_;
    bool ending_ = false;
    std::thread worker_;
};

}  // namespace spine::ui
