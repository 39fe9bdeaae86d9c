// A clinic whose archive is full of sessions that nobody had, of the repository's own
// configuration, for whoever tests a research export.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "clinic_world.h"
#include "config/config.h"
#include "export/research_export.h"

namespace spine::test {

class StudyWorld {
  public:
    explicit StudyWorld(std::uint64_t seed = 20'261'127);

    // The configuration as a clinic keeps it, signed: for whoever opens the archive from outside.
    // Before any session.
    void sign_configuration();
    // What a patient answers for sure; everything else is drawn. "null" declines.
    using Says = std::map<std::string, std::string>;
    struct Session {
        Says says;
        std::string language = "da";
        UnixMs started = 1'772'000'000'000;  // 25 February 2026
        crypto::SessionStatus status = crypto::SessionStatus::Complete;
        // Empty: every step came on the screen; else the last one that did.
        std::string last_shown;
        bool after_visit = false;
        std::string code;  // empty: one of its own
    };
    // First time here, own answers, research consent, unless it says otherwise.
    crypto::SessionRef add(Session session);
    crypto::SessionRef add_saying(Says says, std::string language = "da");
    // So many, of all ages, sexes and both languages.
    void add_many(int count);
    [[nodiscard]] std::string code_of(const crypto::SessionRef& session) const {
        return codes_.at(session);
    }
    // What it answered: linkId -> JSON.
    [[nodiscard]] const std::map<std::string, std::string, std::less<>>& answers_of(
        const crypto::SessionRef& session) const {
        return answered_.at(session);
    }

    [[nodiscard]] exporting::ExportRequest request(const std::string& study_toml,
                                                   const std::vector<std::string>& formats = {
                                                       "csv"});
    [[nodiscard]] Result<exporting::ExportResult> run(exporting::ExportRequest& request);
    // run(), and the test fails if it does.
    exporting::ExportResult exported(const std::string& study_toml);
    [[nodiscard]] std::filesystem::path out() const { return world.folder / "out"; }
    // Rows of out()/data.csv, the header first.
    [[nodiscard]] std::vector<std::vector<std::string>> data() const;

    ClinicWorld world;
    config::Config config;
    SeededRandom drawn;
    crypto::SystemRandom random;
    exporting::ExportProgress progress;

  private:
    std::map<crypto::SessionRef, std::map<std::string, std::string, std::less<>>> answered_;
    std::map<crypto::SessionRef, std::string> codes_;
};

using Rows = std::vector<std::vector<std::string>>;
// Of a CSV that we wrote.
[[nodiscard]] Rows rows_of(const std::string& csv);
// Of the column with this name in the header; the test fails if there is none.
[[nodiscard]] std::size_t column_of(const Rows& data, const std::string& name);
[[nodiscard]] std::set<std::string> values_in(const Rows& data, const std::string& name);

// The columns that make a class, as far as the data have them.
[[nodiscard]] std::vector<std::string> quasi_identifiers_of(const Rows& data);
// Rows of each class, by the written values of its columns.
[[nodiscard]] std::map<std::vector<std::string>, std::uint64_t> classes_of(const Rows& data);

// A whole study file; `more` stands behind [data], `privacy` and `data` within their tables.
struct StudyText {
    std::string profile = "agreement", privacy, data = "primary_outcome = \"score_worry_change\"\n",
                more, from = "2026-01-01", until = "2026-12-31";
    [[nodiscard]] std::string toml() const;
};

}  // namespace spine::test
