#include "import/configuration_shelf.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "config/items.h"
#include "config/signed.h"
#include "questionnaire/relevance.h"
#include "session/tiers.h"

namespace spine::importing {
namespace {

Fault damaged(const std::string& name) {
    return {"configuration-damaged",
            "A configuration in the store is damaged or not whole; answers that were given under "
            "it show no words and no scores.",
            "Publish it again from the folder that was signed: kioskctl clinic sign.", name};
}

}  // namespace

ConfigurationShelf::ConfigurationShelf(Files& files, archive::ClinicFolder folder,
                                       crypto::SignPublicKey root)
    : files_(files), folder_(std::move(folder)), root_(root), configurations_(root) {}

Status ConfigurationShelf::fetch(sync::Store& store) {
    auto names = store.list(sync::places::configs);
    if (!names) return fail(std::move(names));
    not_fetched_.clear();
    // What could not be read is tried again, whether the store has it or somebody put it back.
    std::erase_if(kept_, [](const auto& one) { return one.second == nullptr; });
    bool read = false;
    for (const std::string& name : *names) {
        const auto hash = crypto::Hash::from_hex(name);
        if (!hash || whole_.contains(*hash)) continue;
        if (!read) {
            if (auto refreshed = configurations_.refresh(store); !refreshed) return refreshed;
            read = true;
        }
        const sync::KnownManifest* manifest = configurations_.find(*hash);
        if (manifest == nullptr) continue;  // not signed by the root: nobody's configuration
        const auto place = folder_.configurations() / name;
        if (sync::fetch_configuration(store, files_, *manifest, place))
            whole_.insert(*hash);
        else
            not_fetched_.push_back(damaged(name));
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
    } else {
        whole_.erase(configuration);  // damaged since it was looked at
    }
    return kept_.emplace(configuration, std::move(kept)).first->second.get();
}

const config::Config* ConfigurationShelf::find(const crypto::Hash& configuration) {
    const Kept* kept = load(configuration);
    return kept != nullptr ? &kept->config : nullptr;
}

std::uint64_t ConfigurationShelf::version_of(const crypto::Hash& configuration) {
    const Kept* kept = load(configuration);
    return kept != nullptr ? kept->version : 0;
}

std::vector<const config::Config*> ConfigurationShelf::newest_first(
    std::vector<crypto::Hash> configurations) {
    std::erase_if(configurations, [this](const auto& hash) { return find(hash) == nullptr; });
    std::stable_sort(
        configurations.begin(), configurations.end(),
        [this](const auto& a, const auto& b) { return version_of(a) > version_of(b); });
    std::vector<const config::Config*> found;
    for (const auto& hash : configurations) found.push_back(find(hash));
    return found;
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

namespace {

questionnaire::Answers answers_in(const questionnaire::Questionnaire& questionnaire,
                                  const session::Told& told) {
    questionnaire::Answers answers;
    for (const auto& [link_id, json] : told.answers) {
        const questionnaire::Item* item = questionnaire.find(link_id);
        if (item == nullptr) continue;
        auto answer = questionnaire::decode(*item, json);
        if (answer) answers[link_id] = std::move(*answer);
    }
    return questionnaire::relevant_answers(questionnaire, answers);
}

archive::Scores scores_of(const config::Config& config,
                          const questionnaire::Questionnaire& questionnaire,
                          const questionnaire::Answers& answers) {
    archive::Scores scores{};
    const auto by_domain = questionnaire::score(config.scoring, questionnaire, answers);
    for (std::size_t i = 0; i < archive::kDomains.size(); ++i) {
        const auto domain = by_domain.find(std::string(archive::kDomains[i]));
        if (domain == by_domain.end()) continue;
        scores[i] = {domain->second.before.value, domain->second.after.value};
    }
    return scores;
}

}  // namespace

Assessed assess(const config::Config* config, const session::Told& told,
                crypto::SessionStatus status) {
    Assessed assessed{{}, told.tier};
    if (config == nullptr) return assessed;
    const auto asked = config->questionnaires.find(told.questionnaire);
    if (asked == config->questionnaires.end()) return assessed;
    const questionnaire::Answers answers = answers_in(asked->second, told);
    assessed.scores = scores_of(*config, asked->second, answers);
    const auto rules = config->walks.find(told.questionnaire);
    if (status == crypto::SessionStatus::Open || rules == config->walks.end()) return assessed;
    const session::Tiers reached =
        session::tiers_of(rules->second, questionnaire::lookup_in(asked->second, answers), true);
    if (reached.a) assessed.tier = "a";
    if (reached.b && assessed.tier.empty()) assessed.tier = "b";
    return assessed;
}

bool answered_by_another(const session::Told& told) {
    const auto who = told.answers.find(config::items::who);
    if (who == told.answers.end()) return false;
    const auto code = nlohmann::json::parse(who->second, nullptr, false);
    return code.is_string() && code.get_ref<const std::string&>() == config::items::somebody_for_me;
}

}  // namespace spine::importing
