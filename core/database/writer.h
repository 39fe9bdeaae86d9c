// The one thread that owns a Database: other threads hand it work and wait for the result.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <type_traits>
#include <utility>

#include "database/database.h"

namespace spine::database {

// Answers go before everything else; among equals the order is that of asking.
enum class Urgency { Answer, Background };

// `Own` starts a thread. `Callers` runs the work in the calling thread, one caller at a time: for
// command-line programs, which have nothing else to do meanwhile.
enum class Thread { Own, Callers };

// Any thread may call. Destruction finishes the work that was handed over, then closes the file.
// Work must not call the Writer again.
class Writer {
  public:
    // As Database::open().
    [[nodiscard]] static Result<std::unique_ptr<Writer>> start(const Options& options,
                                                               Thread thread = Thread::Own);
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    ~Writer();

    // Runs `work(Database&)` and hands back what it returns; with Thread::Own the future is
    // ready later, with Thread::Callers at once.
    template <typename Work>
    auto post(Work work, Urgency urgency = Urgency::Background)
        -> std::future<std::invoke_result_t<Work&, Database&>> {
        using Out = std::invoke_result_t<Work&, Database&>;
        // std::function must be copyable, so the task is shared.
        auto task = std::make_shared<std::packaged_task<Out(Database&)>>(std::move(work));
        auto result = task->get_future();
        hand_over([task](Database& database) { (*task)(database); }, urgency);
        return result;
    }

    // post() and wait.
    template <typename Work>
    auto run(Work work, Urgency urgency = Urgency::Background) {
        return post(std::move(work), urgency).get();
    }

  private:
    using Job = std::function<void(Database&)>;
    Writer(Database database, Thread thread);
    void hand_over(Job job, Urgency urgency);
    void serve();

    Database database_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Job> answers_, background_;
    bool ending_ = false;
    std::optional<std::thread> thread_;
};

}  // namespace spine::database
