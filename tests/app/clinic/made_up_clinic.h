// A clinic that does not exist: three patients and one tablet that calls.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "clinic/data.h"

namespace spine::test {

class MadeUpClinic : public clinic::Data {
  public:
    MadeUpClinic();
    [[nodiscard]] std::string clinic_name() const override { return "Back clinic"; }
    [[nodiscard]] bool demonstration() const override { return demonstration_; }
    [[nodiscard]] Status unlock(ByteView passphrase) override;
    void lock() override { unlocked_ = false; }
    [[nodiscard]] Result<std::vector<clinic::Attention>> attentions() override { return calls_; }
    [[nodiscard]] Status answered(const std::string& attention) override;
    [[nodiscard]] Status import() override { return {}; }
    [[nodiscard]] Result<clinic::Worklist> worklist() override;
    [[nodiscard]] Result<review::PatientPage> open(const std::string& session) override;
    [[nodiscard]] Result<review::PatientPage> reread(const std::string& session) override {
        return open(session);
    }
    [[nodiscard]] Status mark_reviewed(const std::string& session, bool reviewed) override;
    [[nodiscard]] Status take_over(const std::string& session) override;

    bool demonstration_ = false;
    std::vector<clinic::Attention> calls_;
    std::map<std::string, review::PatientPage> pages_;

  private:
    bool unlocked_ = false;
};

}  // namespace spine::test
