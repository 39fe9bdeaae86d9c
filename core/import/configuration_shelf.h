// Every signed configuration that a clinic's sessions name, kept by its hash beside the archive,
// so that each answer is read as it was asked.
//
// One thread. The shelf owns what it returns; pointers stay valid as long as it lives.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <vector>

#include "archive/clinic_folder.h"
#include "archive/response.h"
#include "base/files.h"
#include "config/config.h"
#include "crypto/keys.h"
#include "session/event.h"
#include "sync/configurations.h"
#include "sync/store.h"

namespace spine::importing {

class ConfigurationShelf {
  public:
    ConfigurationShelf(Files& files, archive::ClinicFolder folder, crypto::SignPublicKey root);

    // Fetches what the store has and the shelf lacks, or has damaged: each configuration is looked
    // through once, and again when it could not be read. One that is damaged in the store, too, is
    // noted and stops none of the others. Fault: the store's listing.
    [[nodiscard]] Status fetch(sync::Store& store);
    // What the last fetch() could not fetch; `where` names the configuration. They are tried again
    // by the next.
    [[nodiscard]] const std::vector<Fault>& not_fetched() const { return not_fetched_; }
    // Null if the shelf does not hold it, or it does not verify; until the next fetch().
    [[nodiscard]] const config::Config* find(const crypto::Hash& configuration);
    // The version that the root gave it; 0 where find() would have null.
    [[nodiscard]] std::uint64_t version_of(const crypto::Hash& configuration);
    // Of these the ones that find() has, by their versions.
    [[nodiscard]] std::vector<const config::Config*> newest_first(
        std::vector<crypto::Hash> configurations);
    // The one with the highest version: for words where no session is meant. Null if there is none.
    [[nodiscard]] const config::Config* newest();

  private:
    struct Kept {
        std::uint64_t version = 0;
        config::Config config;
    };
    const Kept* load(const crypto::Hash& configuration);

    Files& files_;
    archive::ClinicFolder folder_;
    crypto::SignPublicKey root_;
    std::vector<Fault> not_fetched_;
    sync::Configurations configurations_;
    std::set<crypto::Hash> whole_;  // every file was there and right
    // Null: not there, or not the root's, when it was last looked for.
    std::map<crypto::Hash, std::unique_ptr<Kept>> kept_;
};

struct Assessed {
    archive::Scores scores{};  // the domains', for the sealed summary row (evidence.md section 4)
    std::string tier;          // "", "a" or "b"
};
// Answers whose item the questionnaire does not know, or that do not fit it, count as missing.
// The tier is the higher of what the tablet said and, once no more will be answered, of what the
// rules say of the answers: whose tablet lost its power under a ticked sign has ticked it. Without
// a configuration there are no scores, and the tablet's tier.
[[nodiscard]] Assessed assess(const config::Config* config, const session::Told& told,
                              crypto::SessionStatus status);

// Somebody answered for the patient: marked everywhere (evidence.md section 4), so it stands in the
// summary row.
[[nodiscard]] bool answered_by_another(const session::Told& told);

}  // namespace spine::importing
