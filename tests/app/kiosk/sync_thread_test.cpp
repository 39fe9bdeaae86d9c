#include "kiosk/sync_thread.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <semaphore>

using namespace spine::kiosk;

TEST_CASE("sync runs at the start, and again whenever it is woken") {
    std::counting_semaphore<64> runs(0);
    SyncThread sync([&] { runs.release(); }, std::chrono::hours(1));
    CHECK(runs.try_acquire_for(std::chrono::seconds(30)));
    sync.wake();
    CHECK(runs.try_acquire_for(std::chrono::seconds(30)));
}

TEST_CASE("sync runs by itself when its time has come") {
    std::counting_semaphore<1024> runs(0);
    SyncThread sync([&] { runs.release(); }, std::chrono::milliseconds(1));
    for (int run = 0; run < 3; ++run) CHECK(runs.try_acquire_for(std::chrono::seconds(30)));
}

TEST_CASE("a wake during a run is one more run, not a lost one") {
    std::counting_semaphore<64> begun(0), go_on(0);
    SyncThread sync(
        [&] {
            begun.release();
            go_on.acquire();
        },
        std::chrono::hours(1));
    begun.acquire();
    sync.wake();
    sync.wake();
    go_on.release();
    CHECK(begun.try_acquire_for(std::chrono::seconds(30)));
    go_on.release(8);
}
