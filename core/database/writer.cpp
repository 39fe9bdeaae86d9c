#include "database/writer.h"

namespace spine::database {

Result<std::unique_ptr<Writer>> Writer::start(const Options& options, Thread thread) {
    auto database = Database::open(options);
    if (!database) return fail(std::move(database));
    return std::unique_ptr<Writer>(new Writer(std::move(*database), thread));
}

Writer::Writer(Database database, Thread thread) : database_(std::move(database)) {
    if (thread == Thread::Own) thread_.emplace([this] { serve(); });
}

Writer::~Writer() {
    if (!thread_) return;
    {
        const std::lock_guard hold(mutex_);
        ending_ = true;
    }
    wake_.notify_one();
    thread_->join();
}

void Writer::hand_over(Job job, Urgency urgency) {
    if (!thread_) {
        const std::lock_guard hold(mutex_);
        job(database_);
        return;
    }
    {
        const std::lock_guard hold(mutex_);
        (urgency == Urgency::Answer ? answers_ : background_).push_back(std::move(job));
    }
    wake_.notify_one();
}

void Writer::serve() {
    std::unique_lock hold(mutex_);
    for (;;) {
        wake_.wait(hold, [this] { return ending_ || !answers_.empty() || !background_.empty(); });
        if (answers_.empty() && background_.empty()) return;
        auto& queue = answers_.empty() ? background_ : answers_;
        const Job job = std::move(queue.front());
        queue.pop_front();
        hold.unlock();
        job(database_);
        hold.lock();
    }
}

}  // namespace spine::database
