// Rows that wait on the disk, in an order that nobody knows: what a data set of a million rows
// needs so that memory need not hold it.
//
// Each row goes into one of many heaps, drawn at random; at the end each heap is shuffled and the
// heaps are laid one behind the other, which makes every order of all rows equally likely. Answers
// never reach the disk in clear: blocks are sealed under a key that lives in locked memory as long
// as this does, in a file that has no name.
//
// One thread. Internal to the module.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "base/bytes.h"
#include "base/random.h"
#include "base/result.h"
#include "crypto/keys.h"
#include "crypto/secret.h"

namespace spine::exporting {

class SealedSpill {
  public:
    // `folder`: where the file lies that has no name. `random` outlives it. Fault:
    // export_write_failed.
    [[nodiscard]] static Result<std::unique_ptr<SealedSpill>> make(
        const std::filesystem::path& folder, Random& random);
    SealedSpill(const SealedSpill&) = delete;
    SealedSpill& operator=(const SealedSpill&) = delete;
    ~SealedSpill();

    // At most 16 MiB.
    [[nodiscard]] Status add(ByteView row);
    // No row comes any more: shuffles them.
    [[nodiscard]] Status finish();
    // After finish(); false at the end. The same order each time. Faults: export_write_failed.
    [[nodiscard]] Result<bool> next(crypto::WipedBytes& row);
    void rewind();
    [[nodiscard]] std::uint64_t rows() const { return rows_; }

  private:
    struct Block {
        std::uint64_t at = 0, number = 0;
        std::size_t size = 0;
    };
    struct Heap {
        crypto::WipedBytes waiting;
        std::vector<Block> blocks;
    };
    SealedSpill(int file, Random& random);
    [[nodiscard]] Status seal(crypto::WipedBytes& content, std::vector<Block>& blocks);
    [[nodiscard]] Status open(const Block& block, crypto::WipedBytes& into);
    [[nodiscard]] Status shuffle(Heap& heap, crypto::WipedBytes& shuffled);

    int file_;
    Random& random_;
    crypto::WrapKey key_;
    std::vector<Heap> heaps_;
    std::vector<Block> in_order_;
    std::uint64_t end_ = 0, blocks_ = 0, rows_ = 0;
    crypto::WipedBytes reading_;
    std::size_t next_block_ = 0, read_ = 0;
};

}  // namespace spine::exporting
