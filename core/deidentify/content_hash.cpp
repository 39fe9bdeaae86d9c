#include "deidentify/content_hash.h"

#include <sodium.h>

#include <span>
#include <utility>

namespace spine::deidentify {
namespace {

class HashedSource final : public ByteSource {
  public:
    HashedSource(std::unique_ptr<ByteSource> source, ContentHash& hash)
        : source_(std::move(source)), hash_(hash) {}
    [[nodiscard]] Result<std::size_t> read(std::span<std::uint8_t> into) override {
        auto got = source_->read(into);
        if (got) hash_.add(into.first(*got));
        return got;
    }

  private:
    std::unique_ptr<ByteSource> source_;
    ContentHash& hash_;
};

}  // namespace

struct ContentHash::State {
    crypto_generichash_state hash;
};

ContentHash::ContentHash() : state_(std::make_unique<State>()) {
    (void)crypto_generichash_init(&state_->hash, nullptr, 0, ByteArray<32>{}.size());
}
ContentHash::~ContentHash() = default;

void ContentHash::add(ByteView bytes) {
    (void)crypto_generichash_update(&state_->hash, bytes.data(), bytes.size());
}

ByteArray<32> ContentHash::finish() {
    ByteArray<32> out{};
    (void)crypto_generichash_final(&state_->hash, out.data(), out.size());
    return out;
}

std::unique_ptr<ByteSource> hashed(std::unique_ptr<ByteSource> source, ContentHash& hash) {
    return std::make_unique<HashedSource>(std::move(source), hash);
}

}  // namespace spine::deidentify
