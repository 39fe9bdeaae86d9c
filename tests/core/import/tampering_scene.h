// Two tablets whose sound sessions lie in a store among broken ones, and what must come of it.
#pragma once

#include <string>
#include <vector>

#include "clinic_world.h"
#include "tampering_store.h"

namespace spine::test {

struct Broken {
    Bytes bundle;
    std::string cause;  // that the importer must name
};

// Under the hash of its own bytes, as a careful attacker stores it, or under another.
enum class Naming { Own, Another };

class TamperingScene {
  public:
    // Two sound sessions of each tablet are in the store.
    TamperingScene();
    // A further sound session, its second or later; it is not in the store. `code` is its own.
    [[nodiscard]] Bytes sealed_by(WorldTablet& tablet, const std::string& code);
    [[nodiscard]] Bytes withdrawn_by(WorldTablet& tablet);
    // Puts them among the sound ones, imports twice, and checks: the sound ones are in the
    // archive and have their receipts; each broken one is in quarantine, byte for byte, under its
    // cause and has none; the second import changes nothing.
    void import_among_sound(const std::vector<Broken>& broken, Naming naming);

    ClinicWorld world;
    WorldTablet one{world, "Tablet 1", 1}, two{world, "Tablet 2", 2};

  private:
    [[nodiscard]] Bytes take_out(WorldTablet& tablet);
    void check_archive(const std::map<std::string, std::string>& causes);
    void check_receipts();
};

inline constexpr std::uint64_t kSound = 4;

}  // namespace spine::test
