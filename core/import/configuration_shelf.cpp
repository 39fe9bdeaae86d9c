#include "import/configuration_shelf.h"

#include <algorithm>
#include <utility>

#include "config/signed.h"
#include "questionnaire/relevance.h"
#include "sync/configurations.h"

namespace spine::importing {

ConfigurationShelf::ConfigurationShelf(Files& files, archive::ClinicFolder folder,
                                       crypto::SignPublicKey root)
    : files_(files), folder_(std::move(folder)), root_(root) {}

Status ConfigurationShelf::fetch(sync::Store& store) {
    auto names = store.list(sync::places::configs);
    if (!names) return fail(std::move(names));
    sync::Configurations configurations(root_);
    bool read = false;
    for (const std::string& name : *names) {
        const auto hash = crypto::Hash::from_hex(name);
        const auto place = folder_.configurations() / name;
        if (!hash || files_.exists(place / sync::kManifestFile)) continue;
        if (!read) {
            if (auto refreshed = configurations.refresh(store); !refreshed) return refreshed;
            read = true;
        }
        const sync::KnownManifest* manifest = configurations.find(*hash);
        if (manifest == nullptr) continue;  // not signed by the root: nobody's configuration
        if (auto done = sync::fetch_configuration(store, files_, *manifest, place); !done)
            return done;
        kept_.erase(*hash);
    }
    return {};
}

const ConfigurationShelf::Kept* ConfigurationShelf::load(const crypto::Hash& configuration) {
    const auto found = kept_.find(configuration);
    if (found != kept_.end()) return found->second.get();
    auto loaded =
        config::load_signed(files_, folder_.configurations() / configuration.hex(), root_, 1);
    std::unique_ptr<Kept> kept;
    if (loaded && loaded->hash == configuration) {
        kept = std::make_unique<Kept>(Kept{loaded->manifest.version, std::move(loaded->config)});
    }
    return kept_.emplace(configuration, std::move(kept)).first->second.get();
}

const config::Config* ConfigurationShelf::find(const crypto::Hash& configuration) {
    const Kept* kept = load(configuration);
    return kept != nullptr ? &kept->config : nullptr;
}

const config::Config* ConfigurationShelf::newest() {
    const auto listed = files_.list(folder_.configurations());
    if (!listed) return nullptr;
    const Kept* newest = nullptr;
    for (const FolderEntry& entry : *listed) {
        const auto hash = crypto::Hash::from_hex(entry.name);
        const Kept* kept = hash ? load(*hash) : nullptr;
        if (kept != nullptr && (newest == nullptr || kept->version > newest->version))
            newest = kept;
    }
    return newest != nullptr ? &newest->config : nullptr;
}

archive::Scores score_session(const config::Config& config, const session::Told& told) {
    archive::Scores scores{};
    const auto found = config.questionnaires.find(told.questionnaire);
    if (found == config.questionnaires.end()) return scores;
    questionnaire::Answers answers;
    for (const auto& [link_id, json] : told.answers) {
        const questionnaire::Item* item = found->second.find(link_id);
        if (item == nullptr) continue;
        auto answer = questionnaire::decode(*item, json);
        if (answer) answers[link_id] = std::move(*answer);
    }
    const auto by_domain = questionnaire::score(
        config.scoring, found->second, questionnaire::relevant_answers(found->second, answers));
    for (std::size_t i = 0; i < archive::kDomains.size(); ++i) {
        const auto domain = by_domain.find(std::string(archive::kDomains[i]));
        if (domain == by_domain.end()) continue;
        scores[i] = {domain->second.before.value, domain->second.after.value};
    }
    return scores;
}

}  // namespace spine::importing
