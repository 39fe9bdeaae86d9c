// The whole job by commands alone: what the patients answered is what `show` says, item by item,
// and what scripts read has the keys of cli.md.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "shell.h"
#include "support/support.h"

using namespace spine;
using nlohmann::json;

namespace {

using Keys = std::set<std::string>;

json printed(const std::string& arguments) {
    const test::Ran ran = test::shell(arguments + " --json");
    INFO(arguments << "\n" << ran.err);
    REQUIRE(ran.code == 0);
    return json::parse(ran.out);
}

Keys keys_of(const json& object) {
    Keys keys;
    for (const auto& [key, value] : object.items()) keys.insert(key);
    return keys;
}

// Scripts depend on these; more may be there.
void check_has(const json& object, const Keys& wanted) {
    const Keys keys = keys_of(object);
    for (const std::string& key : wanted) {
        INFO(key);
        CHECK(keys.contains(key));
    }
}

// answers.ndjson without the visits that ended with nothing stored, by session.
std::map<std::string, json> told_in(const std::filesystem::path& file) {
    std::map<std::string, json> told;
    std::istringstream lines(test::slurp(file));
    for (std::string line; std::getline(lines, line);) {
        const json visit = json::parse(line);
        if (visit["session"].is_string() && visit["status"] != "withdrawn")
            told[visit["session"]] = visit;
    }
    return told;
}

// FORMAT.md, section 8, "Where they lie".
void check_store(const std::filesystem::path& store) {
    const std::string format = test::slurp(test::project() / "core" / "crypto" / "FORMAT.md");
    const auto clinic = *std::filesystem::directory_iterator(store);
    CHECK(clinic.path().filename().string().size() == 32);
    Keys folders;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(clinic)) {
        const auto inside = std::filesystem::relative(entry.path(), clinic.path());
        const std::string folder = inside.begin()->string();
        if (entry.is_regular_file()) {
            folders.insert(folder);
            const std::string name = entry.path().filename().string();
            CHECK(name.size() == 64);
            CHECK(name.find_first_not_of("0123456789abcdef") == std::string::npos);
        }
        CHECK((format.find("\n| `" + folder + "` |") != std::string::npos ||
               format.find("\n| `" + folder + "/` device id") != std::string::npos));
    }
    CHECK(folders == Keys{"attention", "bundles", "configs", "contents", "objects", "receipts"});
}

}  // namespace

TEST_CASE("what simulated patients answered is what show says, before and after the pages") {
    const test::TemporaryFolder folder;
    const int patients = test::long_form() ? 200 : 16;
    const json demo = printed(fmt::format("demo {}/d --patients {} --kiosks 2 --seed 7",
                                          folder.path().string(), patients));
    check_has(demo, {"patients", "sessions", "imported", "refused", "codes", "screens", "minutes",
                     "paths"});
    CHECK(demo["patients"] == patients);
    CHECK(demo["refused"] == 0);
    const std::string at = (folder / "d").string();
    const std::string clinic = at + "/clinic --passphrase-file " + at + "/passphrase";
    std::string codes;
    for (const json& code : demo["codes"]) codes += " " + code.get<std::string>();
    const json shown = printed("show " + clinic + codes);
    const auto told = told_in(folder / "d" / "answers.ndjson");
    CHECK(shown.size() == told.size());
    CHECK(shown.size() > static_cast<std::size_t>(patients) / 2);
    int after = 0;
    for (const json& visit : shown) {
        check_has(visit, {"code", "session", "answers", "scores", "guide"});
        const json& said = told.at(visit["session"]);
        CHECK(visit["code"] == said["code"]);
        CHECK(visit["answers"] == said["answers"]);
        for (const auto& [item, value] : visit["answers"].items())
            if (item.ends_with(".after")) ++after;
    }
    CHECK(after > 0);
    CHECK(printed("verify " + clinic)["sound"] == true);
    check_store(folder / "d" / "store");
    const json again = printed("import " + clinic);
    check_has(again, {"imported", "already", "extended", "interrupted", "refused", "forks", "gaps",
                      "repeated"});
    CHECK(again["imported"] == 0);
    for (const json& row : printed("list " + clinic))
        check_has(row, {"code", "session", "device", "started", "status", "tier", "language",
                        "reviewed"});
    check_has(printed("sync " + at + "/kiosk-2"),
              {"sent", "already", "receipts", "deleted", "failed"});
    check_has(printed("status " + at + "/kiosk-1"),
              {"waiting", "last_receipt", "disk_left", "chain"});
}
