#include "whole_clinic.h"

#include <catch2/catch.hpp>
#include <map>

namespace spine::test {

using nlohmann::json;

std::string program(const std::string& name) {
    return (std::filesystem::path(SPINE_PROGRAMS) / name).string();
}

WholeClinic::WholeClinic() {
    output_of({program("kioskctl"), "demo", (folder_ / "demo").string(), "--config",
               (project() / "kiosk-config").string(), "--patients",
               std::to_string(kOfDemonstration), "--seed", "5", "--json"});
}

Arguments WholeClinic::kiosk_with(const Arguments& more) const {
    Arguments all{program("kiosk_without_window"), kiosk().string()};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

Arguments WholeClinic::with_passphrase(Arguments command) const {
    const std::string file = (folder_ / "demo/passphrase").string();
    command.insert(command.end(), {"--passphrase-file", file, "--json"});
    return command;
}

json WholeClinic::sync() const {
    return json::parse(output_of({program("kioskctl"), "sync", kiosk().string(), "--json"}));
}

json WholeClinic::import() const {
    json done =
        json::parse(output_of(with_passphrase({program("kioskctl"), "import", clinic().string()})));
    INFO(done.dump());
    CHECK(done["refused"].empty());
    CHECK(done["forks"].empty());
    CHECK(done["gaps"].empty());
    return done;
}

json WholeClinic::list() const {
    return json::parse(
        output_of(with_passphrase({program("kioskctl"), "list", clinic().string()})));
}

std::vector<json> WholeClinic::show(const std::vector<std::string>& codes) const {
    std::map<std::string, std::vector<std::string>> sessions;
    for (const json& row : list()) sessions[row["code"]].push_back(row["session"]);
    // One call for all codes that name one session; each of the others by its session.
    Arguments once{program("kioskctl"), "show", clinic().string()};
    std::vector<Arguments> calls;
    for (const std::string& code : codes) {
        if (sessions[code].size() == 1) once.push_back(code);
        if (sessions[code].size() < 2) continue;
        for (const std::string& session : sessions[code])
            calls.push_back(
                {program("kioskctl"), "show", clinic().string(), code, "--session", session});
    }
    if (once.size() > 3) calls.push_back(once);
    std::vector<json> shown;
    for (const Arguments& call : calls) {
        for (const json& one : json::parse(output_of(with_passphrase(call)))) shown.push_back(one);
    }
    return shown;
}

}  // namespace spine::test
