// The clinic's data for real: archive, store, import and review put together.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "archive/archive.h"
#include "clinic/attention_calls.h"
#include "clinic/data.h"
#include "import/configuration_shelf.h"
#include "import/importer.h"
#include "review/coding_desk.h"
#include "sync/store.h"

namespace spine::clinic {

// Threads as Data says; clinic_name(), demonstration(), key_card() and chime() are fixed when it is
// opened.
class ArchiveData final : public Data {
  public:
    // Opens CLINIC, locked. Faults: those of Archive::open(), and of the attention key.
    [[nodiscard]] static Result<std::unique_ptr<ArchiveData>> open(
        const std::filesystem::path& clinic, std::string language, Files& files, Clock& clock,
        Random& random);
    ~ArchiveData() override;
    ArchiveData(const ArchiveData&) = delete;
    ArchiveData& operator=(const ArchiveData&) = delete;

    [[nodiscard]] std::string clinic_name() const override { return clinic_name_; }
    [[nodiscard]] bool demonstration() const override { return demonstration_; }
    [[nodiscard]] std::string key_card() const override;
    [[nodiscard]] const std::string& chime() const { return chime_; }

    [[nodiscard]] Status unlock(ByteView passphrase) override;
    void lock() override;
    [[nodiscard]] Person person() override;
    [[nodiscard]] Result<std::vector<Attention>> attentions() override;
    [[nodiscard]] Status answered(const std::string& attention) override;
    [[nodiscard]] Status import() override;
    [[nodiscard]] Result<Worklist> worklist() override;
    [[nodiscard]] Result<Opened> open(const std::string& session) override;
    [[nodiscard]] Result<Opened> reread(const std::string& session) override;
    [[nodiscard]] Status mark_reviewed(const std::string& session, bool reviewed) override;
    [[nodiscard]] Status take_over(const std::string& session) override;

    [[nodiscard]] Result<std::vector<review::QueuedText>> texts() override;
    [[nodiscard]] Result<archive::TextReading> decide(const review::QueuedText& text,
                                                      const TextDecision& decision) override;
    [[nodiscard]] Result<std::shared_ptr<const CodingBoard>> coding() override;
    [[nodiscard]] Result<std::shared_ptr<const CodingBoard>> code(const CodingWish& wish) override;
    [[nodiscard]] Result<std::shared_ptr<const CodingBoard>> uncode() override;
    [[nodiscard]] Result<std::vector<StudyFile>> studies() override;
    [[nodiscard]] Result<std::string> study_text(const std::filesystem::path& file) override;
    [[nodiscard]] Result<exporting::ExportResult> export_study(
        const ExportOrder& order, const exporting::ExportProgress& progress) override;

  private:
    // A row whose making needs the answers, made once for each head.
    struct KnownRow {
        crypto::Hash head;
        std::string tier;  // as the archive said it: another end of the session may raise it
        review::WorklistRow row;
    };
    struct OpenVisit {
        review::Visit visit;
        archive::Response response;
    };
    using Read = Result<archive::Response> (archive::Archive::*)(const crypto::SessionRef&);

    ArchiveData(std::unique_ptr<archive::Archive> archive, std::unique_ptr<AttentionCalls> calls,
                std::string language, Files& files, Clock& clock, Random& random);
    void read_configuration();
    // Opens the store again if it was out of reach.
    [[nodiscard]] Result<sync::Store*> store();
    void make_importer(sync::Store& store);
    [[nodiscard]] Result<archive::Row> row_of(const std::string& session);
    [[nodiscard]] Result<OpenVisit> visit_of(const archive::Row& row, Read read);
    // The after-visit sessions that belong to it; opens none that belongs to another's.
    [[nodiscard]] std::vector<review::Visit> after_visits_of(const archive::Row& row, Read read);
    [[nodiscard]] Result<Opened> page_of(const std::string& session, Read read);
    [[nodiscard]] review::WorklistRow list_row(const archive::Row& row);
    [[nodiscard]] Opened page_of(const OpenVisit& visit, const std::vector<review::Visit>& after,
                                 const config::Config& config) const;
    void open_ends(const archive::Row& row, const config::Config& config, Opened& opened);
    [[nodiscard]] Status open_coding();
    [[nodiscard]] std::shared_ptr<const CodingBoard> board();
    [[nodiscard]] Received received(const std::vector<archive::Row>& rows);

    std::unique_ptr<archive::Archive> archive_;
    std::unique_ptr<AttentionCalls> calls_;
    const std::string language_;
    Files& files_;
    Clock& clock_;
    Random& random_;
    importing::ConfigurationShelf shelf_;
    std::unique_ptr<sync::Store> store_;
    std::unique_ptr<importing::Importer> importer_;  // while unlocked
    std::map<crypto::SessionRef, KnownRow> known_;   // while unlocked
    std::optional<review::CodingDesk> coding_;       // while unlocked; not since a text was decided
    RetentionNotice retention_;                      // of the last import
    std::string clinic_name_, chime_ = "bell";
    bool demonstration_ = true;
};

}  // namespace spine::clinic
