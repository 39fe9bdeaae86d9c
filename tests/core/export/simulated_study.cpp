#include "simulated_study.h"

#include <fmt/format.h>
#include <catch2/catch.hpp>

namespace spine::test {
namespace {

constexpr UnixMs kDay = 86'400'000;
constexpr UnixMs kYear2025 = 1'740'000'000'000;

std::string quoted_code(std::string_view code) {
    return fmt::format("\"{}\"", code);
}

}  // namespace

SimulatedStudy::SimulatedStudy(std::uint64_t number) : world(number), drawn_(~number) {
    for_public = one_in(4);
    proxies = one_in(3);
    repeated = one_in(3);
    k = static_cast<int>((for_public ? 12 : 5) + drawn_.below(5));
    suppression = drawn_.below(6) / 100.0;
    metric_ = one_in(2) ? "loss" : "discernibility";
    by_part = !for_public && one_in(2);
    if (by_part) more_ += "[[quasi_identifier]]\nname = \"part\"\nfrom = \"about.part\"\n";
    if (for_public || one_in(2)) return;
    diverse = Diverse{one_in(2) ? "about_duration" : "about_work",
                      one_in(2) ? "distinct" : "entropy", one_in(2) ? 2.0 : 3.0};
    more_ += fmt::format("[[sensitive]]\nvariable = \"{}\"\nl = {}\nl_kind = \"{}\"\n",
                         diverse->variable, diverse->l, diverse->kind);
}

std::string SimulatedStudy::toml() const {
    StudyText text;
    text.profile = for_public ? "public" : "agreement";
    text.privacy =
        fmt::format("k = {}\nsuppression = {}\nmetric = \"{}\"\n", k, suppression, metric_);
    text.data += fmt::format("proxies = {}\nrepeated_visits = {}\n", proxies, repeated);
    text.more = more_;
    return text.toml();
}

std::vector<std::string> SimulatedStudy::told_columns() const {
    if (for_public) return {"score_worry_before"};
    return {"worry", "about_pain_now", "about_pain_worst", "about_duration", "about_work"};
}

std::string SimulatedStudy::told(const crypto::SessionRef& ref) const {
    const auto& answers = world.answers_of(ref);
    const auto value = [&](const char* item) {
        const auto found = answers.find(item);
        std::string said = found == answers.end() || found->second == "null" ? "-" : found->second;
        std::erase(said, '"');
        return said;
    };
    if (for_public) {
        const std::string worry = value("worry");
        return worry == "-" ? worry : fmt::format("{}", 10 * std::stoi(worry));
    }
    return fmt::format("{}/{}/{}/{}/{}", value("worry"), value("about.pain-now"),
                       value("about.pain-worst"), value("about.duration"), value("about.work"));
}

void SimulatedStudy::fill() {
    const auto many = 320 + drawn_.below(160);
    REQUIRE(world.world.archive->transact([&]() -> Status {
        for (std::uint32_t i = 0; i < many; ++i) add();
        return {};
    }));
    for (const crypto::SessionRef& session : withdrawn_)
        REQUIRE(world.world.archive->withdraw_research(session));
}

void SimulatedStudy::add() {
    StudyWorld::Session session;
    Session kept;
    kept.may_leave = kept.first_time = true;
    const std::vector<std::string> ages = {"18-29", "30-39", "40-49", "50-59", "60-79", "80-plus"};
    session.says["about.age"] = quoted_code(ages[drawn_.below(6)]);
    session.language = one_in(4) ? "ar" : "da";
    session.started += drawn_.below(250) * kDay;
    if (one_in(12)) {
        session.says["about.first-time"] = quoted_code(one_in(2) ? "no" : "not-sure");
        kept.first_time = false;
        kept.may_leave = repeated;
    }
    if (one_in(15)) {
        session.says["about.who"] = quoted_code("for-me");
        kept.may_leave = kept.may_leave && proxies;
    }
    if (one_in(15)) {
        session.status = crypto::SessionStatus::Stopped;
        session.last_shown = "about.duration";
    }
    const auto stays = [&](bool reason) { return reason && (kept.may_leave = false, true); };
    if (stays(one_in(15))) session.says["consent.research"] = "false";
    if (stays(one_in(20))) session.started = kYear2025;
    if (stays(one_in(30))) session.status = crypto::SessionStatus::Withdrawn;
    if (stays(one_in(10))) {
        session.after_visit = true;
        session.last_shown.clear();
        if (!sessions_.empty())
            session.code =
                sessions_[drawn_.below(static_cast<std::uint32_t>(sessions_.size()))].code;
    }
    const bool withdraws = stays(one_in(25));
    const UnixMs started = session.started;
    const auto usual = exporting::defaults(exporting::Coarsening::HalfYear);
    const auto& said = session.says["about.age"];
    const auto ages_of = usual[0].values_of(said.substr(1, said.size() - 2));
    const auto languages_of = usual[2].values_of(session.language);
    const crypto::SessionRef ref = world.add(std::move(session));
    kept.code = world.code_of(ref);
    kept.told = told(ref);
    kept.ages = ages_of;
    kept.languages = languages_of;
    if (withdraws) withdrawn_.push_back(ref);
    kept.session = ref.session.hex();
    kept.device = ref.device.hex();
    kept.started = to_rfc3339(started);
    sessions_.push_back(std::move(kept));
}

}  // namespace spine::test
