#include "bench/export_clinic.h"

#include <fmt/format.h>

#include <algorithm>

#include "export/csv_format.h"
#include "export/study.h"
#include "questionnaire/answers.h"
#include "questionnaire/relevance.h"

namespace spine::bench {
namespace {

namespace fs = std::filesystem;
using questionnaire::Answer;
using questionnaire::Item;

constexpr std::string_view kPassphrase = "a passphrase for measuring";
constexpr crypto::DeriveCost kSmallCost{1, 8192};
constexpr std::size_t kSessionsACommit = 500;
constexpr UnixMs kFirst = 1'772'000'000'000;  // 25 February 2026
constexpr UnixMs kDay = 86'400'000;
constexpr const char* kStudy = R"toml(
format = 1
title = "Measured"
question = "How fast?"
ethics = "none"
profile = "agreement"
[period]
from = "2026-01-01"
until = "2026-12-31"
[data]
primary_outcome = "score_worry_change"
)toml";

void show(const std::vector<Item>& items, archive::Response& response) {
    for (const Item& item : items) {
        response.shown.emplace_back(item.link_id, response.started);
        show(item.items, response);
    }
}

Answer answer_to(const Item& item, Random& random) {
    Answer answer;
    if (item.type == questionnaire::ItemType::Integer) {
        answer.values = {static_cast<std::int64_t>(random.below(11))};
    } else if (item.type == questionnaire::ItemType::Boolean) {
        answer.values = {true};
    } else if (item.link_id == "about.first-time" || item.link_id == "about.who") {
        answer.values = {item.options.front().value};
    } else if (!item.options.empty()) {
        // No sign that would open a dozen more questions, and nobody below the age limit.
        const bool sign = item.link_id.starts_with("signs.");
        const auto none = std::find_if(item.options.begin(), item.options.end(),
                                       [](const auto& option) { return option.exclusive; });
        const auto count = static_cast<std::uint32_t>(item.options.size());
        const std::size_t first = item.link_id == "about.age" ? 1 : 0;
        if (!sign)
            answer.values = {item.options[std::max<std::size_t>(first, random.below(count))].value};
        else if (none != item.options.end())
            answer.values = {none->value};
    }
    return answer;
}

}  // namespace

Status ExportClinic::make(const fs::path& kiosk_config) {
    auto config = config::load(files_, kiosk_config);
    if (!config) return fail(std::move(config));
    config_ = std::move(*config);
    if (auto done = files_.make_folders(folder_ / "clinic"); !done) return done;
    random_.fill(configuration_.bytes);
    const auto seal = [&] { return crypto::make_seal_pair(random_).secret_key; };
    auto made = archive::Archive::create(
        {folder_ / "clinic"}, crypto::make_sign_pair(random_).public_key,
        {seal(), crypto::make_sign_pair(random_).secret_key, seal(), seal()},
        {{"Measurer", archive::Role::Clinician}, as_bytes(kPassphrase), kSmallCost}, files_, clock_,
        random_);
    if (!made) return fail(std::move(made));
    archive_ = std::move(*made);
    return archive_->unlock(as_bytes(kPassphrase));
}

archive::Response ExportClinic::drawn() {
    const auto& asked = config_.questionnaires.at(config_.settings.walk_questionnaire);
    archive::Response response;
    response.questionnaire = asked.id;
    response.language = random_.below(5) == 0 ? "ar" : "da";
    response.started = kFirst + random_.below(250) * kDay;
    show(asked.items, response);
    const auto answers = questionnaire::answer_all(
        asked, {},
        [&](const Item& item) -> std::optional<Answer> { return answer_to(item, random_); });
    for (const auto& [link_id, answer] : answers)
        if (!answer.values.empty())
            response.answers[link_id] = questionnaire::encode(*asked.find(link_id), answer);
    return response;
}

Status ExportClinic::put_one(std::size_t number) {
    archive::SessionPlace place;
    random_.fill(place.session.bytes);
    random_.fill(place.device.bytes);
    place.configuration = configuration_;
    place.status = crypto::SessionStatus::Complete;
    archive::Response response = drawn();
    response.code = fmt::format("{:06}", number % 1'000'000);
    return archive_->put_response(place, response, {});
}

Status ExportClinic::fill(std::size_t sessions) {
    for (std::size_t from = 0; from < sessions; from += kSessionsACommit) {
        auto put = archive_->transact([&]() -> Status {
            for (std::size_t i = from; i < std::min(sessions, from + kSessionsACommit); ++i)
                if (auto done = put_one(i); !done) return done;
            return {};
        });
        if (!put) return put;
    }
    return archive_->tidy();
}

Result<exporting::ExportResult> ExportClinic::run(const fs::path& to) {
    exporting::ExportRequest request;
    auto study = exporting::read_study(kStudy, "study.toml");
    if (!study) return fail(std::move(study));
    request.study = std::move(*study);
    request.study_text = kStudy;
    request.newest_first = {&config_};
    request.configuration_of = [&](const crypto::Hash&) { return &config_; };
    request.made = "2026-11-27";
    request.to = to;
    request.formats.push_back(std::make_unique<exporting::CsvFormat>());
    return exporting::export_research(*archive_, request, random_, {});
}

}  // namespace spine::bench
