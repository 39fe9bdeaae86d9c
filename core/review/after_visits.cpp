#include "review/after_visits.h"

#include <algorithm>
#include <map>

#include "base/clock.h"

namespace spine::review {
namespace {

bool may_speak_of(const WithCode& later, const WithCode& visit) {
    return !visit.after_visit && visit.started < later.started &&
           later.started / kDayMs - visit.started / kDayMs <= later.days;
}

}  // namespace

std::vector<std::optional<std::size_t>> visits_of(const std::vector<WithCode>& same_code) {
    std::vector<std::optional<std::size_t>> out(same_code.size());
    for (std::size_t i = 0; i < same_code.size(); ++i) {
        if (!same_code[i].after_visit) continue;
        for (std::size_t k = 0; k < same_code.size(); ++k) {
            if (!may_speak_of(same_code[i], same_code[k])) continue;
            if (!out[i] || same_code[k].started > same_code[*out[i]].started) out[i] = k;
        }
    }
    return out;
}

std::vector<std::size_t> possible_visits(const std::vector<WithCode>& same_code) {
    std::vector<std::size_t> out;
    for (const WithCode& one : same_code)
        out.push_back(static_cast<std::size_t>(std::count_if(
            same_code.begin(), same_code.end(),
            [&](const WithCode& visit) { return one.after_visit && may_speak_of(one, visit); })));
    return out;
}

std::vector<archive::Row> after_visits_of(
    const std::vector<archive::Row>& same_code, const crypto::SessionRef& visit,
    const std::function<const config::Config*(const crypto::Hash&)>& config_of) {
    std::vector<WithCode> sessions;
    sessions.reserve(same_code.size());
    for (const archive::Row& one : same_code) {
        const config::Config* config = config_of(one.place.configuration);
        sessions.push_back({one.summary.started, one.summary.after_visit,
                            config != nullptr ? config->settings.after_visit_days
                                              : config::Settings{}.after_visit_days});
    }
    const auto visits = visits_of(sessions);
    std::vector<archive::Row> out;
    for (std::size_t i = 0; i < same_code.size(); ++i)
        if (visits[i] && same_code[*visits[i]].place.ref() == visit) out.push_back(same_code[i]);
    return out;
}

std::vector<RepeatedCode> repeated_codes(const std::vector<archive::Row>& rows) {
    std::map<std::string, std::vector<const archive::Row*>> by_code;
    for (const archive::Row& row : rows)
        if (!row.summary.after_visit) by_code[row.summary.code].push_back(&row);
    std::vector<RepeatedCode> out;
    for (const auto& [code, sessions] : by_code) {
        if (sessions.size() < 2) continue;
        RepeatedCode repeated{code, {}};
        for (const archive::Row* row : sessions) repeated.sessions.push_back(*row);
        out.push_back(std::move(repeated));
    }
    return out;
}

}  // namespace spine::review
