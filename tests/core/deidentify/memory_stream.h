// Streams in memory: what is read comes in pieces of any size, what is written is kept.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>

#include "base/file_stream.h"

namespace spine::test {

class MemorySource final : public ByteSource {
  public:
    explicit MemorySource(std::string content, std::size_t piece = 1U << 20U)
        : content_(std::move(content)), piece_(piece) {}
    [[nodiscard]] Result<std::size_t> read(std::span<std::uint8_t> into) override {
        const std::size_t size = std::min({into.size(), piece_, content_.size() - at_});
        std::copy_n(content_.begin() + static_cast<std::ptrdiff_t>(at_), size, into.begin());
        at_ += size;
        return size;
    }

  private:
    std::string content_;
    std::size_t piece_;
    std::size_t at_ = 0;
};

class MemorySink final : public ByteSink {
  public:
    [[nodiscard]] Status write(ByteView bytes) override {
        content += as_text(bytes);
        return {};
    }
    std::string content;
};

}  // namespace spine::test
