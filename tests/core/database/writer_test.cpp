#include "database/writer.h"

#include <catch2/catch.hpp>
#include <thread>
#include <vector>

#include "notes.h"
#include "support/support.h"

using namespace spine;
using database::Database;
using database::Urgency;
using database::Writer;

TEST_CASE("work from many threads is done one after the other on one thread") {
    const test::TemporaryFolder folder;
    auto writer = Writer::start(test::notes_in(folder / "a.db")).value();
    const auto owner = writer->run([](Database&) { return std::this_thread::get_id(); });
    CHECK(owner != std::this_thread::get_id());
    std::vector<std::thread> callers;
    callers.reserve(4);
    for (int i = 0; i < 4; ++i) {
        callers.emplace_back([&] {
            for (int n = 0; n < 25; ++n) {
                const bool ours = writer->run([&](Database& database) {
                    return database.run("INSERT INTO note (text) VALUES ('x')").has_value() &&
                           std::this_thread::get_id() == owner;
                });
                if (!ours) std::abort();
            }
        });
    }
    for (auto& caller : callers) caller.join();
    CHECK(writer->run([](Database& database) { return test::count_notes(database); }) == 100);
}

TEST_CASE("an answer goes before what waits in the background") {
    const test::TemporaryFolder folder;
    auto writer = Writer::start(test::notes_in(folder / "a.db")).value();
    std::promise<void> open_the_gate;
    auto gate = writer->post([held = open_the_gate.get_future().share()](Database&) {
        held.wait();
        return 0;
    });
    std::vector<int> order;
    auto slow = writer->post([&](Database&) { return order.push_back(1), 0; });
    auto answer = writer->post([&](Database&) { return order.push_back(2), 0; }, Urgency::Answer);
    open_the_gate.set_value();
    slow.get();
    answer.get();
    CHECK(order == std::vector<int>{2, 1});
}

TEST_CASE("closing finishes what was handed over") {
    const test::TemporaryFolder folder;
    const auto options = test::notes_in(folder / "a.db");
    {
        auto writer = Writer::start(options).value();
        for (int i = 0; i < 50; ++i) {
            (void)writer->post([](Database& database) {
                return database.run("INSERT INTO note (text) VALUES ('x')");
            });
        }
    }
    auto database = Database::open(options).value();
    CHECK(test::count_notes(database) == 50);
}

TEST_CASE("a command-line program works in its own thread") {
    const test::TemporaryFolder folder;
    auto writer = Writer::start(test::notes_in(folder / "a.db"), database::Thread::Callers).value();
    CHECK(writer->run([](Database&) { return std::this_thread::get_id(); }) ==
          std::this_thread::get_id());
}
