#include "export/sealed_spill.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>
#include <system_error>
#include <utility>

#include "crypto/wrap.h"
#include "export/export_folder.h"

namespace spine::exporting {
namespace {

constexpr std::uint32_t kHeaps = 64;
constexpr std::size_t kBlock = std::size_t{64} << 10U;
constexpr std::size_t kLengthSize = 4;

tl::unexpected<Fault> disk_fault(int error) {
    return fail(causes::export_write_failed,
                fmt::format("Rows could not wait on the disk ({}).",
                            std::generic_category().message(error)),
                "Check the space on the disk of the clinic's folder, then export again.");
}

int open_nameless(const std::filesystem::path& folder) {
    const int fd = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != ENOENT)) return fd;
    std::string name = (folder / ".export-XXXXXX").string();
    const int named = ::mkostemp(name.data(), O_CLOEXEC);
    if (named >= 0) ::unlink(name.c_str());
    return named;
}

// A block is bound to its place: none can be put in another's.
Bytes context_of(std::uint64_t number) {
    ByteWriter context;
    context.text("spine-export-row").u64(number);
    return context.take();
}

void append_row(crypto::WipedBytes& to, ByteView row) {
    ByteWriter length;
    length.u32(static_cast<std::uint32_t>(row.size()));
    to.insert(to.end(), length.view().begin(), length.view().end());
    to.insert(to.end(), row.begin(), row.end());
}

// The row that begins at `at`; moves `at` behind it.
ByteView row_at(ByteView content, std::size_t& at) {
    ByteReader reader(content.subspan(at));
    const std::size_t length = reader.u32();
    const ByteView row = reader.bytes(length);
    at += kLengthSize + row.size();
    return row;
}

}  // namespace

SealedSpill::SealedSpill(int file, Random& random)
    : file_(file), random_(random), key_(crypto::WrapKey::random(random)), heaps_(kHeaps) {}

SealedSpill::~SealedSpill() {
    ::close(file_);
}

Result<std::unique_ptr<SealedSpill>> SealedSpill::make(const std::filesystem::path& folder,
                                                       Random& random) {
    const int file = open_nameless(folder);
    if (file < 0) return disk_fault(errno);
    return std::unique_ptr<SealedSpill>(new SealedSpill(file, random));
}

Status SealedSpill::seal(crypto::WipedBytes& content, std::vector<Block>& blocks) {
    if (content.empty()) return {};
    const Bytes sealed = crypto::wrap(key_, context_of(blocks_), content, random_);
    for (std::size_t done = 0; done < sealed.size();) {
        const ssize_t now = ::pwrite(file_, sealed.data() + done, sealed.size() - done,
                                     static_cast<off_t>(end_ + done));
        if (now < 0 && errno == EINTR) continue;
        if (now <= 0) return disk_fault(now < 0 ? errno : ENOSPC);
        done += static_cast<std::size_t>(now);
    }
    blocks.push_back({end_, blocks_++, sealed.size()});
    end_ += sealed.size();
    content.clear();
    return {};
}

Status SealedSpill::open(const Block& block, crypto::WipedBytes& into) {
    Bytes sealed(block.size);
    for (std::size_t done = 0; done < sealed.size();) {
        const ssize_t now = ::pread(file_, sealed.data() + done, sealed.size() - done,
                                    static_cast<off_t>(block.at + done));
        if (now < 0 && errno == EINTR) continue;
        if (now <= 0) return disk_fault(now < 0 ? errno : EIO);
        done += static_cast<std::size_t>(now);
    }
    const auto opened = crypto::unwrap_text(key_, context_of(block.number), sealed);
    if (!opened) return disk_fault(EIO);
    into.insert(into.end(), opened->begin(), opened->end());
    return {};
}

Status SealedSpill::add(ByteView row) {
    Heap& heap = heaps_[random_.below(kHeaps)];
    append_row(heap.waiting, row);
    ++rows_;
    if (heap.waiting.size() < kBlock) return {};
    return seal(heap.waiting, heap.blocks);
}

Status SealedSpill::shuffle(Heap& heap, crypto::WipedBytes& shuffled) {
    crypto::WipedBytes all;
    for (const Block& block : heap.blocks)
        if (auto opened = open(block, all); !opened) return opened;
    all.insert(all.end(), heap.waiting.begin(), heap.waiting.end());
    std::vector<std::size_t> rows;
    for (std::size_t at = 0; at < all.size(); std::ignore = row_at(all, at)) rows.push_back(at);
    for (std::size_t left = rows.size(); left > 1; --left)
        std::swap(rows[left - 1], rows[random_.below(static_cast<std::uint32_t>(left))]);
    for (std::size_t at : rows) {
        append_row(shuffled, row_at(all, at));
        if (shuffled.size() < kBlock) continue;
        if (auto sealed = seal(shuffled, in_order_); !sealed) return sealed;
    }
    return {};
}

Status SealedSpill::finish() {
    crypto::WipedBytes shuffled;
    for (Heap& heap : heaps_) {
        if (auto done = shuffle(heap, shuffled); !done) return done;
        heap = Heap();
    }
    if (auto sealed = seal(shuffled, in_order_); !sealed) return sealed;
    rewind();
    return {};
}

Result<bool> SealedSpill::next(crypto::WipedBytes& row) {
    if (read_ == reading_.size()) {
        if (next_block_ == in_order_.size()) return false;
        reading_.clear();
        read_ = 0;
        if (auto opened = open(in_order_[next_block_++], reading_); !opened)
            return fail(std::move(opened));
    }
    const ByteView found = row_at(reading_, read_);
    row.assign(found.begin(), found.end());
    return true;
}

void SealedSpill::rewind() {
    reading_.clear();
    next_block_ = read_ = 0;
}

}  // namespace spine::exporting
