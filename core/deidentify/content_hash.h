// What was read from a file, told apart from anything else: nobody can write two contents that
// have one hash. Internal to the module.
#pragma once

#include <memory>

#include "base/bytes.h"
#include "base/file_stream.h"
#include "base/result.h"

namespace spine::deidentify {

class ContentHash {
  public:
    ContentHash();
    ContentHash(const ContentHash&) = delete;
    ContentHash& operator=(const ContentHash&) = delete;
    ~ContentHash();

    void add(ByteView bytes);
    // Of all that was added; once.
    [[nodiscard]] ByteArray<32> finish();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

// A source whose bytes are added as they go by, to a hash that outlives it.
[[nodiscard]] std::unique_ptr<ByteSource> hashed(std::unique_ptr<ByteSource> source,
                                                 ContentHash& hash);

}  // namespace spine::deidentify
