#include "fixture.h"

#include <array>
#include <catch2/catch.hpp>

#include "review/show.h"
#include "support/support.h"

namespace spine::test {
namespace {

constexpr UnixMs kStarted = 1'795'510'680'000;

// False once `last` was met.
bool show(const std::vector<questionnaire::Item>& items, const std::string& last,
          archive::Response& response) {
    for (const questionnaire::Item& item : items) {
        response.shown.emplace_back(item.link_id, kStarted);
        if (item.link_id == last) return false;
        if (item.type == questionnaire::ItemType::Group) {
            response.shown.pop_back();
            if (!show(item.items, last, response)) return false;
        }
    }
    return true;
}

}  // namespace

config::Config real_config() {
    SystemFiles files;
    auto loaded = config::load(files, project() / "kiosk-config");
    if (!loaded) FAIL(loaded.error().sentence());
    return std::move(*loaded);
}

Patient::Patient(std::string questionnaire) {
    response_.questionnaire = std::move(questionnaire);
    response_.language = "en";
    row_.summary.tablet = "Tablet 2";
    row_.place.status = crypto::SessionStatus::Complete;
    says("consent.care", "true");  // no session reaches the clinic without it
    code("131873", kStarted);
}

Patient& Patient::says(const std::string& link_id, std::string json) {
    response_.answers[link_id] = std::move(json);
    return *this;
}

Patient& Patient::hopes(const std::vector<int>& steps, const std::string& which) {
    constexpr std::array<const char*, 6> items = {"hope.picture", "hope.name",    "hope.doors",
                                                  "hope.proof",   "hope.serious", "hope.calm"};
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const std::string item = items.at(i);
        const bool reversed = item == "hope.name" || item == "hope.serious";
        if (steps[i] < 0) continue;
        const int step = reversed ? 4 - steps[i] : steps[i];
        says(item + which, "\"" + std::to_string(step) + "\"");
    }
    return *this;
}

Patient& Patient::knows(const std::vector<std::string>& codes, const std::string& which) {
    constexpr std::array<const char*, 3> items = {"know.changes", "know.normal", "know.operation"};
    for (std::size_t i = 0; i < codes.size(); ++i)
        says(items.at(i) + which, "\"" + codes[i] + "\"");
    return *this;
}

Patient& Patient::tier(std::string tier) {
    response_.tier = std::move(tier);
    return *this;
}

Patient& Patient::taken_over() {
    row_.marks.taken_over = true;
    return *this;
}

Patient& Patient::reviewed(UnixMs at) {
    row_.marks.reviewed = true;
    row_.marks.reviewed_by = "LH";
    row_.marks.reviewed_at = at;
    return *this;
}

Patient& Patient::code(std::string code, UnixMs started) {
    response_.code = std::move(code);
    response_.started = started;
    response_.ended = started + 780'000;
    return *this;
}

Patient& Patient::after_visit() {
    response_.after_visit = true;
    return *this;
}

Patient& Patient::stopped_at(const std::string& link_id, crypto::SessionStatus status) {
    last_shown_ = link_id;
    row_.place.status = status;
    return *this;
}

review::Visit Patient::visit(const config::Config& config) const {
    archive::Response response = response_;
    show(config.questionnaires.at(response.questionnaire).items, last_shown_, response);
    return review::visit_of(row_, response, config);
}

archive::Row Patient::row(const config::Config& config) const {
    archive::Row row = row_;
    archive::Summary& summary = row.summary;
    summary.code = response_.code;
    summary.tier = response_.tier;
    summary.language = response_.language;
    summary.questionnaire = response_.questionnaire;
    summary.status = row.place.status;
    summary.after_visit = response_.after_visit;
    summary.started = response_.started;
    summary.ended = response_.ended;
    summary.scores = review::summary_scores(config, response_.questionnaire, response_.answers);
    return row;
}

Patient usual_patient() {
    Patient patient;
    patient.says("about.who", "\"self\"")
        .says("about.part", "\"low-back\"")
        .says("about.earlier-scan", "\"none\"")
        .says("signs.a", "[\"none\"]")
        .says("signs.b", "[\"none\"]");
    return patient;
}

}  // namespace spine::test
