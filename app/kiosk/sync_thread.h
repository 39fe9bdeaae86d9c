// Sync beside the patient: once whenever it is woken, and every minute.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace spine::kiosk {

// Runs `job` on a thread of its own. Wakes that come while it runs are one more run. The
// destructor lets a run that has begun come to its end.
class SyncThread {
  public:
    SyncThread(std::function<void()> job, std::chrono::milliseconds period);
    SyncThread(const SyncThread&) = delete;
    SyncThread& operator=(const SyncThread&) = delete;
    ~SyncThread();

    // Any thread; returns at once.
    void wake();

  private:
    void run();

    const std::function<void()> job_;
    const std::chrono::milliseconds period_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool woken_ = true;  // the first run is at once: what a power cut left behind leaves
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace spine::kiosk
