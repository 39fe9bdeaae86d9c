// Two readers of the sealed formats side by side: ours, and read.py, which was written from
// FORMAT.md alone in another language. What they say of each item must be the same line.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "sample_clinic.h"

namespace spine::test {

struct ItemKind {
    std::string format;           // bundle, manifest, admission, …, key-file, as in tests/vectors
    std::string opener = {};      // "clinic", "recovery", "attention" or none: only verified
    std::string passphrase = {};  // key-file
};

// What our reader says: a cause, or "accepted" and, of a bundle, its status and what it opens to.
[[nodiscard]] std::string our_line(const SampleClinic& clinic, ByteView bytes,
                                   const ItemKind& kind);

// read.py with these words; what it printed, line by line. Fails the test if it does not end well.
[[nodiscard]] std::vector<std::string> second_reader(const std::string& words);

class Agreement {
  public:
    explicit Agreement(const SampleClinic& clinic) : clinic_(clinic) {}

    // Adds an item; the number is for variant().
    std::size_t add(const ItemKind& kind, const Bytes& bytes);
    // Adds one of the same kind that differs from item `of`: only the difference is handed over.
    void variant(std::size_t of, const Bytes& bytes);

    // Asks the second reader, which gets the keys of `known`, about all items: how many lines
    // differ, and the first that does.
    struct Outcome {
        std::size_t items = 0, differing = 0;
        std::string first = {};
    };
    [[nodiscard]] Outcome ask(const SampleClinic& known) const;
    // All items agree; and our reader gave each of `causes` at least once.
    void check(const std::set<std::string>& causes) const;

  private:
    void say(std::string item, ByteView bytes, const ItemKind& kind);
    struct Whole {
        ItemKind kind;
        Bytes bytes;
    };
    const SampleClinic& clinic_;
    std::map<std::size_t, Whole> wholes_;
    std::vector<std::string> items_, ours_;
};

}  // namespace spine::test
