// What sealing costs: a durable answer through core/journal against a plain SQLite insert of the
// same bytes, synced as often.
#pragma once

#include <filesystem>
#include <vector>

#include "base/result.h"

namespace spine::bench {

struct AnswerFigures {
    double sealed_us = 0;        // median over the rounds, microseconds an answer
    double plain_us = 0;         // the same, of the plain insert
    double ratio = 0;            // median of the rounds' ratios; should be 1.25 at most
    std::vector<double> ratios;  // a round each
};

// Rounds of 40 answers each way, taking turns answer by answer, in a new folder below `folder` (on
// the disk that is meant), which is removed again. Both sides: WAL, synchronous=FULL, one commit an
// answer, 512 bytes; the plain one with SQLite's own page size. crypto::start() must have been
// called.
[[nodiscard]] Result<AnswerFigures> bench_answer(const std::filesystem::path& folder,
                                                 int rounds = 15);

}  // namespace spine::bench
