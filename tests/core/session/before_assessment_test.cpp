// The project's own questionnaires, branch by branch, as design.md's "A patient's walk" wants them.
#include <algorithm>
#include <catch2/catch.hpp>

#include "base/pickup_code.h"
#include "core/session/fixture.h"
#include "core/session/real_clinic.h"

using namespace spine;
using namespace spine::session;
using test::Patient;
using test::RealClinic;

namespace {

using Ids = std::vector<std::string>;

Ids seen(const Patient& patient) {
    Ids ids;
    for (const Step& step : patient.walk.outline()) ids.push_back(step.id);
    return ids;
}

bool has(const Ids& ids, const std::string& id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

Ids with_prefix(const Ids& ids, std::string_view prefix) {
    Ids out;
    std::copy_if(ids.begin(), ids.end(), std::back_inserter(out),
                 [&](const std::string& id) { return id.starts_with(prefix); });
    return out;
}

std::string as_json(std::string_view code) {
    return '"' + std::string(code) + '"';
}

// A patient with these two answers who is about to say how the pages' expectations stand.
void walk_past_about(Patient& patient, const std::string& part, const std::string& scan) {
    patient.walk_to("about.part");
    REQUIRE(patient.answer("about.part", as_json(part)));
    patient.walk_to("about.earlier-scan");
    REQUIRE(patient.answer("about.earlier-scan", as_json(scan)));
    patient.walk_to("hope.picture");
}

const questionnaire::Item& item_of(const RealClinic& clinic, std::string_view link_id) {
    const auto* item = clinic.questionnaire.find(link_id);
    REQUIRE(item != nullptr);
    return *item;
}

Ids codes_of(const questionnaire::Item& item) {
    Ids codes;
    for (const auto& option : item.options)
        codes.push_back(std::get<questionnaire::Coding>(option.value).code);
    return codes;
}

// Steps of a patient who stands before the list of signs for this part.
Patient before_signs(const RealClinic& clinic, const std::string& part, const std::string& list) {
    Patient patient(clinic.content());
    patient.walk_to("about.part");
    REQUIRE(patient.answer("about.part", as_json(part)));
    patient.walk_to(list);
    return patient;
}

}  // namespace

TEST_CASE("the low back's walk: knowledge, pages, teach-back, second asking, questions, code") {
    const RealClinic clinic("before-assessment");
    Patient patient(clinic.content());
    walk_past_about(patient, "low-back", "none");
    const Ids all = seen(patient);
    CHECK(with_prefix(all, "know.") == Ids{"know.changes", "know.normal", "know.operation",
                                           "know.changes.after", "know.normal.after",
                                           "know.operation.after"});
    CHECK(with_prefix(all, "explain:").size() == 3);
    CHECK(all.front() == "consent");
    CHECK(all.at(1) == "show.code");
    CHECK(all.back() == "show.finish");
    // The language screen is one more.
    CHECK(all.size() + 1 <= 48);
    Ids again;
    for (const std::string& id : all)
        if (id.ends_with(".after") && !id.starts_with("know.") && !id.starts_with("explain:"))
            again.push_back(id);
    CHECK(again == Ids{"hope.picture.after", "hope.name.after", "hope.doors.after",
                       "hope.proof.after", "hope.serious.after", "hope.calm.after", "worry.after",
                       "importance.after"});
}

TEST_CASE("neck, upper back, none and a skipped part: two pages in words, no knowledge") {
    const RealClinic clinic("before-assessment");
    for (const char* part : {"neck-upper-back", "none-now", ""}) {
        INFO(part);
        Patient patient(clinic.content());
        patient.walk_to("about.part");
        if (*part == 0)
            patient.decline("about.part");
        else
            REQUIRE(patient.answer("about.part", as_json(part)));
        patient.walk_to("hope.picture");
        const Ids all = seen(patient);
        CHECK(with_prefix(all, "know.").empty());
        CHECK(with_prefix(all, "explain:").empty());
        CHECK(with_prefix(all, "page:") == Ids{"page:neck-symptoms", "page:neck-changes"});
        CHECK(has(all, "hope.picture.after"));
        CHECK(has(all, "ask"));
        const bool neck = std::string_view(part) == "neck-upper-back";
        CHECK(has(all, "signs.neck.a") == neck);
        CHECK(has(all, "signs.a") == !neck);
        CHECK(has(all, "signs.b"));
        patient.walk_to("show.finish");
        CHECK(patient.folded() == patient.counted());
    }
}

TEST_CASE("who had a scan or has one booked meets the wording for it, before and after") {
    const RealClinic clinic("before-assessment");
    for (const std::string scan : {"none", "had", "booked"}) {
        Patient patient(clinic.content());
        walk_past_about(patient, "low-back", scan);
        const std::string variant = scan == "none" ? "" : "." + scan;
        const Ids all = seen(patient);
        CHECK(has(all, "hope.proof" + variant));
        CHECK(has(all, "hope.proof" + variant + ".after"));
        CHECK(has(all, "importance" + variant + ".after"));
        CHECK(with_prefix(all, "hope.").size() == 12);
        CHECK(with_prefix(all, "accept").size() == 1);
        CHECK(with_prefix(all, "importance").size() == 2);
    }
}

TEST_CASE("every single tier A sign stops the patient, and none of these does not") {
    const RealClinic clinic("before-assessment");
    const std::pair<std::string, std::string> lists[] = {
        {"low-back", "signs.a"}, {"none-now", "signs.a"}, {"neck-upper-back", "signs.neck.a"}};
    for (const auto& [part, list] : lists) {
        for (const std::string& sign : codes_of(item_of(clinic, list))) {
            if (sign == "not-sure") continue;
            INFO(part << " " << sign);
            Patient patient = before_signs(clinic, part, list);
            REQUIRE(patient.answer(list, "[" + as_json(sign) + "]"));
            REQUIRE(patient.next().moved);
            CHECK((patient.walk.step().kind == StepKind::TellStaff) == (sign != "none"));
        }
    }
}

TEST_CASE("every single tier B sign asks the patient to tell staff, in its own way") {
    const RealClinic clinic("before-assessment");
    for (const std::string& sign : codes_of(item_of(clinic, "signs.b"))) {
        if (sign == "not-sure") continue;
        INFO(sign);
        Patient patient = before_signs(clinic, "low-back", "signs.b");
        REQUIRE(patient.answer("signs.b", "[" + as_json(sign) + "]"));
        REQUIRE(patient.next().moved);
        CHECK((patient.walk.step().kind == StepKind::TellStaffKindly) == (sign != "none"));
    }
}

TEST_CASE("not sure asks the signs one at a time, and no to all is no, one not sure is yes") {
    const RealClinic clinic("before-assessment");
    const std::pair<std::string, std::string> lists[] = {
        {"low-back", "signs.a"}, {"neck-upper-back", "signs.neck.a"}, {"low-back", "signs.b"}};
    for (const auto& [part, list] : lists) {
        const bool tier_b = list == "signs.b";
        const auto shown = tier_b ? StepKind::TellStaffKindly : StepKind::TellStaff;
        Patient calm = before_signs(clinic, part, list);
        REQUIRE(calm.answer(list, R"(["not-sure"])"));
        const Ids each = with_prefix(seen(calm), list + ".each.");
        CHECK(each.size() == codes_of(item_of(clinic, list)).size() - 2);
        calm.walk_to("hope.picture");
        CHECK(calm.walk.tier() == Tier::None);
        for (const std::string& one : each) {
            for (const char* answer : {"yes", "not-sure"}) {
                INFO(one << " " << answer);
                Patient patient = before_signs(clinic, part, list);
                REQUIRE(patient.answer(list, R"(["not-sure"])"));
                patient.walk_to(one);
                REQUIRE(patient.answer(one, as_json(answer)));
                REQUIRE(patient.next().moved);
                CHECK(patient.walk.step().kind == shown);
            }
        }
    }
}

TEST_CASE("whatever is expected, the pages are at most five, with the two for everybody first") {
    const RealClinic clinic("before-assessment");
    for (const std::string scan : {"none", "had", "booked"}) {
        for (const std::size_t lean : {std::size_t{0}, std::size_t{2}, std::size_t{4}}) {
            Patient patient(clinic.content());
            walk_past_about(patient, "low-back", scan);
            while (patient.walk.step().kind != StepKind::Page) {
                const auto items = patient.walk.step().items;
                for (const auto* item : items) {
                    auto answer = patient.plain_answer(*item);
                    if (item->control == questionnaire::Control::AgreeScale)
                        answer.values = {item->options.at(lean).value};
                    auto caused = patient.walk.answer(item->link_id, answer);
                    REQUIRE(caused);
                    patient.take(*caused);
                }
                REQUIRE(patient.next().moved);
            }
            const Ids pages = with_prefix(seen(patient), "page:");
            CHECK(pages.size() <= 5);
            REQUIRE(pages.size() >= 2);
            CHECK(pages.at(0) == "page:symptoms");
            CHECK(pages.at(1) == "page:pain-is-real");
            CHECK(has(pages, "page:the-scan") == (scan == "booked"));
            if (lean == 4) CHECK(has(pages, "page:scan-can-cannot"));
        }
    }
}

TEST_CASE("care no: only the signs and what chooses the pages is asked, and nothing is kept") {
    const auto* form = GENERATE("before-assessment", "before-assessment-long");
    INFO(form);
    const RealClinic clinic(form);
    Patient patient(clinic.content());
    REQUIRE(patient.answer("consent.care", "false"));
    REQUIRE(patient.answer("consent.research", "false"));
    walk_past_about(patient, "low-back", "none");
    const Ids all = seen(patient);
    CHECK(with_prefix(all, "about.") == Ids{"about.part", "about.age", "about.earlier-scan"});
    CHECK(with_prefix(all, "signs.") == Ids{"signs.a", "signs.b"});
    CHECK(has(all, "hope.picture"));
    CHECK(with_prefix(all, "page:").size() >= 2);
    for (const char* left_out : {"show.code", "worry", "importance", "words.hope", "ask"})
        CHECK_FALSE(has(all, left_out));
    CHECK(std::none_of(all.begin(), all.end(), [](const std::string& id) {
        return id.ends_with(".after") || id.starts_with("know.") || id.starts_with("next.");
    }));
    CHECK(patient.walk.stores_nothing());
    patient.walk_to("show.finish");
    CHECK(patient.folded().empty());
}

TEST_CASE("below the age limit the research answer counts as no") {
    const RealClinic clinic("before-assessment");
    Patient patient(clinic.content());
    patient.walk_to("about.age");
    CHECK_FALSE(patient.walk.research_counts());
    REQUIRE(patient.answer("about.age", R"("18-29")"));
    CHECK(patient.walk.research_counts());
    CHECK(codes_of(item_of(clinic, "about.age")).front() == "under-18");
    REQUIRE(patient.answer("about.age", R"("under-18")"));
    CHECK_FALSE(patient.walk.research_counts());
}

TEST_CASE("each question may be skipped but consent and the warning signs") {
    const RealClinic clinic("before-assessment");
    Patient patient(clinic.content());
    patient.walk_to("about.who");
    while (patient.walk.step().kind != StepKind::Finished) {
        const auto items = patient.walk.step().items;
        for (const auto* item : items) {
            if (patient.walk.locked(item->link_id)) continue;
            if (patient.walk.may_decline(*item)) {
                patient.decline(item->link_id);
                continue;
            }
            INFO(item->link_id);
            const bool may_stay_empty = item->link_id.starts_with("ask.") ||
                                        item->link_id == "words.hope" ||
                                        item->link_id == "about.drawing";
            CHECK((item->link_id.starts_with("signs.") || may_stay_empty));
            if (may_stay_empty) continue;
            auto caused = patient.walk.answer(item->link_id, patient.plain_answer(*item));
            REQUIRE(caused);
            patient.take(*caused);
        }
        REQUIRE(patient.next().moved);
    }
    CHECK(patient.folded() == patient.counted());
}

TEST_CASE("the longer form is the same program and comes to its end") {
    const RealClinic clinic("before-assessment-long");
    Patient patient(clinic.content(), "da");
    walk_past_about(patient, "low-back", "had");
    CHECK(with_prefix(seen(patient), "know.").size() == 10);
    patient.walk_to("show.finish");
    CHECK(patient.folded() == patient.counted());
    CHECK(patient.counted().contains("next.operate"));
}

TEST_CASE("after the visit: the code, the questions, the end") {
    const RealClinic clinic("after-visit");
    Patient patient(clinic.content());
    REQUIRE(patient.walk.step().kind == StepKind::EnterCode);
    const std::string code = "57200" + std::to_string(damm_digit("57200"));
    REQUIRE(patient.walk.enter_code(code));
    patient.walk_to("show.finish");
    patient.take(patient.walk.finish());
    const Told told = fold(patient.events);
    CHECK(told.code == code);
    CHECK(told.after_visit);
    CHECK(told.questionnaire == "after-visit");
    CHECK(told.status == "complete");
    CHECK(told.answers.contains("visit.hopes"));
}

TEST_CASE("a not sure whose single signs are left open counts as yes for whoever leaves") {
    const RealClinic clinic("before-assessment");
    const auto not_sure = [&](const std::string& part, const std::string& list) {
        Patient patient = before_signs(clinic, part, list);
        REQUIRE(patient.answer(list, R"(["not-sure"])"));
        patient.next();
        REQUIRE(patient.at().starts_with(list + ".each."));
        CHECK(patient.walk.tier() == session::Tier::None);
        return patient;
    };
    const bool stops = GENERATE(true, false);
    const auto leave = [&](Patient& patient) {
        patient.take(stops ? patient.walk.stop(session::Stop::Keep) : patient.walk.expire());
    };
    for (const auto& [part, list] : {std::pair<std::string, std::string>{"low-back", "signs.a"},
                                     {"neck-upper-back", "signs.neck.a"}}) {
        Patient patient = not_sure(part, list);
        REQUIRE(patient.answer(patient.at(), R"("no")"));
        leave(patient);
        CHECK(patient.walk.step().kind == session::StepKind::TellStaff);
        CHECK(session::fold(patient.events).tier == "a");
    }
    Patient patient = not_sure("low-back", "signs.b");
    leave(patient);
    // Whoever stops is told; nobody is there to read it after a time-out, but the clinic does.
    CHECK((patient.walk.step().kind == session::StepKind::TellStaffKindly) == stops);
    if (stops) leave(patient);
    CHECK(patient.walk.status() ==
          (stops ? session::WalkStatus::Stopped : session::WalkStatus::Expired));
    CHECK(session::fold(patient.events).tier == "b");
    CHECK(session::fold(patient.events).status == (stops ? "stopped" : "expired"));
}

TEST_CASE("single signs that were all answered with no leave nothing open") {
    const RealClinic clinic("before-assessment");
    Patient patient = before_signs(clinic, "low-back", "signs.a");
    REQUIRE(patient.answer("signs.a", R"(["not-sure"])"));
    patient.next();
    while (patient.at().starts_with("signs.a.each.")) {
        REQUIRE(patient.answer(patient.at(), R"("no")"));
        patient.next();
    }
    patient.take(patient.walk.stop(session::Stop::Keep));
    CHECK(patient.walk.status() == session::WalkStatus::Stopped);
    CHECK(session::fold(patient.events).tier.empty());
}
