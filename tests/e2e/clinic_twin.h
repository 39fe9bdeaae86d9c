// The clinic's screens without a window, over data that the test gives: what the real window must
// look like if it has that data.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "clinic/app.h"
#include "likeness.h"
#include "support/support.h"
#include "ui/headless.h"

namespace spine::test {

// What the test expects the clinic to have.
class ExpectedData final : public clinic::Data {
  public:
    std::string name, card;
    bool not_for_patients = false;
    std::vector<clinic::Attention> calls;
    clinic::Worklist list;
    clinic::Opened page;
    clinic::Person who{"Clinician", archive::Role::Clinician};

    [[nodiscard]] std::string clinic_name() const override { return name; }
    [[nodiscard]] bool demonstration() const override { return not_for_patients; }
    [[nodiscard]] std::string key_card() const override { return card; }
    [[nodiscard]] Status unlock(ByteView) override { return {}; }
    [[nodiscard]] clinic::Person person() override { return who; }
    void lock() override {}
    [[nodiscard]] Result<std::vector<clinic::Attention>> attentions() override { return calls; }
    [[nodiscard]] Status answered(const std::string&) override { return {}; }
    [[nodiscard]] Status import() override { return {}; }
    [[nodiscard]] Result<clinic::Worklist> worklist() override { return list; }
    [[nodiscard]] Result<clinic::Opened> open(const std::string&) override { return page; }
    [[nodiscard]] Result<clinic::Opened> reread(const std::string&) override { return page; }
    [[nodiscard]] Status mark_reviewed(const std::string&, bool) override { return {}; }
    [[nodiscard]] Status take_over(const std::string&) override { return {}; }
    // Nobody goes to the pages of texts and exports.
    [[nodiscard]] Result<std::vector<review::QueuedText>> texts() override { return nobody_asks(); }
    [[nodiscard]] Result<archive::TextReading> decide(const review::QueuedText&,
                                                      const clinic::TextDecision&) override {
        return nobody_asks();
    }
    [[nodiscard]] Result<std::shared_ptr<const clinic::CodingBoard>> coding() override {
        return nobody_asks();
    }
    [[nodiscard]] Result<std::shared_ptr<const clinic::CodingBoard>> code(
        const clinic::CodingWish&) override {
        return nobody_asks();
    }
    [[nodiscard]] Result<std::shared_ptr<const clinic::CodingBoard>> uncode() override {
        return nobody_asks();
    }
    [[nodiscard]] Result<std::vector<clinic::StudyFile>> studies() override {
        return nobody_asks();
    }
    [[nodiscard]] Result<std::string> study_text(const std::filesystem::path&) override {
        return nobody_asks();
    }
    [[nodiscard]] Result<exporting::ExportResult> export_study(
        const clinic::ExportOrder&, const exporting::ExportProgress&) override {
        return nobody_asks();
    }

  private:
    [[nodiscard]] static tl::unexpected<Fault> nobody_asks() {
        return fail("not-expected", "This twin has no such page.", "Write one.");
    }
};

class ClinicTwin {
  public:
    // `data` outlives the twin. Stands on the unlock screen.
    ClinicTwin(clinic::Data& data, const std::string& language);

    void type(std::string_view ascii);
    void unlock();                      // Enter; until the worklist stands
    void open(const std::string& key);  // taps a row; until the patient's page stands
    // Until every call of the data has come.
    void see_calls(std::size_t count);
    [[nodiscard]] ui::Picture picture();
    [[nodiscard]] ui::Point place_of(const std::string& key) const;
    // From one layout unit to another on the screen, as pixels.
    [[nodiscard]] Area area_of(const ui::Rect& units) const;
    [[nodiscard]] ui::Rect rect_of(const std::string& key) const;

  private:
    void wake();  // called by a worker, once a result waits
    void until(const std::function<bool()>& stands);

    std::mutex mutex_;
    std::condition_variable woken_;
    bool result_waits_ = false;
    ManualClock clock_;
    ui::Strings strings_;
    ui::Tasks tasks_, calls_;
    clinic::App app_;
    ui::Stage stage_;
    ui::Headless screen_;
};

}  // namespace spine::test
