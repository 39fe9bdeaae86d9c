// Debian's SQLCipher as a peer in measurements. It has SQLite's names, so it is opened with dlopen
// and RTLD_LOCAL: linked beside SQLite, one of the two would answer for both.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "base/bytes.h"

namespace spine::bench {

class SqlCipherPeer {
  public:
    // A new database in `file`, keyed at random, with one table whose rows
    // have two blobs, as a response of the archive has its answers and its events. Null if the
    // library is not there or refuses.
    [[nodiscard]] static std::unique_ptr<SqlCipherPeer> create(const std::filesystem::path& file,
                                                               std::uint32_t page_size);
    SqlCipherPeer() = default;
    SqlCipherPeer(const SqlCipherPeer&) = delete;
    SqlCipherPeer& operator=(const SqlCipherPeer&) = delete;
    virtual ~SqlCipherPeer() = default;

    // Between begin() and commit(), in rising order of `id`.
    [[nodiscard]] virtual bool begin() = 0;
    [[nodiscard]] virtual bool put(std::int64_t id, ByteView session, ByteView answers,
                                   ByteView events) = 0;
    [[nodiscard]] virtual bool commit() = 0;
    // All rows in the order of their ids, both blobs or the first alone (the second is empty then);
    // the bytes last until `visit` returns.
    [[nodiscard]] virtual bool each(
        bool both, const std::function<void(ByteView answers, ByteView events)>& visit) = 0;
};

}  // namespace spine::bench
