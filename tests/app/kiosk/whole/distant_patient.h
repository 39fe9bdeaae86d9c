// A patient at a kiosk_by_hand: sees its targets and the code, taps, types words that only this
// run has, and keeps all of that on this side.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "base/random.h"
#include "child.h"

namespace spine::test {

class DistantPatient {
  public:
    // `working` is the process's working folder, and its standard error goes to a file in it.
    DistantPatient(const std::string& program, const std::filesystem::path& kiosk,
                   const std::filesystem::path& working, Random& random);

    // From the first screen to the last, in that language. Fails the test if the walk does not end.
    void walk(const std::string& language);
    // Of the last walk.
    [[nodiscard]] const std::string& code() const { return code_; }
    [[nodiscard]] const std::vector<std::string>& words() const { return words_; }
    // "about.part", "low-back": what was tapped.
    [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& answers() const {
        return answers_;
    }
    [[nodiscard]] Child& process() { return child_; }
    // The memory may be looked at from here on; and as the kiosk itself has it again.
    void allow_looking() { order("look"); }
    void forbid_looking() { order("look-no-more"); }

  private:
    void order(const std::string& command);
    void tap(const std::string& key) { order("tap " + key); }
    [[nodiscard]] bool has(const std::string& key) const { return targets_.contains(key); }
    void look_around();
    [[nodiscard]] bool answer_something();
    void go_on();
    [[nodiscard]] std::string choose(const std::string& item);
    void write();
    [[nodiscard]] std::string new_words();

    Child child_;
    Random& random_;
    std::string language_;
    std::set<std::string> targets_;
    bool welcome_ = false;
    std::string code_;
    std::set<std::string> given_;
    std::vector<std::string> words_;
    std::vector<std::pair<std::string, std::string>> answers_;
};

}  // namespace spine::test
