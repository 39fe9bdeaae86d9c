// Questionnaires that nobody here wrote, walked as a patient walks.
#include <catch2/catch.hpp>
#include <filesystem>

#include "core/session/fixture.h"
#include "questionnaire/parser.h"
#include "questionnaire/walkthrough.h"
#include "support/support.h"

using namespace spine;
using namespace spine::session;
namespace fs = std::filesystem;

namespace {

// Answers what stands on the screen, and what stands there because of it.
void answer_screen(test::Patient& patient) {
    for (int round = 0; round < 20; ++round) {
        bool more = false;
        const auto items = patient.walk.step().items;
        for (const auto* item : items) {
            if (patient.walk.answer_of(item->link_id) != nullptr) continue;
            const auto answer = questionnaire::default_answer(*item);
            if (!answer) continue;
            auto caused = patient.walk.answer(item->link_id, *answer);
            if (!caused) continue;
            patient.take(std::move(*caused));
            more = true;
        }
        if (!more) return;
    }
}

bool walks_to_its_end(const questionnaire::Questionnaire& questionnaire) {
    const questionnaire::WalkRules rules;
    const information::Library library;
    test::Patient patient({questionnaire, rules, library});
    for (int steps = 0; steps < 20'000; ++steps) {
        if (patient.walk.step().kind == StepKind::Finished) {
            patient.take(patient.walk.finish());
            return patient.walk.status() == WalkStatus::Complete &&
                   patient.folded() == patient.counted();
        }
        answer_screen(patient);
        const std::string before = patient.at();
        if (!patient.next().moved) return false;
        if (patient.walk.can_go_back() && patient.walk.step().kind != StepKind::Finished) {
            patient.back();
            if (patient.at() != before) return false;
            patient.next();
        }
    }
    return false;
}

}  // namespace

TEST_CASE("every questionnaire of the corpus that opens is walked to its end") {
    const auto shared = test::shared_or_skip();
    if (!shared) return;
    int opened = 0;
    for (const auto& entry : fs::recursive_directory_iterator(*shared / "corpus")) {
        if (entry.path().extension() != ".json") continue;
        const auto parsed = questionnaire::parse(test::slurp(entry.path()));
        if (!parsed) continue;
        ++opened;
        INFO(entry.path().filename().string());
        CHECK(walks_to_its_end(*parsed));
    }
    CHECK(opened >= 70);
}
