// A clinic that does not exist: three patients, one tablet that calls, a few texts and a study
// (made_up_research.cpp). What its patients
// answered is made up; every word and number of its pages is what review makes of it, in the
// clinic's language, under the repository's own configuration.
#pragma once

#include <atomic>
#include <future>
#include <map>
#include <string>
#include <vector>

#include "clinic/data.h"
#include "config/config.h"

namespace spine::test {

class MadeUpClinic : public clinic::Data {
  public:
    explicit MadeUpClinic(std::string language = "en", bool demonstration = false);
    [[nodiscard]] std::string clinic_name() const override { return "Back clinic"; }
    [[nodiscard]] bool demonstration() const override { return demonstration_; }
    [[nodiscard]] std::string key_card() const override {
        return "3f2a 91c0 7b14 e05d 88a6 2c3f 0d91 b7e2 46fa 1c58";
    }
    [[nodiscard]] Status unlock(ByteView passphrase) override;
    void lock() override { unlocked_ = false; }
    [[nodiscard]] clinic::Person person() override { return person_; }
    [[nodiscard]] Result<std::vector<clinic::Attention>> attentions() override { return calls_; }
    [[nodiscard]] Status answered(const std::string& attention) override;
    [[nodiscard]] Status import() override { return {}; }
    [[nodiscard]] Result<clinic::Worklist> worklist() override;
    [[nodiscard]] Result<clinic::Opened> open(const std::string& session) override;
    [[nodiscard]] Result<clinic::Opened> reread(const std::string& session) override {
        return open(session);
    }
    [[nodiscard]] Status mark_reviewed(const std::string& session, bool reviewed) override;
    [[nodiscard]] Status take_over(const std::string& session) override;
    [[nodiscard]] Result<std::vector<review::QueuedText>> texts() override;
    [[nodiscard]] Result<archive::TextReading> decide(
        const review::QueuedText& text, const clinic::TextDecision& decision) override;
    [[nodiscard]] Result<std::shared_ptr<const clinic::CodingBoard>> coding() override;
    [[nodiscard]] Result<std::shared_ptr<const clinic::CodingBoard>> code(
        const clinic::CodingWish& wish) override;
    [[nodiscard]] Result<std::shared_ptr<const clinic::CodingBoard>> uncode() override;
    [[nodiscard]] Result<std::vector<clinic::StudyFile>> studies() override;
    [[nodiscard]] Result<std::string> study_text(const std::filesystem::path& file) override;
    // 119 rows in nine classes, whatever is asked: those below k are left out. What was written is
    // an earlier export of the same people from then on.
    [[nodiscard]] Result<exporting::ExportResult> export_study(
        const clinic::ExportOrder& order, const exporting::ExportProgress& progress) override;

    [[nodiscard]] const config::Config& config() const { return config_; }

    const bool demonstration_;
    clinic::Person person_{"LH", archive::Role::Clinician};
    // Written in the clinic's language; what was decided of each, in that order.
    std::vector<review::QueuedText> texts_;
    std::map<std::string, std::vector<crypto::MarkText>> decisions_;  // by the text's id
    std::shared_future<void> texts_wait_for_;      // the reading of them; without it none
    std::shared_future<void> decision_waits_for_;  // of a text, before it is made; without it none
    std::shared_future<void> export_waits_for_;    // half-way through the writing; without it none
    std::shared_future<void> count_waits_for_;     // a dry run; without it none
    std::atomic<bool> waits_{false};               // one of both has come so far
    bool export_is_whole_ = false;                 // by the time that it might be cancelled
    std::optional<Fault> refusal_;                 // of every dry run
    std::uint64_t few_ = 0;                        // tables alone, of so many people
    std::vector<std::filesystem::path> left_beside_;
    std::atomic<int> counts_{0}, cancelled_counts_{0}, exports_{0};  // how many there were
    bool decision_fails_ = false;                                    // the next one does
    coding::History coding_;
    std::shared_future<void> coding_waits_for_;  // a step, before it is done; without it none
    // How the coding is shown now.
    [[nodiscard]] std::shared_ptr<clinic::CodingBoard> board() const;
    std::shared_future<void> unlock_waits_for_;  // the key derivation; without it none
    std::vector<clinic::Attention> calls_;
    std::map<std::string, review::PatientPage> pages_;
    std::map<std::string, clinic::Moments> moments_;
    clinic::Received received_;
    std::map<std::string, std::vector<clinic::FurtherEnd>> ends_;  // by session
    std::map<std::string, int> damaged_ends_;
    // As if its tablet had been put back from a backup of mid-walk: the session gets an end that
    // broke off.
    void put_back(const std::string& session);

  private:
    void write_texts();
    void decided(review::QueuedText& text, const clinic::TextDecision& decision);
    [[nodiscard]] review::WorklistRow row_of(const review::PatientPage& page) const;

    [[nodiscard]] coding::Guid new_guid();

    std::uint8_t guids_ = 0;
    std::string language_;
    config::Config config_;
    bool unlocked_ = false;
};

}  // namespace spine::test
