// A study that nobody planned, of patients whom nobody met: drawn anew for each number, with all
// that must not leave among its sessions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "study_world.h"

namespace spine::test {

class SimulatedStudy {
  public:
    explicit SimulatedStudy(std::uint64_t number);

    // Fills the archive; afterwards sessions() says what there was.
    void fill();
    [[nodiscard]] std::string toml() const;

    struct Session {
        std::string session, device, code, started;  // none of them may leave
        bool may_leave = false, first_time = false;
        // What a row of this session may say: its answers as told() lays them out, and each value
        // that its age and its language may leave as.
        std::string told;
        std::vector<std::string> ages, languages;
    };
    // Columns whose values, or "-", make `told`, with "/" between them.
    [[nodiscard]] std::vector<std::string> told_columns() const;
    [[nodiscard]] const std::vector<Session>& sessions() const { return sessions_; }

    // What it asks for, at least.
    bool for_public = false, proxies = false, repeated = false, by_part = false;
    int k = 0;
    double suppression = 0;
    struct Diverse {
        std::string variable, kind;
        double l = 0;
    };
    std::optional<Diverse> diverse;

    StudyWorld world;

  private:
    [[nodiscard]] bool one_in(std::uint32_t many) { return drawn_.below(many) == 0; }
    void add();
    [[nodiscard]] std::string told(const crypto::SessionRef& ref) const;
    SeededRandom drawn_;
    std::string metric_, more_;
    std::vector<Session> sessions_;
    std::vector<crypto::SessionRef> withdrawn_;
};

}  // namespace spine::test
