// A real archive full of people who do not exist, and the clinic program's window over it.
#pragma once

#include <future>
#include <memory>
#include <string>

#include "clinic/archive_data.h"
#include "desk.h"
#include "study_world.h"

namespace spine::test {

// The data as they are, but for an export: it waits half-way through the writing, where it was
// asked to.
class WaitingData final : public clinic::Data {
  public:
    explicit WaitingData(std::unique_ptr<clinic::ArchiveData> data) : data_(std::move(data)) {}
    [[nodiscard]] std::string clinic_name() const override { return data_->clinic_name(); }
    [[nodiscard]] bool demonstration() const override { return false; }
    [[nodiscard]] std::string key_card() const override { return data_->key_card(); }
    [[nodiscard]] Status unlock(ByteView passphrase) override { return data_->unlock(passphrase); }
    void lock() override { data_->lock(); }
    [[nodiscard]] clinic::Person person() override { return data_->person(); }
    [[nodiscard]] Result<std::vector<clinic::Attention>> attentions() override {
        return data_->attentions();
    }
    [[nodiscard]] Status answered(const std::string& id) override { return data_->answered(id); }
    // There is no store in reach.
    [[nodiscard]] Status import() override { return {}; }
    [[nodiscard]] Result<clinic::Worklist> worklist() override { return data_->worklist(); }
    [[nodiscard]] Result<clinic::Opened> open(const std::string& id) override {
        return data_->open(id);
    }
    [[nodiscard]] Result<clinic::Opened> reread(const std::string& id) override {
        return data_->reread(id);
    }
    [[nodiscard]] Status mark_reviewed(const std::string& id, bool reviewed) override {
        return data_->mark_reviewed(id, reviewed);
    }
    [[nodiscard]] Status take_over(const std::string& id) override { return data_->take_over(id); }
    [[nodiscard]] Result<std::vector<review::QueuedText>> texts() override {
        return data_->texts();
    }
    [[nodiscard]] Result<archive::TextReading> decide(const review::QueuedText& text,
                                                      const clinic::TextDecision& said) override {
        return data_->decide(text, said);
    }
    [[nodiscard]] Result<std::shared_ptr<const clinic::CodingBoard>> coding() override {
        return data_->coding();
    }
    [[nodiscard]] Result<std::shared_ptr<const clinic::CodingBoard>> code(
        const clinic::CodingWish& wish) override {
        return data_->code(wish);
    }
    [[nodiscard]] Result<std::shared_ptr<const clinic::CodingBoard>> uncode() override {
        return data_->uncode();
    }
    [[nodiscard]] Result<std::vector<clinic::StudyFile>> studies() override {
        return data_->studies();
    }
    [[nodiscard]] Result<std::string> study_text(const std::filesystem::path& file) override {
        return data_->study_text(file);
    }
    [[nodiscard]] Result<exporting::ExportResult> export_study(
        const clinic::ExportOrder& order, const exporting::ExportProgress& progress) override {
        return data_->export_study(order, [&](const exporting::ExportStep& step) {
            const bool on = progress(step);
            if (step.step == exporting::ExportStep::Writing && step.share > 0.4 &&
                writing_waits_for_.valid())
                writing_waits_for_.wait();
            return on && progress(step);
        });
    }

    std::shared_future<void> writing_waits_for_;

  private:
    std::unique_ptr<clinic::ArchiveData> data_;
};

class ResearchDesk {
  public:
    // The archive of `world` is closed, and the window's from then on.
    explicit ResearchDesk(StudyWorld& world, const std::string& language = "en")
        : data(opened(world, language)), desk(data, language) {}

    void to_texts() {
        desk.go(U'3');
        desk.until([this] { return texts().queue() != nullptr; });
        desk.screen_.frames(2);
    }
    void choose_study(const std::string& name = "study.toml") {
        desk.go(U'4');
        desk.until([&] { return desk.screen_.has("study:" + name); });
        REQUIRE(desk.screen_.tap("study:" + name));
        counted();
    }
    void counted() {
        desk.until([this] { return exports().study() != nullptr && !exports().awaited(); });
        desk.screen_.frames(2);
    }
    void press(char32_t letter) {
        desk.letter(letter);
        decided();
    }
    void tap(std::string_view key) {
        INFO(key);
        REQUIRE(desk.screen_.tap(key));
        decided();
    }
    void decided() {
        desk.until([this] { return !texts().deciding(); });
        desk.screen_.frames(2);
    }
    [[nodiscard]] const clinic::TextsModel& texts() const { return desk.app_.model().texts(); }
    [[nodiscard]] const clinic::ExportModel& exports() const { return desk.app_.model().exports(); }

    WaitingData data;
    Desk desk;

  private:
    static std::unique_ptr<clinic::ArchiveData> opened(StudyWorld& world,
                                                       const std::string& language) {
        world.world.archive.reset();
        auto opened =
            clinic::ArchiveData::open(world.world.clinic_folder.root, language, world.world.files,
                                      world.world.clock, world.world.random);
        if (!opened) FAIL(opened.error().sentence());
        return std::move(*opened);
    }
};

// A study in the clinic's folder.
inline std::string put_study(const StudyWorld& world, const std::string& text) {
    const auto folder = world.world.clinic_folder.root / "studies";
    std::filesystem::create_directories(folder);
    spit(folder / "study.toml", text);
    return text;
}

}  // namespace spine::test
