#include "ui/tasks.h"

namespace spine::ui {

Tasks::Tasks(std::function<void()> wake) : wake_(std::move(wake)), worker_([this] { run(); }) {}

Tasks::~Tasks() {
    {
        const std::scoped_lock lock(mutex_);
        ending_ = true;
        jobs_.clear();
    }
    changed_.notify_all();
    worker_.join();
}

void Tasks::queue(std::function<void()> job) {
    {
        const std::scoped_lock lock(mutex_);
        jobs_.push_back(std::move(job));
    }
    changed_.notify_one();
}

void Tasks::post(std::function<void()> action) {
    {
        const std::scoped_lock lock(mutex_);
        if (ending_) return;
        posted_.push_back(std::move(action));
    }
    if (wake_) wake_();
}

bool Tasks::deliver() {
    std::deque<std::function<void()>> ready;
    {
        const std::scoped_lock lock(mutex_);
        ready.swap(posted_);
    }
    for (const auto& action : ready) action();
    return !ready.empty();
}

void Tasks::run() {
    for (;;) {
        std::function<void()> job;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return ending_ || !jobs_.empty(); });
            if (ending_) return;
            job = std::move(jobs_.front());
            jobs_.pop_front();
        }
        job();
    }
}

}  // namespace spine::ui
