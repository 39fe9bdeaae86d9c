// The whole way in real windows: what a pointer tapped on the tablet is what the clinic's running
// window shows.
#include <catch2/catch.hpp>
#include <iostream>

#include "clinic/archive_data.h"
#include "clinic_window.h"
#include "crypto/init.h"
#include "crypto/random.h"
#include "tapping_patient.h"

using namespace spine;
using namespace spine::test;

namespace {

constexpr double promised_walk_seconds = 10;

std::string key(const std::string& link_id, const std::string& code) {
    return "answer:" + link_id + ":" + code;
}

Wishes wishes_of(const std::string& language) {
    Wishes wishes;
    wishes.language = language;
    wishes.taps = {
        {"about.part", {key("about.part", "low-back")}},
        {"about.age", {key("about.age", "40-49")}},
        {"about.first-time", {"rather-not"}},
        {"about.earlier-scan", {key("about.earlier-scan", language == "da" ? "none" : "had")}},
        {"about.drawing", {"body:back.lower", "body:back.thigh.left"}},
        {"signs.a", {key("signs.a", "none")}},
        {"signs.b", {key("signs.b", "none")}},
        // The second tap is another mind: the last answer counts.
        {"worry", {key("worry", "2"), key("worry", "8")}},
        {"ask.prepared", {key("ask.prepared", "normal"), key("ask.prepared", "cause")}},
    };
    if (language == "da") {
        wishes.words = {{"words.hope", "Få ro på."}, {"ask.own", "Må jeg løbe?"}};
    } else {
        wishes.words = {{"words.hope", "A clear answer."}};
    }
    return wishes;
}

// Several answers have no order.
nlohmann::json in_order(nlohmann::json answers) {
    for (auto& answer : answers) {
        if (answer.is_array()) std::sort(answer.begin(), answer.end());
    }
    return answers;
}

// What the archive has, read from a copy of the clinic's folder while its owner goes on.
void read_archive(const Site& site, const std::string& language, ExpectedData& data) {
    std::filesystem::copy(site.clinic(), site.file("clinic-copy"),
                          std::filesystem::copy_options::recursive);
    SystemFiles files;
    SystemClock clock;
    crypto::SystemRandom random;
    auto archive =
        clinic::ArchiveData::open(site.file("clinic-copy"), language, files, clock, random);
    if (!archive) FAIL(archive.error().sentence());
    REQUIRE((*archive)->unlock(as_bytes(site.passphrase())));
    auto list = (*archive)->worklist();
    REQUIRE(list);
    REQUIRE(list->rows.size() == 1);
    auto page = (*archive)->open(list->rows.front().session);
    REQUIRE(page);
    data.list = std::move(*list);
    data.page = std::move(*page);
}

// The row as it must come: all that is known before the clinic has it. Its time, the hopes and the
// worry stand in columns that the last comparison looks at.
std::vector<review::WorklistRow> expected_row(const KioskTwin& twin, const std::string& code,
                                              const std::string& language) {
    review::WorklistRow row;
    row.code = code;
    row.session = "expected";
    row.language_name = twin.config().settings.language_names.at(language);
    row.tablet = "Tablet 1";
    row.status = "complete";
    row.warning = review::Warning::NoneTicked;
    return {row};
}

// The worklist as it must come, over what `data` has.
ClinicTwin& unlocked(ClinicTwin& twin) {
    twin.type("any");
    twin.unlock();
    return twin;
}

// The answers of the row that stands alone in the worklist, as the clinic's own window shows them.
void expect_page(const Site& site, ClinicWindow& window, const std::string& language) {
    ExpectedData data;
    expect_clinic_of(site, data);
    read_archive(site, language, data);
    ClinicTwin twin(data, language);
    unlocked(twin);
    const std::string row = "row:" + data.list.rows.front().session;
    const std::vector<Area> rail{twin.area_of({0, 820, 80, 80})};
    window.wait_until_like({twin.picture()}, twin.area_of(twin.rect_of(row)), "the whole row");
    window.tap(twin.place_of(row));
    twin.open(row);
    window.wait_until_like({twin.picture()}, window.whole(), "patient", rail);
    window.photograph("patient");
}

// The same code but for its first free digit.
std::string another_code(std::string code) {
    code[1] = code[1] == '0' ? '1' : '0';
    return code;
}

void walk(const std::string& language, bool signed_off) {
    REQUIRE(crypto::start());
    const std::string name = "walk-" + language;
    const Site site({signed_off, 1, false});
    ExpectedData data;
    expect_clinic_of(site, data);
    REQUIRE(data.not_for_patients != signed_off);
    ClinicWindow window(site, language, name + "-clinic");
    ClinicTwin twin(data, language);
    window.unlock(site.passphrase(), twin);

    TabletWindow tablet(site, 1, name + "-kiosk");
    TappingPatient patient(tablet, wishes_of(language));
    patient.walk();
    tablet.photograph("finish");
    CHECK(patient.screens() >= 30);
    CHECK(patient.explanations() == 3);

    data.list.rows = expected_row(tablet.twin(), patient.code(), language);
    ClinicTwin with_row(data, language);
    const ui::Picture expected = unlocked(with_row).picture();
    data.list.rows.front().code = another_code(patient.code());
    ClinicTwin with_other(data, language);
    const ui::Picture other = unlocked(with_other).picture();
    const ui::Rect row = with_row.rect_of("row:expected");
    const Area code_column = with_row.area_of({136, row.y, 92, row.h});
    const Area others = with_row.area_of({308, row.y, 550, row.h});
    CHECK_FALSE(window.looks_like(expected, code_column));

    const Stopwatch since_finished;
    tablet.tap("finished");  // until the tablet stands on the welcome again
    window.wait_until_like({expected}, code_column, "the code");
    const double seconds = since_finished.seconds();
    CHECK(seconds < within(promised_walk_seconds));
    CHECK_FALSE(window.looks_like(other, code_column));
    CHECK(window.looks_like(expected, others));
    window.photograph("worklist");
    std::cout << name << ": the code stood in the worklist " << seconds
              << " s after \"I am finished\"\n";

    expect_page(site, window, language);
    CHECK(window.close() == 0);
    CHECK(tablet.close() == 0);
    const auto shown = site.ask_clinic("show", {patient.code()});
    REQUIRE(shown.size() == 1);
    CHECK(shown[0]["code"] == patient.code());
    CHECK(shown[0]["status"] == "complete");
    CHECK(in_order(shown[0]["answers"]) == in_order(patient.tapped()));
}

}  // namespace

TEST_CASE(
    "a pointer taps through the whole demonstration in Danish, and the clinic's open window shows "
    "code and answers") {
    walk("da", false);
}

TEST_CASE(
    "a pointer taps through the whole questionnaire in English under a sign-off, and the clinic's "
    "open window shows code and answers") {
    walk("en", true);
}
