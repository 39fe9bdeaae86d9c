// What the guide's rules may name, and what fills their sentences. Internal to the module.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"
#include "questionnaire/expression.h"
#include "review/knowledge.h"
#include "review/visit.h"

namespace spine::review {

// All arguments must outlive it.
class GuideFacts {
  public:
    GuideFacts(const config::Config& config, const questionnaire::Questionnaire& questionnaire,
               const Visit& visit, std::string_view language);

    // For a condition (guide.h lists the names).
    [[nodiscard]] std::optional<questionnaire::Operand> operand(std::string_view name) const;
    // For {name}: a number, rounded and marked "before reading" where .last is the first asking's;
    // {sign}, {topic}, {phrase}, {count}.
    [[nodiscard]] std::optional<std::string> words(std::string_view name) const;

    void say(std::string rule) { said_.push_back(std::move(rule)); }

  private:
    struct Scored {
        std::optional<double> before, after;
        [[nodiscard]] std::optional<double> last() const { return after ? after : before; }
    };
    [[nodiscard]] std::optional<double> number(std::string_view name) const;
    [[nodiscard]] std::optional<double> score(std::string_view name) const;
    [[nodiscard]] bool only_before(std::string_view name) const;
    void choose_highest();
    void read_questions(const questionnaire::Questionnaire& questionnaire);

    const config::Config& config_;
    const Visit& visit_;
    std::string_view language_;
    questionnaire::Lookup answers_;
    std::map<std::string, Scored, std::less<>> scores_;
    std::string highest_;  // domain; empty if none
    std::optional<int> missed_, not_sure_;
    std::string sign_, topic_, phrase_;  // empty: none
    std::size_t questions_ = 0;          // prepared and own
    std::vector<std::string> said_;
};

}  // namespace spine::review
