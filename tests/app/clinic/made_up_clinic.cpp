#include "made_up_clinic.h"

#include <catch2/catch.hpp>

#include "archive/causes.h"
#include "base/files.h"
#include "support/support.h"

namespace spine::test {
namespace {

constexpr UnixMs kMorning = 1'795'510'680'000;
constexpr UnixMs kMinute = 60'000;

// linkId -> JSON text, as the tablet seals it.
using Told = std::map<std::string, std::string, std::less<>>;

const Told kAbout = {{"consent.care", "true"},
                     {"about.who", R"("self")"},
                     {"about.part", R"("low-back")"},
                     {"about.age", R"("40-49")"},
                     {"about.duration", R"("over-1-year")"},
                     {"about.drawing", R"(["back.lower","back.thigh.left","back.calf.left"])"},
                     {"about.pain-now", "6"},
                     {"about.earlier-scan", R"("none")"}};

// Of domains that are scored in reverse (name, serious) 1 is three quarters.
const Told kFirstAsking = {{"hope.picture", R"("3")"},   {"hope.name", R"("1")"},
                           {"hope.doors", R"("2")"},     {"hope.proof", R"("4")"},
                           {"hope.serious", R"("1")"},   {"hope.calm", R"("4")"},
                           {"accept", R"("2")"},         {"worry", "7"},
                           {"importance", R"("9")"},     {"know.changes", R"("true")"},
                           {"know.normal", R"("true")"}, {"know.operation", R"("not-sure")"}};

const Told kSecondAsking = {{"know.changes.after", R"("true")"},
                            {"know.normal.after", R"("true")"},
                            {"know.operation.after", R"("true")"},
                            {"hope.picture.after", R"("2")"},
                            {"hope.name.after", R"("1")"},
                            {"hope.doors.after", R"("2")"},
                            {"hope.proof.after", R"("3")"},
                            {"hope.calm.after", R"("2")"},
                            {"worry.after", "4"},
                            {"importance.after", R"("7")"}};

const std::map<std::string, std::string> kOwnWords = {
    {"en",
     R"("I have had this for two years. I want a picture so that my boss can see that it is not all )"
     R"(in my head. And honestly I am afraid of ending up like my father, who could hardly walk.")"},
    {"da",
     R"("Jeg har haft det i to år. Jeg vil have et billede, så min chef kan se, at det ikke sidder i )"
     R"(hovedet. Og helt ærligt er jeg bange for at ende som min far, der næsten ikke kunne gå.")"}};
const std::map<std::string, std::string> kOwnQuestion = {
    {"en", R"("Why does my leg hurt when it is my back?")"},
    {"da", R"("Hvorfor gør benet ondt, når det er ryggen?")"}};

review::Visit begun(const std::string& session, const std::string& code,
                    const std::string& language) {
    review::Visit visit;
    visit.session = session;
    visit.code = code;
    visit.tablet = "Tablet 2";
    visit.language = language;
    visit.started = kMorning;
    visit.questionnaire = "before-assessment";
    return visit;
}

class Patient {
  public:
    Patient(const config::Config& config, review::Visit visit)
        : config_(config), visit_(std::move(visit)) {}
    void tell(const Told& more) { told_.insert(more.begin(), more.end()); }
    void tell(const std::string& item, const std::string& value) { told_[item] = value; }
    review::PatientPage page(const std::string& language) {
        const auto* asked = review::questionnaire_of(config_, visit_);
        REQUIRE(asked != nullptr);
        visit_.answers = review::decode_answers(*asked, told_);
        for (const auto& [item, value] : told_) {
            INFO(item << " = " << value << " must be an answer that can be given");
            CHECK(visit_.answers.contains(item));
        }
        return review::patient_page(config_, visit_, {}, language);
    }
    review::Visit& visit() { return visit_; }

  private:
    const config::Config& config_;
    review::Visit visit_;
    Told told_;
};

review::PatientPage complete_page(const config::Config& config, const std::string& session,
                                  const std::string& code, const std::string& who,
                                  const std::string& language) {
    Patient patient(config, begun(session, code, language));
    patient.visit().status = "complete";
    patient.visit().ended = kMorning + 13 * kMinute;
    for (const Told& part : {kAbout, kFirstAsking, kSecondAsking}) patient.tell(part);
    patient.tell("about.who", who);
    patient.tell("signs.a", R"(["none"])");
    patient.tell("signs.b", R"(["none"])");
    patient.tell("words.hope", kOwnWords.at(language));
    patient.tell("ask.prepared", R"(["myself","active"])");
    patient.tell("ask.own", kOwnQuestion.at(language));
    review::PatientPage page = patient.page(language);
    page.pain_worst = 8;  // asked by configuration only
    return page;
}

// Ticked a stop-now sign; staff led on; the power went after the first hopes.
review::PatientPage stopped_page(const config::Config& config, const std::string& language,
                                 bool taken_over) {
    Patient patient(config, begun("bb", "371337", language));
    patient.visit().status = "interrupted";
    patient.visit().tier = "a";
    patient.visit().taken_over = taken_over;
    patient.visit().staff_led_on = true;
    patient.visit().shown = {"consent", "about", "signs", "signs.a", "hopes", "worry"};
    patient.tell(kAbout);
    patient.tell("signs.a", R"(["not-sure"])");
    for (const char* sign : {"bowel", "leg-weakness", "both-legs", "sexual-function"})
        patient.tell(std::string("signs.a.each.") + sign, R"("no")");
    patient.tell("signs.a.each.numb-saddle", R"("yes")");
    patient.tell("signs.a.each.urine", R"("not-sure")");
    for (const auto& [item, value] : kFirstAsking)
        if (item.starts_with("hope.") || item == "accept" || item == "worry")
            patient.tell(item, value);
    review::PatientPage page = patient.page(language);
    page.pain_worst = 8;
    return page;
}

// Broke off among the first hopes, without a warning sign.
review::PatientPage cut_off_page(const config::Config& config, const std::string& session,
                                 const std::string& code, const std::string& language) {
    Patient patient(config, begun(session, code, language));
    patient.visit().status = "interrupted";
    patient.visit().shown = {"consent", "about", "signs", "hopes"};
    patient.tell(kAbout);
    patient.tell("about.pain-now", "3");
    patient.tell("signs.a", R"(["none"])");
    patient.tell("signs.b", R"(["none"])");
    patient.tell("hope.picture", R"("4")");
    return patient.page(language);
}

}  // namespace

