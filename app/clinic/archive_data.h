// The clinic's data for real: archive, store, import and review put together.
#pragma once

#include <memory>
#include <set>
#include <string>

#include "archive/archive.h"
#include "clinic/data.h"
#include "import/configuration_shelf.h"
#include "import/importer.h"
#include "sync/clinic_objects.h"
#include "sync/store.h"

namespace spine::clinic {

// All calls from one thread (ui::Tasks' worker), but clinic_name(), demonstration() and chime(),
// which are fixed when it is opened.
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
    [[nodiscard]] const std::string& chime() const { return chime_; }

    [[nodiscard]] Status unlock(ByteView passphrase) override;
    void lock() override;
    [[nodiscard]] Result<std::vector<Attention>> attentions() override;
    [[nodiscard]] Status answered(const std::string& attention) override;
    [[nodiscard]] Status import() override;
    [[nodiscard]] Result<Worklist> worklist() override;
    [[nodiscard]] Result<review::PatientPage> open(const std::string& session) override;
    [[nodiscard]] Status mark_reviewed(const std::string& session, bool reviewed) override;
    [[nodiscard]] Status take_over(const std::string& session) override;

  private:
    ArchiveData(std::unique_ptr<archive::Archive> archive, crypto::SealSecretKey attention_key,
                std::string language, Files& files, Clock& clock);
    void read_configuration();
    // Opens the store again if it was out of reach.
    [[nodiscard]] Result<sync::Store*> store();
    [[nodiscard]] Result<Attention> read_attention(const std::string& name, sync::Store& store);
    [[nodiscard]] Result<archive::Row> row_of(const std::string& session);
    [[nodiscard]] Result<review::Visit> visit_of(const archive::Row& row);
    [[nodiscard]] Received received(const std::vector<archive::Row>& rows);

    std::unique_ptr<archive::Archive> archive_;
    crypto::SealSecretKey attention_key_;
    const std::string language_;
    Files& files_;
    Clock& clock_;
    importing::ConfigurationShelf shelf_;
    sync::ClinicObjects objects_;
    std::unique_ptr<sync::Store> store_;
    std::unique_ptr<importing::Importer> importer_;  // while unlocked
    std::set<std::string> seen_attention_;           // answered here, or not for this computer
    std::string clinic_name_, chime_ = "bell";
    bool demonstration_ = true;
};

}  // namespace spine::clinic
