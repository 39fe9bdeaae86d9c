// What every test may lean on: a clock that the test moves, randomness that repeats, and a folder
// that is gone afterwards. What cannot be done is thrown: a test fails by it, and a benchmark,
// which has no test to fail, ends.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/random.h"

namespace spine::test {

class ManualClock final : public Clock {
  public:
    explicit ManualClock(UnixMs start = 1'795'510'680'000) : now_(start) {}
    [[nodiscard]] UnixMs now() const override { return now_; }
    [[nodiscard]] std::int64_t steady_ms() const override { return steady_; }
    void advance_ms(std::int64_t ms) { now_ += ms, steady_ += ms; }
    void set_wall(UnixMs time) { now_ = time; }

  private:
    UnixMs now_;
    std::int64_t steady_ = 0;
};

// SplitMix64: the same bytes for the same seed, on every machine.
class SeededRandom final : public Random {
  public:
    explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
    void fill(std::span<std::uint8_t> out) override;

  private:
    std::uint64_t state_;
};

class TemporaryFolder {
  public:
    TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder();
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::filesystem::path operator/(std::string_view name) const {
        return path_ / name;
    }

  private:
    std::filesystem::path path_;
};

// The whole file; fails the test if it cannot be read.
[[nodiscard]] std::string slurp(const std::filesystem::path& file);
void spit(const std::filesystem::path& file, std::string_view content);

// The project's own folder, for kiosk-config, assets and golden files.
[[nodiscard]] std::filesystem::path project();

// The shared folder (SHARED_DIR, else ../shared beside the project), or nothing. A test that
// needs it begins with:  const auto shared = shared_or_skip(); if (!shared) return;
[[nodiscard]] std::optional<std::filesystem::path> shared_or_skip();

// True under `tests/run --long`: run the full size of a sweep.
[[nodiscard]] bool long_form();
// A line that says how much a sweep tried and what came of it: tests/run --long shows it.
void figure(const std::string& words);

}  // namespace spine::test