MadeUpClinic::MadeUpClinic(std::string language, bool demonstration)
    : demonstration_(demonstration), language_(std::move(language)) {
    SystemFiles files;
    auto loaded = config::load(files, project() / "kiosk-config");
    if (!loaded) FAIL(loaded.error().sentence());
    config_ = std::move(*loaded);
    pages_["aa"] = complete_page(config_, "aa", "131873", R"("self")", language_);
    pages_["bb"] = stopped_page(config_, language_, false);
    pages_["cc"] = complete_page(config_, "cc", "186805", R"("for-me")", language_);
    moments_["aa"].last = moments_["cc"].last = kMorning + 13 * kMinute;
    moments_["bb"] = {kMorning + 6 * kMinute,
                      kMorning + 4 * kMinute,
                      kMorning + 5 * kMinute,
                      27,
                      {kMorning + 4 * kMinute, kMorning + 4 * kMinute}};
    received_ = {kMorning, 2, {}, 0, 3};
    write_texts();
}

void MadeUpClinic::put_back(const std::string& session) {
    clinic::FurtherEnd end{cut_off_page(config_, session, pages_.at(session).code, language_),
                           {kMorning + 5 * kMinute, 0, 0, 12, {}}};
    ends_[session].push_back(std::move(end));
}

// By what the page says, since there is no archive here to make a row of.
review::WorklistRow MadeUpClinic::row_of(const review::PatientPage& page) const {
    review::WorklistRow row;
    row.code = page.code;
    row.session = page.session;
    row.language_name = page.language_name;
    row.tablet = page.tablet;
    row.status = page.status;
    row.started = page.started;
    row.ended = page.ended != 0 ? page.ended : moments_.at(page.session).last;
    row.taken_over = page.taken_over;
    row.proxy = page.proxy;
    row.alone = row.after_visit = page.alone;
    row.reviewed = page.reviewed;
    row.reviewed_by = page.reviewed_by;
    row.reviewed_at = page.reviewed_at;
    row.warning = page.warning.kind;
    if (page.warning.kind == review::Warning::TierA) row.tier = "a";
    if (page.warning.kind == review::Warning::TierB) row.tier = "b";
    for (const review::Sign& sign : page.warning.signs)
        row.signs += (row.signs.empty() ? "" : " · ") + sign.words;
    row.hopes = review::hopes(page.profile, config_, language_);
    row.hopes_mark = page.hopes;
    for (const review::ProfileRow& line : page.profile) {
        const auto& last = line.after.mark == review::Mark::Value ? line.after : line.before;
        if (line.domain == "worry" && last.mark == review::Mark::Value) row.worry = last.shown;
    }
    return row;
}

Status MadeUpClinic::unlock(ByteView passphrase) {
    if (unlock_waits_for_.valid()) unlock_waits_for_.wait();
    unlocked_ = as_text(passphrase) == "a right passphrase";
    if (unlocked_) return {};
    return fail(archive::causes::passphrase_wrong, "That did not open it.", "Try again.");
}

Status MadeUpClinic::answered(const std::string& attention) {
    std::erase_if(calls_, [&](const auto& call) { return call.id == attention; });
    return {};
}

Result<clinic::Worklist> MadeUpClinic::worklist() {
    if (!unlocked_) return fail("locked", "The archive is locked.", "Unlock it.");
    clinic::Worklist list;
    for (const auto& [session, page] : pages_) list.rows.push_back(row_of(page));
    review::order(list.rows);
    list.received = received_;
    return list;
}

Result<clinic::Opened> MadeUpClinic::open(const std::string& session) {
    if (!unlocked_) return fail("locked", "The archive is locked.", "Unlock it.");
    return clinic::Opened{pages_.at(session), moments_[session], ends_[session],
                          damaged_ends_[session]};
}

Status MadeUpClinic::mark_reviewed(const std::string& session, bool reviewed) {
    pages_.at(session).reviewed = reviewed;
    pages_.at(session).reviewed_by = reviewed ? "LH" : "";
    pages_.at(session).reviewed_at = kMorning;
    return {};
}

Status MadeUpClinic::take_over(const std::string& session) {
    REQUIRE(session == "bb");  // the one with a stop-now sign
    pages_[session] = stopped_page(config_, language_, true);
    return {};
}

}  // namespace spine::test
