#include "ui/tasks.h"

namespace spine::ui {

Tasks::Tasks(std::function<void()> wake) : wake_(std::move(wake)), worker_([this] { run(); }) {}

Tasks::~Tasks() {
    {
        const std::scoped_lock lock(mutex_);
        ending_ = true;
        std::erase_if(jobs_, [](const Job& job) { return !job.kept; });
    }
    changed_.notify_all();
    worker_.join();
}

void Tasks::queue(Job job) {
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
        Job job;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return ending_ || !jobs_.empty(); });
            if (jobs_.empty()) return;
            job = std::move(jobs_.front());
            jobs_.pop_front();
        }
        job.run();
    }
}

}  // namespace spine::ui
