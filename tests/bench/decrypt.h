// What reading and decrypting the clinic's responses costs: Archive::each_response(), which ends
// with each answer and event to be read, against SQLCipher, which ends with the same responses in
// clear: as one keeps them there, where the database protects pages and packs nothing. Ours opens
// on several threads, SQLCipher on the caller's.
#pragma once

#include <filesystem>
#include <vector>

#include "base/result.h"

namespace spine::bench {

struct DecryptFigures {
    double archive = 0;    // whole responses a second, answers and events, median of the rounds
    double sqlcipher = 0;  // rows a second, the same
    std::vector<double> ratios;  // archive / sqlcipher, a round; at least 1.5 is asked for
    // The same where both read the answers and no events, as exports do. Nothing is asked of it.
    std::vector<double> answer_ratios;
    // The same as `ratios` where SQLCipher keeps events packed as our archive does, and leaves them
    // packed while we unpack: how much of it is the packing. Nothing is asked of it.
    std::vector<double> packed_ratios;
    double bytes = 0;  // of a response in clear, on average
};

// Makes an archive and two SQLCipher databases with `responses` of a patient who answers
// everything, in a new folder below `folder`, which is removed again: about 9 KB a response in
// clear, and 15 on the disk. Making and opening them is not timed. Then each side reads everything,
// by turns, `rounds` times. SQLCipher has its own way of protecting pages, a raw key (so no
// derivation is timed) and the page size of the archive. crypto::start() must have been called.
// Fault: bench-failed, also where Debian's libsqlcipher0 is not installed.
[[nodiscard]] Result<DecryptFigures> bench_decrypt(const std::filesystem::path& folder,
                                                   std::size_t responses, int rounds);

}  // namespace spine::bench
