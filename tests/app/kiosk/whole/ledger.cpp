#include "ledger.h"

#include <algorithm>

namespace spine::test {
namespace {

using nlohmann::json;

std::string word_of(const std::string& line, std::size_t& at) {
    const std::size_t end = std::min(line.find(' ', at), line.size());
    std::string word = line.substr(at, end - at);
    at = std::min(end + 1, line.size());
    return word;
}

json sorted(json value) {
    if (value.is_array()) std::sort(value.begin(), value.end());
    return value;
}

bool means(const std::string& told, const json& stored) {
    return sorted(json::parse(told, nullptr, false)) == sorted(stored);
}

bool status_fits(const Promised& patient, const std::string& status) {
    if (patient.finished) return status == "complete";
    return status == "interrupted" || (patient.finishing && status == "complete");
}

}  // namespace

void Ledger::take_picture(const std::string& name, const std::string& print) {
    const auto [known, first] = pictures_.emplace(name, print);
    if (!first && known->second != print) changed_ = name;
}

void Ledger::take(const std::string& line) {
    std::size_t at = 0;
    const std::string what = word_of(line, at);
    if (what == "welcome") patients_.emplace_back();
    if (what == "welcome" || what == "consent") take_picture(what, line.substr(at));
    if (patients_.empty()) return;
    Promised& patient = patients_.back();
    if (what == "code") patient.code = line.substr(at);
    if (what == "red") patient.red = true;
    if (what == "finishing") patient.finishing = true;
    if (what == "finished") patient.finished = true;
    if (what != "gives" && what != "saved") return;
    const std::string link_id = word_of(line, at);
    if (what == "gives") {
        patient.giving[link_id] = line.substr(at);
    } else {
        patient.saved[link_id] = line.substr(at);
        patient.giving.erase(link_id);
    }
}

std::vector<std::string> broken_promises(const Promised& patient, const std::string& status,
                                         const json& answers) {
    std::vector<std::string> broken;
    if (!status_fits(patient, status)) broken.push_back("the status is " + status);
    for (const auto& [link_id, told] : patient.saved) {
        const auto stored = answers.find(link_id);
        const auto newer = patient.giving.find(link_id);
        if (stored != answers.end() && means(told, *stored)) continue;
        if (stored != answers.end() && newer != patient.giving.end() &&
            means(newer->second, *stored))
            continue;
        broken.push_back(link_id + " was shown as saved and is " +
                         (stored == answers.end() ? "not there" : "another answer"));
    }
    for (const auto& [link_id, stored] : answers.items()) {
        if (patient.saved.contains(link_id)) continue;
        const auto given = patient.giving.find(link_id);
        if (given == patient.giving.end() || !means(given->second, stored))
            broken.push_back(link_id + " is an answer that this patient never gave");
    }
    return broken;
}

}  // namespace spine::test
