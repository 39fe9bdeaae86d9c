// What patients at a kiosk_without_window were promised, as its lines tell it.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace spine::test {

struct Promised {
    std::string code;                           // empty: its screen was not reached
    std::map<std::string, std::string> saved;   // linkId -> JSON: shown as saved
    std::map<std::string, std::string> giving;  // tapped after that, and not shown as saved
    bool red = false, finishing = false, finished = false;
};

// Reads the lines of one kiosk, in their order.
class Ledger {
  public:
    void take(const std::string& line);
    [[nodiscard]] const std::vector<Promised>& patients() const { return patients_; }
    // Prints of pictures by "welcome" and "consent"; each must always be the same.
    [[nodiscard]] const std::map<std::string, std::string>& pictures() const { return pictures_; }
    // A picture that was not the same as the time before, by its name.
    [[nodiscard]] const std::optional<std::string>& changed() const { return changed_; }

  private:
    void take_picture(const std::string& name, const std::string& print);

    std::vector<Promised> patients_;
    std::map<std::string, std::string> pictures_;
    std::optional<std::string> changed_;
};

// How a session in the clinic falls short of what its patient was promised; empty: it does not.
// Lists are compared as sets.
[[nodiscard]] std::vector<std::string> broken_promises(const Promised& patient,
                                                       const std::string& status,
                                                       const nlohmann::json& answers);

}  // namespace spine::test
