// kiosk-config/CONTENT.md is what a clinician reads before signing: its tables say what the kiosk
// asks, word for word.
#include <catch2/catch.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>

#include "support/support.h"

using namespace spine;
using nlohmann::json;

namespace {

using Texts = std::map<std::string, std::string>;

void gather(const json& items, Texts& texts) {
    for (const json& item : items) {
        texts[item.at("linkId")] = item.value("text", "");
        if (item.contains("item")) gather(item["item"], texts);
    }
}

Texts asked() {
    Texts texts;
    for (const char* form : {"before-assessment-long", "before-assessment", "after-visit"})
        gather(json::parse(test::slurp(test::project() / "kiosk-config" / "questionnaires" /
                                       (std::string(form) + ".json")))["item"],
               texts);
    return texts;
}

// linkId -> what the tables of linkIds say of it, without the remark in brackets behind it.
Texts written() {
    const std::string all = test::slurp(test::project() / "kiosk-config" / "CONTENT.md");
    std::istringstream lines(all.substr(all.find("## Every linkId")));
    const std::regex row(R"(\| `([^`]+)` \| (.*?) \|.*)");
    Texts texts;
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line) && !line.starts_with("## ")) {
        std::smatch cells;
        if (!std::regex_match(line, cells, row)) continue;
        const std::string words = cells[2];
        const std::size_t remark = words.find('(');
        texts[cells[1]] =
            words.substr(0, remark == 0 || remark == std::string::npos ? remark : remark - 1);
    }
    return texts;
}

}  // namespace

TEST_CASE("the content's tables say what the questionnaires ask, word for word") {
    const Texts questions = asked();
    const Texts table = written();
    CHECK(table.size() > 80);
    for (const auto& [link_id, words] : table) {
        INFO(link_id);
        REQUIRE(questions.contains(link_id));
        CHECK(questions.at(link_id) == words);
    }
    for (const auto& [link_id, words] : questions) {
        // Words at a scale's ends and helps stand with their question.
        const bool of_another = link_id.ends_with(".help") || link_id.ends_with(".lower") ||
                                link_id.ends_with(".upper");
        INFO(link_id << ": " << words);
        CHECK((of_another || table.contains(link_id)));
    }
}
