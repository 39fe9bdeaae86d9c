#include "kiosk/sync_thread.h"

#include <utility>

namespace spine::kiosk {

SyncThread::SyncThread(std::function<void()> job, std::chrono::milliseconds period)
    : job_(std::move(job)), period_(period), thread_([this] { run(); }) {}

SyncThread::~SyncThread() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void SyncThread::wake() {
    {
        const std::lock_guard lock(mutex_);
        woken_ = true;
    }
    changed_.notify_all();
}

void SyncThread::run() {
    std::unique_lock lock(mutex_);
    while (!ending_) {
        changed_.wait_for(lock, period_, [this] { return woken_ || ending_; });
        if (ending_) return;
        woken_ = false;
        lock.unlock();
        job_();
        lock.lock();
    }
}

}  // namespace spine::kiosk
